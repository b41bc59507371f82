import type { Span } from '../base/source.ts';
import { difference, type Difference } from './edits.ts';
import type { Examination } from './examination.ts';

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

function moved(span: Span, { start, before, after }: Difference): Span[] {
  if (span.end <= start) return [span];
  if (span.start < before) return [];
  const shift = after - before;
  return [{ ...span, start: span.start + shift, end: span.end + shift }];
}
