import type { Argument, CallExpression, Expression } from '../../grammar/ast.ts';
import type { Fix } from '../base/diagnostic.ts';
import { writing } from '../base/fixes.ts';
import { nearest } from '../base/near.ts';
import type { Span } from '../base/source.ts';
import { placeOf } from './category.ts';
import { claimRegion, type ClaimSetting } from './claim-region.ts';
import type { Context } from './context.ts';
import type { Evaluation, InputPlace } from './evaluation.ts';
import type { Claim, ClaimRegion, Input } from './program.ts';
import { constantOf } from './symbolic.ts';
import { describe, type Operand, type Value } from './value.ts';

/** `contains(r, [1, 2], ...)` or `contains(r, x: 1, ...)`. */
export function readContains(call: CallExpression, context: Context, setting: ClaimSetting): Claim | undefined {
  const { reporter } = setting.evaluator;
  const [first, ...rest] = call.arguments;
  if (!first || rest.length === 0) {
    reporter.report(context, 'R0220', call.span, {
      callee: 'contains',
      missing: first ? ['point'] : ['region', 'point'],
    });
    return undefined;
  }
  const region = claimRegion(first, '`contains`', context, setting);
  const named = rest.some(({ name }) => name);
  const [from, to] = [rest[0], rest.at(-1)];
  if (!named && from && to && from !== to && rest.every(({ value }) => isScalar(value))) {
    const span = { ...from.span, end: to.span.end };
    const text = `[${reporter.textOf(span)}]`;
    const data = {
      place: '`contains`',
      expected: 'a point in brackets',
      found: 'numbers',
      shown: reporter.shown(span),
    };
    reporter.report(context, 'R0201', span, data, { fixes: [writing(span, text, true)] });
    return undefined;
  }
  const within = (inner: Span): Fix =>
    writing(call.span, `inside(${reporter.textOf(inner)}, ${reporter.textOf(first.span)})`, false);
  const points = named
    ? namedPoint(rest, call, region, context, setting)
    : rest.map((argument) => wholePoint(argument, context, { ...setting, ...(rest.length === 1 && { within }) }));
  if (!region || !points || !points.every((point) => point !== undefined)) return undefined;
  return { kind: 'contains', region, points };
}

function isScalar({ kind }: Argument['value']): boolean {
  return kind === 'number' || kind === 'unary' || kind === 'string' || kind === 'percent';
}

interface PointSetting extends ClaimSetting {
  /** What to write where there is a region in place of a point. */
  readonly within?: (inner: Span) => Fix;
}

/** A point that lists a value for every input in order: numbers, and categories of categorical inputs. */
function wholePoint({ value, span }: Argument, context: Context, setting: PointSetting): number[] | undefined {
  const { evaluator, inputs } = setting;
  const { reporter } = evaluator;
  if (value.kind === 'for') return undefined;
  const elements = elementsOf(inputs);
  const operands =
    value.kind === 'list' ? evaluator.members(value.members, context) : vectorOperands(value, context, setting);
  if (!operands) return undefined;
  if (operands.length !== elements.length) {
    if (!evaluator.inputsComplete) return undefined;
    reporter.report(context, 'R0504', span, { given: operands.length, inputs: elements.map(({ name }) => name) });
    return undefined;
  }
  const point: number[] = [];
  for (const [i, element] of elements.entries()) {
    const operand = operands[i];
    const coordinates = operand && coordinatesOf(element, operand, context, evaluator);
    if (!coordinates) return undefined;
    point.push(...coordinates);
  }
  return point;
}

/** The elements of a point that is not written as a list. */
function vectorOperands(
  expression: Expression,
  context: Context,
  { evaluator, within }: PointSetting,
): Operand[] | undefined {
  const { span } = expression;
  const value = evaluator.evaluate(expression, context);
  if (value.kind === 'list') return value.items.map((item) => ({ value: item, span }));
  if (value.kind !== 'unknown') {
    const shown = evaluator.reporter.shown(span);
    const data = { place: '`contains`', expected: 'a point `[1, 2]`', found: describe(value), shown };
    const fixes = value.kind === 'region' && within ? [within(span)] : [];
    evaluator.reporter.report(context, 'R0201', span, data, { fixes });
  }
  return undefined;
}

/** One input as a point gives it: a real coordinate, or the one-hot coordinates of a categorical one. */
interface PointElement {
  readonly name: string;
  readonly first: number;
  readonly categories?: readonly (string | number)[];
}

function elementsOf(inputs: readonly Input[]): PointElement[] {
  const elements: { name: string; first: number; categories?: (string | number)[] }[] = [];
  for (const [place, { name, category }] of inputs.entries()) {
    const last = elements.at(-1);
    if (!category) elements.push({ name, first: place });
    else if (last?.name === category.input) last.categories?.push(category.value);
    else elements.push({ name: category.input, first: place, categories: [category.value] });
  }
  return elements;
}

