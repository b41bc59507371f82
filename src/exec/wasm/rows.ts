import { add, lessThan, get, i32, plus, type FunctionBuilder } from './function-builder.ts';
import type { Squashed } from './forms.ts';
import type { Code } from './instructions.ts';
import { loadInt, vectorBytes, type Vectors } from './lanes.ts';
import type { FormGroup, RowGroup } from './pack.ts';

/** Where a layer finds what it reads and puts what it computes: addresses in the module's memory. */
export interface Places {
  /** The packed numbers, and the links as distances in bytes from `below`. */
  readonly numbers: number;
  readonly links: number;
  /** Values, a run of `tileBytes` per unit, each a number per sample. */
  readonly below: number;
  readonly target: number;
  readonly tileBytes: number;
}

/** How many rows and vectors of samples are computed together, their sums in registers. */
export interface Block {
  readonly rows: number;
  readonly vectors: number;
}

/** What becomes of a sum before it is stored; `gain` is the row's. `place` is where the value will stand. */
export type Finish = (sum: Code, gain: Code, place: Place) => Code;

export interface Place {
  readonly address: Code;
  readonly offset: number;
}

/** Code for the sums of a group: target = finish(sum weights_i below[links_i] - bias), for a tile of samples. */
export function emitRows(
  fn: FunctionBuilder,
  v: Vectors,
  group: RowGroup,
  places: Places,
  block: Block,
  finish: Finish,
): void {
  switch (group.kind) {
    case 'dense':
      emitDense(fn, v, group, places, block, finish);
      break;
    case 'even':
      emitEven(fn, v, group, places, block, finish);
      break;
    case 'listed':
      emitListed(fn, v, group, places, block, finish);
      break;
  }
}

/** How many vectors are squashed together: an engine with wider registers joins neighbours. */
const squashedTogether = 4;

/** Code that turns the values of a stretch of runs into others, in place; `beside` is stored at a distance from them. */
export function emitSquash(
  fn: FunctionBuilder,
  v: Vectors,
  from: Code,
  bytes: number,
  squash: (value: Code) => { readonly value: Code; readonly beside?: { readonly value: Code; readonly apart: number } },
): void {
  fn.loop(0, bytes, squashedTogether * vectorBytes, (distance) => {
    const address = fn.keep(add(from, distance), 'i32');
    const offsets = Array.from({ length: squashedTogether }, (_, c) => c * vectorBytes);
    const results = offsets.map((offset) => squash(fn.keep(v.load(address, offset))));
    for (const [c, { value }] of results.entries()) fn.emit(v.store(address, c * vectorBytes, value));
    for (const [c, { beside }] of results.entries()) {
      if (beside) fn.emit(v.store(address, beside.apart + c * vectorBytes, beside.value));
    }
  });
}

/** Code that visits the rows of a group: the address of each one's gain, and of its run of values. */
export function eachRowOf(
  fn: FunctionBuilder,
  v: Vectors,
  { kind, width, count, number, link, slot }: RowGroup,
  places: Places,
  use: (gain: Code, run: Code) => void,
): void {
  const { tileBytes } = places;
  const [gain, links] = [fn.local('i32'), fn.local('i32')];
  fn.set(gain, i32(places.numbers + number * v.size));
  fn.set(links, i32(places.links + link * 4));
  const start = places.target + slot * tileBytes;
  fn.loop(start, start + count * tileBytes, tileBytes, (run) => {
    const weights: Code = kind === 'listed' ? loadInt(get(links)) : i32(width);
    fn.set(gain, plus(add(get(gain), [...weights, ...i32(Math.log2(v.size)), ['i32.shl']]), v.size));
    if (kind === 'listed') fn.set(links, plus(add(get(links), [...weights, ...i32(2), ['i32.shl']]), 4));
    use(get(gain), run);
    fn.set(gain, plus(get(gain), v.size));
  });
}

/** Links up to which the sums of a dense block are written out. */
export const mostUnrolled = 8;

