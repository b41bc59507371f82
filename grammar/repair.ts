import type { IToken, TokenType } from 'chevrotain';
import { diagnostic, type Diagnostic, type Fix } from '../src/base/diagnostic.ts';
import { writing } from '../src/base/fixes.ts';
import type { Limits } from '../src/base/limits.ts';
import { nearest } from '../src/base/near.ts';
import type { Source, Span } from '../src/base/source.ts';
import { endOf, nameOf, opensDeclaration, spanOf, types, typeSet } from './lexer.ts';
import { quote, stringLiteral } from './literals.ts';
import { cutNesting, Nesting } from './nesting.ts';
import { declarationNames, infixNames, tokenRow, type TokenName } from './tokens.ts';

/** Tokens as the grammar knows them, and what was wrong with the text. */
export interface Repaired {
  readonly tokens: IToken[];
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
  const state: State = { source, tokens, out: [], spellings: [], failures: [], nesting: new Nesting(), doubts: 0 };
  for (let i = 0; i < tokens.length;) i += repairAt(state, i);
  if (state.nesting.deepest <= limits.bracketDepth) return { ...state, tokens: state.out };
  const cut = cutNesting(source, state.out, limits.bracketDepth);
  return { tokens: cut.tokens, spellings: state.spellings, failures: [...state.failures, ...cut.failures] };
}

interface State {
  readonly source: Source;
  readonly tokens: readonly IToken[];
  readonly out: IToken[];
  readonly spellings: Diagnostic[];
  readonly failures: Diagnostic[];
  readonly nesting: Nesting;
  /** Places in this declaration where something was wrong. */
  doubts: number;
}

/** So many mistakes in one declaration are not looked into: one is reported, and one more says that its fix is not enough. */
const enoughDoubts = 2;

/** Takes the token at `i`, and says how many tokens that took. */
function repairAt(state: State, i: number): number {
  const token = state.tokens[i];
  if (!token) return 1;
  const name = nameOf(token);
  const row = name && tokenRow(name);
  if (name === 'Name') return repairName(state, token, i);
  if (name === 'Unknown') return dropUnknown(state, i);
  if (name === 'UnclosedString') {
    const span = spanOf(state.source.path, token);
    const end = { ...span, start: span.start + token.image.trimEnd().length };
    fail(
      state,
      diagnostic('R0012', span, {}, { fixes: [writing(end, '"', false, 'close it at the end of the line')] }),
    );
    return put(state, retype(token, types.String));
  }
  if (name && row?.means !== undefined) return put(state, respell(state, token, name, row.means as TokenName));
  if (name && reservedNames.has(name) && standsAsName(state, token, i)) return put(state, useAsName(state, token));
  return put(state, token);
}

function put(state: State, token: IToken): 1 {
  state.out.push(token);
  state.nesting.add(token);
  if (opensDeclaration(token)) state.doubts = 0;
  return 1;
}

