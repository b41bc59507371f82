import type { Diagnostic } from '../base/diagnostic.ts';
import { examine, needsSolver } from '../check/geometry/examine.ts';
import { loadLinearSolver } from '../node/linear-solver.ts';
import { breathe } from '../node/breathe.ts';
import type { Program } from '../program/program.ts';
import type { CommonFlags } from './common-flags.ts';
import type { Terminal } from './terminal.ts';

/** Seconds for one question, and for all of a file; what is not settled by then is not spoken of. */
const budget = 1;
const patience = 10;

/** What the regions of a sound text are that nobody would write on purpose. */
export async function geometryOf(
  program: Program,
  { limit: limits }: Pick<CommonFlags, 'limit'>,
  terminal: Pick<Terminal, 'now' | 'cancelled'>,
): Promise<readonly Diagnostic[]> {
  const solver = needsSolver(program) ? await loadLinearSolver() : undefined;
  const now = (): number => terminal.now() / 1000;
  const end = now() + patience;
  const cancelled = (): boolean => terminal.cancelled() || now() > end;
  const found: Diagnostic[] = [];
  for (const part of examine(program, { budget, now, cancelled, limits, ...(solver && { solver }) })) {
    found.push(...part);
    await breathe();
  }
  return found;
}
