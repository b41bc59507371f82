import { createToken, Lexer, type IToken, type TokenType } from 'chevrotain';
import type { Span } from '../src/base/source.ts';
import { declarationNames, spellings, tokenNames, tokenRow, type TokenClass, type TokenName } from './tokens.ts';

/** Kinds of tokens that the grammar treats alike. */
export const kinds = {
  /** Whatever may stand inside a declaration: everything but the words that open one. */
  Inner: createToken({ name: 'Inner', pattern: Lexer.NA }),
  /** What joins two operands. `not` does too, before `in`. */
  Infix: createToken({ name: 'Infix', pattern: Lexer.NA }),
  /** `)`, `]`, `}`. */
  Closer: createToken({ name: 'Closer', pattern: Lexer.NA }),
};

/** The tokens of kind `Infix`. */
export const infixNames: readonly TokenName[] = [
  ...([
    'Implies',
    'Or',
    'Xor',
    'And',
    'Band',
    'LessEqual',
    'GreaterEqual',
    'Less',
    'Greater',
    'Equal',
    'NotEqual',
  ] as const),
  ...(['In', 'Plus', 'Minus', 'Star', 'Slash', 'Power', 'Define'] as const),
];
const closerNames: readonly TokenName[] = ['RightParenthesis', 'RightBracket', 'RightBrace'];
const wordClasses: readonly TokenClass[] = ['declaration', 'logic', 'gate', 'keyword', 'constant'];

/** The chevrotain token types, by the names of the token table. */
export const types = makeTypes();

/** Names by the index that chevrotain gives each type. */
const rowNames: (TokenName | undefined)[] = [];
for (const name of tokenNames) rowNames[types[name].tokenTypeIdx ?? 0] = name;

/** Some types, for asking what a token is. */
export function typeSet(...names: readonly TokenName[]): ReadonlySet<TokenType> {
  return new Set(names.map((name) => types[name]));
}

const lexer = new Lexer(
  tokenNames.map((name) => types[name]),
  { positionTracking: 'onlyOffset', ensureOptimizations: true },
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

export function opensDeclaration(token: IToken): boolean {
  return declarationTypes.has(token.tokenType);
}

const declarationTypes = typeSet(...declarationNames);

function makeTypes(): Readonly<Record<TokenName, TokenType>> {
  const made: Partial<Record<TokenName, TokenType>> = {};
  const name = createToken({ name: 'Name', pattern: spellings(tokenRow('Name')), categories: [kinds.Inner] });
  for (const tokenName of tokenNames) {
    const row = tokenRow(tokenName);
    made[tokenName] =
      tokenName === 'Name'
        ? name
        : createToken({
            name: tokenName,
            pattern: spellings(row),
            label: row.text ?? tokenName,
            categories: kindsOf(tokenName, row.class),
            line_breaks: tokenName === 'Space',
            ...(tokenName === 'Space' && { group: Lexer.SKIPPED }),
            ...(tokenName === 'Comment' && { group: 'comments' }),
            ...(wordClasses.includes(row.class) && { longer_alt: name }),
          });
  }
  return made as Record<TokenName, TokenType>;
}

function kindsOf(name: TokenName, tokenClass: TokenClass): TokenType[] {
  if (tokenClass === 'declaration') return [];
  return [
    kinds.Inner,
    ...(infixNames.includes(name) ? [kinds.Infix] : []),
    ...(closerNames.includes(name) ? [kinds.Closer] : []),
  ];
}
