import type { Expression, Setting, WithExpression } from '../../grammar/ast.ts';
import { writing } from '../base/fixes.ts';
import { isOneOf, primitiveNames } from './builtin-names.ts';
import { isCategorical } from './category.ts';
import type { Context } from './context.ts';
import type { Evaluation } from './evaluation.ts';
import { gateSettings, sharpnessOf, type EvaluatedSetting } from './settings.ts';
import { regionValue, unknown, type Value } from './value.ts';

/** `EXPR with gain 3`: sharpness of a primitive, or settings of a gate (LANGUAGE section 5). */
export function evaluateWith(expression: WithExpression, context: Context, evaluation: Evaluation): Value {
  const settings = expression.settings.map((setting) => evaluateSetting(setting, context, evaluation));
  const target = unwrap(expression.value);
  if (settings.some(({ value }) => value.kind === 'unknown')) return unknown;
  if (target.kind === 'comparison' || (target.kind === 'call' && isOneOf(primitiveNames, target.callee.name.text))) {
    const banded = target.kind === 'comparison' ? target.band : undefined;
    const sharpness = sharpnessOf(settings, banded?.span, context, evaluation.reporter);
    const value = sharpness ? evaluation.evaluate(target, { ...context, sharpness }) : unknown;
    if (value.kind !== 'region' || !isCategorical(value.region)) return value;
    const end = expression.settings.at(-1)?.span.end ?? expression.span.end;
    const all = { file: expression.span.file, start: expression.value.span.end, end };
    const fixes = [writing(all, '', true, 'leave the setting out')];
    evaluation.reporter.report(context, 'R0408', expression.settings[0]?.span ?? expression.span, {}, { fixes });
    return unknown;
  }
  if (target.kind === 'name' || target.kind === 'call') {
    const named = evaluation.reporter.textOf(target.span);
    evaluation.reporter.report(
      context,
      'R0401',
      expression.settings[0]?.span ?? expression.span,
      { name: named },
      {
        fixes: [
          writing(
            expression.value.span,
            `all of (${named})`,
            false,
            `make it a gate of its own: \`all of (${named})\``,
          ),
        ],
      },
    );
    return unknown;
  }
  const width = settings.filter(({ setting }) => setting === 'width');
  const sharpness = width.length > 0 ? sharpnessOf(width, undefined, context, evaluation.reporter) : context.sharpness;
  if (!sharpness) return unknown;
  const value = evaluation.evaluate(target, { ...context, sharpness });
  const byHand = settings.filter(({ setting }) => setting !== 'width');
  if (value.kind !== 'region') {
    evaluation.asRegion(value, target.span, '`with`', context);
    return unknown;
  }
  if (byHand.length === 0) return value;
  const gate = gateSettings(value.region, byHand, context, evaluation.reporter);
  return gate ? regionValue(gate) : unknown;
}

function evaluateSetting(
  { setting, value, span }: Setting,
  context: Context,
  evaluation: Evaluation,
): EvaluatedSetting {
  return { setting, value: evaluation.evaluate(value, context), span, valueSpan: value.span };
}

function unwrap(expression: Expression): Expression {
  return expression.kind === 'parenthesized' ? unwrap(expression.inner) : expression;
}
