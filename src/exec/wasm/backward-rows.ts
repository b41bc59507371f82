import { add, lessThan, get, i32, plus, type FunctionBuilder } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { loadInt, vectorBytes, type Vectors } from './lanes.ts';
import type { RowGroup } from './packed.ts';
import { mostUnrolled } from './dense-rows.ts';
import type { Block } from './sums.ts';
import { addPair, loadPair, openPair, pairBytes, sumOfRun } from './runs.ts';

/** Where the way back finds its numbers: addresses in the module's memory. */
export interface BackPlaces {
  readonly numbers: number;
  readonly links: number;
  /** A pair of vectors per number: the sum over samples of d loss / d number, still by lane. */
  readonly slopes: number;
  /** Values of the layer below, a run per slot. */
  readonly below: number;
  /** Of this layer's rows: gain d loss / d t, a run per slot. */
  readonly deltas: number;
  /** Of the layer below: d loss / d value, a run per slot; absent for the inputs. */
  readonly deltasBelow?: number;
  readonly tileBytes: number;
}

/**
 * Adds to the slopes of a group's weights the sums of delta times value, and to those of its biases the sums of delta
 * (their sign is turned, and the gains' slopes derived, when all samples have been added up).
 */
export function emitSlopes(
  fn: FunctionBuilder,
  v: Vectors,
  group: RowGroup,
  places: BackPlaces,
  block: SlopeBlock,
): void {
  if (group.kind === 'dense') emitDenseSlopes(fn, v, group, places, block);
  else emitLinkedBack(fn, v, group, places);
}

/** How many units and links have their sums in registers together. */
export interface SlopeBlock {
  readonly units: number;
  readonly links: number;
}

