import { add, get, i32, plus, type FunctionBuilder } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { vectorBytes, type Vectors } from './lanes.ts';
import type { RowGroup } from './packed.ts';
import { eachRun, emitProduct } from './product.ts';
import { addPair, loadPair, openPair, pairBytes } from './runs.ts';
import type { BackPlaces, Block, Blocks, SlopeBlock } from './sums.ts';
import { emitRowMajor, rowMajorBytes } from './transpose.ts';

/** Slopes of a dense group's weights and biases; see `emitSlopes`. */
export function emitDenseSlopes(
  fn: FunctionBuilder,
  v: Vectors,
  group: RowGroup,
  places: BackPlaces,
  { block, slopes }: Blocks,
): void {
  if (isProduct(group)) emitSlopeProduct(fn, v, group, places, block);
  else emitOuterProducts(fn, v, group, places, slopes);
}

/**
 * Whether the slopes of a group are taken as a product of its deltas with the values below sample by sample. For few
 * units turning the values costs more than it brings.
 */
export function isProduct({ kind, count }: RowGroup): boolean {
  return kind === 'dense' && count >= 8;
}

/**
 * Row i of the slopes is the sum over samples of delta_i times the values there, and a 1 for the bias. Lanes past that
 * add 0 to what stands behind.
 */
function emitSlopeProduct(
  fn: FunctionBuilder,
  v: Vectors,
  { width, count, number, slot }: RowGroup,
  { below, deltas, sums, rowMajor, tileBytes }: BackPlaces,
  block: Block,
): void {
  const rowBytes = rowMajorBytes(v, width);
  emitRowMajor(fn, v, { runs: below, width, target: rowMajor, tileBytes });
  const stride = (width + 2) * v.size;
  eachRun(count, block.rows, (fromUnit, toUnit, rows) => {
    const slope = fn.local('i32');
    fn.set(slope, i32(sums + number * v.size + fromUnit * stride));
    const start = deltas + slot * tileBytes;
    fn.loop(start + fromUnit * tileBytes, start + toUnit * tileBytes, rows * tileBytes, (delta) => {
      eachRun(rowBytes / vectorBytes, block.vectors, (from, to, vectors) => {
        fn.loop(from * vectorBytes, to * vectorBytes, vectors * vectorBytes, (column) => {
          const left = { at: delta, row: tileBytes, step: v.size };
          const right = { at: column, offset: rowMajor, step: rowBytes };
          const product = { steps: tileBytes / v.size, left, right };
          const found = emitProduct(fn, v, { rows, vectors }, product, () => v.constant(fn, 0));
          const address = fn.keep(add(get(slope), column), 'i32');
          for (const [r, row] of found.entries()) {
            const place = (c: number): number => r * stride + c * vectorBytes;
            const added = row.map((sum, c) => fn.keep(v.add(v.loadAnywhere(address, place(c)), sum)));
            for (const [c, sum] of added.entries()) fn.emit(v.storeAnywhere(address, place(c), sum));
          }
        });
      });
      fn.set(slope, plus(get(slope), rows * stride));
    });
  });
}

function emitOuterProducts(
  fn: FunctionBuilder,
  v: Vectors,
  { width, count, number, slot }: RowGroup,
  places: BackPlaces,
  block: SlopeBlock,
): void {
  const { tileBytes } = places;
  const stride = (width + 2) * pairBytes;
  const deltas = places.deltas + slot * tileBytes;
  const slopes = places.slopes + number * pairBytes;
  const [rest, whole] = [width % block.links, width - (width % block.links)];
  eachRun(count, block.units, (fromUnit, toUnit, units) => {
    const slope = fn.local('i32');
    fn.set(slope, i32(slopes + fromUnit * stride));
    fn.loop(deltas + fromUnit * tileBytes, deltas + toUnit * tileBytes, units * tileBytes, (delta) => {
      const common = { delta, units, stride, tileBytes };
      const at = fn.local('i32');
      fn.set(at, get(slope));
      const end = places.below + whole * tileBytes;
      fn.loop(places.below, end, block.links * tileBytes, (value) => {
        addOuterProduct(fn, v, { ...common, value, slope: get(at), links: block.links, biased: false });
        fn.set(at, plus(get(at), block.links * pairBytes));
      });
      addOuterProduct(fn, v, { ...common, value: i32(end), slope: get(at), links: rest, biased: true });
      fn.set(slope, plus(get(slope), units * stride));
    });
  });
}

interface OuterProduct {
  readonly delta: Code;
  readonly value: Code;
  readonly slope: Code;
  readonly units: number;
  readonly links: number;
  /** Whether the deltas alone are summed as well, into what stands after the links. */
  readonly biased: boolean;
  readonly stride: number;
  readonly tileBytes: number;
}

/** Some units' deltas with some values, summed over the tile's samples. */
function addOuterProduct(
  fn: FunctionBuilder,
  v: Vectors,
  { delta, value, slope, units, links, biased, stride, tileBytes }: OuterProduct,
): void {
  const columns = links + (biased ? 1 : 0);
  const sums = Array.from({ length: units }, () => Array.from({ length: columns }, () => openPair(fn, v)));
  fn.loop(0, tileBytes, pairBytes, (sample) => {
    const deltaAt = fn.keep(add(delta, sample), 'i32');
    const valueAt = fn.keep(add(value, sample), 'i32');
    const values = Array.from({ length: links }, (_, j) => loadPair(fn, v, valueAt, j * tileBytes));
    for (const [i, row] of sums.entries()) {
      const own = loadPair(fn, v, deltaAt, i * tileBytes);
      for (const [j, pair] of row.entries()) {
        for (const c of [0, 1] as const) {
          const other = values[j]?.[c];
          fn.set(pair[c], other ? v.madd(own[c], other, get(pair[c])) : v.add(get(pair[c]), own[c]));
        }
      }
    }
  });
  for (const [i, row] of sums.entries()) {
    for (const [j, [even, odd]] of row.entries()) {
      addPair(fn, v, slope, i * stride + j * pairBytes, [get(even), get(odd)]);
    }
  }
}
