import { diagnostic, type Diagnostic, type Fix } from '../src/base/diagnostic.ts';
import { wrapping } from '../src/base/fixes.ts';
import { joinSpans, type Span } from '../src/base/source.ts';
import type { BinaryExpression, ComparisonOperator, Expression, LogicExpression } from './ast.ts';

/** An operator as it was written between two operands. */
export interface FlatOperator {
  readonly operator: LogicExpression['operator'] | ComparisonOperator | BinaryExpression['operator'] | '+-';
  readonly span: Span;
}

/** One operand of a flat list, with the `not` and `-` before it. */
export interface FlatOperand {
  readonly prefixes: readonly { readonly operator: 'not' | '-'; readonly span: Span }[];
  readonly value: Expression;
}

/** What was written without parentheses: operands, one more than operators. */
export interface FlatList {
  readonly operands: readonly FlatOperand[];
  readonly operators: readonly FlatOperator[];
  /** The text of the file, for fixes that repeat a part of it. */
  readonly text: string;
}

/** How tightly an operator groups; LANGUAGE section 2, from the loosest. */
const tightness: Readonly<Record<FlatOperator['operator'], number>> = {
  '=>': 1,
  or: 2,
  xor: 3,
  and: 4,
  '+-': 5,
  '<=': 6,
  '<': 6,
  '>=': 6,
  '>': 6,
  '==': 6,
  '!=': 6,
  in: 6,
  'not in': 6,
  '+': 7,
  '-': 7,
  '*': 8,
  '/': 8,
  '^': 9,
};

/** The tree that a flat list stands for; what cannot be grouped is reported, first things first. */
export function group(list: FlatList, report: (found: Diagnostic) => void): Expression {
  const only = list.operands.length === 1 ? list.operands[0] : undefined;
  return only?.prefixes.length === 0 ? only.value : implication(new Reader(list, report));
}

/** A place in a flat list: the next operand, and how many of its prefixes have been taken already. */
class Reader {
  readonly list: FlatList;
  readonly report: (found: Diagnostic) => void;
  private index = 0;
  private taken = 0;

  constructor(list: FlatList, report: (found: Diagnostic) => void) {
    this.list = list;
    this.report = report;
  }

  /** The operator between the operand taken last and the one that comes next. */
  get operator(): FlatOperator | undefined {
    return this.list.operators[this.index - 1];
  }

  /** That operator, if it groups as `level` does. */
  operatorAt(level: number): FlatOperator | undefined {
    const { operator } = this;
    return operator !== undefined && tightness[operator.operator] === level ? operator : undefined;
  }

  /** What stands before the next operand and has not been taken. */
  get prefixes(): FlatOperand['prefixes'] {
    const prefixes = this.list.operands[this.index]?.prefixes ?? [];
    return this.taken === 0 ? prefixes : prefixes.slice(this.taken);
  }

  takePrefixes(count: number): void {
    this.taken += count;
  }

  takeValue(): Expression {
    const operand = this.list.operands[this.index];
    if (!operand) throw new Error('a flat list has one operand more than operators');
    this.index += 1;
    this.taken = 0;
    return operand.value;
  }

  /** Where the comparison that the next operand belongs to ends. */
  get comparisonEnd(): number {
    let last = this.index;
    while (last < this.list.operators.length) {
      const operator = this.list.operators[last];
      if (operator && tightness[operator.operator] <= tightness.and) break;
      last += 1;
    }
    return this.list.operands[last]?.value.span.end ?? 0;
  }
}

function implication(reader: Reader): Expression {
  const parts = [logic(reader, 'or')];
  let second: Span | undefined;
  for (let arrow = reader.operatorAt(tightness['=>']); arrow; arrow = reader.operatorAt(tightness['=>'])) {
    if (parts.length === 2) second = arrow.span;
    parts.push(logic(reader, 'or'));
  }
  const [, middle, last, ...others] = parts;
  if (second && middle && last) {
    const tail = joinSpans(middle.span, last.span);
    const fixes = others.length === 0 ? [wrapping(tail, '', false, 'put the second in parentheses')] : [];
    reader.report(diagnostic('R0018', second, {}, { fixes }));
  }
  return parts.reduce((left, right) => binary('=>', left, right));
}

