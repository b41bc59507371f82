import { hasErrors, type Result } from '../base/diagnostic.ts';
import type { Limits } from '../base/limits.ts';
import type { Program } from '../program/program.ts';
import { buildGraph } from '../region/build.ts';
import { toForm } from '../region/forms.ts';
import { simplify } from '../region/simplify.ts';
import { lower, type LowerOptions } from './lower.ts';
import type { Network } from './network.ts';

export interface CompileOptions extends Pick<LowerOptions, 'mode' | 'form'> {
  readonly limits?: Limits;
}

/** A program's outputs or classes as a network that keeps GUARANTEES Theorem 1; undefined after an error. */
export function compile(
  program: Program,
  { mode, form = 'direct', limits }: CompileOptions,
): Result<Network | undefined> {
  const built = buildGraph(program, limits);
  if (hasErrors(built.diagnostics)) return { value: undefined, diagnostics: built.diagnostics };
  const direct = simplify(built.value);
  const formed = form === 'direct' ? { value: direct, diagnostics: [] } : toForm(direct, form, limits);
  const found = [...built.diagnostics, ...formed.diagnostics];
  if (!formed.value) return { value: undefined, diagnostics: found };
  const lowered = lower(formed.value, program.source, { mode, form, ...(limits && { limits }) });
  return { value: lowered.value, diagnostics: [...found, ...lowered.diagnostics] };
}
