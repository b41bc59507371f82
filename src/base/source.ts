/** The text of one file. Lines and columns are derived; every other place in the code counts in offsets. */
export interface Source {
  /** How the file is named in messages and spans; `/` on every system. */
  readonly path: string;
  readonly text: string;
  /** Where the text begins in its file: at its start, unless it is an excerpt of a large one. */
  readonly from: LineStart;
  /** Place in `text` of the first character of each line, in UTF-16 code units. */
  readonly lineStarts: readonly number[];
}

/** The start of line `line` (from 1) of a file. */
export interface LineStart {
  readonly offset: number;
  readonly line: number;
}

/** A stretch of one file: `start` inclusive, `end` exclusive, in UTF-16 code units. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A place as people count it: line and column from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function makeSource(path: string, text: string, from: LineStart = { offset: 0, line: 1 }): Source {
  const lineStarts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) lineStarts.push(i + 1);
  return { path, text, from, lineStarts };
}

/** The place of a finding about a file as a whole: its very beginning. Undefined where there is no file. */
export function startOfFile(file: string): Span;
export function startOfFile(file: string | undefined): Span | undefined;
export function startOfFile(file: string | undefined): Span | undefined {
  return file === undefined ? undefined : { file, start: 0, end: 0 };
}

/** The text that holds the start of a span; of one file there may be several excerpts. */
export function sourceOf({ file, start }: Span, sources: readonly Source[]): Source | undefined {
  return sources.find(
    ({ path, text, from: { offset } }) => path === file && start >= offset && start <= offset + text.length,
  );
}

export function positionAt({ lineStarts, from }: Source, offset: number): Position {
  const place = offset - from.offset;
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return { line: from.line + low, column: place - (lineStarts[low] ?? 0) + 1 };
}

/** The text of line `line` (from 1) without its line end. */
export function lineText(source: Source, line: number): string {
  const index = line - source.from.line;
  const start = source.lineStarts[index] ?? source.text.length;
  const end = source.lineStarts[index + 1] ?? source.text.length;
  return source.text.slice(start, end).replace(/[\r\n]+$/, '');
}

/** The smallest span that holds both; they must be of one file. */
export function joinSpans(first: Span, last: Span): Span {
  return { file: first.file, start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
}
