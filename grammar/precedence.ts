import type { IToken, TokenType } from 'chevrotain';
import { diagnostic, type Fix } from '../src/base/diagnostic.ts';
import { wrapping } from '../src/base/fixes.ts';
import { joinSpans, type Span } from '../src/base/source.ts';
import type { BinaryExpression, ComparisonExpression, ComparisonOperator, Expression, LogicExpression } from './ast.ts';
import { byType, types } from './lexer.ts';
import type { Reader } from './reader.ts';

/**
 * Reads what is written without parentheses: operands joined by operators, grouped by how tightly each binds (LANGUAGE
 * section 2). `readOperand` reads what has no operator outside its brackets; the operator `stop` ends it here.
 */
export function readOperators(
  reader: Reader,
  readOperand: (reader: Reader) => Expression,
  stop: TokenType | undefined,
): Expression {
  return implication({ reader, readOperand, stop, misplaced: undefined });
}

interface Operators {
  readonly reader: Reader;
  readonly readOperand: (reader: Reader) => Expression;
  readonly stop: TokenType | undefined;
  /** Each `not` where a number has to stand in the comparison that is being read. */
  misplaced: { readonly not: IToken; readonly operator: string }[] | undefined;
}

/** How tightly operators bind, from the loosest; 0 is no operator. */
const level = { none: 0, implies: 1, or: 2, xor: 3, and: 4, band: 5, comparison: 6, sum: 7, product: 8, power: 9 };

const comparisons: readonly (readonly [TokenType, ComparisonOperator])[] = [
  [types.LessEqual, '<='],
  [types.Less, '<'],
  [types.GreaterEqual, '>='],
  [types.Greater, '>'],
  [types.Equal, '=='],
  [types.Define, '=='],
  [types.NotEqual, '!='],
  [types.In, 'in'],
  [types.Not, 'not in'],
];
const comparisonOf = byType(comparisons);

const levelOf = byType<number>([
  [types.Implies, level.implies],
  [types.Or, level.or],
  [types.Xor, level.xor],
  [types.And, level.and],
  [types.Band, level.band],
  ...comparisons.map(([type]) => [type, level.comparison] as const),
  [types.Plus, level.sum],
  [types.Minus, level.sum],
  [types.Star, level.product],
  [types.Slash, level.product],
  [types.Power, level.power],
]);

/** How tightly the operator binds that comes next. */
function nextLevel({ reader: { next }, stop }: Operators): number {
  return next.tokenType === stop ? level.none : (levelOf[next.tokenTypeIdx] ?? level.none);
}

function implication(operators: Operators): Expression {
  const first = disjunction(operators);
  if (nextLevel(operators) !== level.implies) return first;
  const { reader } = operators;
  const parts = [first];
  const arrows: IToken[] = [];
  while (nextLevel(operators) === level.implies) {
    arrows.push(reader.take());
    parts.push(disjunction(operators));
  }
  const [, second] = arrows;
  const [, middle, last, ...others] = parts;
  if (second && middle && last) {
    const tail = joinSpans(middle.span, last.span);
    const fixes = others.length === 0 ? [wrapping(tail, '', false, 'put the second in parentheses')] : [];
    reader.fail(diagnostic('R0018', reader.spanOf(second), {}, { fixes }));
  }
  return parts.reduce((left, right) => binary('=>', left, right));
}

function disjunction(operators: Operators): Expression {
  return joined(operators, level.or, 'or', parity);
}

function parity(operators: Operators): Expression {
  return joined(operators, level.xor, 'xor', conjunction);
}

function conjunction(operators: Operators): Expression {
  return joined(operators, level.and, 'and', complement);
}

/** One node for all operands of a run of the same operator. */
function joined(
  operators: Operators,
  tightness: number,
  operator: LogicExpression['operator'],
  readPart: (operators: Operators) => Expression,
): Expression {
  const { reader } = operators;
  const first = readPart(operators);
  if (nextLevel(operators) !== tightness) return first;
  reader.take();
  const operands = [first, readPart(operators)];
  while (nextLevel(operators) === tightness) {
    reader.take();
    operands.push(readPart(operators));
  }
  return { kind: 'logic', span: spanOf(operands), operator, operands };
}

function complement(operators: Operators): Expression {
  const { reader } = operators;
  if (!reader.is(types.Not)) return comparison(operators, false);
  const nots: IToken[] = [];
  while (reader.is(types.Not)) nots.push(reader.take());
  return prefixed(reader, nots, comparison(operators, true));
}

