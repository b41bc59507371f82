import type { IToken, TokenType } from 'chevrotain';
import { diagnostic } from '../src/base/diagnostic.ts';
import { writing } from '../src/base/fixes.ts';
import { foreignDeclarations, foreignOperators } from './foreign.ts';
import { spanOf, types } from './lexer.ts';
import { fail, onAnotherLine, outOf, put, retype, type State } from './repair-state.ts';
import { followsOperand, misspelt } from './repair-words.ts';
import { tokenRow } from './tokens.ts';

/** A word of another language where no name can stand; undefined where it is none. */
export function repairForeign(state: State, token: IToken, i: number): number | undefined {
  const { last, source, tokens } = state;
  const next = tokens[i + 1];
  const word = token.image.toLowerCase();
  if (!last || onAnotherLine(source, last, token)) {
    const meant = foreignDeclarations.get(word);
    return meant !== undefined && next?.tokenType === types.Name ? misspelt(state, i, 1, meant) : undefined;
  }
  if (word === 'between') return repairBetween(state, i);
  if (settingWords.has(word) && next && !followsOperand(next)) {
    const at = { file: source.path, start: token.startOffset, end: token.startOffset };
    const fixes = [writing(at, 'with ', true, 'put in `with`')];
    const data = { expected: '`with`', found: `\`${token.image}\`` };
    fail(state, diagnostic('R0001', spanOf(source.path, token), data, { fixes }));
    outOf(state, i).push({ ...retype(token, types.With), image: '' });
    return put(state, token, i);
  }
  const means = foreignOperators.get(word);
  if (means === undefined || !next || followsOperand(next)) return undefined;
  const span = spanOf(source.path, token);
  const meant = tokenRow(means).text ?? '';
  const fixes = [writing(span, meant, true)];
  state.spellings.push(diagnostic('R0007', span, { found: token.image, meant }, { fixes }));
  return put(state, retype(token, types[means]), i);
}

/** SQL's `x between 2 and 3` is `x in [2, 3]`, and `between [2, 3]` nearly that. */
function repairBetween(state: State, i: number): number | undefined {
  const { source, tokens } = state;
  const word = tokens[i];
  if (!word) return undefined;
  const list = tokens[i + 1]?.tokenType === types.LeftBracket;
  const lo = list ? 0 : boundAt(tokens, i + 1);
  const and = tokens[i + 1 + lo];
  const hi = lo > 0 && and && /^(and|&&?|,)$/i.test(and.image) ? boundAt(tokens, i + 2 + lo) : 0;
  const last = tokens[i + 1 + lo + hi];
  if (!list && (hi === 0 || !last)) return undefined;
  const span = list || !last ? spanOf(source.path, word) : spanOf(source.path, word, last);
  const textOf = (first: number, count: number): string =>
    tokens
      .slice(first, first + count)
      .map(({ image }) => image)
      .join('');
  const meant = list ? 'in' : `in [${textOf(i + 1, lo)}, ${textOf(i + 2 + lo, hi)}]`;
  const found = source.text.slice(span.start, span.end);
  state.spellings.push(diagnostic('R0007', span, { found, meant }, { fixes: [writing(span, meant, true)] }));
  const made = (token: IToken, type: TokenType): IToken => ({ ...retype(token, type), image: '' });
  if (list || !and || !last) return put(state, retype(word, types.In), i);
  const bounds = [
    ...tokens.slice(i + 1, i + 1 + lo),
    made(and, types.Comma),
    ...tokens.slice(i + 2 + lo, i + 2 + lo + hi),
  ];
  outOf(state, i);
  for (const token of [
    retype(word, types.In),
    made(word, types.LeftBracket),
    ...bounds,
    made(last, types.RightBracket),
  ])
    put(state, token, -1);
  return 2 + lo + hi;
}

/** How many tokens a bound takes at `i`: a number, perhaps with its sign, or a name; none where it is more. */
function boundAt(tokens: readonly IToken[], i: number): number {
  const signed = tokens[i]?.tokenType === types.Minus ? 1 : 0;
  const type = tokens[i + signed]?.tokenType;
  return type === types.Number || type === types.Name || type === types.Percent ? 1 + signed : 0;
}

const settingWords: ReadonlySet<string> = new Set(['gain', 'bias', 'threshold', 'width']);
