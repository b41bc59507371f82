/** The next row of a CSV text, or why there is none yet. */
export type CsvRecord =
  | { readonly kind: 'record'; readonly cells: readonly string[]; readonly end: number; readonly lineEnds: number }
  /** More text is needed to know where it ends; also the end of the text. */
  | { readonly kind: 'partial' }
  /** `line` counts the line ends between the record's start and the fault. */
  | { readonly kind: 'broken'; readonly problem: 'unclosed' | 'after'; readonly line: number };

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

/**
 * The record that starts at `start`, by RFC 4180: a cell in double quotes may hold separators, line ends and doubled
 * quotes. Looser than that: blanks around a quoted cell are dropped, lines may end in CR LF, LF or CR, and a quote
 * inside a cell without quotes is a plain character. `last` says that no text follows.
 */
export function takeRecord(text: string, start: number, separator: string, last: boolean): CsvRecord {
  if (start >= text.length) return { kind: 'partial' };
  const stop = separator.charCodeAt(0);
  const cells: string[] = [];
  let lineEnds = 0;
  let at = start;
  for (;;) {
    const opening = skipBlanks(text, at, stop);
    if (text.charCodeAt(opening) === quote) {
      const closing = closingQuote(text, opening + 1);
      // A quote at the very end of a piece may be the first half of a doubled one.
      if (!last && (closing < 0 || closing + 1 >= text.length)) return { kind: 'partial' };
      if (closing < 0) return { kind: 'broken', problem: 'unclosed', line: lineEnds };
      const cell = text.slice(opening + 1, closing);
      cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell);
      lineEnds += lineEndsIn(cell);
      at = skipBlanks(text, closing + 1, stop);
      if (at < text.length && !endsCell(text.charCodeAt(at), stop)) {
        return { kind: 'broken', problem: 'after', line: lineEnds };
      }
    } else {
      const begin = at;
      while (at < text.length && !endsCell(text.charCodeAt(at), stop)) at++;
      cells.push(text.slice(begin, at));
    }
    if (at >= text.length) return last ? { kind: 'record', cells, end: at, lineEnds } : { kind: 'partial' };
    const ending = text.charCodeAt(at++);
    if (ending === stop) continue;
    if (ending === carriageReturn) {
      if (at >= text.length && !last) return { kind: 'partial' };
      if (text.charCodeAt(at) === lineFeed) at++;
    }
    return { kind: 'record', cells, end: at, lineEnds: lineEnds + 1 };
  }
}

/** The one of `,` `;` tab `|` that the line at `start` has most of outside quotes; `,` where it has none. */
export function separatorOf(text: string, start: number): string {
  const counts = new Map([
    [',', 0],
    [';', 0],
    ['\t', 0],
    ['|', 0],
  ]);
  let inside = false;
  for (const character of text.slice(start)) {
    if (character === '"') inside = !inside;
    else if (inside) continue;
    else if (character === '\n' || character === '\r') break;
    else if (counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

function endsCell(code: number, separator: number): boolean {
  return code === separator || code === lineFeed || code === carriageReturn;
}

/** Past spaces and tabs, unless a tab is the separator. */
function skipBlanks(text: string, start: number, separator: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 32 && (code !== 9 || separator === 9)) return at;
    at++;
  }
}

/** Where a quoted cell ends, doubled quotes passed over; -1 where it does not. */
function closingQuote(text: string, start: number): number {
  let at = text.indexOf('"', start);
  while (at >= 0 && text.charCodeAt(at + 1) === quote) at = text.indexOf('"', at + 2);
  return at;
}

function lineEndsIn(cell: string): number {
  return cell.match(/\r\n|\n|\r/g)?.length ?? 0;
}