function comparison(operators: Operators, underNot: boolean): Expression {
  const { reader } = operators;
  const first = sum(operators, '-');
  const tightness = nextLevel(operators);
  if (tightness !== level.comparison && tightness !== level.band) {
    reportMisplaced(operators);
    return first;
  }
  const links = tightness === level.comparison ? [takeComparison(reader)] : [];
  const [link] = links;
  const operands = link ? [first, sum(operators, link.operator)] : [first];
  while (nextLevel(operators) === level.comparison) {
    const another = takeComparison(reader);
    links.push(another);
    operands.push(sum(operators, another.operator));
  }
  const band = nextLevel(operators) === level.band ? takeBand(operators) : undefined;
  reportMisplaced(operators);
  const span = band ? joinSpans(first.span, band.span) : spanOf(operands);
  const found: ComparisonExpression = band
    ? { kind: 'comparison', span, operands, operators: links, band }
    : { kind: 'comparison', span, operands, operators: links };
  if (links.length > 1) checkChain(reader, found, underNot);
  return band && nextLevel(operators) > level.and ? afterBand(operators, found, band) : found;
}

function takeComparison(reader: Reader): ComparisonExpression['operators'][number] {
  const token = reader.take();
  if (token.tokenType === types.Define) reader.respell(token, '==');
  const last = token.tokenType === types.Not ? reader.expect(types.In, ' in') : undefined;
  return { operator: comparisonOf[token.tokenTypeIdx] ?? '==', span: reader.spanOf(token, last) };
}

function takeBand(operators: Operators): Expression {
  operators.reader.take();
  return product(operators, '+-');
}

/** What follows a band and must not, so that every operand has its place in the tree. */
function afterBand(operators: Operators, compared: Expression, { span }: Expression): Expression {
  const { reader } = operators;
  const place = spanOfNext(reader);
  const found = `\`${textOfNext(reader)}\``;
  const isArithmetic = nextLevel(operators) >= level.sum;
  let left = compared;
  for (let tightness = nextLevel(operators); tightness > level.and; tightness = nextLevel(operators)) {
    if (tightness === level.band) {
      reader.take();
      const band = signed(operators, '+-');
      left = { kind: 'comparison', span: joinSpans(left.span, band.span), operands: [left], operators: [], band };
    } else if (tightness === level.comparison) {
      const link = takeComparison(reader);
      const operands = [left, signed(operators, link.operator)];
      left = { kind: 'comparison', span: spanOf(operands), operands, operators: [link] };
    } else {
      const operator = takeArithmetic(reader);
      left = binary(operator, left, signed(operators, operator));
    }
  }
  reportMisplaced(operators);
  const whole = { ...span, end: left.span.end };
  const fixes = isArithmetic ? [wrapping(whole, '', false, 'put the band in parentheses')] : [];
  reader.fail(diagnostic('R0015', place, { found }, { fixes }));
  return left;
}

function sum(operators: Operators, before: string): Expression {
  let left = product(operators, before);
  while (nextLevel(operators) === level.sum) {
    const operator = takeArithmetic(operators.reader);
    left = binary(operator, left, product(operators, operator));
  }
  return left;
}

function product(operators: Operators, before: string): Expression {
  let left = signed(operators, before);
  while (nextLevel(operators) === level.product) {
    const operator = takeArithmetic(operators.reader);
    left = binary(operator, left, signed(operators, operator));
  }
  return left;
}

/** A number with signs in front; `before` is the operator that comes before those. */
function signed(operators: Operators, before: string): Expression {
  const prefixes = takePrefixes(operators, before);
  return prefixed(operators.reader, prefixes, power(operators));
}

/** Groups to the right, and a sign in front of an exponent belongs to it: `a^-b^c` is a^(-(b^c)). */
function power(operators: Operators): Expression {
  const { reader, readOperand } = operators;
  const base = readOperand(reader);
  if (nextLevel(operators) !== level.power) return base;
  // Read in a loop and grouped from the right, since a chain may be long.
  const parts: { readonly prefixes: readonly IToken[]; readonly value: Expression }[] = [
    { prefixes: none, value: base },
  ];
  while (nextLevel(operators) === level.power) {
    reader.take();
    const prefixes = takePrefixes(operators, '^');
    parts.push({ prefixes, value: readOperand(reader) });
  }
  return parts.reduceRight((right, left) => ({
    prefixes: left.prefixes,
    value: binary('^', left.value, prefixed(reader, right.prefixes, right.value)),
  })).value;
}

const none: readonly IToken[] = [];

