import type { Examination } from './examination.ts';
import { mover } from './mover.ts';
import type { Problem } from './problems.ts';

/**
 * What was found of `before`, at its places in `after`: what lies in the changed stretch is left out, and so are all
 * problems, which may be mended by now.
 */
export function carry(found: Examination, file: string, before: string, after: string): Examination {
  const move = mover(file, before, after);
  return {
    ...found,
    problems: [],
    claims: found.claims.flatMap((claim) => move(claim.span).map((span) => ({ ...claim, span }))),
    units: found.units.map((unit) => ({ ...unit, spans: unit.spans.flatMap(move) })),
  };
}

/** Problems of `before` at their places in `after`, those in the changed stretch left out. */
export function carryProblems(
  problems: readonly Problem[],
  file: string,
  before: string,
  after: string,
): readonly Problem[] {
  const move = mover(file, before, after);
  return problems.flatMap((problem) => {
    const related = problem.related.flatMap((each) => move(each.span).map((span) => ({ ...each, span })));
    return move(problem.span).map((span) => ({ ...problem, span, related, fixes: [] }));
  });
}