const tighterLogic = { or: 'xor', xor: 'and', and: undefined } as const;

function logic(reader: Reader, operator: LogicExpression['operator']): Expression {
  const tighter = tighterLogic[operator];
  const part = (): Expression => (tighter ? logic(reader, tighter) : complement(reader));
  const first = part();
  if (!reader.operatorAt(tightness[operator])) return first;
  const operands = [first];
  while (reader.operatorAt(tightness[operator])) operands.push(part());
  return { kind: 'logic', span: spanOf(operands), operator, operands };
}

function complement(reader: Reader): Expression {
  const prefixes = reader.prefixes;
  const others = prefixes.findIndex(({ operator }) => operator !== 'not');
  const nots = prefixes.slice(0, others < 0 ? prefixes.length : others);
  reader.takePrefixes(nots.length);
  return wrap(nots, comparison(reader, nots.length > 0));
}

function comparison(reader: Reader, underNot: boolean): Expression {
  const operands = [sum(reader)];
  const operators: { operator: ComparisonOperator; span: Span }[] = [];
  for (let next = reader.operator; next && isComparison(next.operator); next = reader.operator) {
    operators.push({ operator: next.operator, span: next.span });
    operands.push(sum(reader));
  }
  const plain = operands[0];
  const band = reader.operatorAt(tightness['+-']) ? product(reader) : undefined;
  if (plain && operators.length === 0 && !band) return plain;
  const span = band ? joinSpans(spanOf(operands), band.span) : spanOf(operands);
  let found: Expression = { kind: 'comparison', span, operands, operators, ...(band && { band }) };
  checkChain(reader, found, underNot);
  const after = reader.operator;
  if (band && after && tightness[after.operator] > tightness.and) {
    const end = reader.comparisonEnd;
    found = remainder(reader, found);
    const sum = { ...band.span, end };
    const fixes = isArithmetic(after.operator) ? [wrapping(sum, '', false, 'put the band in parentheses')] : [];
    reader.report(diagnostic('R0015', after.span, { found: `\`${after.operator}\`` }, { fixes }));
  }
  return found;
}

/** What follows a band and must not, so that every operand has its place in the tree. */
function remainder(reader: Reader, first: Expression): Expression {
  let left = first;
  for (let next = reader.operator; next && tightness[next.operator] > tightness.and; next = reader.operator) {
    const { operator, span } = next;
    const right = negative(reader);
    const both = joinSpans(left.span, right.span);
    if (operator === '+-') left = { kind: 'comparison', span: both, operands: [left], operators: [], band: right };
    else if (isComparison(operator))
      left = { kind: 'comparison', span: both, operands: [left, right], operators: [{ operator, span }] };
    else if (isArithmetic(operator)) left = binary(operator, left, right);
  }
  return left;
}

function sum(reader: Reader): Expression {
  let left = product(reader);
  for (let next = reader.operatorAt(tightness['+']); next; next = reader.operatorAt(tightness['+'])) {
    left = binary(next.operator === '+' ? '+' : '-', left, product(reader));
  }
  return left;
}

function product(reader: Reader): Expression {
  let left = negative(reader);
  for (let next = reader.operatorAt(tightness['*']); next; next = reader.operatorAt(tightness['*'])) {
    left = binary(next.operator === '*' ? '*' : '/', left, negative(reader));
  }
  return left;
}

function negative(reader: Reader): Expression {
  const prefixes = takeAllPrefixes(reader);
  return wrap(prefixes, power(reader));
}

