import type { IToken, TokenType } from 'chevrotain';
import { diagnostic, type Diagnostic, type Fix } from '../src/base/diagnostic.ts';
import { writing } from '../src/base/fixes.ts';
import type { Limits } from '../src/base/limits.ts';
import { nearest } from '../src/base/near.ts';
import type { Source, Span } from '../src/base/source.ts';
import { endOf, isOneOf, nameOf, opensDeclaration, spanOf, types } from './lexer.ts';
import { quote, stringLiteral } from './literals.ts';
import { conditional } from './cures.ts';
import { foreignDeclarations, foreignOperators } from './foreign.ts';
import { cutNesting, Nesting } from './nesting.ts';
import { declarationNames, infixNames, tokenNames, tokenRow, type TokenName } from './tokens.ts';

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

interface State {
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
const enoughDoubts = 2;

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

/** Takes the token at `i` as `token`. */
function put(state: State, token: IToken, i: number): 1 {
  if (token !== state.tokens[i]) outOf(state, i);
  state.out?.push(token);
  state.last = token;
  state.nesting.add(token);
  if (opensDeclaration(token)) state.doubts = 0;
  return 1;
}

/** The list of what the grammar will read, from now on apart from what was written. */
function outOf(state: State, i: number): IToken[] {
  state.out ??= state.tokens.slice(0, i);
  return state.out;
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
function dropComment(state: State, i: number, marks: 1 | 2): number {
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
function dropBlockComment(state: State, token: IToken, i: number): 1 {
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
function startsDashes({ source, tokens }: State, first: IToken, i: number): boolean {
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

/** A name, unless it has to be a word of the language, or runs into the number before it. */
function repairName(state: State, token: IToken, i: number): number {
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

/** A word of another language where no name can stand; undefined where it is none. */
function repairForeign(state: State, token: IToken, i: number): number | undefined {
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

/** Whether the text goes on after `word` as it would have to. */
function fits({ nesting, last }: State, word: string, next: IToken | undefined): boolean {
  if (word === 'of') return nesting.waits;
  if (word === 'if') return nesting.depth > 0;
  if (word === 'as' && last?.tokenType !== types.String) return false;
  const wanted = followers.get(word);
  return next !== undefined && (wanted ? wanted(next) : !followsOperand(next));
}

/** Takes `count` tokens from `i` on as the word `meant`. */
function misspelt(state: State, i: number, count: 1 | 2, meant: string): number {
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

/** Whether a reserved word is used as a name: something stands before it that wants one, and after it what follows one. */
function standsAsName({ last, source, tokens }: State, token: IToken, i: number): boolean {
  const next = tokens[i + 1];
  if (!last || !next || endsOperand(last) || onAnotherLine(source, last, token)) return false;
  if (isDefiner(last)) return followsName(next);
  if (opensDeclaration(token)) return followsOperand(next);
  const inList = isOpener(last) || last.tokenType === types.Comma;
  return inList && token.tokenType !== types.Not && endsItem(next);
}

function useAsName(state: State, token: IToken, i: number): IToken {
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

const itemEnds = ['Comma', 'RightParenthesis', 'RightBracket', 'RightBrace'] as const;
const nameFollowers = [...itemEnds, 'Define', 'In', 'Colon', 'LeftParenthesis'] as const;
const isOpener = isOneOf('LeftParenthesis', 'LeftBracket', 'LeftBrace');
const endsOperand = isOneOf(
  ...(['RightParenthesis', 'RightBracket', 'RightBrace', 'Name', 'Number', 'Percent', 'String', 'Otherwise'] as const),
);
const isDefiner = isOneOf('Let', 'Region', 'Output', 'Class', 'Input', 'As', 'For');
const endsItem = isOneOf(...itemEnds);
const followsName = isOneOf(...nameFollowers);
const followsOperand = isOneOf(...nameFollowers, ...infixNames);

const reserved: readonly TokenName[] = [
  ...declarationNames,
  ...(['And', 'Or', 'Xor', 'Not', 'In', 'For', 'If', 'With', 'As', 'Of', 'Otherwise', 'Exactly'] as const),
];
const mayNeedRepair = isOneOf(
  ...(['Name', 'Unknown', 'UnclosedString', 'BlockComment', 'Minus'] as const),
  ...tokenNames.filter((name) => tokenRow(name).means !== undefined),
  ...reserved,
);
const gates: readonly TokenName[] = ['AtLeast', 'AtMost', 'AllOf', 'AnyOf', 'NoneOf', 'AllBut'];
const wordNames = new Map([...reserved, ...gates].map((name) => [tokenRow(name).text ?? '', name]));

/** What a misspelt word may have been meant to be, by its place. */
const wordsAtStart = textsOf(declarationNames);
const wordsBetweenOperands = textsOf(['And', 'Or', 'Xor', 'Not', 'In', 'If', 'With', 'As', 'Of']);
const wordsAfterOperand = [...wordsAtStart, ...wordsBetweenOperands];
const prefixWords = textsOf(['Not', 'For', 'Exactly']);
const twoWordGates = textsOf(gates);
const countWords = textsOf(['Exactly', 'AtLeast', 'AtMost', 'AllBut', 'Not']);

const settingWords: ReadonlySet<string> = new Set(['gain', 'bias', 'threshold', 'width']);
const isName = isOneOf('Name');
/** What has to follow a word that more than an operand may follow. */
const followers = new Map<string, (token: IToken) => boolean>([
  ...['input', 'let', 'region', 'output', 'class', 'default', 'with', 'as'].map((word) => [word, isName] as const),
  ['frozen', isOneOf('Region', 'Name')],
  ['import', isOneOf('String')],
]);

function textsOf(names: readonly TokenName[]): string[] {
  return names.map((name) => tokenRow(name).text ?? '');
}
