import { format, type FormatOptions } from '../../grammar/format.ts';
import { parse } from '../../grammar/parser.ts';
import type { Edit } from '../base/diagnostic.ts';
import { difference } from '../base/difference.ts';
import { makeSource, type Source, type Span } from '../base/source.ts';

export type { FormatOptions };

/**
 * What formatting changes in a text, piece by piece, so that cursors and marks elsewhere stay where they are; nothing
 * in a text with syntax errors.
 */
export async function formatEdits(source: Source, options: FormatOptions = {}): Promise<readonly Edit[]> {
  const { value } = await format(source, options);
  if (value === source.text) return [];
  const before = pieces(source);
  const after = pieces(makeSource(source.path, value));
  let start = 0;
  return before.flatMap((piece, i): Edit[] => {
    const now = after[i] ?? '';
    const change = difference(piece, now);
    const at = start;
    start += piece.length;
    if (!change) return [];
    const span = { file: source.path, start: at + change.start, end: at + change.before };
    return [{ span, text: now.slice(change.start, change.after) }];
  });
}

/** The same, as far as it touches the text between two offsets. */
export async function formatRangeEdits(
  source: Source,
  { start, end }: Pick<Span, 'start' | 'end'>,
  options: FormatOptions = {},
): Promise<readonly Edit[]> {
  const edits = await formatEdits(source, options);
  return edits.filter(({ span }) => span.start <= end && start <= span.end);
}

/** Declarations, and what stands around each. Formatting keeps the tree, so that there are as many afterwards. */
function pieces(source: Source): readonly string[] {
  const places = parse(source).value.declarations.flatMap(({ span }) => [span.start, span.end]);
  return [0, ...places].map((start, i) => source.text.slice(start, places[i]));
}
