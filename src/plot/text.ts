import { interWidths } from './inter-widths.ts';

export type Weight = 'regular' | 'bold';

/** What browsers may use where Inter is absent. */
export const fontStack = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

/**
 * The width of `text` in pixels at `size`: Inter's advance widths and 12 % more, since a viewer without Inter may
 * fall back to a wider font.
 */
export function textWidth(text: string, size: number, weight: Weight = 'regular'): number {
  const table = tables[weight];
  let thousandths = 0;
  for (const sign of text) thousandths += table.get(sign) ?? guessedWidth(sign);
  return (1.12 * size * thousandths) / 1000;
}

/** Whether the pictures' own font has every character of `text`. */
export function interHas(text: string): boolean {
  for (const sign of text) if (!tables.regular.has(sign)) return false;
  return true;
}

/** `text` itself, or its longest beginning that fits `width` with `…` after it. */
export function cutToWidth(text: string, width: number, size: number, weight: Weight = 'regular'): string {
  if (textWidth(text, size, weight) <= width) return text;
  const signs = graphemes(text);
  while (signs.length > 1 && textWidth(`${signs.join('')}…`, size, weight) > width) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}

/** `text` itself, or its first letters and `…`, `letters` in all. */
export function cutToLetters(text: string, letters: number): string {
  const signs = graphemes(text);
  return signs.length <= letters
    ? text
    : `${signs
        .slice(0, letters - 1)
        .join('')
        .trimEnd()}…`;
}

/** `text` in at most `lines` lines of `width`; what does not fit ends in `…`. */
export function wrapText(text: string, width: number, size: number, lines: number): string[] {
  const wrapped: string[] = [];
  const words = text.split(/\s+/).filter((word) => word !== '');
  while (words.length > 0 && wrapped.length < lines) {
    let line = words.shift() ?? '';
    if (wrapped.length === lines - 1) line = [line, ...words.splice(0)].join(' ');
    else while (words[0] !== undefined && textWidth(`${line} ${words[0]}`, size) <= width) line += ` ${words.shift()}`;
    wrapped.push(cutToWidth(line, width, size));
  }
  return wrapped;
}

/**
 * `text` as a picture may hold it: no control characters, none that turn the direction of what follows, no halves of
 * characters, on one line.
 */
export function cleanText(text: string): string {
  return text
    .replace(/[\t\n\r\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
}

const tables: Readonly<Record<Weight, ReadonlyMap<string, number>>> = {
  regular: byCharacter('regular'),
  bold: byCharacter('bold'),
};

function byCharacter(weight: Weight): ReadonlyMap<string, number> {
  return new Map(interWidths[weight].flatMap(([width, signs]) => Array.from(signs, (sign) => [sign, width] as const)));
}

/** For what Inter lacks: nothing for marks on another letter, a square for ideographs and pictures, else a wide letter. */
function guessedWidth(sign: string): number {
  if (/\p{M}|\p{Cf}/u.test(sign)) return 0;
  const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u;
  return wide.test(sign) ? 1250 : 760;
}

/** What a reader takes for one letter: a base with its marks, a joined picture. */
function graphemes(text: string): string[] {
  return text.match(/\P{M}(?:[\p{M}\u{1f3fb}-\u{1f3ff}]|\u200d\P{M})*|\p{M}/gu) ?? [];
}
