import type { FunctionBuilder } from './function-builder.ts';
import type { Code } from './instructions.ts';
import type { Vectors } from './lanes.ts';
import { exp } from './sigma.ts';

/** What a quadric or a Gaussian makes of the square of its residual. */
export interface Squashed {
  /** `numbers` is the address of what stands after the rows of its record. */
  readonly f: (squares: Code, numbers: Code) => Code;
  /** The place of the gain among those numbers, the last of them. */
  readonly gainAt: number;
}

/** beta - alpha squares. */
export function quadric(v: Vectors): Squashed {
  const f = (squares: Code, numbers: Code): Code =>
    v.sub(v.loadSplat(numbers, v.size), v.mul(v.loadSplat(numbers), squares));
  return { f, gainAt: 2 };
}

/** exp(-squares / 2) - level; the level and gain stand after the mean's and the rows' numbers. */
export function gaussian(fn: FunctionBuilder, v: Vectors): Squashed {
  const f = (squares: Code, numbers: Code): Code =>
    v.sub(exp(fn, v, fn.keep(v.mul(squares, v.constant(fn, -1 / 2)))), v.loadSplat(numbers));
  return { f, gainAt: 1 };
}
