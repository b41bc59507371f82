import type { FunctionBuilder } from './function-builder.ts';
import type { Code } from './instructions.ts';
import type { Vectors } from './lanes.ts';
import { exp } from './sigma.ts';

/** What a quadric or a Gaussian makes of the squares of its rows. */
export interface Squashed {
  /** Of the sum of squares. */
  readonly inner: (squares: Code) => Code;
  /** f of that; `numbers` is the address of what stands after the rows of its record. */
  readonly f: (inner: Code, numbers: Code) => Code;
  /** The place of the gain among those numbers, the last of them. */
  readonly gainAt: number;
}

/** beta - alpha squares. */
export function quadric(v: Vectors): Squashed {
  return {
    inner: (squares) => squares,
    f: (squares, numbers) => v.sub(v.loadSplat(numbers, v.size), v.mul(v.loadSplat(numbers), squares)),
    gainAt: 2,
  };
}

/** exp(-squares / 2) - level. */
export function gaussian(fn: FunctionBuilder, v: Vectors): Squashed {
  return {
    inner: (squares) => exp(fn, v, fn.keep(v.mul(squares, v.constant(fn, -1 / 2)))),
    f: (power, numbers) => v.sub(power, v.loadSplat(numbers)),
    gainAt: 1,
  };
}

/** -squares / 2, to be compared with the logarithm of a level. */
export function gaussianExponent(fn: FunctionBuilder, v: Vectors): Squashed {
  return { inner: (squares) => v.mul(squares, v.constant(fn, -1 / 2)), f: (exponent) => exponent, gainAt: 1 };
}
