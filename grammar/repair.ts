import type { IToken } from 'chevrotain';
import { diagnostic, type Diagnostic, type Fix } from '../src/base/diagnostic.ts';
import { writing } from '../src/base/fixes.ts';
import type { Limits } from '../src/base/limits.ts';
import type { Source, Span } from '../src/base/source.ts';
import { isOneOf, nameOf, spanOf, types } from './lexer.ts';
import { quote, stringLiteral } from './literals.ts';
import { cutNesting, Nesting } from './nesting.ts';
import { repairName } from './repair-names.ts';
import { standsAsName, useAsName } from './repair-reserved.ts';
import { dropBlockComment, dropComment, dropUnknown, startsDashes } from './repair-signs.ts';
import { fail, put, retype, type State } from './repair-state.ts';
import { reserved } from './repair-words.ts';
import { tokenNames, tokenRow, type TokenName } from './tokens.ts';

/** Tokens as the grammar knows them, and what was wrong with the text. */
export interface Repaired {
  readonly tokens: readonly IToken[];
  /** What is understood without doubt, one error each. */
  readonly spellings: readonly Diagnostic[];
  /** What is a syntax error of its declaration: the grammar's own error there would only follow from it. */
  readonly failures: readonly Diagnostic[];
}

/**
 * Puts right what can be told from a token and its neighbours, so that the grammar need not know of it: spellings of
 * other languages, misspelt words, reserved words as names, signs without meaning, brackets too deep.
 */
export function repair(source: Source, tokens: readonly IToken[], limits: Limits): Repaired {
  const nesting = new Nesting();
  const state: State = {
    source,
    tokens,
    out: undefined,
    last: undefined,
    spellings: [],
    failures: [],
    nesting,
    doubts: 0,
  };
  for (let i = 0; i < tokens.length;) i += repairAt(state, i);
  const repaired = { ...state, tokens: state.out ?? tokens };
  if (nesting.deepest <= limits.bracketDepth) return repaired;
  const cut = cutNesting(source, repaired.tokens, limits.bracketDepth);
  return { tokens: cut.tokens, spellings: state.spellings, failures: [...state.failures, ...cut.failures] };
}

/** Takes the token at `i`, and says how many tokens that took. */
function repairAt(state: State, i: number): number {
  const token = state.tokens[i];
  if (!token) return 1;
  if (!mayNeedRepair(token)) return put(state, token, i);
  const name = nameOf(token);
  if (name === 'Name') return repairName(state, token, i);
  if (name === 'Unknown') return token.image === '#' ? dropComment(state, i, 1) : dropUnknown(state, i);
  if (name === 'BlockComment') return dropBlockComment(state, token, i);
  if (name === 'Minus') return startsDashes(state, token, i) ? dropComment(state, i, 2) : put(state, token, i);
  if (name === 'UnclosedString') {
    const span = spanOf(state.source.path, token);
    const end = { ...span, start: span.start + token.image.trimEnd().length };
    const fixes = [writing(end, '"', false, 'close it at the end of the line')];
    fail(state, diagnostic('R0012', span, {}, { fixes }));
    return put(state, retype(token, types.String), i);
  }
  const means = name && tokenRow(name).means;
  if (name && means !== undefined) return put(state, respell(state, token, name, means as TokenName), i);
  return put(state, standsAsName(state, token, i) ? useAsName(state, token, i) : token, i);
}

/** A token that another language spells so, as the one that is meant. */
function respell(state: State, token: IToken, name: TokenName, meansName: TokenName): IToken {
  const span = spanOf(state.source.path, token);
  const { image } = token;
  const [found, meant] = [image, meantText(state, token, name, meansName)];
  const text = spaced(state.source.text, span, meant);
  const fix: Fix = { title: `write \`${meant}\``, safe: true, edits: [{ span, text }] };
  const code = name === 'PointNumber' || name === 'OpenNumber' ? 'R0008' : name === 'SpacedPercent' ? 'R0010' : 'R0007';
  state.spellings.push(diagnostic(code, span, { found, meant }, { fixes: [fix] }));
  return retype(token, types[meansName]);
}

function meantText(state: State, { image, startOffset }: IToken, name: TokenName, meansName: TokenName): string {
  if (name === 'PointNumber') return `0${image}`;
  if (name === 'OpenNumber') return image.slice(0, -1);
  if (name === 'SpacedPercent') return image.replace(/\s+/, '');
  if (name !== 'TypographicString') return tokenRow(meansName).text ?? '';
  const span = { file: state.source.path, start: startOffset, end: startOffset + image.length };
  return quote(stringLiteral(image, span, () => {}).value);
}

/** `word` with the space that keeps it from running into its neighbours (`a||b`). */
function spaced(text: string, { start, end }: Span, word: string): string {
  const before = /^\w/.test(word) && /\w/.test(text[start - 1] ?? '') ? ' ' : '';
  const after = /\w$/.test(word) && /\w/.test(text[end] ?? '') ? ' ' : '';
  return `${before}${word}${after}`;
}

const mayNeedRepair = isOneOf(
  ...(['Name', 'Unknown', 'UnclosedString', 'BlockComment', 'Minus'] as const),
  ...tokenNames.filter((name) => tokenRow(name).means !== undefined),
  ...reserved,
);
