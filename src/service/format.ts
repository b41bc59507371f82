import { format, type FormatOptions } from '../../grammar/format.ts';
import { parse } from '../../grammar/parser.ts';
import type { Edit } from '../base/diagnostic.ts';
import { makeSource, type Source } from '../base/source.ts';

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
    const edit = difference(piece, after[i] ?? '');
    const at = start;
    start += piece.length;
    if (!edit) return [];
    return [{ span: { file: source.path, start: at + edit.start, end: at + edit.end }, text: edit.text }];
  });
}

/** Declarations, and what stands around each. Formatting keeps the tree, so that there are as many afterwards. */
function pieces(source: Source): readonly string[] {
  const places = parse(source).value.declarations.flatMap(({ span }) => [span.start, span.end]);
  return [0, ...places].map((start, i) => source.text.slice(start, places[i]));
}

/** The one stretch in which two texts differ, and what stands there in the second. */
function difference(
  before: string,
  after: string,
): { readonly start: number; readonly end: number; readonly text: string } | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}
