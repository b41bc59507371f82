import { EOF, type IToken, type TokenType } from 'chevrotain';
import { diagnostic } from '../src/base/diagnostic.ts';
import { writing } from '../src/base/fixes.ts';
import { nearest } from '../src/base/near.ts';
import { joinSpans } from '../src/base/source.ts';
import type * as ast from './ast.ts';
import { cureOfMissing } from './cures.ts';
import { byType, isOneOf, types } from './lexer.ts';
import { numberLiteral, percentLiteral, quote, stringLiteral } from './literals.ts';
import { readOperators } from './precedence.ts';
import { describe, type Reader, type Separated } from './reader.ts';

// One function a rule of LANGUAGE section 2, `expr` to `set`; each reads as far as it can and never fails.

export function readMember(reader: Reader): ast.Member {
  return reader.is(types.For) ? readFor(reader) : readExpression(reader);
}

export function readExpression(reader: Reader): ast.Expression {
  const value = readFlat(reader);
  const settings: ast.Setting[] = [];
  while (reader.is(types.With)) {
    const word = reader.take();
    const setting = readSetting(reader, allSettings);
    const amount = readFlat(reader);
    if (setting) settings.push({ setting, value: amount, span: joinSpans(reader.spanOf(word), amount.span) });
  }
  const last = settings.at(-1);
  return last ? { kind: 'with', span: joinSpans(value.span, last.span), value, settings } : value;
}

/** Operands and operators without `with`, up to `stop` if that is an operator which ends it here. */
export function readFlat(reader: Reader, stop?: TokenType): ast.Expression {
  return readOperators(reader, readPostfix, stop);
}

export function readPostfix(reader: Reader): ast.Expression {
  let value = readPrimary(reader);
  // A call comes only after a name, and nothing after a gate.
  while (value.kind !== 'gate') {
    if (reader.is(types.LeftBracket)) value = readIndex(reader, value);
    else if (reader.is(types.LeftParenthesis) && value.kind === 'name') value = readCall(reader, value);
    else break;
  }
  return value;
}

export function readName(reader: Reader): ast.Name | undefined {
  const token = reader.takeIf(types.Name);
  return token ? nameOf(reader, token) : reader.missing('a name');
}

export function readText(reader: Reader, wanted = 'a text in quotes'): ast.StringLiteral | undefined {
  const token = reader.takeIf(types.String);
  if (token) return text(reader, token);
  return reader.is(types.Name) ? readBareText(reader, wanted) : reader.missing(wanted);
}

/** A text without its quotes: a name, or a path of names. */
function readBareText(reader: Reader, wanted: string): ast.StringLiteral {
  const { found } = reader.place();
  const first = reader.take();
  while (reader.next.startOffset === reader.lastEnd && !reader.is(EOF) && !endsPath(reader.next)) reader.take();
  const span = reader.spanFrom(first);
  const value = reader.source.text.slice(span.start, span.end);
  reader.fail(diagnostic('R0001', span, { expected: wanted, found }, { fixes: [writing(span, quote(value), true)] }));
  return { kind: 'string', span, value };
}

export function readNumber(reader: Reader): ast.NumberLiteral {
  const token = reader.take();
  return numberLiteral(token.image, reader.spanOf(token), (found) => reader.fail(found));
}

/** The name of a setting: one of `allowed`, or what is near one of them. */
export function readSetting<S extends string>(reader: Reader, allowed: readonly S[]): S | undefined {
  const { span, found } = reader.is(types.Name)
    ? { span: reader.spanOf(reader.next), found: describe(reader.next) }
    : reader.place();
  const word = reader.takeIf(types.Name)?.image;
  const exact = allowed.find((setting) => setting === word);
  if (exact) return exact;
  const near = word === undefined ? undefined : nearest(word, allowed);
  const fixes = near === undefined ? [] : [{ title: `write \`${near}\``, safe: false, edits: [{ span, text: near }] }];
  reader.fail(diagnostic('R0021', span, { found, settings: allowed }, { fixes }));
  return allowed.find((setting) => setting === near);
}

