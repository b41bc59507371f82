import { add, get, type FunctionBuilder } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { vectorBytes, type Vectors } from './lanes.ts';

/** Sets all values of some runs to 0. */
export function clearRuns(fn: FunctionBuilder, v: Vectors, from: number, bytes: number): void {
  fn.loop(from, from + bytes, vectorBytes, (at) => fn.emit(v.store(at, 0, v.constant(fn, 0))));
}

/** The sum of a run of values, by lane. */
export function sumOfRun(fn: FunctionBuilder, v: Vectors, run: Code, tileBytes: number): Code {
  // Four at a time: a sum has to wait for the one before.
  const sums = Array.from({ length: 4 }, () => fn.local('v128'));
  for (const sum of sums) fn.set(sum, v.constant(fn, 0));
  fn.loop(0, tileBytes, 4 * vectorBytes, (sample) => {
    const at = fn.keep(add(run, sample), 'i32');
    for (const [c, sum] of sums.entries()) fn.set(sum, v.add(get(sum), v.load(at, c * vectorBytes)));
  });
  return sums.map(get).reduce((sum, each) => v.add(sum, each));
}

export function addTo(fn: FunctionBuilder, v: Vectors, address: Code, offset: number, value: Code): void {
  fn.emit(v.store(address, offset, v.add(v.load(address, offset), value)));
}
