import { add, get, type FunctionBuilder, type Local } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { vectorBytes, type Vectors } from './lanes.ts';

/** Sets all values of some runs to 0. */
export function clearRuns(fn: FunctionBuilder, v: Vectors, from: number, bytes: number): void {
  fn.loop(from, from + bytes, vectorBytes, (at) => fn.emit(v.store(at, 0, v.constant(fn, 0))));
}

/**
 * Two neighbouring vectors: sums over samples are taken in pairs of them, which do not wait for each other, and which
 * an engine with wider registers takes for one.
 */
export type Pair = readonly [Code, Code];

export const pairBytes = 2 * vectorBytes;

/** Two sums that start at 0. */
export function openPair(fn: FunctionBuilder, v: Vectors): readonly [Local, Local] {
  const sums = [fn.local('v128'), fn.local('v128')] as const;
  for (const sum of sums) fn.set(sum, v.constant(fn, 0));
  return sums;
}

export function loadPair(fn: FunctionBuilder, v: Vectors, address: Code, offset = 0): Pair {
  return [fn.keep(v.load(address, offset)), fn.keep(v.load(address, offset + vectorBytes))];
}

/** Sums over the samples of a tile: `next` is the sum with the vector that stands `offset` past `sample` added. */
export function sumPairs(
  fn: FunctionBuilder,
  v: Vectors,
  tileBytes: number,
  next: (sum: Code, sample: Code, offset: number) => Code,
): Pair {
  const sums = openPair(fn, v);
  fn.loop(0, tileBytes, pairBytes, (sample) => {
    for (const [c, sum] of sums.entries()) fn.set(sum, next(get(sum), sample, c * vectorBytes));
  });
  return [get(sums[0]), get(sums[1])];
}

/** The sum of a run of values, by lane. */
export function sumOfRun(fn: FunctionBuilder, v: Vectors, run: Code, tileBytes: number): Pair {
  return sumPairs(fn, v, tileBytes, (sum, sample, offset) => v.add(sum, v.load(add(run, sample), offset)));
}

export function addPair(fn: FunctionBuilder, v: Vectors, address: Code, offset: number, pair: Pair): void {
  const sums = pair.map((value, c) => fn.keep(v.add(v.load(address, offset + c * vectorBytes), value)));
  for (const [c, sum] of sums.entries()) fn.emit(v.store(address, offset + c * vectorBytes, sum));
}
