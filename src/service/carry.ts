import type { Span } from '../base/source.ts';
import { difference, type Difference } from '../base/difference.ts';
import type { Examination } from './examination.ts';
import type { Problem } from './problems.ts';

/**
 * What was found of `before`, at its places in `after`: what lies in the changed stretch is left out, and so are all
 * problems, which may be mended by now.
 */
export function carry(found: Examination, file: string, before: string, after: string): Examination {
  const change = difference(before, after);
  if (!change) return { ...found, problems: [] };
  const move = (span: Span): Span[] => (span.file === file ? moved(span, change) : [span]);
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
  const change = difference(before, after);
  if (!change) return problems;
  const move = (span: Span): Span[] => (span.file === file ? moved(span, change) : [span]);
  return problems.flatMap((problem) => {
    const related = problem.related.flatMap((each) => move(each.span).map((span) => ({ ...each, span })));
    return move(problem.span).map((span) => ({ ...problem, span, related, fixes: [] }));
  });
}

function moved(span: Span, { start, before, after }: Difference): Span[] {
  if (span.end <= start) return [span];
  if (span.start < before) return [];
  const shift = after - before;
  return [{ ...span, start: span.start + shift, end: span.end + shift }];
}
