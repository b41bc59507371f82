import { writing } from '../base/fixes.ts';
import type { Span } from '../base/source.ts';
import type { Context, Reporter } from './context.ts';
import { multiplyMatrices, multiplyRows } from './matrix-product.ts';
import { constant, constantOf, isFiniteNumber, product, scaled, Sum, type SymbolicNumber } from './symbolic.ts';
import { describe, matrixOf, numberValue, unknown, vectorOf, type Operand, type Value } from './value.ts';

/** One term of a sum: `sign` is that of the operator before it. */
export interface Term extends Operand {
  readonly sign: 1 | -1;
}

/** `a + b - c`: numbers, or vectors or matrices of one size. */
export function sum(terms: readonly Term[], context: Context, reporter: Reporter): Value {
  if (terms.some(({ value }) => value.kind === 'unknown')) return unknown;
  const odd = terms.find(({ value: { kind } }) => kind !== 'number' && kind !== 'percent' && kind !== 'list');
  if (odd) {
    reportNoNumber(odd.value, odd.span, context, reporter);
    return unknown;
  }
  return terms.some(({ value }) => value.kind === 'list')
    ? sumOfLists(terms, context, reporter)
    : sumOfNumbers(terms, context, reporter);
}

function sumOfNumbers(terms: readonly Term[], context: Context, reporter: Reporter): Value {
  const total = new Sum();
  for (const { value, sign } of terms) total.add(sign, numberOf(value));
  return checked(total.total(), spanOf(terms), context, reporter);
}

function sumOfLists(terms: readonly Term[], context: Context, reporter: Reporter): Value {
  const [first] = terms;
  const odd = first && terms.find(({ value }) => sizeOf(value) !== sizeOf(first.value));
  if (!first || odd) {
    if (first && odd) {
      const data = { left: describe(plain(first.value)), right: describe(plain(odd.value)), operation: 'added' };
      reporter.report(context, 'R0209', odd.span, data);
    }
    return unknown;
  }
  const items = Array.from({ length: sizeOf(first.value) ?? 0 }, (_, i) =>
    sum(
      terms.map(({ value, span, sign }) => ({
        value: (value.kind === 'list' && value.items[i]) || unknown,
        span,
        sign,
      })),
      context,
      reporter,
    ),
  );
  return items.some((item) => item.kind === 'unknown') ? unknown : { kind: 'list', items };
}

function sizeOf(value: Value): number | undefined {
  return value.kind === 'list' ? value.items.length : undefined;
}

/** `a * b`: with a constant number first, also of vectors, matrices, regions and lists of regions. */
export function multiply(left: Operand, right: Operand, span: Span, context: Context, reporter: Reporter): Value {
  const a = plain(left.value);
  const b = plain(right.value);
  if (a.kind === 'unknown' || b.kind === 'unknown') return unknown;
  if (a.kind === 'number') return scale(a.number, left, { value: b, span: right.span }, span, context, reporter);
  if (a.kind === 'region' && b.kind === 'region') {
    const both = `${reporter.textOf(left.span)} and ${reporter.textOf(right.span)}`;
    const data = { shown: reporter.shown(left.span), both };
    reporter.report(context, 'R0204', span, data, { fixes: [writing(span, both, false)] });
    return unknown;
  }
  if (a.kind === 'region' || (a.kind === 'list' && b.kind === 'number' && isListOfRegions(a))) {
    const swapped = `${reporter.textOf(right.span)}*${parenthesised(reporter.textOf(left.span))}`;
    reporter.report(
      context,
      'R0227',
      span,
      { written: reporter.shown(span) },
      {
        fixes: b.kind === 'number' ? [writing(span, swapped, true, 'put the weight first')] : [],
      },
    );
    return unknown;
  }
  const rows = matrixOf(a);
  const vector = vectorOf(b);
  const columns = matrixOf(b);
  if (rows && vector) return multiplyRows(rows, vector, left, right, context, reporter);
  if (rows && columns) return multiplyMatrices(rows, columns, left, right, context, reporter);
  if (vectorOf(a) && b.kind === 'number') return multiply(right, left, span, context, reporter);
  if (vectorOf(a) && vector) {
    reporter.report(context, 'R0201', span, {
      place: '`*`',
      expected: 'a number on one side (for two vectors: `dot(a, b)`)',
      found: 'two vectors',
      shown: reporter.shown(span),
    });
    return unknown;
  }
  reportNoNumber(a.kind === 'list' ? b : a, a.kind === 'list' ? right.span : left.span, context, reporter);
  return unknown;
}

function scale(
  factor: SymbolicNumber,
  left: Operand,
  right: Operand,
  span: Span,
  context: Context,
  reporter: Reporter,
): Value {
  const b = right.value;
  if (b.kind === 'number') {
    const result = product(factor, b.number);
    if (result) return checked(result, span, context, reporter);
    reporter.report(context, 'R0240', span, { shown: reporter.shown(span) });
    return unknown;
  }
  if (b.kind === 'list') {
    const items = b.items.map((value) => multiply(left, { value, span: right.span }, span, context, reporter));
    return items.some((item) => item.kind === 'unknown') ? unknown : { kind: 'list', items };
  }
  if (b.kind !== 'region' && b.kind !== 'weighted') {
    reportNoNumber(b, right.span, context, reporter);
    return unknown;
  }
  const weight = constantOf(factor);
  if (weight === undefined) {
    reporter.report(context, 'R0212', left.span, { what: 'a weight', shown: reporter.shown(left.span) });
    return unknown;
  }
  if (!(weight > 0)) {
    const text = `${-weight}*(not ${parenthesised(reporter.textOf(right.span))})`;
    reporter.report(
      context,
      'R0228',
      span,
      { weight },
      {
        fixes: weight < 0 ? [writing(span, text, false)] : [],
      },
    );
    return unknown;
  }
  return { kind: 'weighted', weight: weight * (b.kind === 'weighted' ? b.weight : 1), region: b.region };
}