function coordinatesOf(
  { name, first, categories }: PointElement,
  { value, span }: Operand,
  context: Context,
  evaluator: Evaluation,
): number[] | undefined {
  if (value.kind === 'unknown') return undefined;
  const number = value.kind === 'number' ? constantOf(value.number) : undefined;
  if (!categories) {
    if (number !== undefined) return [number];
    const shown = evaluator.reporter.shown(span);
    if (value.kind === 'number') evaluator.reporter.report(context, 'R0212', span, { what: 'a point', shown });
    else
      evaluator.reporter.report(context, 'R0201', span, {
        place: `\`${name}\``,
        expected: 'a number',
        found: describe(value),
        shown,
      });
    return undefined;
  }
  const category = value.kind === 'text' ? value.text : number;
  if (category === undefined) {
    const shown = evaluator.reporter.shown(span);
    evaluator.reporter.report(context, 'R0201', span, {
      place: `\`${name}\``,
      expected: 'one of its categories',
      found: describe(value),
      shown,
    });
    return undefined;
  }
  const subject = { kind: 'category', input: name, first, categories, open: false } as const;
  const at = placeOf(subject, category, span, { context, reporter: evaluator.reporter });
  return at === undefined ? undefined : categories.map((_, i) => (first + i === at ? 1 : 0));
}

function namedPoint(
  passed: readonly Argument[],
  call: CallExpression,
  region: ClaimRegion | undefined,
  context: Context,
  { evaluator, inputs, dependsOn }: ClaimSetting,
): (number | undefined)[][] | undefined {
  const { reporter } = evaluator;
  const point: (number | undefined)[] = inputs.map(() => undefined);
  const elements = elementsOf(inputs);
  for (const { name, value, span } of passed) {
    const place = name && evaluator.inputs.get(name.text);
    if (!name || !place) {
      if (evaluator.inputsComplete || !name) reportNoInput(name, span, context, evaluator);
      return undefined;
    }
    if (value.kind === 'for') return undefined;
    if (point[place.first] !== undefined) {
      reporter.report(context, 'R0219', name.span, { callee: 'contains', argument: name.text });
      return undefined;
    }
    const wanted = elements.filter((each) => each.name === name.text || each.name.startsWith(`${name.text}[`));
    const operands =
      place.size === undefined
        ? [{ value: pointValue(value, place.categories, context, evaluator), span }]
        : vectorElements(value, place, context, evaluator);
    if (!operands) return undefined;
    if (operands.length !== wanted.length) {
      const expected = place.size === undefined ? 'a number' : `a vector of ${place.size}`;
      const found = `a vector of ${operands.length}`;
      reporter.report(context, 'R0201', span, {
        place: `\`${name.text}\``,
        expected,
        found,
        shown: reporter.shown(span),
      });
      return undefined;
    }
    for (const [i, element] of wanted.entries()) {
      const operand = operands[i];
      const coordinates = operand && coordinatesOf(element, operand, context, evaluator);
      if (!coordinates) return undefined;
      for (const [j, each] of coordinates.entries()) point[element.first + j] = each;
    }
  }
  const missing = elements.filter(({ first, categories = [0] }) =>
    categories.some((_, i) => point[first + i] === undefined && region && dependsOn(region.region, first + i)),
  );
  if (missing.length === 0) return [point];
  reporter.report(context, 'R0506', call.span, { missing: missing.map(({ name }) => name) });
  return undefined;
}

function vectorElements(
  value: Expression,
  place: InputPlace,
  context: Context,
  evaluator: Evaluation,
): Operand[] | undefined {
  if (value.kind === 'list') {
    return value.members.flatMap((member) =>
      member.kind === 'for'
        ? evaluator.members([member], context)
        : [{ value: pointValue(member, place.categories, context, evaluator), span: member.span }],
    );
  }
  const given = evaluator.evaluate(value, context);
  if (given.kind === 'unknown') return undefined;
  return (given.kind === 'list' ? given.items : [given]).map((item) => ({ value: item, span: value.span }));
}

function reportNoInput(name: Argument['name'], span: Span, context: Context, { inputs, reporter }: Evaluation): void {
  const known = [...inputs.keys()];
  const near = name && nearest(name.text, known);
  const data = { name: name?.text ?? reporter.shown(span), inputs: known, ...(near !== undefined && { near }) };
  const fixes = near === undefined || !name ? [] : [writing(name.span, near, false, `change to \`${near}\``)];
  reporter.report(context, 'R0505', name?.span ?? span, data, { fixes });
}

/** A value in a point: beside a categorical input a bare name is its category. */
function pointValue(
  expression: Expression,
  categories: readonly (string | number)[] | undefined,
  context: Context,
  evaluation: Evaluation,
): Value {
  const name = expression.kind === 'name' && !expression.module ? expression.name.text : undefined;
  if (name === undefined || !categories?.includes(name) || context.locals.has(name))
    return evaluation.evaluate(expression, context);
  return { kind: 'text', text: name };
}
