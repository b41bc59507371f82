import { add, lessThan, get, i32, plus, type FunctionBuilder } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { loadInt, vectorBytes, type Vectors } from './lanes.ts';
import type { RowGroup } from './packed.ts';
import { emitDenseSlopes } from './dense-slopes.ts';
import { eachRun, emitProduct } from './product.ts';
import { addPair, loadPair, openPair, pairBytes, sumOfRun } from './runs.ts';
import type { BackPlaces, Block, Blocks } from './sums.ts';

/**
 * Adds to the slopes of a group's weights the sums of delta times value, and to those of its biases the sums of delta
 * (their sign is turned, and the gains' slopes derived, when all samples have been added up).
 */
export function emitSlopes(fn: FunctionBuilder, v: Vectors, group: RowGroup, places: BackPlaces, blocks: Blocks): void {
  if (group.kind === 'dense') emitDenseSlopes(fn, v, group, places, blocks);
  else emitLinkedBack(fn, v, group, places);
}

/**
 * Deltas of the layer below from those of a dense group: sum over units of weight times delta. Only of a layer that is
 * this one group: the sums are finished in registers.
 */
export function emitDenseBack(
  fn: FunctionBuilder,
  v: Vectors,
  { width, count, number, slot }: RowGroup,
  { numbers, deltas, deltasBelow = 0, tileBytes }: BackPlaces,
  { rows: mostLinks, vectors }: Block,
  finish: (sum: Code, place: { readonly address: Code; readonly offset: number }) => Code,
): void {
  const offset = deltas + slot * tileBytes;
  eachRun(width, mostLinks, (from, to, links) => {
    const weight = fn.local('i32');
    fn.set(weight, i32(numbers + (number + from) * v.size));
    fn.loop(deltasBelow + from * tileBytes, deltasBelow + to * tileBytes, links * tileBytes, (output) => {
      fn.loop(0, tileBytes, vectors * vectorBytes, (sample) => {
        const left = { at: get(weight), row: v.size, step: (width + 2) * v.size };
        const product = { steps: count, left, right: { at: sample, offset, step: tileBytes } };
        const sums = emitProduct(fn, v, { rows: links, vectors }, product, () => v.constant(fn, 0));
        const address = fn.keep(add(output, sample), 'i32');
        for (const [k, row] of sums.entries()) {
          for (const [c, sum] of row.entries()) {
            const place = { address, offset: k * tileBytes + c * vectorBytes };
            fn.emit(v.store(address, place.offset, finish(sum, place)));
          }
        }
      });
      fn.set(weight, plus(get(weight), links * v.size));
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
