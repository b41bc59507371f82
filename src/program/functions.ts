import { writing } from '../base/fixes.ts';
import type { Span } from '../base/source.ts';
import { asVector } from './arguments.ts';
import { checked } from './arithmetic.ts';
import { dotProduct } from './matrix-product.ts';
import type { FunctionName } from './builtin-names.ts';
import type { Context, Reporter } from './context.ts';
import { constant, constantOf, isAffine, maximum, normOf, scaled, sumOf, type SymbolicNumber } from './symbolic.ts';
import { describe, numberValue, unknown, vectorOf, vectorValue, type Operand, type Value } from './value.ts';

/** A built-in function of numbers and vectors applied to its arguments (LANGUAGE section 6). */
export function applyFunction(
  name: FunctionName,
  operands: readonly Operand[],
  span: Span,
  context: Context,
  reporter: Reporter,
): Value {
  if (operands.some(({ value }) => value.kind === 'unknown')) return unknown;
  const call: Call = { name, operands, span, context, reporter };
  switch (name) {
    case 'sqrt':
    case 'exp':
    case 'log':
    case 'sin':
    case 'cos':
    case 'tan':
    case 'floor':
      return ofConstant(call, Math[name]);
    case 'abs':
      return ofOneNumber(call, (number) => {
        const value = constantOf(number);
        return value === undefined ? maximum([number, scaled(-1, number)]) : constant(Math.abs(value));
      });
    case 'min':
    case 'max':
      return extreme(call, name === 'max' ? 1 : -1);
    case 'sum': {
      const numbers = numbersOf(call);
      return numbers ? checked(sumOf(numbers), span, context, reporter) : unknown;
    }
    case 'dot':
      return dot(call);
    case 'norm':
      return norm(call);
    case 'size': {
      const operand = single(call);
      if (operand?.value.kind === 'list') return numberValue(constant(operand.value.items.length));
      return operand ? wrong(call, operand, 'a list') : unknown;
    }
    case 'identity':
      return identity(call);
  }
}

interface Call {
  readonly name: FunctionName;
  readonly operands: readonly Operand[];
  readonly span: Span;
  readonly context: Context;
  readonly reporter: Reporter;
}

function ofConstant(call: Call, f: (x: number) => number): Value {
  return ofOneNumber(call, (number, operand) => {
    const value = constantOf(number);
    if (value !== undefined) return constant(f(value));
    const { name, reporter, context } = call;
    const shown = reporter.shown(call.span);
    reporter.report(context, 'R0240', call.span, { shown, ...inverse(name, reporter.shown(operand.span)) });
    return undefined;
  });
}

/** How a comparison of this function is one of what it is applied to. */
function inverse(name: FunctionName, shown: string): { readonly cure?: string } {
  const cures: Partial<Record<FunctionName, string>> = {
    log: `\`log(${shown}) >= c\` is \`${shown} >= exp(c)\``,
    exp: `\`exp(${shown}) >= c\` is \`${shown} >= log(c)\``,
    sqrt: `\`sqrt(${shown}) <= c\` is \`${shown} <= c^2\`, and the root of a sum of squares is \`norm([x, y])\``,
  };
  const cure = cures[name];
  return cure === undefined ? {} : { cure };
}

function ofOneNumber(call: Call, f: (number: SymbolicNumber, operand: Operand) => SymbolicNumber | undefined): Value {
  const operand = single(call);
  if (!operand) return unknown;
  const number = asNumber(operand.value);
  if (!number) return wrong(call, operand, 'a number');
  const result = f(number, operand);
  return result ? checked(result, call.span, call.context, call.reporter) : unknown;
}

/** `sign` 1 for max, -1 for min, which is -max of the negatives. */
function extreme(call: Call, sign: 1 | -1): Value {
  const numbers = numbersOf(call);
  if (!numbers) return unknown;
  const [first] = numbers;
  if (!first) {
    call.reporter.report(call.context, 'R0220', call.span, { callee: call.name, missing: ['a number'] });
    return unknown;
  }
  const constants = numbers.map(constantOf);
  if (constants.every((value) => value !== undefined)) {
    return numberValue(constant(sign > 0 ? Math.max(...constants) : Math.min(...constants)));
  }
  if (numbers.length === 1) return numberValue(first);
  return numberValue(scaled(sign, maximum(numbers.map((number) => scaled(sign, number)))));
}