/** `a / b` with b a constant that is not 0. */
export function divide(left: Operand, right: Operand, span: Span, context: Context, reporter: Reporter): Value {
  const divisor = plain(right.value);
  if (divisor.kind === 'unknown' || left.value.kind === 'unknown') return unknown;
  if (divisor.kind !== 'number') {
    reportNoNumber(divisor, right.span, context, reporter);
    return unknown;
  }
  const by = constantOf(divisor.number);
  if (by === undefined) {
    const cure = 'compare without the division: `x/y >= 2` is `x >= 2*y` where y > 0';
    reporter.report(context, 'R0240', span, { shown: reporter.shown(span), cure });
    return unknown;
  }
  if (by === 0) {
    reporter.report(context, 'R0226', right.span, { shown: reporter.shown(span) });
    return unknown;
  }
  return divideBy(by, { value: plain(left.value), span: left.span }, span, context, reporter);
}

function divideBy(by: number, left: Operand, span: Span, context: Context, reporter: Reporter): Value {
  const { value } = left;
  if (value.kind === 'number') {
    const exact = constantOf(value.number);
    // One rounding for constants: 1/3 is the double nearest to it.
    const result = exact === undefined ? scaled(1 / by, value.number) : constant(exact / by);
    return checked(result, span, context, reporter);
  }
  const vector = vectorOf(value);
  if (vector) {
    return {
      kind: 'list',
      items: vector.map((number) =>
        divideBy(by, { value: numberValue(number), span: left.span }, span, context, reporter),
      ),
    };
  }
  reportNoNumber(value, left.span, context, reporter);
  return unknown;
}

/** `a ^ b`: of constants, or an affine number squared. */
export function power(left: Operand, right: Operand, span: Span, context: Context, reporter: Reporter): Value {
  const base = plain(left.value);
  const exponentValue = plain(right.value);
  if (base.kind === 'unknown' || exponentValue.kind === 'unknown') return unknown;
  if (base.kind !== 'number' || exponentValue.kind !== 'number') {
    const odd = base.kind === 'number' ? { value: exponentValue, span: right.span } : { value: base, span: left.span };
    reportNoNumber(odd.value, odd.span, context, reporter);
    return unknown;
  }
  const exponent = constantOf(exponentValue.number);
  const number = constantOf(base.number);
  if (exponent !== undefined && number !== undefined) {
    return checked(constant(number ** exponent), span, context, reporter);
  }
  const result = exponent === 1 ? base.number : exponent === 2 ? product(base.number, base.number) : undefined;
  if (result) return checked(result, span, context, reporter);
  reporter.report(context, 'R0240', span, { shown: reporter.shown(span) });
  return unknown;
}

/** `-a`. */
export function negate(operand: Operand, span: Span, context: Context, reporter: Reporter): Value {
  if (operand.value.kind === 'region' || operand.value.kind === 'weighted') {
    reportNoNumber(operand.value, operand.span, context, reporter);
    return unknown;
  }
  return multiply({ value: numberValue(constant(-1)), span }, operand, span, context, reporter);
}

/** A percentage counts as its share, wherever it is no count of a gate. */
export function plain(value: Value): Value {
  return value.kind === 'percent' ? numberValue(constant(value.share)) : value;
}

/** The number, or an error where it went past the doubles. */
export function checked(number: SymbolicNumber, span: Span, context: Context, reporter: Reporter): Value {
  if (isFiniteNumber(number)) return numberValue(number);
  reporter.report(context, 'R0232', span, { shown: reporter.shown(span) });
  return unknown;
}

function reportNoNumber(value: Value, span: Span, context: Context, reporter: Reporter): void {
  if (value.kind === 'region' || value.kind === 'weighted') {
    reporter.report(context, 'R0204', span, { shown: reporter.shown(span) });
  } else {
    reporter.report(context, 'R0201', span, {
      place: 'arithmetic',
      expected: 'a number',
      found: describe(value),
      shown: reporter.shown(span),
    });
  }
}

function numberOf(value: Value): SymbolicNumber {
  if (value.kind === 'number') return value.number;
  return constant(value.kind === 'percent' ? value.share : 0);
}

function isListOfRegions(value: Value): boolean {
  return value.kind === 'list' && value.items.every((item) => item.kind === 'region' || item.kind === 'weighted');
}

function spanOf(operands: readonly Operand[]): Span {
  const [first] = operands;
  const last = operands.at(-1);
  return { file: first?.span.file ?? '', start: first?.span.start ?? 0, end: last?.span.end ?? 0 };
}

function parenthesised(text: string): string {
  return /^[A-Za-z_]\w*$/.test(text) ? text : `(${text})`;
}
