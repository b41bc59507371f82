import { EOF, type IToken } from 'chevrotain';
import { diagnostic, type Diagnostic, type Fix } from '../src/base/diagnostic.ts';
import { writing } from '../src/base/fixes.ts';
import type { Span } from '../src/base/source.ts';
import type * as ast from './ast.ts';
import {
  readExpression,
  readFlat,
  readMember,
  readName,
  readNumber,
  readPostfix,
  readSetting,
  readText,
} from './expressions.ts';
import { cureOfStray } from './cures.ts';
import { isOneOf, opensDeclaration, types } from './lexer.ts';
import { describe, type Reader, type Separated } from './reader.ts';

/** A declaration as far as it could be read, where it stands, and its syntax error. */
export interface ReadDeclaration {
  readonly made: Bare<ast.Declaration>;
  readonly span: Span;
  readonly failure: Diagnostic | undefined;
}

/** A declaration without its span, documentation and state. */
type Bare<D extends ast.Declaration> = D extends unknown ? Omit<D, 'span' | 'doc' | 'broken'> : never;

// One function a rule of LANGUAGE section 2, `file` to `params`; each reads as far as it can and never fails.

export function readFile(reader: Reader): readonly ReadDeclaration[] {
  const declarations: ReadDeclaration[] = [];
  while (!reader.is(EOF)) {
    reader.startDeclaration();
    const first = reader.next;
    const made = readDeclaration(reader);
    skipStray(reader);
    declarations.push({ made, span: reader.spanFrom(first), failure: reader.endDeclaration() });
  }
  return declarations;
}

/** A new one each time: the parser completes it in place. */
const nothing = (): Bare<ast.BrokenDeclaration> => ({ kind: 'broken' });

function readDeclaration(reader: Reader): Bare<ast.Declaration> {
  switch (reader.next.tokenType) {
    case types.Input:
      return readInput(reader);
    case types.Let:
      return readLet(reader);
    case types.Region:
      return readRegion(reader, false);
    case types.Frozen:
      return readFrozen(reader);
    case types.Output:
      return readOutput(reader);
    case types.Class:
      return readClass(reader);
    case types.Default:
      return readDefault(reader);
    case types.Check:
      reader.take();
      return { kind: 'check', claim: readMember(reader) };
    case types.Import:
      return readImport(reader);
    default:
      return readWordless(reader);
  }
}

function readInput(reader: Reader): Bare<ast.InputDeclaration> {
  reader.take();
  return readInputDefinition(reader);
}

function readInputDefinition(reader: Reader): Bare<ast.InputDeclaration> {
  const early = readEarlyColumn(reader);
  const variables = early?.name ? [{ name: early.name }] : reader.separated(variableList);
  const between = early ?? readEarlyColumn(reader);
  reader.expect(types.In, ' in');
  const domain = readPostfix(reader);
  if (between) reportEarlyColumn(reader, between);
  const column = readColumn(reader);
  const columns = readColumns(reader);
  return {
    kind: 'input',
    variables,
    domain,
    ...(column && { column }),
    ...(columns && { columns }),
  };
}

/** What names a column of the data before the range: `input "my column" in ...`, `input x column "a" in ...`. */
interface EarlyColumn {
  /** What it stands for in the first form. */
  readonly name?: ast.Name;
  readonly first: IToken;
  readonly text: IToken;
  /** With the space before it. */
  readonly span: Span;
}

function readEarlyColumn(reader: Reader): EarlyColumn | undefined {
  const { next: first, lastEnd: start } = reader;
  const file = reader.source.path;
  if (reader.is(types.String)) {
    const text = reader.take();
    const span = reader.spanOf(text);
    const word = text.image
      .slice(1, -1)
      .replace(/\W+/g, '_')
      .replace(/^(?![A-Za-z_])/, '_');
    return { name: { text: word, span }, first, text, span };
  }
  if (!namesColumn(reader)) return undefined;
  reader.take();
  return { first, text: reader.take(), span: { file, start, end: reader.lastEnd } };
}

function namesColumn(reader: Reader): boolean {
  return reader.isWord('column') && reader.peek(1).tokenType === types.String;
}

/** Its fix moves the column behind the range, where the reader stands now. */
function reportEarlyColumn(reader: Reader, { name, first, text, span }: EarlyColumn): void {
  const edits = [
    { span, text: name?.text ?? '' },
    { span: reader.here(), text: ` column ${text.image}` },
  ];
  const data = {
    expected: name ? 'a name' : '`in`',
    found: describe(first),
    cure: 'the column of the data stands after the range: `input x in [0, 1] column "..."`',
  };
  const fixes = [{ title: 'put the column after the range', safe: true, edits }];
  reader.fail(diagnostic('R0001', reader.spanOf(first), data, { fixes }));
}