function dot(call: Call): Value {
  const [left, right, ...others] = call.operands;
  if (!left || !right || others.length > 0) return wrongCount(call, ['a', 'b']);
  const a = vectorOf(left.value);
  const b = vectorOf(right.value);
  if (!a || !b) return wrong(call, a ? right : left, 'a vector');
  if (a.length !== b.length) {
    const data = { left: describe(left.value), right: describe(right.value), operation: 'multiplied' };
    call.reporter.report(call.context, 'R0209', right.span, data);
    return unknown;
  }
  const result = dotProduct(a, b);
  if (result) return checked(result, call.span, call.context, call.reporter);
  call.reporter.report(call.context, 'R0240', call.span, { shown: call.reporter.shown(call.span) });
  return unknown;
}

function norm(call: Call): Value {
  const operand = single(call);
  if (!operand) return unknown;
  const vector = vectorOf(operand.value);
  if (!vector) return wrong(call, operand, 'a vector');
  const constants = vector.map(constantOf);
  if (constants.every((value) => value !== undefined)) return numberValue(constant(Math.hypot(...constants)));
  if (vector.every(isAffine)) return numberValue(normOf(vector));
  call.reporter.report(call.context, 'R0240', call.span, { shown: call.reporter.shown(call.span) });
  return unknown;
}

function identity(call: Call): Value {
  const operand = single(call);
  if (!operand) return unknown;
  const number = asNumber(operand.value);
  const size = number && constantOf(number);
  if (size === undefined) return wrong(call, operand, 'a whole number');
  if (!Number.isInteger(size) || size < 1 || size > 10_000) {
    call.reporter.report(call.context, 'R0211', operand.span, {
      what: 'the size of a matrix',
      value: size,
      from: 1,
      to: 10_000,
    });
    return unknown;
  }
  const rows = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (__, j) => constant(i === j ? 1 : 0)),
  );
  return { kind: 'list', items: rows.map(vectorValue) };
}

/** The numbers of `sum`, `min`, `max`: several numbers, or one vector. */
function numbersOf(call: Call): readonly SymbolicNumber[] | undefined {
  const [first] = call.operands;
  const vector = first && call.operands.length === 1 ? vectorOf(first.value) : undefined;
  if (vector) return vector;
  const numbers: SymbolicNumber[] = [];
  for (const operand of call.operands) {
    const number = asNumber(operand.value);
    if (!number) {
      wrong(call, operand, 'numbers or one vector');
      return undefined;
    }
    numbers.push(number);
  }
  return numbers;
}

function asNumber(value: Value): SymbolicNumber | undefined {
  if (value.kind === 'number') return value.number;
  return value.kind === 'percent' ? constant(value.share) : undefined;
}

function single(call: Call): Operand | undefined {
  const [first, ...others] = call.operands;
  if (first && others.length === 0) return first;
  wrongCount(call, ['a']);
  return undefined;
}

function wrongCount(call: Call, parameters: readonly string[]): Value {
  const extra = call.operands[parameters.length];
  const { name: callee, name, context, reporter } = call;
  if (extra) {
    const data = { callee, given: call.operands.length, parameters: [...parameters] };
    const fixes = name === 'norm' || name === 'size' ? asVector(call.operands, parameters, reporter) : [];
    reporter.report(context, 'R0221', extra.span, data, { fixes });
  } else reporter.report(context, 'R0220', call.span, { callee, missing: parameters.slice(call.operands.length) });
  return unknown;
}

function wrong(call: Call, operand: Operand, expected: string): Value {
  const { name, context, reporter } = call;
  const { value, span } = operand;
  const data = { place: `\`${name}\``, expected, found: describe(value), shown: reporter.shown(span) };
  // The length of one number is its size without the sign.
  const abs =
    name === 'norm' && value.kind === 'number' ? [writing(call.span, `abs(${reporter.textOf(span)})`, true)] : [];
  reporter.report(context, 'R0201', span, data, { fixes: abs });
  return unknown;
}
