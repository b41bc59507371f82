import type { ComparisonExpression, Expression, NameExpression } from '../../grammar/ast.ts';
import type { Fix } from '../base/diagnostic.ts';
import { writing } from '../base/fixes.ts';
import type { Span } from '../base/source.ts';
import { isOneOf, primitiveNames } from './builtin-names.ts';
import type { Context } from './context.ts';
import type { Evaluation, InputPlace } from './evaluation.ts';
import { constantOf, isAffine, type SymbolicNumber } from './symbolic.ts';
import type { CategoryValue, Operand, Value } from './value.ts';

// What was most likely meant by regions that are counted or compared like numbers, and by numbers that stand where a
// region is needed.

/** A comparison that makes a region of a number: with the middle of its range where that is known, else with 1. */
export function comparedNumber(value: Value, span: Span, { inputs, reporter }: Evaluation): string | undefined {
  if (value.kind !== 'number' || constantOf(value.number) !== undefined) return undefined;
  return `${reporter.textOf(span)} >= ${middleOf(value.number, [...inputs.values()]) ?? 1}`;
}

/** Reports `a + b >= 2` of regions, and says whether that is what a comparison is. */
export function reportsCount(expression: ComparisonExpression, context: Context, evaluation: Evaluation): boolean {
  const [left, right, ...others] = expression.operands;
  const [operator] = expression.operators;
  if (!left || !right || !operator || others.length > 0 || expression.band) return false;
  const terms = termsOf(left);
  const [first] = terms;
  if (!first || terms.length < 2 || !terms.every((term) => isRegion(term, context, evaluation))) return false;
  const { reporter } = evaluation;
  const count = evaluation.constant(right, 'the count of a gate', context);
  const gate = count === undefined ? undefined : countingGate(operator.operator, count);
  const members = terms.map(({ span }) => reporter.textOf(span)).join(', ');
  const fixes = gate === undefined ? [] : [writing(expression.span, `${gate} of (${members})`, false)];
  const shown = reporter.shown(first.span);
  reporter.report(context, 'R0204', left.span, { shown, ...(gate !== undefined && { gate }) }, { fixes });
  return true;
}

/** What `a >= 1`, `a == 0` or `a != b` of regions says in words of the language. */
export function comparedRegions(
  left: Operand,
  operator: string,
  right: Operand,
  span: Span,
  evaluation: Evaluation,
): { readonly instead?: string; readonly fixes: readonly Fix[] } {
  const instead = comparedText(left, operator, right, evaluation);
  return instead === undefined ? { fixes: [] } : { instead, fixes: [writing(span, instead, false)] };
}

/** The categories that `s >= b` would mean if they had an order: that of their numbers, else that of the list. */
export function orderedCategories(
  { categories }: CategoryValue,
  at: number,
  operators: readonly { readonly operator: string }[],
  values: readonly Value[],
): readonly string[] {
  const numeric = categories.every((each) => typeof each === 'number');
  const rankOf = (value: Value | undefined): number => {
    const constant = value?.kind === 'number' ? constantOf(value.number) : undefined;
    if (numeric) return constant ?? NaN;
    const place = categories.indexOf(value?.kind === 'text' ? value.text : (constant ?? NaN));
    return place < 0 ? NaN : place;
  };
  const named = categories.filter((category, i) =>
    operators.every(({ operator }, link) => {
      const own = numeric ? Number(category) : i;
      if (link === at) return compares(own, operator, rankOf(values[link + 1]));
      return link + 1 === at && compares(rankOf(values[link]), operator, own);
    }),
  );
  return named.map((each) => (/^[A-Za-z_]\w*$/.test(String(each)) || numeric ? String(each) : JSON.stringify(each)));
}

function comparedText(left: Operand, operator: string, right: Operand, { reporter }: Evaluation): string | undefined {
  const [a, b] = [reporter.textOf(left.span), reporter.textOf(right.span)];
  if (left.value.kind === 'region' && right.value.kind === 'region') {
    if (operator === '!=') return `${a} xor ${b}`;
    return operator === '==' ? `not (${a} xor ${b})` : undefined;
  }
  if (left.value.kind !== 'region' || right.value.kind !== 'number') return undefined;
  const value = constantOf(right.value.number);
  if (value === undefined) return undefined;
  const [one, zero] = [compares(1, operator, value), compares(0, operator, value)];
  return one === zero ? undefined : one ? a : `not ${a}`;
}

function compares(a: number, operator: string, b: number): boolean {
  if (operator === '==') return a === b;
  if (operator === '!=') return a !== b;
  return operator === '>=' ? a >= b : operator === '>' ? a > b : operator === '<=' ? a <= b : a < b;
}

const none: readonly Expression[] = [];

function countingGate(operator: string, count: number): string | undefined {
  const step = Number.isInteger(count) ? 1 : 0;
  if (operator === '==') return `exactly ${count}`;
  if (operator === '>=' || operator === '>') return `at least ${operator === '>' ? count + step : count}`;
  if (operator === '<=' || operator === '<') return `at most ${operator === '<' ? count - step : count}`;
  return undefined;
}

/** Of a sum its terms, else none. */
function termsOf(expression: Expression): readonly Expression[] {
  let rest = expression.kind === 'parenthesized' ? expression.inner : expression;
  if (rest.kind !== 'binary' && rest.kind !== 'call') return none;
  const terms: Expression[] = [];
  if (rest.kind === 'call' && rest.callee.name.text === 'sum')
    return rest.arguments.flatMap(({ value }) => (value.kind === 'for' ? [] : [value]));
  for (; rest.kind === 'binary' && rest.operator === '+'; rest = rest.left) terms.unshift(rest.right);
  terms.unshift(rest);
  return terms;
}

/** Whether an expression is a region, perhaps with a weight, as far as that is known without evaluating it. */
function isRegion(expression: Expression, context: Context, evaluation: Evaluation): boolean {
  switch (expression.kind) {
    case 'parenthesized':
      return isRegion(expression.inner, context, evaluation);
    case 'comparison':
    case 'logic':
    case 'gate':
      return true;
    case 'unary':
      return expression.operator === 'not';
    case 'binary':
      return expression.operator === '*' && isRegion(expression.right, context, evaluation);
    case 'name': {
      const local = expression.module ? undefined : context.locals.get(expression.name.text);
      if (local) return local.kind === 'region' || local.kind === 'weighted';
      return isRegionName(expression, evaluation);
    }
    case 'call':
      return isOneOf(primitiveNames, expression.callee.name.text) || isRegionName(expression.callee, evaluation);
    case 'number':
    case 'percent':
    case 'string':
    case 'list':
    case 'set':
    case 'index':
    case 'with':
    case 'missing':
      return false;
  }
}

function isRegionName(name: NameExpression, evaluation: Evaluation): boolean {
  const kind = evaluation.declared(name)?.declaration.kind;
  return kind === 'region' || kind === 'output' || kind === 'class';
}

/** The middle of an affine number's range over the box, to two digits. */
function middleOf(number: SymbolicNumber, places: readonly InputPlace[]): number | undefined {
  if (!isAffine(number)) return undefined;
  let middle = number.constant;
  for (const [input, coefficient] of number.linear) {
    const place = places.find(({ first, size = 1 }) => input >= first && input < first + size);
    if (!place?.range) return undefined;
    middle += (coefficient * (place.range.lo + place.range.hi)) / 2;
  }
  return Number(middle.toPrecision(2));
}
