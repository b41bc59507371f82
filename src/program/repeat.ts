import type { Expression, ForExpression, Member } from '../../grammar/ast.ts';
import { categoryConstant } from './category.ts';
import { compareConstants, isOrder, type Order } from './compare.ts';
import type { Context } from './context.ts';
import type { Evaluation } from './evaluation.ts';
import { constant } from './symbolic.ts';
import { describe, numberValue, unknown, type Value } from './value.ts';

/** Calls `visit` for each expression that a member stands for, with its `for` names in reach. */
export function expandMember(
  member: Member,
  context: Context,
  evaluation: Evaluation,
  visit: (expression: Expression, context: Context) => void,
): void {
  if (member.kind !== 'for') {
    visit(member, context);
    return;
  }
  for (const value of range(member, context, evaluation)) {
    evaluation.count(member.span, context);
    const inner = { ...context, locals: new Map(context.locals).set(member.name.text, value) };
    const counts = member.condition ? condition(member.condition, inner, evaluation) : true;
    if (counts === undefined) visit({ kind: 'missing', span: member.span }, inner);
    if (!counts) continue;
    expandMember(member.body, inner, evaluation, visit);
  }
}

/** Each instance of a member that `check` states. */
export function instancesOf(
  member: Member,
  context: Context,
  evaluation: Evaluation,
): { readonly expression: Expression; readonly context: Context }[] {
  const instances: { expression: Expression; context: Context }[] = [];
  expandMember(member, context, evaluation, (expression, inner) => instances.push({ expression, context: inner }));
  return instances;
}

/** A whole constant; undefined after a reported error. */
export function wholeNumber(
  expression: Expression,
  what: string,
  context: Context,
  evaluation: Evaluation,
): number | undefined {
  const value = evaluation.constant(expression, what, context);
  if (value === undefined || Number.isSafeInteger(value)) return value;
  evaluation.reporter.report(context, 'R0211', expression.span, { what, value });
  return undefined;
}

/** What `for` runs over: one value that fits everywhere where that is not known. */
function* range({ from, to }: ForExpression, context: Context, evaluation: Evaluation): Iterable<Value> {
  if (to) {
    const first = wholeNumber(from, 'the start of a range', context, evaluation);
    const last = wholeNumber(to, 'the end of a range', context, evaluation);
    if (first === undefined || last === undefined) return yield unknown;
    for (let i = first; i <= last; i++) yield numberValue(constant(i));
    return;
  }
  const value = evaluation.evaluate(from, context);
  if (value.kind === 'list') yield* value.items;
  else if (value.kind === 'set') yield* value.categories.map(categoryConstant);
  else {
    yield unknown;
    if (value.kind === 'unknown') return;
    evaluation.reporter.report(context, 'R0201', from.span, {
      place: '`for ... in`',
      expected: 'a range `1..8`, a list or a vector',
      found: describe(value),
      shown: evaluation.reporter.shown(from.span),
    });
  }
}

/** `if` after `for`: a comparison of constants; undefined after a reported error. */
function condition(expression: Expression, context: Context, evaluation: Evaluation): boolean | undefined {
  if (expression.kind === 'parenthesized') return condition(expression.inner, context, evaluation);
  const operators = expression.kind === 'comparison' ? expression.operators.map(({ operator }) => operator) : [];
  if (expression.kind !== 'comparison' || operators.length === 0 || !operators.every(isConstantOperator)) {
    evaluation.reporter.report(context, 'R0213', expression.span, {
      shown: evaluation.reporter.shown(expression.span),
    });
    return undefined;
  }
  const values = expression.operands.map((operand) => evaluation.constant(operand, 'a condition', context));
  if (!values.every((value) => value !== undefined)) return undefined;
  return operators.every((operator, i) => compareConstants(values[i] ?? 0, operator, values[i + 1] ?? 0));
}

function isConstantOperator(operator: string): operator is Order | '==' | '!=' {
  return isOrder(operator) || operator === '==' || operator === '!=';
}
