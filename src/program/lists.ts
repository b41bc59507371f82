import type { IndexExpression, ListExpression, SetExpression } from '../../grammar/ast.ts';
import { writing } from '../base/fixes.ts';
import { plain } from './arithmetic.ts';
import type { Context } from './context.ts';
import type { Evaluation } from './evaluation.ts';
import { wholeNumber } from './repeat.ts';
import { describe, shapeOf, unknown, type Value } from './value.ts';

/** `[a, b]`: a vector, a matrix or a list. */
export function evaluateList({ members, span }: ListExpression, context: Context, evaluation: Evaluation): Value {
  const items = evaluation.members(members, context).map(({ value }) => plain(value));
  const spread = spreadRegions(items);
  if (shapeOf(spread).kind !== 'mixed') return { kind: 'list', items: spread };
  evaluation.reporter.report(context, 'R0224', span, { kinds: [...new Set(items.map(describe))] });
  return unknown;
}

/** A list of regions inside one spreads; rows of numbers make a matrix. */
function spreadRegions(items: readonly Value[]): readonly Value[] {
  const spreads =
    items.some((item) => item.kind === 'region' || item.kind === 'weighted') ||
    items.every((item) => item.kind === 'list' && shapeOf(item.items).kind === 'regions');
  return spreads ? items.flatMap((item) => (item.kind === 'list' ? item.items : [item])) : items;
}

/** `{a, c}` that is no input's own. */
export function evaluateSet({ items, span }: SetExpression, context: Context, { reporter }: Evaluation): Value {
  const open = items.find(({ kind }) => kind === 'open');
  if (open) {
    const others = items.filter((item) => item !== open).map((item) => reporter.textOf(item.span));
    const fixes = others.length === 0 ? [] : [writing(span, `{${others.join(', ')}}`, false)];
    reporter.report(context, 'R0238', open.span, {}, { fixes });
    return unknown;
  }
  if (items.length === 0) {
    reporter.report(context, 'R0246', span, {});
    return unknown;
  }
  return { kind: 'set', categories: items.flatMap((item) => (item.kind === 'category' ? [item.value] : [])) };
}

/** `v[i]` or `v[2..5]`, counted from 1. */
export function evaluateIndex(expression: IndexExpression, context: Context, evaluation: Evaluation): Value {
  const { reporter } = evaluation;
  const target = evaluation.evaluate(expression.target, context);
  const from = wholeNumber(expression.from, 'an index', context, evaluation);
  const to = expression.to && wholeNumber(expression.to, 'an index', context, evaluation);
  if (target.kind === 'unknown' || from === undefined || (expression.to && to === undefined)) return unknown;
  const { span } = expression.target;
  if (target.kind !== 'list') {
    reporter.report(context, 'R0201', span, {
      place: '`[...]`',
      expected: 'a vector, a matrix or a list',
      found: describe(target),
      shown: reporter.shown(span),
    });
    return unknown;
  }
  const { items } = target;
  const last = to ?? from;
  if (expression.to && last < from) {
    const fixes = [writing({ ...expression.from.span, end: expression.to.span.end }, `${last}..${from}`, false)];
    reporter.report(context, 'R0225', span, { lo: from, hi: last, what: 'a stretch of places' }, { fixes });
    return unknown;
  }
  if (from < 1 || last > items.length) {
    const place = expression.to ? { ...expression.from.span, end: expression.to.span.end } : expression.from.span;
    reporter.report(context, 'R0210', place, {
      shown: reporter.shown(span),
      size: items.length,
      place: from >= 1 && from <= items.length ? last : from,
    });
    return unknown;
  }
  return to === undefined ? (items[from - 1] ?? unknown) : { kind: 'list', items: items.slice(from - 1, to) };
}
