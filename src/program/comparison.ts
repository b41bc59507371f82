import type { ComparisonExpression, Expression } from '../../grammar/ast.ts';
import type { Fix } from '../base/diagnostic.ts';
import { writing } from '../base/fixes.ts';
import type { Span } from '../base/source.ts';
import { plain } from './arithmetic.ts';
import { testCategory } from './category.ts';
import { compareNumbers, isOrder, type Order } from './compare.ts';
import type { Context, Reporter } from './context.ts';
import type { Evaluation } from './evaluation.ts';
import type { RegionExpression } from './program.ts';
import { comparedRegions, orderedCategories, reportsCount } from './slips.ts';
import { constantOf, type SymbolicNumber } from './symbolic.ts';
import { describe, regionValue, unknown, type CategoryValue, type Operand, type Value } from './value.ts';

/** A comparison or chain as a region; beside a categorical input it is a test of categories. */
export function evaluateComparison(expression: ComparisonExpression, context: Context, evaluation: Evaluation): Value {
  const { operators, span } = expression;
  if (operators.length === 0) {
    const [only] = expression.operands;
    const fixes = only ? [writing(span, evaluation.reporter.textOf(only.span), false)] : [];
    evaluation.reporter.report(context, 'R0242', span, { shown: evaluation.reporter.shown(span) }, { fixes });
    return unknown;
  }
  if (reportsCount(expression, context, evaluation)) return unknown;
  const sides = expression.operands.map((operand) => side(operand, context, evaluation));
  const test = categoryTest(expression, sides, context, evaluation);
  if (test) return test;
  const band = expression.band && bandOf(expression.band, expression, context, evaluation);
  if (expression.band && band === undefined) return unknown;
  const sharpness = band === undefined ? context.sharpness : ({ kind: 'band', band } as const);
  const links = linksOf(expression, sides, context, evaluation);
  if (!links) return unknown;
  if (operators.length === 1 && reportsRegions(links[0], span, context, evaluation)) return unknown;
  const regions = links.map(({ left, operator, right }) => {
    const [a, b] = [comparable(left, context, evaluation.reporter), comparable(right, context, evaluation.reporter)];
    return (
      a && b && compareNumbers(a, operator, b, sharpness, evaluation.dimensions, span, context, evaluation.reporter)
    );
  });
  if (!regions.every((region) => region !== undefined)) return unknown;
  const [only, ...others] = regions;
  const region: RegionExpression | undefined =
    others.length === 0
      ? only
      : { kind: 'gate', form: 'all', members: regions.map((each) => ({ weight: 1, region: each })), span };
  if (!region) return unknown;
  return regionValue(operators[0]?.operator === 'not in' ? { kind: 'not', region, span } : region);
}

/** A comparison with a categorical input; undefined where there is none in it. */
function categoryTest(
  expression: ComparisonExpression,
  sides: readonly Side[],
  context: Context,
  evaluation: Evaluation,
): Value | undefined {
  const { operands, operators, span } = expression;
  const at = sides.findIndex(({ value }) => value?.kind === 'category');
  const subject = sides[at]?.value;
  if (subject?.kind !== 'category') return undefined;
  const [operator] = operators;
  const other = sides[1 - at];
  if (!operator || !other || operators.length > 1 || isOrder(operator.operator)) {
    const values = sides.map((each) => each.value ?? bareCategory(each.expression, subject, context, evaluation));
    const listed = orderedCategories(subject, at, operators, values);
    const instead = `${evaluation.reporter.textOf(operands[at]?.span ?? span)} in {${listed.join(', ')}}`;
    const fixes = listed.length === 0 ? [] : [writing(span, instead, false)];
    const data = { input: subject.input, ...(listed.length > 0 && { instead }) };
    evaluation.reporter.report(context, 'R0239', span, data, { fixes });
    return unknown;
  }
  if (expression.band) {
    const last = operands.at(-1)?.span.end ?? span.start;
    const fixes = [writing({ ...span, start: last }, '', true, 'leave the band out')];
    evaluation.reporter.report(context, 'R0408', expression.band.span, {}, { fixes });
    return unknown;
  }
  const value = other.value ?? bareCategory(other.expression, subject, context, evaluation);
  const region = testCategory(
    subject,
    operator.operator,
    { value, span: other.expression.span },
    {
      dimensions: evaluation.dimensions,
      span,
      context,
      reporter: evaluation.reporter,
    },
  );
  return region ? regionValue(region) : unknown;
}