function emitDense(
  fn: FunctionBuilder,
  v: Vectors,
  group: RowGroup,
  places: Places,
  block: Block,
  finish: Finish,
): void {
  const stride = (group.width + 2) * v.size;
  const start = places.numbers + group.number * v.size;
  const target = places.target + group.slot * places.tileBytes;
  const whole = group.count - (group.count % block.rows);
  const emit = (from: number, to: number, rows: number): void => {
    const output = fn.local('i32');
    fn.set(output, i32(target + from * places.tileBytes));
    fn.loop(start + from * stride, start + to * stride, rows * stride, (record) => {
      emitDenseBlock(fn, v, { group, places, vectors: block.vectors, rows, record, output: get(output), finish });
      fn.set(output, plus(get(output), rows * places.tileBytes));
    });
  };
  if (whole > 0) emit(0, whole, block.rows);
  if (whole < group.count) emit(whole, group.count, group.count - whole);
}

interface DenseBlock {
  readonly group: RowGroup;
  readonly places: Places;
  readonly rows: number;
  readonly vectors: number;
  /** The address of the first row's record. */
  readonly record: Code;
  readonly output: Code;
  readonly finish: Finish;
}

/** Every value below is loaded once for all rows of the block, every weight once for all its vectors. */
function emitDenseBlock(
  fn: FunctionBuilder,
  v: Vectors,
  { group: { width }, places, rows, vectors, record, output, finish }: DenseBlock,
): void {
  const { tileBytes } = places;
  const stride = (width + 2) * v.size;
  const sums = Array.from({ length: rows }, () => Array.from({ length: vectors }, () => fn.local('v128')));
  fn.loop(0, tileBytes, vectors * vectorBytes, (sample) => {
    for (const [r, row] of sums.entries()) {
      const bias = fn.keep(v.neg(v.loadSplat(record, r * stride + width * v.size)));
      for (const sum of row) fn.set(sum, bias);
    }
    const step = (values: Code, weights: Code, k: number): void => {
      const inputs = Array.from({ length: vectors }, (_, c) =>
        fn.keep(v.load(values, places.below + k * tileBytes + c * vectorBytes)),
      );
      for (const [r, row] of sums.entries()) {
        const weight = fn.keep(v.loadSplat(weights, r * stride + k * v.size));
        for (const [c, sum] of row.entries()) fn.set(sum, v.madd(weight, inputs[c] ?? [], get(sum)));
      }
    };
    if (width <= mostUnrolled) {
      for (let k = 0; k < width; k++) step(sample, record, k);
    } else {
      const together = [4, 3, 2, 1].find((count) => width % count === 0) ?? 1;
      const values = fn.local('i32');
      const weights = fn.local('i32');
      const end = fn.keep(plus(record, width * v.size), 'i32');
      fn.set(values, sample);
      fn.set(weights, record);
      fn.while(lessThan(get(weights), end), () => {
        for (let k = 0; k < together; k++) step(get(values), get(weights), k);
        fn.set(values, plus(get(values), together * tileBytes));
        fn.set(weights, plus(get(weights), together * v.size));
      });
    }
    const address = fn.keep(add(output, sample), 'i32');
    for (const [r, row] of sums.entries()) {
      const gain = v.loadSplat(record, r * stride + (width + 1) * v.size);
      store(fn, v, row.map(get), gain, { address, offset: r * tileBytes }, finish);
    }
  });
}

