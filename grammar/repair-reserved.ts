import type { IToken } from 'chevrotain';
import { diagnostic, type Fix } from '../src/base/diagnostic.ts';
import { isOneOf, opensDeclaration, spanOf, types } from './lexer.ts';
import { quote } from './literals.ts';
import { fail, onAnotherLine, outOf, retype, type State } from './repair-state.ts';
import { endsOperand, followsOperand, itemEnds, nameFollowers } from './repair-words.ts';

/** Whether a reserved word is used as a name: something stands before it that wants one, and after it what follows one. */
export function standsAsName({ last, source, tokens }: State, token: IToken, i: number): boolean {
  const next = tokens[i + 1];
  if (!last || !next || endsOperand(last) || onAnotherLine(source, last, token)) return false;
  if (isDefiner(last)) return followsName(next);
  if (opensDeclaration(token)) return followsOperand(next);
  const inList = isOpener(last) || last.tokenType === types.Comma;
  return inList && token.tokenType !== types.Not && endsItem(next);
}

/** The word as the name that it is used as. */
export function useAsName(state: State, token: IToken, i: number): IToken {
  const { source } = state;
  const span = spanOf(source.path, token);
  const category = insideBraces(outOf(state, i));
  const text = category ? quote(token.image) : `${token.image}_`;
  const fix: Fix = { title: `write \`${text}\``, safe: category, edits: [{ span, text }] };
  fail(state, diagnostic('R0006', span, { word: token.image, category }, { fixes: [fix] }));
  return retype(token, types.Name);
}

function insideBraces(out: readonly IToken[]): boolean {
  for (let i = out.length - 1; i >= 0; i--) {
    const tokenType = out[i]?.tokenType;
    if (tokenType === types.LeftBrace) return true;
    if (tokenType !== types.Name && tokenType !== types.String && tokenType !== types.Comma) return false;
  }
  return false;
}

const isOpener = isOneOf('LeftParenthesis', 'LeftBracket', 'LeftBrace');
const isDefiner = isOneOf('Let', 'Region', 'Output', 'Class', 'Input', 'As', 'For');
const endsItem = isOneOf(...itemEnds);
const followsName = isOneOf(...nameFollowers);
