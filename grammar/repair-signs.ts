import type { IToken } from 'chevrotain';
import { diagnostic } from '../src/base/diagnostic.ts';
import { writing } from '../src/base/fixes.ts';
import { conditional } from './cures.ts';
import { endOf, nameOf, spanOf, types } from './lexer.ts';
import { fail, onAnotherLine, outOf, type State } from './repair-state.ts';

/** Characters that no token starts with: those that touch are one mistake, and the grammar does not see them. */
export function dropUnknown(state: State, i: number): number {
  const { source, tokens } = state;
  const first = tokens[i];
  if (!first) return 1;
  let last = first;
  let count = 1;
  for (let next = tokens[i + 1]; next && nameOf(next) === 'Unknown' && next.startOffset === endOf(last); count++) {
    last = next;
    next = tokens[i + count + 1];
  }
  outOf(state, i);
  const span = spanOf(source.path, first, last);
  const image = source.text.slice(span.start, span.end);
  // Other languages end their statements so; that changes nothing.
  const ending = /^;+$/.test(image) && /^[ \t]*(\r?\n|\/\/|$)/.test(source.text.slice(span.end));
  const fix = writing(span, /^\s+$/.test(image) ? ' ' : '', ending, 'remove it');
  const meant = image === '?' ? conditional : undefined;
  const data = { found: character(image), ...(meant && { cure: meant.cure }) };
  fail(state, diagnostic('R0011', span, data, { fixes: meant?.fixes ?? [fix] }));
  return count;
}

/** A comment of another language: its mark takes so many tokens, and its line is not read. */
export function dropComment(state: State, i: number, marks: 1 | 2): number {
  const { source, tokens } = state;
  const [first, last] = tokens.slice(i, i + marks);
  if (!first) return 1;
  outOf(state, i);
  const span = spanOf(source.path, first, last);
  const found = source.text.slice(span.start, span.end);
  state.spellings.push(diagnostic('R0007', span, { found, meant: '//' }, { fixes: [writing(span, '//', true)] }));
  let count: number = marks;
  for (let next = tokens[i + count]; next && !onAnotherLine(source, first, next); next = tokens[i + count]) count += 1;
  return count;
}

/** Each of its lines becomes a comment of its own, if nothing follows it on its last. */
export function dropBlockComment(state: State, token: IToken, i: number): 1 {
  const { source } = state;
  outOf(state, i);
  const span = spanOf(source.path, token);
  const lines = token.image.slice(2, -2).split('\n');
  const text = lines.map((line) => `// ${line.replace(/^\s*\**\s?/, '').trimEnd()}`.trimEnd()).join('\n');
  const ends = /^[ \t]*(\r?\n|$)/.test(source.text.slice(span.end));
  const fixes = ends ? [writing(span, text, true, 'make it a comment by `//`')] : [];
  const mark = { ...span, end: span.start + 2 };
  state.spellings.push(diagnostic('R0007', mark, { found: '/*', meant: '//' }, { fixes }));
  return 1;
}

/**
 * `-- ` at the start of a line, with two words after one another later in it: two minus signs may go on with an
 * expression there, prose may not.
 */
export function startsDashes({ source, tokens }: State, first: IToken, i: number): boolean {
  const { text } = source;
  const second = tokens[i + 1];
  if (second?.startOffset !== first.startOffset + 1 || second.tokenType !== types.Minus) return false;
  const line = text.slice(text.lastIndexOf('\n', first.startOffset) + 1, first.startOffset);
  if (line.trim() !== '' || text[first.startOffset + 2] !== ' ') return false;
  let wasName = false;
  for (let next = i + 2; ; next++) {
    const token = tokens[next];
    if (!token || onAnotherLine(source, first, token)) return false;
    const isName = token.tokenType === types.Name;
    if (wasName && isName) return true;
    wasName = isName;
  }
}

/** `image` for a message, an invisible character by its number. */
function character(image: string): string {
  const point = image.codePointAt(0) ?? 0;
  if (/^[\p{L}\p{M}\p{N}\p{P}\p{S}]+$/u.test(image)) return image.includes('`') ? image : `\`${image.slice(0, 30)}\``;
  return `the character U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
}