/** Groups to the right, and a sign in front of an exponent belongs to it: `a^-b^c` is a^(-(b^c)). */
function power(reader: Reader): Expression {
  const levels: { prefixes: FlatOperand['prefixes']; base: Expression }[] = [
    { prefixes: [], base: reader.takeValue() },
  ];
  while (reader.operatorAt(tightness['^'])) {
    const prefixes = takeAllPrefixes(reader);
    levels.push({ prefixes, base: reader.takeValue() });
  }
  return levels
    .map(({ prefixes, base }) => ({ prefixes, value: base }))
    .reduceRight((right, left) => ({
      prefixes: left.prefixes,
      value: binary('^', left.value, wrap(right.prefixes, right.value)),
    })).value;
}

/** The prefixes of an operand inside a comparison, where a `not` cannot stand. */
function takeAllPrefixes(reader: Reader): FlatOperand['prefixes'] {
  const prefixes = reader.prefixes;
  const negation = prefixes.findIndex(({ operator }) => operator === 'not');
  const not = prefixes[negation];
  if (not) {
    const operator = prefixes[negation - 1]?.operator ?? reader.operator?.operator ?? '-';
    const end = { ...not.span, start: reader.comparisonEnd, end: reader.comparisonEnd };
    const start = { ...not.span, end: not.span.start };
    const fix: Fix = {
      title: 'put it in parentheses',
      safe: true,
      edits: [
        { span: start, text: '(' },
        { span: end, text: ')' },
      ],
    };
    reader.report(diagnostic('R0019', not.span, { operator }, { fixes: [fix] }));
  }
  reader.takePrefixes(prefixes.length);
  return prefixes;
}

/** Reports a chain whose links do not all point the same way. */
function checkChain(reader: Reader, chain: Expression, underNot: boolean): void {
  if (chain.kind !== 'comparison') return;
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
          edits: [{ span: chain.span, text: linksOf(reader, chain, underNot) }],
        },
      ];
  reader.report(diagnostic('R0017', odd.span, { first: first.operator, second: odd.operator }, { fixes }));
}

/** `a <= b > c` as `a <= b and b > c`, in parentheses after a `not`. */
function linksOf(reader: Reader, chain: Extract<Expression, { kind: 'comparison' }>, underNot: boolean): string {
  const { text } = reader.list;
  const written = (span: Span): string => text.slice(span.start, span.end);
  const band = chain.band ? ` +- ${written(chain.band.span)}` : '';
  const links = chain.operators.map(({ span }, i) => {
    const [left, right] = [chain.operands[i], chain.operands[i + 1]];
    return left && right ? `${written(left.span)} ${written(span)} ${written(right.span)}${band}` : '';
  });
  return underNot ? `(${links.join(' and ')})` : links.join(' and ');
}

function isComparison(operator: FlatOperator['operator']): operator is ComparisonOperator {
  return tightness[operator] === tightness['<='];
}

function isArithmetic(operator: FlatOperator['operator']): operator is '+' | '-' | '*' | '/' | '^' {
  return tightness[operator] >= tightness['+'];
}

function direction(operator: ComparisonOperator): -1 | 0 | 1 {
  if (operator === '<' || operator === '<=') return -1;
  return operator === '>' || operator === '>=' ? 1 : 0;
}

function binary(operator: BinaryExpression['operator'], left: Expression, right: Expression): Expression {
  return { kind: 'binary', span: joinSpans(left.span, right.span), operator, left, right };
}

function wrap(prefixes: FlatOperand['prefixes'], value: Expression): Expression {
  return prefixes.reduceRight<Expression>(
    (operand, { operator, span }) => ({ kind: 'unary', span: joinSpans(span, operand.span), operator, operand }),
    value,
  );
}

function spanOf(parts: readonly Expression[]): Span {
  const [first] = parts;
  const last = parts[parts.length - 1];
  if (!first || !last) throw new Error('an operator has operands');
  return joinSpans(first.span, last.span);
}
