import { add, lessThan, get, i32, plus, type FunctionBuilder } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { loadInt, vectorBytes, type Vectors } from './lanes.ts';
import type { RowGroup } from './packed.ts';
import { openSums, store, type Block, type Finish, type Places } from './sums.ts';

/** Rows with the same few links each: their addresses stay in registers. */
export function emitEven(
  fn: FunctionBuilder,
  v: Vectors,
  { width, count, number, link, slot }: RowGroup,
  places: Places,
  block: Block,
  finish: Finish,
): void {
  const { tileBytes } = places;
  const stride = (width + 2) * v.size;
  const start = places.numbers + number * v.size;
  const output = fn.local('i32');
  const links = fn.local('i32');
  fn.set(output, i32(places.target + slot * tileBytes));
  fn.set(links, i32(places.links + link * 4));
  fn.loop(start, start + count * stride, stride, (record) => {
    const runs = Array.from({ length: width }, (_, k) => fn.keep(loadInt(get(links), k * 4), 'i32'));
    fn.loop(0, tileBytes, block.vectors * vectorBytes, (sample) => {
      const sums = openSums(fn, v, block, v.loadSplat(record, width * v.size));
      for (const [k, run] of runs.entries()) {
        addLink(fn, v, sums, v.loadSplat(record, k * v.size), add(run, sample), places.below);
      }
      const place = { address: fn.keep(add(get(output), sample), 'i32'), offset: 0 };
      store(fn, v, sums.map(get), v.loadSplat(record, (width + 1) * v.size), place, finish);
    });
    fn.set(output, plus(get(output), tileBytes));
    fn.set(links, plus(get(links), width * 4));
  });
}

/** Rows with any number of links, which they are told. */
export function emitListed(
  fn: FunctionBuilder,
  v: Vectors,
  { count, number, link, slot }: RowGroup,
  places: Places,
  block: Block,
  finish: Finish,
): void {
  const { tileBytes } = places;
  const start = places.target + slot * tileBytes;
  const cursor = startCursor(fn, places, v, number, link);
  const after = { numbers: fn.local('i32'), links: fn.local('i32') };
  fn.loop(start, start + count * tileBytes, tileBytes, (output) => {
    fn.loop(0, tileBytes, block.vectors * vectorBytes, (sample) => {
      fn.set(after.numbers, get(cursor.numbers));
      fn.set(after.links, get(cursor.links));
      const sums = listedSums(fn, v, after, sample, places, block, (address) => address);
      const place = { address: fn.keep(add(output, sample), 'i32'), offset: 0 };
      store(fn, v, sums, v.loadSplat(get(after.numbers)), place, finish);
    });
    fn.set(cursor.numbers, plus(get(after.numbers), v.size));
    fn.set(cursor.links, get(after.links));
  });
}

/** Where the next listed row's numbers and links stand. */
export interface Cursor {
  readonly numbers: ReturnType<FunctionBuilder['local']>;
  readonly links: ReturnType<FunctionBuilder['local']>;
}

/** At the first row of a group. */
export function startCursor(fn: FunctionBuilder, places: Places, v: Vectors, number: number, link: number): Cursor {
  const cursor = { numbers: fn.local('i32'), links: fn.local('i32') };
  fn.set(cursor.numbers, i32(places.numbers + number * v.size));
  fn.set(cursor.links, i32(places.links + link * 4));
  return cursor;
}

/**
 * The sums of one listed row at some samples, the bias taken off at the end. Moves the cursor past its links, its
 * weights and its bias.
 */
export function listedSums(
  fn: FunctionBuilder,
  v: Vectors,
  cursor: Cursor,
  sample: Code,
  places: Places,
  block: Block,
  valueOf: (value: Code, run: Code) => Code,
): Code[] {
  const bytes: Code = [...loadInt(get(cursor.links)), ...i32(Math.log2(v.size)), ['i32.shl']];
  const end = fn.keep(add(get(cursor.numbers), bytes), 'i32');
  const sums = openSums(fn, v, block, undefined);
  fn.set(cursor.links, plus(get(cursor.links), 4));
  fn.while(lessThan(get(cursor.numbers), end), () => {
    const run = fn.keep(loadInt(get(cursor.links)), 'i32');
    const address = fn.keep(add(run, sample), 'i32');
    const weight = fn.keep(v.loadSplat(get(cursor.numbers)));
    for (const [c, sum] of sums.entries()) {
      const value = valueOf(v.load(address, places.below + c * vectorBytes), run);
      fn.set(sum, v.madd(weight, value, get(sum)));
    }
    fn.set(cursor.numbers, plus(get(cursor.numbers), v.size));
    fn.set(cursor.links, plus(get(cursor.links), 4));
  });
  const bias = fn.keep(v.loadSplat(end));
  fn.set(cursor.numbers, plus(end, v.size));
  return sums.map((sum) => fn.keep(v.sub(get(sum), bias)));
}

function addLink(
  fn: FunctionBuilder,
  v: Vectors,
  sums: readonly ReturnType<FunctionBuilder['local']>[],
  weight: Code,
  address: Code,
  offset: number,
): void {
  const [factor, from] = [fn.keep(weight), fn.keep(address, 'i32')];
  for (const [c, sum] of sums.entries()) {
    fn.set(sum, v.madd(factor, v.load(from, offset + c * vectorBytes), get(sum)));
  }
}