/** An operand; its value waits where it may be a bare name of a category. */
interface Side {
  readonly expression: Expression;
  readonly value?: Value;
}

/** An operand beside a possible categorical input: a bare name that is neither local nor such an input waits. */
function side(expression: Expression, context: Context, evaluation: Evaluation): Side {
  if (expression.kind === 'name' && !expression.module) {
    const { text } = expression.name;
    const local = context.locals.get(text);
    if (local) return { expression, value: local };
    const isInput = evaluation.declared(expression)?.declaration.kind === 'input';
    if (!isInput || !evaluation.inputs.get(text)?.categories) return { expression };
  }
  return { expression, value: evaluation.evaluate(expression, context) };
}

/** A bare name beside a categorical input: its category, else what the file calls so. */
function bareCategory(expression: Expression, subject: CategoryValue, context: Context, evaluation: Evaluation): Value {
  if (expression.kind !== 'name' || expression.module) return evaluation.evaluate(expression, context);
  const { text } = expression.name;
  const declared = evaluation.declared(expression);
  if (subject.categories.includes(text)) {
    if (declared)
      evaluation.reporter.report(context, 'R0112', expression.span, { category: text, input: subject.input });
    return { kind: 'text', text };
  }
  return declared ? evaluation.evaluate(expression, context) : { kind: 'text', text };
}

function bandOf(
  expression: Expression,
  { span, operands }: ComparisonExpression,
  context: Context,
  evaluation: Evaluation,
): number | undefined {
  const last = operands.at(-1)?.span.end ?? span.end;
  const value = evaluation.evaluate(expression, context);
  if (value.kind === 'percent') {
    const width = `${evaluation.reporter.textOf({ ...span, end: last })} with width ${evaluation.reporter.textOf(expression.span)}`;
    const fixes = [writing(span, `(${width})`, false)];
    evaluation.reporter.report(context, 'R0217', expression.span, { what: 'a band' }, { fixes });
    return undefined;
  }
  const band = value.kind === 'number' ? constantOf(value.number) : undefined;
  if (band !== undefined && band > 0) return band;
  if (value.kind !== 'unknown') {
    evaluation.reporter.report(context, 'R0405', expression.span, {
      setting: 'band',
      shown: evaluation.reporter.shown(expression.span),
    });
  }
  return undefined;
}

/** The comparison as links between neighbours; `x in [lo, hi]` is the chain lo <= x <= hi. */
function linksOf(
  { operators, span }: ComparisonExpression,
  sides: readonly Side[],
  context: Context,
  evaluation: Evaluation,
): { left: Operand; operator: Order; right: Operand }[] | undefined {
  const operands = sides.map(({ expression, value }): Operand => ({
    value: value ?? evaluation.evaluate(expression, context),
    span: expression.span,
  }));
  const [first, second] = operands;
  const [head] = operators;
  if (!first || !second || !head) return undefined;
  if (operands.some(({ value }) => value.kind === 'unknown')) return undefined;
  if (head.operator === 'in' || head.operator === 'not in') {
    const items = second.value.kind === 'list' ? second.value.items : [];
    const [lo, hi] = items;
    if (!lo || !hi || items.length !== 2) {
      reportNoInterval(first, head.operator, second, span, context, evaluation);
      return undefined;
    }
    const ends = [lo, hi].map((item) => (item.kind === 'number' ? constantOf(item.number) : undefined));
    if (ends[0] !== undefined && ends[1] !== undefined && ends[0] > ends[1]) {
      const [from, to] = evaluation.reporter.textOf(second.span).slice(1, -1).split(',');
      const fixes = from && to ? [writing(second.span, `[${to.trim()}, ${from.trim()}]`, false)] : [];
      const data = { lo: ends[0], hi: ends[1], what: 'an interval' };
      evaluation.reporter.report(context, 'R0225', second.span, data, { fixes });
      return undefined;
    }
    return [
      { left: { value: lo, span: second.span }, operator: '<=', right: first },
      { left: first, operator: '<=', right: { value: hi, span: second.span } },
    ];
  }
  if (head.operator === '==' || head.operator === '!=') {
    const link = { left: first, operator: head.operator, right: second };
    if (!reportsRegions(link, span, context, evaluation))
      reportEquality(first, second, head.operator, span, context, evaluation.reporter);
    return undefined;
  }
  if (operators.length === 1 && isOrder(head.operator)) {
    return [{ left: first, operator: head.operator, right: second }];
  }
  return operators.flatMap(({ operator }, i) => {
    const left = operands[i];
    const right = operands[i + 1];
    return left && right && isOrder(operator) ? [{ left, operator, right }] : [];
  });
}

