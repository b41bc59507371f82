import { get, lessThan, plus, type FunctionBuilder, type Local } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { vectorBytes, type Vectors } from './lanes.ts';
import type { Block } from './sums.ts';

/** Two matrices in memory that are multiplied: `steps` columns of the one, as many rows of the other. */
export interface Product {
  readonly steps: number;
  /** Numbers, each taken into every lane: the address of the first, and the bytes from row to row and step to step. */
  readonly left: { readonly at: Code; readonly row: number; readonly step: number };
  /** Vectors, some next to each other: the address of the first plus an offset, and the bytes from step to step. */
  readonly right: { readonly at: Code; readonly offset: number; readonly step: number };
}

/** Steps up to which the code of each is written out. */
const mostUnrolled = 8;

/**
 * Code for a block of the product, its sums in registers: per row of the block a sum per vector, from `start` of the row
 * on, added step by step. Every vector is loaded once for all rows, every number once for all vectors.
 */
export function emitProduct(
  fn: FunctionBuilder,
  v: Vectors,
  { rows, vectors }: Block,
  { steps, left, right }: Product,
  start: (row: number) => Code,
): Code[][] {
  const sums = Array.from({ length: rows }, (_, r): Local[] => {
    const first = fn.keep(start(r));
    return Array.from({ length: vectors }, () => {
      const sum = fn.local('v128');
      fn.set(sum, first);
      return sum;
    });
  });
  const addStep = (numbers: Code, values: Code, k: number): void => {
    const loaded = Array.from({ length: vectors }, (_, c) =>
      fn.keep(v.load(values, right.offset + k * right.step + c * vectorBytes)),
    );
    for (const [r, row] of sums.entries()) {
      const number = fn.keep(v.loadSplat(numbers, r * left.row + k * left.step));
      for (const [c, sum] of row.entries()) fn.set(sum, v.madd(number, loaded[c] ?? [], get(sum)));
    }
  };
  if (steps <= mostUnrolled) {
    for (let k = 0; k < steps; k++) addStep(left.at, right.at, k);
  } else {
    const together = [4, 3, 2].find((count) => steps % count === 0) ?? 1;
    const [numbers, values] = [fn.local('i32'), fn.local('i32')];
    fn.set(numbers, left.at);
    fn.set(values, right.at);
    const end = fn.keep(plus(right.at, steps * right.step), 'i32');
    fn.while(lessThan(get(values), end), () => {
      for (let k = 0; k < together; k++) addStep(get(numbers), get(values), k);
      fn.set(numbers, plus(get(numbers), together * left.step));
      fn.set(values, plus(get(values), together * right.step));
    });
  }
  return sums.map((row) => row.map(get));
}

/** `count` things in runs of `most`, the rest in a shorter one: two pieces of code at most. */
export function eachRun(count: number, most: number, use: (from: number, to: number, together: number) => void): void {
  const whole = count - (count % most);
  if (whole > 0) use(0, whole, most);
  if (whole < count) use(whole, count, count - whole);
}