function readPrimary(reader: Reader): ast.Expression {
  const { next } = reader;
  switch (next.tokenType) {
    case types.Number:
      return readNumber(reader);
    case types.Percent:
      return percentLiteral(reader.take().image, reader.spanOf(next), (found) => reader.fail(found));
    case types.String:
      return text(reader, reader.take());
    case types.Name:
      return reader.definesName() ? missingExpression(reader) : readReference(reader);
    case types.LeftParenthesis: {
      const bracket = reader.open(types.RightParenthesis);
      const inner = readExpression(reader);
      reader.close(types.RightParenthesis, bracket);
      return { kind: 'parenthesized', span: reader.spanFrom(bracket), inner };
    }
    case types.LeftBracket:
      return readList(reader, types.RightBracket);
    case types.LeftBrace:
      return readSet(reader);
    default:
      return gateWords[next.tokenTypeIdx] ? readGate(reader) : missingExpression(reader);
  }
}

function readReference(reader: Reader): ast.NameExpression {
  const first = nameOf(reader, reader.take());
  const second = reader.takeIf(types.Dot) && readName(reader);
  if (!second) return { kind: 'name', span: first.span, name: first };
  return { kind: 'name', span: joinSpans(first.span, second.span), name: second, module: first };
}

function readIndex(reader: Reader, target: ast.Expression): ast.IndexExpression {
  const bracket = reader.open(types.RightBracket);
  const from = readFlat(reader);
  const to = reader.takeIf(types.Range) && readFlat(reader);
  reader.close(types.RightBracket, bracket);
  return { kind: 'index', span: { ...target.span, end: reader.lastEnd }, target, from, ...(to && { to }) };
}

function readCall(reader: Reader, callee: ast.NameExpression): ast.CallExpression {
  const bracket = reader.open(types.RightParenthesis);
  const found = reader.separated(argumentList);
  reader.close(types.RightParenthesis, bracket);
  return { kind: 'call', span: { ...callee.span, end: reader.lastEnd }, callee, arguments: found };
}

function readArgument(reader: Reader): ast.Argument {
  const sign = reader.peek(1);
  const isNamed = reader.is(types.Name) && (sign.tokenType === types.Colon || sign.tokenType === types.Define);
  if (!isNamed) {
    const value = readMember(reader);
    return { value, span: value.span };
  }
  const name = nameOf(reader, reader.take());
  if (reader.take().tokenType === types.Define) reader.respell(sign, ':');
  const value = readMember(reader);
  return { name, value, span: joinSpans(name.span, value.span) };
}

function readFor(reader: Reader): ast.Member {
  const word = reader.take();
  const name = readName(reader);
  reader.expect(types.In, ' in');
  const from = readFlat(reader);
  const to = readRangeSign(reader) && readFlat(reader);
  const condition = reader.takeIf(types.If) && readFlat(reader);
  reader.expect(types.Colon, ':');
  const body = readMember(reader);
  const span = joinSpans(reader.spanOf(word), body.span);
  if (!name) return { kind: 'missing', span };
  return { kind: 'for', span, name, from, ...(to && { to }), ...(condition && { condition }), body };
}

/** The sign between the ends of a range; other languages write `0:3`. */
function readRangeSign(reader: Reader): IToken | undefined {
  const isRange = reader.is(types.Colon) && reader.peek(2).tokenType === types.Colon;
  if (!isRange) return reader.takeIf(types.Range);
  reader.respell(reader.next, '..');
  return reader.take();
}

/** Members between brackets, of which the opening one stands next. */
function readList(reader: Reader, closer: TokenType): ast.ListExpression {
  const bracket = reader.open(closer);
  const members = reader.separated(closer === types.RightBracket ? memberList : listing);
  reader.close(closer, bracket);
  return { kind: 'list', span: reader.spanFrom(bracket), members };
}

function readSet(reader: Reader): ast.SetExpression {
  const bracket = reader.open(types.RightBrace);
  const items = reader.separated(categoryList);
  reader.close(types.RightBrace, bracket);
  return { kind: 'set', span: reader.spanFrom(bracket), items };
}