function fail(state: State, found: Diagnostic): void {
  state.doubts += 1;
  if (state.doubts <= enoughDoubts) state.failures.push(found);
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

/** Characters that no token starts with: those that touch are one mistake, and the grammar does not see them. */
function dropUnknown(state: State, i: number): number {
  const { source, tokens } = state;
  const first = tokens[i];
  if (!first) return 1;
  let last = first;
  let count = 1;
  for (let next = tokens[i + 1]; next && nameOf(next) === 'Unknown' && next.startOffset === endOf(last); count++) {
    last = next;
    next = tokens[i + count + 1];
  }
  const span = spanOf(source.path, first, last);
  const image = source.text.slice(span.start, span.end);
  // Other languages end their statements so; that changes nothing.
  const ending = /^;+$/.test(image) && /^[ \t]*(\r?\n|\/\/|$)/.test(source.text.slice(span.end));
  const fix = writing(span, /^\s+$/.test(image) ? ' ' : '', ending, 'remove it');
  fail(state, diagnostic('R0011', span, { found: character(image) }, { fixes: [fix] }));
  return count;
}

/** `image` for a message, an invisible character by its number. */
function character(image: string): string {
  const point = image.codePointAt(0) ?? 0;
  if (/^[\p{L}\p{M}\p{N}\p{P}\p{S}]+$/u.test(image)) return image.includes('`') ? image : `\`${image.slice(0, 30)}\``;
  return `the character U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A name, unless it has to be a word of the language, or runs into the number before it. */
function repairName(state: State, token: IToken, i: number): number {
  const { out, source, tokens } = state;
  const last = out.at(-1);
  const next = tokens[i + 1];
  if (last?.tokenType === types.Number && endOf(last) === token.startOffset) {
    reportProduct(state, last, token);
    out.push({ ...retype(last, types.Star), image: '', startOffset: token.startOffset });
    return put(state, token);
  }
  if (next?.tokenType === types.Define || state.doubts >= enoughDoubts) return put(state, token);
  if (last === undefined || endsOperand(last)) {
    if (isContextual(token, next)) return put(state, token);
    const words = last === undefined ? wordsAtStart : wordsAfterOperand;
    const meant = nearest(
      token.image,
      words.filter((word) => fits(state, word, next)),
    );
    if (meant !== undefined) return misspelt(state, token, token, meant);
    state.doubts += 1;
    return put(state, token);
  }
  const together = next && source.text.slice(token.startOffset, endOf(next)).replace(/\s+/g, ' ');
  if (next?.tokenType === types.Of && !state.nesting.waits && together !== undefined) {
    const meant = nearest(together, ['all of', 'any of', 'none of']);
    if (meant !== undefined) return misspelt(state, token, next, meant);
  }
  if (next?.tokenType === types.Name && together !== undefined && !isContextual(next, tokens[i + 2])) {
    const gate = nearest(together, twoWordGates);
    if (gate !== undefined) return misspelt(state, token, next, gate);
    if (nearest(next.image, wordsBetweenOperands) === undefined && !onAnotherLine(source, token, next)) {
      const meant = nearest(token.image, prefixWords);
      if (meant !== undefined) return misspelt(state, token, token, meant);
    }
  }
  if (next?.tokenType === types.Number) {
    const meant = nearest(token.image, countWords);
    if (meant !== undefined) return misspelt(state, token, token, meant);
  }
  return put(state, token);
}

function reportProduct(state: State, number: IToken, name: IToken): void {
  const { source } = state;
  const at = { file: source.path, start: name.startOffset, end: name.startOffset };
  const fix = writing(at, '*', true, 'put in `*`');
  const span = spanOf(source.path, number, name);
  fail(state, diagnostic('R0014', span, { coefficient: number.image, name: name.image }, { fixes: [fix] }));
}

/** Whether the text goes on after `word` as it would have to. */
function fits({ nesting, out }: State, word: string, next: IToken | undefined): boolean {
  if (word === 'of') return nesting.waits;
  if (word === 'if') return nesting.depth > 0;
  if (word === 'as' && out.at(-1)?.tokenType !== types.String) return false;
  const wanted = followers.get(word);
  return next !== undefined && (wanted ? wanted.has(next.tokenType) : !followsOperand.has(next.tokenType));
}

/** Takes the tokens from `first` to `last` as the word `meant`. */
function misspelt(state: State, first: IToken, last: IToken, meant: string): number {
  const span = spanOf(state.source.path, first, last);
  const image = state.source.text.slice(span.start, span.end);
  const fix: Fix = { title: `write \`${meant}\``, safe: false, edits: [{ span, text: meant }] };
  const found = image.replace(/\s+/g, ' ');
  fail(state, diagnostic('R0005', span, { found, meant }, { fixes: [fix] }));
  const name = wordNames.get(meant);
  if (name) put(state, { ...retype(first, types[name]), image });
  return first === last ? 1 : 2;
}

