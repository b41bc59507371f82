import type { IToken } from 'chevrotain';
import { diagnostic } from '../src/base/diagnostic.ts';
import { writing } from '../src/base/fixes.ts';
import { nearest } from '../src/base/near.ts';
import type { Source } from '../src/base/source.ts';
import { endOf, spanOf, types } from './lexer.ts';
import { repairForeign } from './repair-foreign.ts';
import { enoughDoubts, fail, onAnotherLine, outOf, put, retype, type State } from './repair-state.ts';
import { endsOperand, fits, gates, isContextual, misspelt } from './repair-words.ts';
import { declarationNames, tokenRow, type TokenName } from './tokens.ts';

/** A name, unless it has to be a word of the language, or runs into the number before it. */
export function repairName(state: State, token: IToken, i: number): number {
  const { last, source, tokens } = state;
  const next = tokens[i + 1];
  if (last?.tokenType === types.Number && endOf(last) === token.startOffset) {
    reportProduct(state, last, token);
    outOf(state, i).push({ ...retype(last, types.Star), image: '', startOffset: token.startOffset });
    return put(state, token, i);
  }
  if (next?.tokenType === types.Define || state.doubts >= enoughDoubts) return put(state, token, i);
  if (last === undefined || endsOperand(last)) {
    if (isContextual(token, next)) return put(state, token, i);
    const foreign = repairForeign(state, token, i);
    if (foreign !== undefined) return foreign;
    const words = last === undefined ? wordsAtStart : wordsAfterOperand;
    const meant = nearest(
      token.image,
      words.filter((word) => fits(state, word, next)),
    );
    if (meant !== undefined) return misspelt(state, i, 1, meant);
    state.doubts += 1;
    return put(state, token, i);
  }
  if (next?.tokenType === types.Of && !state.nesting.waits) {
    const meant = nearest(together(source, token, next), ['all of', 'any of', 'none of']);
    if (meant !== undefined) return misspelt(state, i, 2, meant);
  }
  if (next?.tokenType === types.Name && !isContextual(next, tokens[i + 2])) {
    const gate = nearest(together(source, token, next), twoWordGates);
    if (gate !== undefined) return misspelt(state, i, 2, gate);
    if (nearest(next.image, wordsBetweenOperands) === undefined && !onAnotherLine(source, token, next)) {
      const meant = nearest(token.image, prefixWords);
      if (meant !== undefined) return misspelt(state, i, 1, meant);
    }
  }
  if (next?.tokenType === types.Number) {
    const meant = nearest(token.image, countWords);
    if (meant !== undefined) return misspelt(state, i, 1, meant);
  }
  return put(state, token, i);
}

/** Two words as one spelling. */
function together({ text }: Source, first: IToken, second: IToken): string {
  return text.slice(first.startOffset, endOf(second)).replace(/\s+/g, ' ');
}

function reportProduct(state: State, number: IToken, name: IToken): void {
  const { source } = state;
  const at = { file: source.path, start: name.startOffset, end: name.startOffset };
  const fix = writing(at, '*', true, 'put in `*`');
  const span = spanOf(source.path, number, name);
  fail(state, diagnostic('R0014', span, { coefficient: number.image, name: name.image }, { fixes: [fix] }));
}

/** What a misspelt word may have been meant to be, by its place. */
const wordsAtStart = textsOf(declarationNames);
const wordsBetweenOperands = textsOf(['And', 'Or', 'Xor', 'Not', 'In', 'If', 'With', 'As', 'Of']);
const wordsAfterOperand = [...wordsAtStart, ...wordsBetweenOperands];
const prefixWords = textsOf(['Not', 'For', 'Exactly']);
const twoWordGates = textsOf(gates);
const countWords = textsOf(['Exactly', 'AtLeast', 'AtMost', 'AllBut', 'Not']);

function textsOf(names: readonly TokenName[]): string[] {
  return names.map((name) => tokenRow(name).text ?? '');
}
