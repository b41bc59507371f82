import { createToken, Lexer, type IToken, type ITokenConfig, type TokenType } from 'chevrotain';
import type { Span } from '../src/base/source.ts';
import { declarationNames, spellings, tokenNames, tokenRow, type TokenName } from './tokens.ts';

/** A token with its offset and its text. */
export type Token = IToken;

/** The chevrotain token types, by the names of the token table. */
export const types = makeTypes();

const rowNames = byType(tokenNames.map((name) => [types[name], name]));

/** Values by the index of their token types: `made[token.tokenTypeIdx]` is the value for a token. */
export function byType<T>(entries: readonly (readonly [TokenType, T])[]): readonly (T | undefined)[] {
  const made: (T | undefined)[] = [];
  for (const [type, value] of entries) made[type.tokenTypeIdx ?? 0] = value;
  return made;
}

/** A test whether a token is one of these. */
export function isOneOf(...names: readonly TokenName[]): (token: IToken) => boolean {
  const wanted = byType(names.map((name) => [types[name], true]));
  return ({ tokenTypeIdx }) => wanted[tokenTypeIdx] ?? false;
}

const lexer = new Lexer(
  tokenNames.map((name) => types[name]),
  // A test validates the table, which takes longer than all else here.
  { positionTracking: 'onlyOffset', ensureOptimizations: true, skipValidations: true },
);

/** The tokens of a text with their offsets, and its comments apart. Every character belongs to a token or to space. */
export function lex(text: string): { readonly tokens: IToken[]; readonly comments: readonly IToken[] } {
  const { tokens, groups } = lexer.tokenize(text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text);
  return { tokens, comments: groups['comments'] ?? [] };
}

/** The name in the token table of `token`, or undefined at the end of the file. */
export function nameOf(token: IToken): TokenName | undefined {
  return rowNames[token.tokenTypeIdx];
}

export function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

export function spanOf(file: string, first: IToken, last: IToken = first): Span {
  return { file, start: first.startOffset, end: endOf(last) };
}

export const opensDeclaration = isOneOf(...declarationNames);

function makeTypes(): Readonly<Record<TokenName, TokenType>> {
  const made: Partial<Record<TokenName, TokenType>> = {};
  const name = createToken({ name: 'Name', pattern: spellings(tokenRow('Name')) });
  for (const tokenName of tokenNames) {
    const row = tokenRow(tokenName);
    const options: ITokenConfig = {
      name: tokenName,
      pattern: spellings(row),
      label: row.text ?? tokenName,
      line_breaks: tokenName === 'Space',
      ...(tokenName === 'Space' && { group: Lexer.SKIPPED }),
      ...(tokenName === 'Comment' && { group: 'comments' }),
      // `inner` is a name, though `in` is a word.
      ...(row.doc !== undefined && { longer_alt: name }),
    };
    made[tokenName] = tokenName === 'Name' ? name : createToken(options);
  }
  return made as Record<TokenName, TokenType>;
}