function reportEquality(
  left: Operand,
  right: Operand,
  operator: '==' | '!=',
  span: Span,
  context: Context,
  reporter: Reporter,
): void {
  const [a, b] = [comparable(left, context, reporter), comparable(right, context, reporter)];
  if (!a || !b) return;
  const value = constantOf(b);
  const half = value ? 10 ** Math.floor(Math.log10(Math.abs(value))) / 10 : 0.1;
  const interval = value === undefined ? undefined : `[${tidyNumber(value - half)}, ${tidyNumber(value + half)}]`;
  const text = `${reporter.textOf(left.span)} ${operator === '==' ? 'in' : 'not in'} ${interval}`;
  reporter.report(
    context,
    'R0208',
    span,
    { operator, ...(interval && { instead: text }) },
    {
      fixes: interval ? [writing(span, text, false)] : [],
    },
  );
}

/** Reports what stands after `in` beside a number and is no interval. */
function reportNoInterval(
  first: Operand,
  operator: string,
  { value, span }: Operand,
  whole: Span,
  context: Context,
  { reporter }: Evaluation,
): void {
  const data = {
    place: `\`${operator}\``,
    expected: 'an interval `[lo, hi]`',
    found: describe(value),
    shown: reporter.shown(span),
  };
  const fixes: Fix[] = [];
  if (value.kind === 'set' && value.categories.length === 2)
    fixes.push(writing(span, `[${value.categories.join(', ')}]`, false));
  if (value.kind === 'region' && first.value.kind === 'region')
    fixes.push(writing(whole, `inside(${reporter.textOf(first.span)}, ${reporter.textOf(span)})`, false));
  reporter.report(context, 'R0201', span, data, { fixes });
}

/** Reports a region that is compared, and says whether one is. */
function reportsRegions(
  link: { readonly left: Operand; readonly operator: string; readonly right: Operand } | undefined,
  span: Span,
  context: Context,
  evaluation: Evaluation,
): boolean {
  if (!link) return false;
  const { left, operator, right } = link;
  const region = [left, right].find(({ value }) => value.kind === 'region' || value.kind === 'weighted');
  if (!region) return false;
  const { instead, fixes } = comparedRegions(left, operator, right, span, evaluation);
  const data = { shown: evaluation.reporter.shown(region.span), ...(instead !== undefined && { instead }) };
  evaluation.reporter.report(context, 'R0205', region.span, data, { fixes });
  return true;
}

function comparable({ value, span }: Operand, context: Context, reporter: Reporter): SymbolicNumber | undefined {
  const number = plain(value);
  if (number.kind === 'number') return number.number;
  const shown = reporter.shown(span);
  if (value.kind === 'region' || value.kind === 'weighted') reporter.report(context, 'R0205', span, { shown });
  else if (value.kind !== 'unknown') {
    reporter.report(context, 'R0201', span, {
      place: 'a comparison',
      expected: 'a number',
      found: describe(value),
      shown,
    });
  }
  return undefined;
}

/** At most twelve digits, so that 2.9 does not read 2.9000000000000004. */
function tidyNumber(value: number): string {
  return String(Number(value.toPrecision(12)));
}
