import type { FunctionBuilder } from './function-builder.ts';
import type { Code } from './instructions.ts';
import type { Vectors } from './lanes.ts';

/** terms[0] + terms[1] y + terms[2] y^2 + ... */
export function horner(fn: FunctionBuilder, v: Vectors, y: Code, terms: readonly number[]): Code {
  const highest = v.constant(fn, terms.at(-1) ?? 0);
  return terms.slice(0, -1).reduceRight<Code>((sum, term) => v.madd(sum, y, v.constant(fn, term)), highest);
}
