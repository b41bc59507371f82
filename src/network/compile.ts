import { hasErrors, type Result } from '../base/diagnostic.ts';
import type { Limits } from '../base/limits.ts';
import type { Program } from '../program/program.ts';
import { buildGraph } from '../region/build.ts';
import { simplify } from '../region/simplify.ts';
import { lower, type LowerOptions } from './lower.ts';
import type { Network } from './network.ts';

export interface CompileOptions extends Pick<LowerOptions, 'mode'> {
  readonly limits?: Limits;
}

/** A program's outputs or classes as a network that keeps GUARANTEES Theorem 1; undefined after an error. */
export function compile(program: Program, { mode, limits }: CompileOptions): Result<Network | undefined> {
  const built = buildGraph(program, limits);
  if (hasErrors(built.diagnostics)) return { value: undefined, diagnostics: built.diagnostics };
  const lowered = lower(simplify(built.value), program.source, { mode, ...(limits && { limits }) });
  return { value: lowered.value, diagnostics: [...built.diagnostics, ...lowered.diagnostics] };
}