/** The signs before a number, and any `not`, which cannot stand there. */
function takePrefixes(operators: Operators, before: string): readonly IToken[] {
  const { reader } = operators;
  if (!reader.is(types.Minus) && !reader.is(types.Not)) return none;
  const prefixes: IToken[] = [];
  while (reader.is(types.Minus) || reader.is(types.Not)) prefixes.push(reader.take());
  const at = prefixes.findIndex(({ tokenType }) => tokenType === types.Not);
  const not = prefixes[at];
  if (not) (operators.misplaced ??= []).push({ not, operator: at > 0 ? '-' : before });
  return prefixes;
}

/** Reports each `not` inside the comparison that ends here. */
function reportMisplaced(operators: Operators): void {
  if (!operators.misplaced) return;
  const { reader, misplaced } = operators;
  operators.misplaced = undefined;
  for (const { not, operator } of misplaced) {
    const span = reader.spanOf(not);
    const edits = [
      { span: { ...span, end: span.start }, text: '(' },
      { span: reader.here(), text: ')' },
    ];
    const fix: Fix = { title: 'put it in parentheses', safe: true, edits };
    reader.fail(diagnostic('R0019', span, { operator }, { fixes: [fix] }));
  }
}

/** Reports a chain whose links do not all point the same way. */
function checkChain(reader: Reader, chain: ComparisonExpression, underNot: boolean): void {
  const [first, ...others] = chain.operators;
  const odd =
    first &&
    others.find(({ operator }) => direction(operator) === 0 || direction(operator) !== direction(first.operator));
  if (!first || !odd) return;
  const fixes = chain.operators.slice(0, -1).some(({ operator }) => operator === 'in' || operator === 'not in')
    ? []
    : [
        {
          title: 'join the links by `and`',
          safe: false,
          edits: [{ span: chain.span, text: linksOf(reader.source.text, chain, underNot) }],
        },
      ];
  reader.fail(diagnostic('R0017', odd.span, { first: first.operator, second: odd.operator }, { fixes }));
}

/** `a <= b > c` as `a <= b and b > c`, in parentheses after a `not`. */
function linksOf(text: string, chain: ComparisonExpression, underNot: boolean): string {
  const written = (span: Span): string => text.slice(span.start, span.end);
  const band = chain.band ? ` +- ${written(chain.band.span)}` : '';
  const links = chain.operators.map(({ span }, i) => {
    const [left, right] = [chain.operands[i], chain.operands[i + 1]];
    return left && right ? `${written(left.span)} ${written(span)} ${written(right.span)}${band}` : '';
  });
  return underNot ? `(${links.join(' and ')})` : links.join(' and ');
}

function direction(operator: ComparisonOperator): -1 | 0 | 1 {
  if (operator === '<' || operator === '<=') return -1;
  return operator === '>' || operator === '>=' ? 1 : 0;
}

function takeArithmetic(reader: Reader): '+' | '-' | '*' | '/' | '^' {
  switch (reader.take().tokenType) {
    case types.Plus:
      return '+';
    case types.Minus:
      return '-';
    case types.Star:
      return '*';
    case types.Slash:
      return '/';
    default:
      return '^';
  }
}

/** The operator that comes next, `not in` being one. */
function spanOfNext(reader: Reader): Span {
  const second = reader.peek(1);
  return reader.spanOf(reader.next, reader.is(types.Not) && second.tokenType === types.In ? second : reader.next);
}

function textOfNext({ next }: Reader): string {
  return comparisonOf[next.tokenTypeIdx] ?? next.tokenType.LABEL ?? next.image;
}

function binary(operator: BinaryExpression['operator'], left: Expression, right: Expression): Expression {
  return { kind: 'binary', span: joinSpans(left.span, right.span), operator, left, right };
}

/** `prefixes`, each `not` or a sign, before `value`: the last of them is the innermost. */
function prefixed(reader: Reader, prefixes: readonly IToken[], value: Expression): Expression {
  let operand = value;
  for (let i = prefixes.length - 1; i >= 0; i--) {
    const token = prefixes[i];
    if (!token) break;
    const operator = token.tokenType === types.Not ? 'not' : '-';
    operand = { kind: 'unary', span: joinSpans(reader.spanOf(token), operand.span), operator, operand };
  }
  return operand;
}

function spanOf(parts: readonly Expression[]): Span {
  const [first] = parts;
  const last = parts[parts.length - 1];
  if (!first || !last) throw new Error('an operator has operands');
  return joinSpans(first.span, last.span);
}
