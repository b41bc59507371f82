import type { IToken } from 'chevrotain';
import { diagnostic } from '../src/base/diagnostic.ts';
import { writing } from '../src/base/fixes.ts';
import { isOneOf, spanOf, types } from './lexer.ts';
import { fail, put, retype, type State } from './repair-state.ts';
import { declarationNames, infixNames, tokenRow, type TokenName } from './tokens.ts';

/** Takes `count` tokens from `i` on as the word `meant`. */
export function misspelt(state: State, i: number, count: 1 | 2, meant: string): number {
  const [first, last] = state.tokens.slice(i, i + count);
  if (!first) return 1;
  const span = spanOf(state.source.path, first, last);
  const image = state.source.text.slice(span.start, span.end);
  const found = image.replace(/\s+/g, ' ');
  const fix = writing(span, meant, found.toLowerCase() === meant);
  fail(state, diagnostic('R0005', span, { found, meant }, { fixes: [fix] }));
  const name = wordNames.get(meant);
  if (name) put(state, { ...retype(first, types[name]), image }, i);
  return count;
}

/** Whether the text goes on after `word` as it would have to. */
export function fits({ nesting, last }: State, word: string, next: IToken | undefined): boolean {
  if (word === 'of') return nesting.waits;
  if (word === 'if') return nesting.depth > 0;
  if (word === 'as' && last?.tokenType !== types.String) return false;
  const wanted = followers.get(word);
  return next !== undefined && (wanted ? wanted(next) : !followsOperand(next));
}

/** `column`, `columns` and `label` where they mean something. */
export function isContextual({ image }: IToken, next: IToken | undefined): boolean {
  const isText = next?.tokenType === types.String || next?.tokenType === types.TypographicString;
  if (image === 'label') return isText || next?.tokenType === types.Number;
  return (image === 'column' || image === 'columns') && isText;
}

/** Words that no name can be. */
export const reserved: readonly TokenName[] = [
  ...declarationNames,
  ...(['And', 'Or', 'Xor', 'Not', 'In', 'For', 'If', 'With', 'As', 'Of', 'Otherwise', 'Exactly'] as const),
];
export const gates: readonly TokenName[] = ['AtLeast', 'AtMost', 'AllOf', 'AnyOf', 'NoneOf', 'AllBut'];
const wordNames = new Map([...reserved, ...gates].map((name) => [tokenRow(name).text ?? '', name]));

/** What may follow an item of a list, or a name. */
export const itemEnds = ['Comma', 'RightParenthesis', 'RightBracket', 'RightBrace'] as const;
export const nameFollowers = [...itemEnds, 'Define', 'In', 'Colon', 'LeftParenthesis'] as const;
export const endsOperand = isOneOf(
  ...(['RightParenthesis', 'RightBracket', 'RightBrace', 'Name', 'Number', 'Percent', 'String', 'Otherwise'] as const),
);
export const followsOperand = isOneOf(...nameFollowers, ...infixNames);

const isName = isOneOf('Name');
/** What has to follow a word that more than an operand may follow. */
const followers = new Map<string, (token: IToken) => boolean>([
  ...['input', 'let', 'region', 'output', 'class', 'default', 'with', 'as'].map((word) => [word, isName] as const),
  ['frozen', isOneOf('Region', 'Name')],
  ['import', isOneOf('String')],
]);
