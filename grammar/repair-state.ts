import type { IToken, TokenType } from 'chevrotain';
import type { Diagnostic } from '../src/base/diagnostic.ts';
import type { Source } from '../src/base/source.ts';
import { endOf, opensDeclaration } from './lexer.ts';
import type { Nesting } from './nesting.ts';

/** How far the repair of a text has come. */
export interface State {
  readonly source: Source;
  readonly tokens: readonly IToken[];
  /** What the grammar will read up to here; absent while that is what was written. */
  out: IToken[] | undefined;
  /** The last token that the grammar will read up to here. */
  last: IToken | undefined;
  readonly spellings: Diagnostic[];
  readonly failures: Diagnostic[];
  readonly nesting: Nesting;
  /** Places in this declaration where something was wrong. */
  doubts: number;
}

/** So many mistakes in one declaration are not looked into: one is reported, and one more says that its fix is not enough. */
export const enoughDoubts = 2;

/** Takes the token at `i` as `token`. */
export function put(state: State, token: IToken, i: number): 1 {
  if (token !== state.tokens[i]) outOf(state, i);
  state.out?.push(token);
  state.last = token;
  state.nesting.add(token);
  if (opensDeclaration(token)) state.doubts = 0;
  return 1;
}

/** The list of what the grammar will read, from now on apart from what was written. */
export function outOf(state: State, i: number): IToken[] {
  state.out ??= state.tokens.slice(0, i);
  return state.out;
}

/** Reports a syntax error of the declaration. */
export function fail(state: State, found: Diagnostic): void {
  state.doubts += 1;
  if (state.doubts <= enoughDoubts) state.failures.push(found);
}

/** The token as if it were of another type. */
export function retype(token: IToken, tokenType: TokenType): IToken {
  return { ...token, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx ?? 0 };
}

/** Whether a line ends between the two. */
export function onAnotherLine({ text }: Source, before: IToken, token: IToken): boolean {
  return text.slice(endOf(before), token.startOffset).includes('\n');
}
