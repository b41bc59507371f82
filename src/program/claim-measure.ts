import type { ComparisonExpression, Expression } from '../../grammar/ast.ts';
import { isOneOf, measureNames } from './builtin-names.ts';
import { claimRegion, hasCall, type ClaimSetting } from './claim-region.ts';
import type { Context } from './context.ts';
import type { Claim, ClaimRegion, MeasureName } from './program.ts';

type MeasureTerm = { readonly coefficient: number; readonly measure: MeasureName; readonly region: ClaimRegion };

/** A sum of multiples of measures. */
interface MeasureSum {
  readonly terms: readonly MeasureTerm[];
  readonly constant: number;
}

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
  return { kind: 'measure', terms: difference.terms, constant: difference.constant, operator };
}

function combine(a: MeasureSum, factor: number, b: MeasureSum): MeasureSum {
  const turned = b.terms.map((term) => ({ ...term, coefficient: factor * term.coefficient }));
  return { terms: [...a.terms, ...turned], constant: a.constant + factor * b.constant };
}

function measureSum(expression: Expression, context: Context, setting: ClaimSetting): MeasureSum | undefined {
  const { evaluator } = setting;
  if (expression.kind === 'parenthesized') return measureSum(expression.inner, context, setting);
  if (!hasCall(expression, measureNames)) {
    const constant = evaluator.constant(expression, 'the bound of a measure', context);
    return constant === undefined ? undefined : { terms: [], constant };
  }
  if (expression.kind === 'call' && isOneOf(measureNames, expression.callee.name.text)) {
    const measure = expression.callee.name.text;
    const [argument, ...others] = expression.arguments;
    if (!argument || others.length > 0) {
      evaluator.reporter.report(context, 'R0220', expression.span, { callee: measure, missing: ['one region'] });
      return undefined;
    }
    const region = claimRegion(argument, `\`${measure}\``, context, setting);
    return region && { terms: [{ coefficient: 1, measure, region }], constant: 0 };
  }
  if (expression.kind === 'unary' && expression.operator === '-') {
    const inner = measureSum(expression.operand, context, setting);
    return inner && combine({ terms: [], constant: 0 }, -1, inner);
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
  const nothing = { terms: [], constant: 0 };
  if (expression.operator === '*' && a.terms.length === 0) return combine(nothing, a.constant, b);
  if (b.terms.length === 0 && (expression.operator === '*' || b.constant !== 0)) {
    return combine(nothing, expression.operator === '*' ? b.constant : 1 / b.constant, a);
  }
  const { reporter } = setting.evaluator;
  reporter.report(context, 'R0508', expression.span, { shown: reporter.shown(expression.span) });
  return undefined;
}