function readVariable(reader: Reader): ast.InputVariable | undefined {
  const name = readName(reader);
  if (!name || !reader.is(types.LeftBracket)) return name && { name };
  // In `input x [0, 1]` the bracket is the range, and `in` is missing.
  const after = reader.afterBracket();
  if (after && after.tokenType !== types.In && after.tokenType !== types.Comma) return { name };
  const bracket = reader.open(types.RightBracket);
  const size = readFlat(reader);
  reader.close(types.RightBracket, bracket);
  return { name, size };
}

function readColumn(reader: Reader): ast.StringLiteral | undefined {
  if (!reader.isWord('column')) return undefined;
  reader.take();
  return readText(reader);
}

function readColumns(reader: Reader): ast.InputDeclaration['columns'] {
  if (!reader.isWord('columns')) return undefined;
  reader.take();
  const first = readText(reader);
  reader.expect(types.Range, ' ..');
  const last = readText(reader);
  return first && last && { first, last };
}

function readLet(reader: Reader): Bare<ast.Declaration> {
  reader.take();
  return readLetDefinition(reader);
}

function readLetDefinition(reader: Reader): Bare<ast.Declaration> {
  const { name, parameters, value } = readDefinition(reader);
  if (!name) return nothing();
  return parameters ? { kind: 'let', name, parameters, value } : { kind: 'let', name, value };
}

function readRegion(reader: Reader, frozen: boolean): Bare<ast.Declaration> {
  reader.expect(types.Region, ' region');
  const { name, parameters, value } = readDefinition(reader);
  if (!name) return nothing();
  return parameters ? { kind: 'region', frozen, name, parameters, value } : { kind: 'region', frozen, name, value };
}

/** Another declaration after `frozen` is read for itself; a name alone is taken for a region's. */
function readFrozen(reader: Reader): Bare<ast.Declaration> {
  const word = reader.take();
  if (reader.is(types.Region) || reader.is(types.Name)) return readRegion(reader, true);
  if (opensDeclaration(reader.next))
    reader.fail(
      diagnostic('R0020', reader.spanOf(word), { found: describe(reader.next) }, { fixes: [thawing(reader, word)] }),
    );
  else reader.missing('`region`', ' region');
  return nothing();
}

function thawing({ source: { path: file }, next }: Reader, word: IToken): Fix {
  return writing({ file, start: word.startOffset, end: next.startOffset }, '', false, 'leave `frozen` out');
}

interface Definition {
  readonly name: ast.Name | undefined;
  readonly parameters: readonly ast.Parameter[] | undefined;
  readonly value: ast.Expression;
}

function readDefinition(reader: Reader): Definition {
  const name = readName(reader);
  const parameters = reader.is(types.LeftParenthesis) ? readParameters(reader) : undefined;
  reader.expect(types.Define, ' =');
  return { name, parameters, value: readExpression(reader) };
}

function readParameters(reader: Reader): readonly ast.Parameter[] {
  const bracket = reader.open(types.RightParenthesis);
  const parameters = reader.separated(parameterList);
  reader.close(types.RightParenthesis, bracket);
  return parameters;
}

function readParameter(reader: Reader): ast.Parameter | undefined {
  const name = readName(reader);
  const value = reader.takeIf(types.Define) && readFlat(reader, types.Define);
  return name && { name, ...(value && { default: value }) };
}

function readOutput(reader: Reader): Bare<ast.Declaration> {
  reader.take();
  const name = readName(reader);
  const column = readColumn(reader);
  reader.expect(types.Define, ' =');
  const value = readExpression(reader);
  return name ? { kind: 'output', name, ...(column && { column }), value } : nothing();
}

function readClass(reader: Reader): Bare<ast.Declaration> {
  reader.take();
  const name = readName(reader);
  const label = readLabel(reader);
  reader.expect(types.Define, ' =');
  const value = readClassValue(reader);
  return name ? { kind: 'class', name, ...(label && { label }), value } : nothing();
}

function readLabel(reader: Reader): ast.ClassDeclaration['label'] {
  if (!reader.isWord('label')) return undefined;
  reader.take();
  return reader.is(types.Number) ? readNumber(reader) : readText(reader, 'a text in quotes or a number');
}

function readClassValue(reader: Reader): ast.ClassDeclaration['value'] {
  if (reader.is(types.Default) && reader.peek(1).tokenType !== types.Name) {
    reader.respell(reader.next, 'otherwise');
    return { kind: 'otherwise', span: reader.spanOf(reader.take()) };
  }
  const word = reader.takeIf(types.Otherwise);
  if (word) return { kind: 'otherwise', span: reader.spanOf(word) };
  const value = readExpression(reader);
  const unknown = value.kind === 'name' && value.name.text === 'unknown' && !value.module;
  return unknown ? { kind: 'unknown', span: value.span } : value;
}

