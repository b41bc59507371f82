import type { Edit } from '../base/diagnostic.ts';
import type { Span } from '../base/source.ts';

/** A text after edits that do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const { span, text: put } of inOrder(edits)) {
    result += text.slice(at, span.start) + put;
    at = span.end;
  }
  return result + text.slice(at);
}

/** Where a stretch starts after edits of its file; one that an edit replaces starts where the new text does. */
export function movedBy(edits: readonly Edit[], { file, start }: Span): number {
  const before = edits.filter(({ span }) => span.file === file && span.end <= start && span.start < start);
  return before.reduce((at, { span, text }) => at + text.length - (span.end - span.start), start);
}

function inOrder(edits: readonly Edit[]): Edit[] {
  return edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
