import { writing } from '../base/fixes.ts';
import type { Span } from '../base/source.ts';
import type { Expression, GateExpression, GateWord } from '../../grammar/ast.ts';
import type { Context, Reporter } from './context.ts';
import type { Evaluation } from './evaluation.ts';
import type { GateForm, GateRegion, GateRegionMember } from './program.ts';
import { constantOf } from './symbolic.ts';
import { describe, regionValue, unknown, type Operand, type Value } from './value.ts';

/** `at least 2 of (a, b, c)`. */
export function evaluateGate(expression: GateExpression, context: Context, evaluation: Evaluation): Value {
  const { gate: word, listing, span } = expression;
  const { reporter } = evaluation;
  const operandOf = (part: Expression): Operand => ({ value: evaluation.evaluate(part, context), span: part.span });
  const count = expression.count && operandOf(expression.count);
  const margin = expression.margin && operandOf(expression.margin);
  if (listing.kind === 'list' && listing.members.length === 0) reporter.report(context, 'R0235', listing.span, {});
  const operands =
    listing.kind === 'list' ? evaluation.members(listing.members, context) : listed(listing, context, evaluation);
  const members = operands && membersOf(operands, context, reporter);
  const opening = { file: span.file, start: span.start, end: listing.span.start };
  const head = { word, opening, ...(count && { count }), ...(margin && { margin }) };
  const region = members && makeGate(head, members, span, context, reporter);
  return region ? regionValue(region) : unknown;
}

/** What stands for a list; undefined after a reported error. */
function listed(expression: Expression, context: Context, evaluation: Evaluation): Operand[] | undefined {
  const { span } = expression;
  const { reporter } = evaluation;
  const value = evaluation.evaluate(expression, context);
  if (value.kind === 'list') return value.items.map((item) => ({ value: item, span }));
  if (value.kind !== 'unknown') {
    const data = {
      place: 'a gate',
      expected: 'a list of regions',
      found: describe(value),
      shown: reporter.shown(span),
    };
    const isRegion = value.kind === 'region' || value.kind === 'weighted';
    const fixes = isRegion ? [writing(span, `(${reporter.textOf(span)})`, true)] : [];
    reporter.report(context, 'R0201', span, data, { fixes });
  }
  return undefined;
}

/** The members of a gate from its list; undefined where one is no region. */
function membersOf(items: readonly Operand[], context: Context, reporter: Reporter): GateRegionMember[] | undefined {
  const members: GateRegionMember[] = [];
  let sound = true;
  const collect = (value: Value, span: Span): void => {
    switch (value.kind) {
      case 'region':
        members.push({ weight: 1, region: value.region, span });
        return;
      case 'weighted':
        members.push({ weight: value.weight, region: value.region, span });
        return;
      case 'list':
        for (const item of value.items) collect(item, span);
        return;
      case 'unknown':
        sound = false;
        return;
      case 'number':
      case 'percent':
      case 'text':
      case 'category':
      case 'set':
        sound = false;
        reporter.report(context, 'R0202', span, {
          place: 'a member of a gate',
          found: describe(value),
          shown: reporter.shown(span),
        });
    }
  };
  for (const { value, span } of items) {
    if (!sound) break;
    collect(value, span);
  }
  return sound ? members : undefined;
}

/** What a gate's opening words say. */
interface GateHead {
  readonly word: GateWord;
  /** From its first word up to its list. */
  readonly opening: Span;
  readonly count?: Operand;
  readonly margin?: Operand;
}

/** The gate of these members. */
function makeGate(
  { word, opening, count, margin }: GateHead,
  members: readonly GateRegionMember[],
  span: Span,
  context: Context,
  reporter: Reporter,
): GateRegion | undefined {
  const total = members.reduce((sum, { weight }) => sum + weight, 0);
  if (word === 'all of' || word === 'any of' || word === 'none of') {
    if (members.length === 0 && word === 'any of') reporter.report(context, 'R0223', span, {});
    return { kind: 'gate', form: plainForms[word], members, span };
  }
  const stated = count && countOf(count, total, context, reporter);
  if (!count || stated === undefined) return undefined;
  const k = word === 'all but' ? total - stated : stated;
  const slack = 1e-9 * Math.max(1, total);
  if (stated < 0 || k < -slack || (word !== 'at most' && k > total + slack)) {
    const reachable = stated > 0 && total > 0 && word !== 'all but';
    const fixes = reachable ? [writing(count.span, String(total), false)] : [];
    reporter.report(context, 'R0214', count.span, { count: stated, total, members: members.length }, { fixes });
    return undefined;
  }
  const e = margin && marginOf(margin, context, reporter);
  if (margin && e === undefined) return undefined;
  if (k <= slack) {
    const none = word === 'at most' || word === 'exactly';
    const fixes = none ? [writing(opening, 'none of ', true, 'write `none of`')] : [];
    reporter.report(context, 'R0216', count.span, { word }, { fixes });
  }
  return { kind: 'gate', form: countedForms[word], count: k, ...(e !== undefined && { margin: e }), members, span };
}

const plainForms = { 'all of': 'all', 'any of': 'any', 'none of': 'none' } as const satisfies Partial<
  Record<GateWord, GateForm>
>;
const countedForms = {
  'at least': 'atLeast',
  'at most': 'atMost',
  exactly: 'exactly',
  'all but': 'atLeast',
} as const satisfies Partial<Record<GateWord, GateForm>>;

function countOf({ value, span }: Operand, total: number, context: Context, reporter: Reporter): number | undefined {
  if (value.kind === 'unknown') return undefined;
  if (value.kind === 'percent') return value.share * total;
  if (value.kind !== 'number') {
    reporter.report(context, 'R0201', span, {
      place: 'the count of a gate',
      expected: 'a number or a percentage',
      found: describe(value),
      shown: reporter.shown(span),
    });
    return undefined;
  }
  const count = constantOf(value.number);
  if (count === undefined) {
    reporter.report(context, 'R0212', span, { what: 'the count of a gate', shown: reporter.shown(span) });
  }
  return count;
}

function marginOf({ value, span }: Operand, context: Context, reporter: Reporter): number | undefined {
  if (value.kind === 'unknown') return undefined;
  if (value.kind === 'percent') {
    reporter.report(context, 'R0217', span, { what: 'a margin' });
    return undefined;
  }
  const margin = value.kind === 'number' ? constantOf(value.number) : undefined;
  if (margin === undefined || !(margin > 0)) {
    reporter.report(context, 'R0405', span, { setting: 'margin', shown: reporter.shown(span) });
    return undefined;
  }
  return margin;
}
