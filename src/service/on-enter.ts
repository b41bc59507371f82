import type { Edit } from '../base/diagnostic.ts';
import { lineText, positionAt, type Source } from '../base/source.ts';

/** What Enter adds: after a line of documentation the next one goes on with it. `offset` lies in the new line. */
export function onEnter(source: Source, offset: number): readonly Edit[] {
  const { line } = positionAt(source, offset);
  const before = line > 1 ? lineText(source, line - 1) : '';
  const opening = /^\s*\/\/\/(?!\/)/.exec(before)?.[0];
  if (opening === undefined) return [];
  const here = lineText(source, line);
  const start = source.lineStarts[line - 1] ?? offset;
  const blank = /^[ \t]*/.exec(here)?.[0].length ?? 0;
  if (here.slice(blank).startsWith('//')) return [];
  return [{ span: { file: source.path, start, end: start + blank }, text: `${opening} ` }];
}
