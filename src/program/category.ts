import { nearest } from '../base/near.ts';
import { writing } from '../base/fixes.ts';
import type { Span } from '../base/source.ts';
import type { ComparisonOperator } from '../../grammar/ast.ts';
import type { Context, Reporter } from './context.ts';
import type { GateRegion, HalfspaceRegion, RegionExpression } from './program.ts';
import { constant, constantOf } from './symbolic.ts';
import { describe, numberValue, regionValue, unknown, type CategoryValue, type Operand, type Value } from './value.ts';

interface Place {
  readonly dimensions: number;
  readonly span: Span;
  readonly context: Context;
  readonly reporter: Reporter;
}

/** What a category is as a value: a number, or a text. */
export function categoryConstant(category: string | number): Value {
  return typeof category === 'number' ? numberValue(constant(category)) : { kind: 'text', text: category };
}

/** `s == a`, `s in {a, c}`, `s == u` and their complements; undefined after a reported error. */
export function testCategory(
  subject: CategoryValue,
  operator: ComparisonOperator,
  { value, span }: Operand,
  place: Place,
): RegionExpression | undefined {
  const negated = operator === '!=' || operator === 'not in';
  const wantsSet = operator === 'in' || operator === 'not in';
  const region = wantsSet ? inSet(subject, { value, span }, place) : equalTo(subject, { value, span }, place);
  return region && negated ? { kind: 'not', region, span: place.span } : region;
}

function inSet(subject: CategoryValue, { value, span }: Operand, place: Place): RegionExpression | undefined {
  const { context, reporter } = place;
  if (value.kind === 'unknown') return undefined;
  if (value.kind !== 'set') {
    const written = reporter.textOf(span);
    const braced = `{${written.slice(1, -1)}}`;
    const fixes = written.startsWith('[') ? [writing(span, braced, true)] : [];
    reporter.report(context, 'R0243', span, { input: subject.input, found: describe(value) }, { fixes });
    return undefined;
  }
  const places = value.categories.map((category) => placeOf(subject, category, span, place));
  return places.every((each) => each !== undefined) ? oneHot(places, place) : undefined;
}

function equalTo(subject: CategoryValue, { value, span }: Operand, place: Place): RegionExpression | undefined {
  const { context, reporter } = place;
  switch (value.kind) {
    case 'unknown':
      return undefined;
    case 'category':
      return sameCategory(subject, value, place);
    case 'text': {
      const at = placeOf(subject, value.text, span, place);
      return at === undefined ? undefined : oneHot([at], place);
    }
    case 'number': {
      const number = constantOf(value.number);
      if (number === undefined) break;
      const at = placeOf(subject, number, span, place);
      return at === undefined ? undefined : oneHot([at], place);
    }
    case 'percent':
    case 'set':
    case 'list':
    case 'region':
    case 'weighted':
      break;
  }
  reporter.report(context, 'R0201', span, {
    place: `a test of \`${subject.input}\``,
    expected: 'one of its categories',
    found: describe(value),
    shown: reporter.shown(span),
  });
  return undefined;
}

/** {sum of these one-hot coordinates >= 1/2}. */
function oneHot(places: readonly number[], { dimensions, span }: Place): HalfspaceRegion {
  const a = Array.from<number>({ length: dimensions }).fill(0);
  for (const at of places) a[at] = 1;
  return { kind: 'halfspace', a, beta: 0.5, sharpness: { kind: 'category' }, span };
}

/** Both have one category in common and both have it now. */
function sameCategory(left: CategoryValue, right: CategoryValue, place: Place): GateRegion | undefined {
  const common = left.categories.flatMap((category, i) => {
    const j = right.categories.indexOf(category);
    return j < 0 ? [] : [[left.first + i, right.first + j] as const];
  });
  if (common.length === 0) {
    place.reporter.report(place.context, 'R0237', place.span, { left: left.input, right: right.input });
    return undefined;
  }
  const both = common.map(([i, j]): GateRegion => gate('all', [oneHot([i], place), oneHot([j], place)], place));
  return gate('any', both, place);
}

function gate(form: 'all' | 'any', regions: readonly RegionExpression[], { span }: Place): GateRegion {
  return { kind: 'gate', form, members: regions.map((region) => ({ weight: 1, region })), span };
}

/** The coordinate of one of the input's categories; undefined after a reported error. */
export function placeOf(
  subject: CategoryValue,
  category: string | number,
  span: Span,
  { context, reporter }: Pick<Place, 'context' | 'reporter'>,
): number | undefined {
  const at = subject.categories.findIndex((each) => each === category || String(each) === String(category));
  if (at >= 0) return subject.first + at;
  const near = nearest(String(category), subject.categories.map(String));
  const data = { input: subject.input, category, categories: subject.categories, ...(near !== undefined && { near }) };
  reporter.report(context, 'R0236', span, data, {
    fixes:
      near === undefined
        ? []
        : [writing(span, /^\w+$/.test(near) ? near : JSON.stringify(near), false, `change to \`${near}\``)],
  });
  return undefined;
}