function emitDenseSlopes(
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

/**
 * Deltas of the layer below from those of a dense group: sum over units of weight times delta. Only of a layer that is
 * this one group: the sums are finished in registers.
 */
export function emitDenseBack(
  fn: FunctionBuilder,
  v: Vectors,
  { width, count, number, slot }: RowGroup,
  places: BackPlaces,
  block: Block,
  finish: (sum: Code, place: { readonly address: Code; readonly offset: number }) => Code,
): void {
  const { tileBytes } = places;
  const stride = (width + 2) * v.size;
  const weightsStart = places.numbers + number * v.size;
  const deltas = places.deltas + slot * tileBytes;
  const target = places.deltasBelow ?? 0;
  eachRun(width, block.rows, (fromLink, toLink, links) => {
    const first = fn.local('i32');
    fn.set(first, i32(weightsStart + fromLink * v.size));
    fn.loop(target + fromLink * tileBytes, target + toLink * tileBytes, links * tileBytes, (output) => {
      fn.loop(0, tileBytes, block.vectors * vectorBytes, (sample) => {
        const sums = Array.from({ length: links }, () => Array.from({ length: block.vectors }, () => fn.local('v128')));
        for (const row of sums) for (const sum of row) fn.set(sum, v.constant(fn, 0));
        const addUnit = (delta: Code, weights: Code, unit: number): void => {
          const own = Array.from({ length: block.vectors }, (_, c) =>
            fn.keep(v.load(delta, deltas + unit * tileBytes + c * vectorBytes)),
          );
          for (const [k, row] of sums.entries()) {
            const weight = fn.keep(v.loadSplat(weights, unit * stride + k * v.size));
            for (const [c, sum] of row.entries()) fn.set(sum, v.madd(weight, own[c] ?? [], get(sum)));
          }
        };
        if (count <= mostUnrolled) {
          for (let unit = 0; unit < count; unit++) addUnit(sample, get(first), unit);
        } else {
          const [weights, delta] = [fn.local('i32'), fn.local('i32')];
          fn.set(weights, get(first));
          fn.set(delta, sample);
          const end = fn.keep(plus(sample, count * tileBytes), 'i32');
          fn.while(lessThan(get(delta), end), () => {
            addUnit(get(delta), get(weights), 0);
            fn.set(delta, plus(get(delta), tileBytes));
            fn.set(weights, plus(get(weights), stride));
          });
        }
        const address = fn.keep(add(output, sample), 'i32');
        for (const [k, row] of sums.entries()) {
          for (const [c, sum] of row.entries()) {
            const place = { address, offset: k * tileBytes + c * vectorBytes };
            fn.emit(v.store(address, place.offset, finish(get(sum), place)));
          }
        }
      });
      fn.set(first, plus(get(first), links * v.size));
    });
  });
}

/** The same of a dense group among others: added to what the others sent back. */
export function emitDenseBackAdded(
  fn: FunctionBuilder,
  v: Vectors,
  group: RowGroup,
  places: BackPlaces,
  block: Block,
): void {
  emitDenseBack(fn, v, group, places, block, (sum, { address, offset }) => v.add(v.load(address, offset), sum));
}

/** Slopes of rows with links of their own, and their share of the deltas below, which are added to. */
function emitLinkedBack(
  fn: FunctionBuilder,
  v: Vectors,
  { kind, width, count, number, link, slot }: RowGroup,
  places: BackPlaces,
): void {
  const { tileBytes } = places;
  const [weight, slope, linkAt] = [fn.local('i32'), fn.local('i32'), fn.local('i32')];
  fn.set(weight, i32(places.numbers + number * v.size));
  fn.set(slope, i32(places.slopes + number * pairBytes));
  fn.set(linkAt, i32(places.links + link * 4));
  const start = places.deltas + slot * tileBytes;
  fn.loop(start, start + count * tileBytes, tileBytes, (delta) => {
    const last = fn.local('i32');
    if (kind === 'listed') {
      const links = fn.keep([...loadInt(get(linkAt)), ...i32(2), ['i32.shl']], 'i32');
      fn.set(linkAt, plus(get(linkAt), 4));
      fn.set(last, add(get(linkAt), links));
    } else {
      fn.set(last, plus(get(linkAt), width * 4));
    }
    fn.while(lessThan(get(linkAt), get(last)), () => {
      sendBack(
        fn,
        v,
        { delta, run: loadInt(get(linkAt)), weight: v.loadSplat(get(weight)), slope: get(slope) },
        places,
      );
      fn.set(weight, plus(get(weight), v.size));
      fn.set(slope, plus(get(slope), pairBytes));
      fn.set(linkAt, plus(get(linkAt), 4));
    });
    addPair(fn, v, get(slope), 0, sumOfRun(fn, v, delta, tileBytes));
    fn.set(weight, plus(get(weight), 2 * v.size));
    fn.set(slope, plus(get(slope), 2 * pairBytes));
  });
}

function sendBack(
  fn: FunctionBuilder,
  v: Vectors,
  link: { readonly delta: Code; readonly run: Code; readonly weight: Code; readonly slope: Code },
  { below: values, deltasBelow, tileBytes }: BackPlaces,
): void {
  const run = fn.keep(link.run, 'i32');
  const weight = fn.keep(link.weight);
  const sums = openPair(fn, v);
  fn.loop(0, tileBytes, pairBytes, (sample) => {
    const own = loadPair(fn, v, fn.keep(add(link.delta, sample), 'i32'));
    const place = fn.keep(add(run, sample), 'i32');
    const below = loadPair(fn, v, place, values);
    for (const c of [0, 1] as const) fn.set(sums[c], v.madd(own[c], below[c], get(sums[c])));
    if (deltasBelow !== undefined) {
      const sent = own.map((each, c) => fn.keep(v.madd(weight, each, v.load(place, deltasBelow + c * vectorBytes))));
      for (const [c, value] of sent.entries()) fn.emit(v.store(place, deltasBelow + c * vectorBytes, value));
    }
  });
  addPair(fn, v, link.slope, 0, [get(sums[0]), get(sums[1])]);
}

/** `count` things in runs of `most`, the rest in a shorter one: two pieces of code at most. */
function eachRun(count: number, most: number, use: (from: number, to: number, together: number) => void): void {
  const whole = count - (count % most);
  if (whole > 0) use(0, whole, most);
  if (whole < count) use(whole, count, count - whole);
}