function emitEven(
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

function emitListed(
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

/**
 * Code for quadrics or Gaussians: target = finish(f). What the way back needs of them can be kept.
 */
export function emitForms(
  fn: FunctionBuilder,
  v: Vectors,
  group: FormGroup,
  inputs: number,
  places: Places,
  block: Block,
  squashed: Squashed,
  finish: Finish,
  kept?: KeptForms,
): void {
  const { tileBytes } = places;
  const start = places.target + group.slot * tileBytes;
  const cursor = startCursor(fn, places, v, group.number, group.link);
  const after = { numbers: fn.local('i32'), links: fn.local('i32') };
  const residual = fn.local('i32');
  const inner = fn.local('i32');
  if (kept) {
    fn.set(residual, i32(kept.residuals));
    fn.set(inner, i32(kept.inner));
  }
  const shiftOf = Math.log2(tileBytes / v.size);
  fn.loop(start, start + group.count * tileBytes, tileBytes, (output) => {
    fn.loop(0, tileBytes, block.vectors * vectorBytes, (sample) => {
      fn.set(after.numbers, plus(get(cursor.numbers), group.kind === 'gaussian' ? inputs * v.size : 0));
      fn.set(after.links, get(cursor.links));
      const squares = openSums(fn, v, block, undefined);
      const row = fn.local('i32');
      fn.set(row, sample);
      const end = fn.keep(plus(sample, group.rank * tileBytes), 'i32');
      fn.while(lessThan(get(row), end), () => {
        // A Gaussian's mean stands at the start of its record: the number of the input that is linked to.
        const mean = (run: Code): Code => [...run, ...i32(shiftOf), ['i32.shr_u'], ...get(cursor.numbers), ['i32.add']];
        const values = listedSums(fn, v, after, sample, places, block, (value, run) =>
          group.kind === 'gaussian' ? v.sub(value, v.loadSplat(mean(run))) : value,
        );
        for (const [c, value] of values.entries()) {
          const square = squares[c];
          if (square) fn.set(square, v.madd(value, value, get(square)));
          if (kept) fn.emit(v.store(add(get(residual), get(row)), c * vectorBytes, value));
        }
        fn.set(row, plus(get(row), tileBytes));
      });
      const numbers = get(after.numbers);
      const inners = squares.map((square) => fn.keep(squashed.inner(get(square))));
      if (kept) {
        const place = add(get(inner), sample);
        for (const [c, value] of inners.entries()) fn.emit(v.store(place, c * vectorBytes, value));
      }
      const values = inners.map((value) => fn.keep(squashed.f(value, numbers)));
      const place = { address: fn.keep(add(output, sample), 'i32'), offset: 0 };
      store(fn, v, values, v.loadSplat(numbers, squashed.gainAt * v.size), place, finish);
    });
    fn.set(cursor.numbers, plus(get(after.numbers), (squashed.gainAt + 1) * v.size));
    fn.set(cursor.links, get(after.links));
    if (kept) {
      fn.set(residual, plus(get(residual), group.rank * tileBytes));
      fn.set(inner, plus(get(inner), tileBytes));
    }
  });
}

/** Runs for what is kept of forms: per unit and row its value, and per unit `inner` of `Squashed`. */
export interface KeptForms {
  readonly residuals: number;
  readonly inner: number;
}

/** Where the next listed row's numbers and links stand. */
interface Cursor {
  readonly numbers: ReturnType<FunctionBuilder['local']>;
  readonly links: ReturnType<FunctionBuilder['local']>;
}

function startCursor(fn: FunctionBuilder, places: Places, v: Vectors, number: number, link: number): Cursor {
  const cursor = { numbers: fn.local('i32'), links: fn.local('i32') };
  fn.set(cursor.numbers, i32(places.numbers + number * v.size));
  fn.set(cursor.links, i32(places.links + link * 4));
  return cursor;
}

/**
 * The sums of one listed row at some samples, the bias taken off at the end. Moves the cursor past its links, its
 * weights and its bias.
 */
function listedSums(
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

/** Sums that start at -bias, or at 0. */
function openSums(fn: FunctionBuilder, v: Vectors, { vectors }: Block, bias: Code | undefined) {
  const start = bias ? fn.keep(v.neg(bias)) : v.constant(fn, 0);
  return Array.from({ length: vectors }, () => {
    const sum = fn.local('v128');
    fn.set(sum, start);
    return sum;
  });
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

/** Neighbouring vectors are stored one after another, which lets an engine with wider registers join them. */
function store(fn: FunctionBuilder, v: Vectors, sums: readonly Code[], gain: Code, place: Place, finish: Finish): void {
  const results = sums.map((sum, c) =>
    fn.keep(finish(sum, gain, { address: place.address, offset: place.offset + c * vectorBytes })),
  );
  for (const [c, result] of results.entries()) {
    fn.emit(v.store(place.address, place.offset + c * vectorBytes, result));
  }
}
