import { difference } from '../base/difference.ts';
import type { Span } from '../base/source.ts';

/** Where a span of the text `before` of a file is in the text `after`: nowhere if it touches what has changed. */
export function mover(file: string, before: string, after: string): (span: Span) => readonly Span[] {
  const change = difference(before, after);
  return (span) => {
    if (!change || span.file !== file || span.end <= change.start) return [span];
    if (span.start < change.before) return [];
    const shift = change.after - change.before;
    return [{ ...span, start: span.start + shift, end: span.end + shift }];
  };
}