function readDefault(reader: Reader): Bare<ast.Declaration> {
  reader.take();
  const setting = readSetting(reader, ['width', 'gain'] as const);
  const value = readFlat(reader);
  return setting ? { kind: 'default', setting, value } : nothing();
}

function readImport(reader: Reader): Bare<ast.Declaration> {
  reader.take();
  const path = readText(reader);
  const alias = reader.takeIf(types.As) && readName(reader);
  return path ? { kind: 'import', path, ...(alias && { alias }) } : nothing();
}

/** Text that no declaration word opens. Of `x = ...` and `x in [...]` the names are kept: it is known what they are. */
function readWordless(reader: Reader): Bare<ast.Declaration> {
  const first = reader.next;
  const refuse = (span: Span, fixes: readonly Fix[] = []): void =>
    reader.fail(diagnostic('R0004', span, { found: describe(first) }, { fixes }));
  if (reader.definesName()) {
    refuse(reader.spanOf(first), declaringBy(reader, looksLikeRegion(reader) ? 'region' : 'let'));
    return readLetDefinition(reader);
  }
  if (looksLikeInput(reader)) {
    refuse(reader.spanOf(first), declaringBy(reader, 'input'));
    return readInputDefinition(reader);
  }
  do reader.take();
  while (!atDeclaration(reader));
  refuse(reader.spanFrom(first));
  return nothing();
}

function declaringBy({ source, next }: Reader, word: 'input' | 'let' | 'region'): readonly Fix[] {
  const before = { file: source.path, start: next.startOffset, end: next.startOffset };
  return [writing(before, `${word} `, false, `declare it by \`${word}\``)];
}

/** Whether a comparison or gate comes before the next declaration, outside of lists. */
function looksLikeRegion(reader: Reader): boolean {
  let lists = 0;
  for (let ahead = 0; ; ahead++) {
    const token = reader.peek(ahead);
    if (token.tokenType === EOF || opensDeclaration(token)) return false;
    if (token.tokenType === types.LeftBracket) lists += 1;
    if (token.tokenType === types.RightBracket) lists -= 1;
    if (lists === 0 && makesRegion(token)) return true;
  }
}

/** `x in [0, 1]`, `x, y in [0, 1]` or `s in {a, c}`. */
function looksLikeInput(reader: Reader): boolean {
  let ahead = 0;
  while (isName(reader.peek(ahead)) && reader.peek(ahead + 1).tokenType === types.Comma) ahead += 2;
  const domain = reader.peek(ahead + 2).tokenType;
  return (
    isName(reader.peek(ahead)) &&
    reader.peek(ahead + 1).tokenType === types.In &&
    (domain === types.LeftBracket || domain === types.LeftBrace)
  );
}

const makesRegion = isOneOf(
  ...(['LessEqual', 'Less', 'GreaterEqual', 'Greater', 'Equal', 'NotEqual', 'And', 'Or', 'Not', 'Implies'] as const),
  ...(['AllOf', 'AnyOf', 'NoneOf', 'AtLeast', 'AtMost', 'Exactly', 'AllBut'] as const),
);

/** What is left of a declaration that is complete: one error, whatever it is. */
function skipStray(reader: Reader): void {
  if (atDeclaration(reader)) return;
  const first = reader.next;
  // A comparison after a comparison was meant as one more condition.
  const joined = !reader.startsLine() && looksLikeRegion(reader) && reader.fits(() => readExpression(reader));
  const before = { ...reader.spanOf(first), end: first.startOffset };
  const joining = {
    cure: 'conditions are joined by `and` or `or`',
    fixes: [writing(before, 'and ', false, 'join them by `and`')],
  };
  const found = joined ? joining : cureOfStray(reader);
  while (!atDeclaration(reader)) reader.take();
  reader.stray(first, 'the next declaration', found);
}

function atDeclaration(reader: Reader): boolean {
  return reader.is(EOF) || opensDeclaration(reader.next) || reader.definesName() || startsAnew(reader);
}

/** A name where a line begins: something new, not what is left of the line before. */
function startsAnew(reader: Reader): boolean {
  return reader.is(types.Name) && reader.source.text[reader.next.startOffset - 1] === '\n';
}

const variableList: Separated<ast.InputVariable> = {
  item: readVariable,
  more: (reader) => reader.is(types.Comma) || (reader.is(types.Name) && !namesColumn(reader)),
  starts: isName,
  missing: (reader) => reader.missing('a name'),
  end: '`in`',
  mayBeEmpty: false,
  mayTrail: false,
};

const parameterList: Separated<ast.Parameter> = {
  item: readParameter,
  more: (reader) => !reader.atEnd() && !reader.is(types.Define),
  starts: isName,
  missing: (reader) => reader.missing('a parameter name'),
  end: '`)`',
  mayBeEmpty: true,
  mayTrail: false,
};

function isName({ tokenType }: IToken): boolean {
  return tokenType === types.Name;
}