/** Whether a reserved word is used as a name: something stands before it that wants one, and after it what follows one. */
function standsAsName({ out, source, tokens }: State, token: IToken, i: number): boolean {
  const last = out.at(-1);
  const next = tokens[i + 1];
  if (!last || !next || endsOperand(last) || onAnotherLine(source, last, token)) return false;
  if (definers.has(last.tokenType)) return followsName.has(next.tokenType);
  if (opensDeclaration(token)) return followsOperand.has(next.tokenType);
  const inList = openers.has(last.tokenType) || last.tokenType === types.Comma;
  return inList && token.tokenType !== types.Not && endsItem.has(next.tokenType);
}

function useAsName(state: State, token: IToken): IToken {
  const { source, out } = state;
  const span = spanOf(source.path, token);
  const category = insideBraces(out);
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

function onAnotherLine({ text }: Source, before: IToken, token: IToken): boolean {
  return text.slice(endOf(before), token.startOffset).includes('\n');
}

function retype(token: IToken, tokenType: TokenType): IToken {
  return { ...token, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx ?? 0 };
}

/** `column`, `columns` and `label` where they mean something. */
function isContextual({ image }: IToken, next: IToken | undefined): boolean {
  const isText = next?.tokenType === types.String || next?.tokenType === types.TypographicString;
  if (image === 'label') return isText || next?.tokenType === types.Number;
  return (image === 'column' || image === 'columns') && isText;
}

function endsOperand({ tokenType }: IToken): boolean {
  return operandEnds.has(tokenType);
}

const openers = typeSet('LeftParenthesis', 'LeftBracket', 'LeftBrace');
const operandEnds = typeSet(
  ...(['RightParenthesis', 'RightBracket', 'RightBrace', 'Name', 'Number', 'Percent', 'String', 'Otherwise'] as const),
);
const definers = typeSet('Let', 'Region', 'Output', 'Class', 'Input', 'As', 'For');
const endsItem = typeSet('Comma', 'RightParenthesis', 'RightBracket', 'RightBrace');
const followsName = new Set([...endsItem, ...typeSet('Define', 'In', 'Colon', 'LeftParenthesis')]);
const followsOperand = new Set([...followsName, ...typeSet(...infixNames)]);

const reserved: readonly TokenName[] = [
  ...declarationNames,
  ...(['And', 'Or', 'Xor', 'Not', 'In', 'For', 'If', 'With', 'As', 'Of', 'Otherwise', 'Exactly'] as const),
];
const reservedNames = new Set(reserved);
const gates: readonly TokenName[] = ['AtLeast', 'AtMost', 'AllOf', 'AnyOf', 'NoneOf', 'AllBut'];
const wordNames = new Map([...reserved, ...gates].map((name) => [tokenRow(name).text ?? '', name]));

/** What a misspelt word may have been meant to be, by its place. */
const wordsAtStart = textsOf(declarationNames);
const wordsBetweenOperands = textsOf(['And', 'Or', 'Xor', 'Not', 'In', 'If', 'With', 'As', 'Of']);
const wordsAfterOperand = [...wordsAtStart, ...wordsBetweenOperands];
const prefixWords = textsOf(['Not', 'For', 'Exactly']);
const twoWordGates = textsOf(gates);
const countWords = textsOf(['Exactly', 'AtLeast', 'AtMost', 'AllBut', 'Not']);

const oneName = typeSet('Name');
/** What has to follow a word that more than an operand may follow. */
const followers = new Map<string, ReadonlySet<TokenType>>([
  ...['input', 'let', 'region', 'output', 'class', 'default', 'with', 'as'].map((word) => [word, oneName] as const),
  ['frozen', typeSet('Region', 'Name')],
  ['import', typeSet('String')],
]);

function textsOf(names: readonly TokenName[]): string[] {
  return names.map((name) => tokenRow(name).text ?? '');
}
