import type { CallExpression, ComparisonExpression, Expression } from '../../grammar/ast.ts';
import { bindArguments } from './arguments.ts';
import { isOneOf, measureNames } from './builtin-names.ts';
import { hasCall, keptRegion, type ClaimSetting } from './claim-region.ts';
import type { Context } from './context.ts';
import type { AccuracyTerm, Claim, ClaimRegion, MeasureName } from './program.ts';
import { describe, unknown } from './value.ts';

type MeasureTerm = { readonly coefficient: number; readonly measure: MeasureName; readonly region: ClaimRegion };

/** A sum of multiples of measures. */
interface MeasureSum {
  readonly terms: readonly MeasureTerm[];
  readonly accuracies: readonly AccuracyTerm[];
  readonly constant: number;
}

const nothing: MeasureSum = { terms: [], accuracies: [], constant: 0 };

/** What makes a comparison one of measures. */
export const measuring: readonly string[] = [...measureNames, 'accuracy'];

/** `width(r) <= 2 * shift(r) + 0.1`. */
export function readMeasure(
  expression: ComparisonExpression,
  context: Context,
  setting: ClaimSetting,
): Claim | undefined {
  const { reporter } = setting.evaluator;
  const [left, right, ...others] = expression.operands;
  const operator = expression.operators[0]?.operator;
  const ordered = operator === '<=' || operator === '<' || operator === '>=' || operator === '>';
  if (!left || !right || others.length > 0 || !ordered || expression.band) {
    reporter.report(context, 'R0508', expression.span, { shown: reporter.shown(expression.span) });
    return undefined;
  }
  const a = measureSum(left, context, setting);
  const b = a && measureSum(right, context, setting);
  if (!a || !b) return undefined;
  const difference = combine(a, -1, b);
  return { kind: 'measure', ...difference, operator };
}

function combine(a: MeasureSum, factor: number, b: MeasureSum): MeasureSum {
  const scaled = <T extends { readonly coefficient: number }>(term: T): T => ({
    ...term,
    coefficient: factor * term.coefficient,
  });
  return {
    terms: [...a.terms, ...b.terms.map(scaled)],
    accuracies: [...a.accuracies, ...b.accuracies.map(scaled)],
    constant: a.constant + factor * b.constant,
  };
}

function measureSum(expression: Expression, context: Context, setting: ClaimSetting): MeasureSum | undefined {
  const { evaluator } = setting;
  if (expression.kind === 'parenthesized') return measureSum(expression.inner, context, setting);
  if (!hasCall(expression, measuring)) {
    const constant = evaluator.constant(expression, 'the bound of a measure', context);
    return constant === undefined ? undefined : { ...nothing, constant };
  }
  if (expression.kind === 'call' && expression.callee.name.text === 'accuracy') {
    const accuracy = readAccuracy(expression, context, setting);
    return accuracy && { ...nothing, accuracies: [accuracy] };
  }
  if (expression.kind === 'call' && isOneOf(measureNames, expression.callee.name.text)) {
    const measure = expression.callee.name.text;
    const [argument, ...others] = expression.arguments;
    if (!argument || others.length > 0) {
      evaluator.reporter.report(context, 'R0220', expression.span, { callee: measure, missing: ['one region'] });
      return undefined;
    }
    const region = keptRegion(argument, `\`${measure}\``, context, setting);
    return region && { ...nothing, terms: [{ coefficient: 1, measure, region }] };
  }
  if (expression.kind === 'unary' && expression.operator === '-') {
    const inner = measureSum(expression.operand, context, setting);
    return inner && combine(nothing, -1, inner);
  }
  if (expression.kind === 'binary' && (expression.operator === '+' || expression.operator === '-')) {
    const a = measureSum(expression.left, context, setting);
    const b = a && measureSum(expression.right, context, setting);
    return a && b && combine(a, expression.operator === '+' ? 1 : -1, b);
  }
  if (expression.kind === 'binary' && (expression.operator === '*' || expression.operator === '/')) {
    return measureProduct(expression, context, setting);
  }
  evaluator.reporter.report(context, 'R0508', expression.span, { shown: evaluator.reporter.shown(expression.span) });
  return undefined;
}

function measureProduct(
  expression: Extract<Expression, { kind: 'binary' }>,
  context: Context,
  setting: ClaimSetting,
): MeasureSum | undefined {
  const a = measureSum(expression.left, context, setting);
  const b = a && measureSum(expression.right, context, setting);
  if (!a || !b) return undefined;
  if (expression.operator === '*' && isConstant(a)) return combine(nothing, a.constant, b);
  if (isConstant(b) && (expression.operator === '*' || b.constant !== 0)) {
    return combine(nothing, expression.operator === '*' ? b.constant : 1 / b.constant, a);
  }
  const { reporter } = setting.evaluator;
  reporter.report(context, 'R0508', expression.span, { shown: reporter.shown(expression.span) });
  return undefined;
}

function isConstant({ terms, accuracies }: MeasureSum): boolean {
  return terms.length === 0 && accuracies.length === 0;
}

/** `accuracy(data: "iris.csv", label: "class")`. */
function readAccuracy(call: CallExpression, context: Context, { evaluator }: ClaimSetting): AccuracyTerm | undefined {
  const { reporter } = evaluator;
  const parameters = ['data', 'label'];
  const passed = call.arguments.map(({ name, value, span }) => ({
    ...(name && { name }),
    value: value.kind === 'for' ? unknown : evaluator.evaluate(value, context),
    span,
  }));
  const expected = parameters.map((name) => ({ name, optional: false }));
  const bound = bindArguments('accuracy', passed, expected, call.span, context, reporter);
  if (!bound) return undefined;
  const texts = parameters.map((name) => {
    const operand = bound.get(name);
    if (operand?.value.kind === 'text') return operand.value.text;
    if (operand && operand.value.kind !== 'unknown') {
      reporter.report(context, 'R0201', operand.span, {
        place: `\`${name}\` of \`accuracy\``,
        expected: 'a text such as "iris.csv"',
        found: describe(operand.value),
        shown: reporter.shown(operand.span),
      });
    }
    return undefined;
  });
  const [data, label] = texts;
  return data === undefined || label === undefined ? undefined : { coefficient: 1, data, label };
}
