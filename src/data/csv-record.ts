/** The next row of a CSV text, or why there is none yet. */
export type CsvRecord =
  | { readonly kind: 'record'; readonly end: number; readonly lineEnds: number }
  /** More text is needed to know where it ends; also the end of the text. */
  | { readonly kind: 'partial' }
  /** `at` is the opening quote that nothing closes, or what follows a closing one; `line` counts the line ends before. */
  | { readonly kind: 'broken'; readonly problem: 'unclosed' | 'after'; readonly at: number; readonly line: number };

/** A cell of a record: from `start` to `end` with its quotes, if it has any, without blanks around them. */
export type VisitCell = (start: number, end: number, quoted: boolean) => void;

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

/**
 * Visits the cells of the record that starts at `start`, by RFC 4180: a cell in double quotes may hold separators, line
 * ends and doubled quotes. Looser than that: blanks around a quoted cell are dropped, lines may end in CR LF, LF or CR,
 * and a quote inside a cell without quotes is a plain character. `last` says that no text follows. Of a record that is
 * partial or broken the cells before that are visited.
 */
export function scanRecord(text: string, start: number, separator: string, last: boolean, visit: VisitCell): CsvRecord {
  if (start >= text.length) return { kind: 'partial' };
  const stop = separator.charCodeAt(0);
  let lineEnds = 0;
  let at = start;
  for (;;) {
    const opening = skipBlanks(text, at, stop);
    if (text.charCodeAt(opening) === quote) {
      const closing = closingQuote(text, opening + 1);
      // A quote at the very end of a piece may be the first half of a doubled one.
      if (!last && (closing < 0 || closing + 1 >= text.length)) return { kind: 'partial' };
      if (closing < 0) return { kind: 'broken', problem: 'unclosed', at: opening, line: lineEnds };
      lineEnds += lineEndsIn(text.slice(opening, closing));
      at = skipBlanks(text, closing + 1, stop);
      if (at < text.length && !endsCell(text.charCodeAt(at), stop)) {
        return { kind: 'broken', problem: 'after', at, line: lineEnds };
      }
      visit(opening, closing + 1, true);
    } else {
      const begin = at;
      while (at < text.length && !endsCell(text.charCodeAt(at), stop)) at++;
      visit(begin, at, false);
    }
    if (at >= text.length) return last ? { kind: 'record', end: at, lineEnds } : { kind: 'partial' };
    const ending = text.charCodeAt(at++);
    if (ending === stop) continue;
    if (ending === carriageReturn) {
      if (at >= text.length && !last) return { kind: 'partial' };
      if (text.charCodeAt(at) === lineFeed) at++;
    }
    return { kind: 'record', end: at, lineEnds: lineEnds + 1 };
  }
}

/** What a cell says. */
export function cellText(text: string, start: number, end: number, quoted: boolean): string {
  if (!quoted) return text.slice(start, end);
  const inside = text.slice(start + 1, end - 1);
  return inside.includes('"') ? inside.replaceAll('""', '"') : inside;
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