/** Whether a region tests categories only, so that sharpness means nothing to it. */
export function isCategorical(region: RegionExpression): boolean {
  switch (region.kind) {
    case 'halfspace':
      return region.sharpness.kind === 'category';
    case 'not':
      return isCategorical(region.region);
    case 'gate':
      return region.members.length > 0 && region.members.every((member) => isCategorical(member.region));
    case 'constant':
    case 'quadric':
    case 'gaussian':
    case 'reference':
      return false;
  }
}

/** `unlisted(s)`: the cell is of none of the categories of an open input. */
export function unlisted(operands: readonly Operand[], place: Place): RegionExpression | undefined {
  const { context, reporter, span } = place;
  const [first, ...others] = operands;
  if (!first || others.length > 0) {
    if (first)
      reporter.report(context, 'R0221', span, { callee: 'unlisted', given: operands.length, parameters: ['input'] });
    else reporter.report(context, 'R0220', span, { callee: 'unlisted', missing: ['input'] });
    return undefined;
  }
  const { value } = first;
  if (value.kind === 'unknown') return undefined;
  if (value.kind !== 'category') {
    const expected = 'a categorical input';
    reporter.report(context, 'R0201', first.span, {
      place: '`unlisted`',
      expected,
      found: describe(value),
      shown: reporter.shown(first.span),
    });
    return undefined;
  }
  if (!value.open) {
    reporter.report(context, 'R0244', first.span, { input: value.input });
    return undefined;
  }
  const listed = oneHot(
    value.categories.map((_, i) => value.first + i),
    place,
  );
  return { kind: 'not', region: listed, span };
}

/** `match(s, 14, "ta[ct].at")`: the tests of s[14], s[15] and so on; `.` skips a place, letter case is ignored. */
export function matchPattern(operands: readonly Operand[], place: Place): Value {
  const { context, reporter, span } = place;
  const [vector, start, pattern, ...others] = operands;
  if (!vector || !start || !pattern || others.length > 0) {
    const parameters = ['v', 'place', 'pattern'];
    if (others.length > 0)
      reporter.report(context, 'R0221', span, { callee: 'match', given: operands.length, parameters });
    else reporter.report(context, 'R0220', span, { callee: 'match', missing: parameters.slice(operands.length) });
    return unknown;
  }
  if ([vector, start, pattern].some(({ value }) => value.kind === 'unknown')) return unknown;
  const cells = vector.value.kind === 'list' ? vector.value.items : [];
  const first = start.value.kind === 'number' ? constantOf(start.value.number) : undefined;
  const wrong = (operand: Operand, expected: string): Value => {
    const { value } = operand;
    reporter.report(context, 'R0201', operand.span, {
      place: '`match`',
      expected,
      found: describe(value),
      shown: reporter.shown(operand.span),
    });
    return unknown;
  };
  if (cells.length === 0 || !cells.every(({ kind }) => kind === 'category'))
    return wrong(vector, 'a vector of categorical inputs');
  if (first === undefined || !Number.isInteger(first)) return wrong(start, 'a whole number');
  if (pattern.value.kind !== 'text') return wrong(pattern, 'a text such as "ta[ct]."');
  const steps = readPattern(pattern.value.text);
  if (!steps) {
    reporter.report(context, 'R0245', pattern.span, { pattern: pattern.value.text });
    return unknown;
  }
  if (first < 1 || first + steps.length - 1 > cells.length) {
    const wanted = first < 1 ? first : first + steps.length - 1;
    const data = { shown: reporter.shown(vector.span), size: cells.length, place: wanted };
    reporter.report(context, 'R0210', start.span, data);
    return unknown;
  }
  const tests = steps.map((letters, i) =>
    letters.length === 0 ? 'skip' : testOfLetters(letters, cells[first - 1 + i], pattern.span, place),
  );
  if (tests.includes(undefined)) return unknown;
  return {
    kind: 'list',
    items: tests.flatMap((test) => (test === 'skip' || test === undefined ? [] : [regionValue(test)])),
  };
}

/** Per place the letters allowed there, none for a place that is skipped; undefined for a pattern that is none. */
function readPattern(pattern: string): string[][] | undefined {
  const pieces = [...pattern.matchAll(/\[([^\][.]+)\]|[^\][]/gu)];
  if (pieces.length === 0 || pieces.map(([piece]) => piece).join('') !== pattern) return undefined;
  return pieces.map(([piece, letters]) => (piece === '.' ? [] : Array.from(letters ?? piece)));
}

function testOfLetters(
  letters: readonly string[],
  cell: Value | undefined,
  span: Span,
  place: Place,
): RegionExpression | undefined {
  if (cell?.kind !== 'category') return undefined;
  const places = letters.map((letter) => {
    const category = cell.categories.find((each) => String(each).toLowerCase() === letter.toLowerCase());
    return placeOf(cell, category ?? letter, span, place);
  });
  return places.every((each) => each !== undefined) ? oneHot(places, place) : undefined;
}