function readCategory(reader: Reader): ast.SetItem | undefined {
  const token = reader.take();
  const span = reader.spanOf(token);
  switch (token.tokenType) {
    case types.Name:
      return { kind: 'category', span, value: token.image, quoted: false };
    case types.String:
      return { kind: 'category', span, value: text(reader, token).value, quoted: true };
    case types.Range:
      return { kind: 'open', span };
    case types.Minus: {
      if (!reader.is(types.Number)) return reader.missing('a number');
      const { value, span: digits } = readNumber(reader);
      return { kind: 'category', span: joinSpans(span, digits), value: -value, quoted: false };
    }
    default: {
      const { value } = numberLiteral(token.image, span, (found) => reader.fail(found));
      return { kind: 'category', span, value, quoted: false };
    }
  }
}

function readGate(reader: Reader): ast.GateExpression {
  const token = reader.take();
  const word = reader.spanOf(token);
  const gate = gateWords[token.tokenTypeIdx] ?? 'all of';
  if (gate === 'all of' || gate === 'any of' || gate === 'none of') {
    const listing = readListing(reader);
    return { kind: 'gate', span: joinSpans(word, listing.span), gate, word, listing };
  }
  const count = readFlat(reader, types.Band);
  const margin = reader.is(types.Band) ? readMargin(reader, gate) : undefined;
  reader.expect(types.Of, ' of');
  const listing = readListing(reader);
  return { kind: 'gate', span: joinSpans(word, listing.span), gate, word, count, ...(margin && { margin }), listing };
}

function readMargin(reader: Reader, gate: ast.GateWord): ast.Expression {
  const before = reader.lastEnd;
  const sign = reader.take();
  const margin = readFlat(reader);
  if (gate === 'exactly' || gate === 'all but') {
    const span = joinSpans(reader.spanOf(sign), margin.span);
    const edits = [{ span: { ...span, start: before }, text: '' }];
    const fixes = [{ title: 'remove the margin', safe: false, edits }];
    reader.fail(diagnostic('R0016', span, { gate }, { fixes }));
  }
  return margin;
}

function readListing(reader: Reader): ast.Expression {
  return reader.is(types.LeftParenthesis) ? readList(reader, types.RightParenthesis) : readPostfix(reader);
}

function missingExpression(reader: Reader): ast.MissingExpression {
  const { span, found } = reader.place();
  const meant = cureOfMissing(reader);
  reader.fail(diagnostic('R0002', span, { found, ...(meant && { cure: meant.cure }) }, { fixes: meant?.fixes ?? [] }));
  return { kind: 'missing', span: reader.here() };
}

function nameOf(reader: Reader, token: IToken): ast.Name {
  return { text: token.image, span: reader.spanOf(token) };
}

function text(reader: Reader, token: IToken): ast.StringLiteral {
  return stringLiteral(token.image, reader.spanOf(token), (found) => reader.fail(found));
}

/** What neither a member of a list nor what is left of one starts with. */
const endsMember = isOneOf('Colon', 'Range', 'Dot', 'Of', 'If', 'With', 'As', 'Otherwise');

const endsPath = isOneOf('Comma', 'Define', 'RightParenthesis', 'RightBracket', 'RightBrace');

const memberList: Separated<ast.Member> = {
  item: readMember,
  more: (reader) => !reader.atEnd(),
  starts: (token) => !endsMember(token),
  missing: missingExpression,
  end: '`]`',
  mayBeEmpty: true,
  mayTrail: true,
};

const listing: Separated<ast.Member> = { ...memberList, end: '`)`' };

const argumentList: Separated<ast.Argument> = {
  ...listing,
  item: readArgument,
  missing: (reader) => ({ value: missingExpression(reader), span: reader.here() }),
};

const categoryList: Separated<ast.SetItem> = {
  ...memberList,
  item: readCategory,
  starts: isOneOf('Name', 'String', 'Number', 'Minus', 'Range'),
  missing: (reader) => reader.missing('a category'),
  end: '`}`',
};

const allSettings = ['gain', 'bias', 'threshold', 'width'] as const;

const gateWords = byType<ast.GateWord>([
  [types.AllOf, 'all of'],
  [types.AnyOf, 'any of'],
  [types.NoneOf, 'none of'],
  [types.AtLeast, 'at least'],
  [types.AtMost, 'at most'],
  [types.Exactly, 'exactly'],
  [types.AllBut, 'all but'],
]);
