import type {
  Argument,
  CallExpression,
  CheckDeclaration,
  ComparisonExpression,
  Expression,
} from '../../grammar/ast.ts';
import { nearest } from '../base/near.ts';
import type { Span } from '../base/source.ts';
import { claimNames, isOneOf, laterNames, meaningNames, measureNames, type ClaimName } from './builtin-names.ts';
import type { Operand } from './arithmetic.ts';
import { placeOf } from './category.ts';
import type { Context } from './context.ts';
import type { Evaluator, InputPlace } from './evaluate.ts';
import type { Check, Claim, ClaimRegion, Input, MeasureName, RegionExpression } from './program.ts';
import { constantOf } from './symbolic.ts';
import { describe } from './value.ts';

/** What the reading of claims needs besides values. */
export interface ClaimSetting {
  readonly evaluator: Evaluator;
  readonly inputs: readonly Input[];
  /** Whether a region depends on the input. */
  readonly dependsOn: (region: RegionExpression, input: number) => boolean;
}

/** The checks that a declaration states: one, or one for each turn of its `for`. */
export function readChecks(declaration: CheckDeclaration, setting: ClaimSetting): Check[] {
  const { evaluator } = setting;
  return evaluator.instances(declaration.claim, evaluator.contextOf(declaration)).flatMap(({ expression, context }) => {
    const { negated, claim: stated } = withoutNot(expression);
    const claim = readClaim(stated, context, setting);
    if (!claim) return [];
    const text = evaluator.reporter.textOf(expression.span).replace(/\s+/g, ' ');
    const turn = declaration.claim.kind === 'for' ? ` (${shownLocals(context)})` : '';
    return [{ text: text + turn, span: expression.span, negated, claim }];
  });
}

function withoutNot(expression: Expression): { negated: boolean; claim: Expression } {
  let claim = expression;
  let negated = false;
  while (claim.kind === 'parenthesized' || (claim.kind === 'unary' && claim.operator === 'not')) {
    if (claim.kind === 'unary') negated = !negated;
    claim = claim.kind === 'unary' ? claim.operand : claim.inner;
  }
  return { negated, claim };
}

function shownLocals(context: Context): string {
  const shown = [...context.locals].map(([name, value]) => {
    const number = value.kind === 'number' ? constantOf(value.number) : undefined;
    return number === undefined ? name : `${name} = ${number}`;
  });
  return shown.join(', ');
}

function readClaim(expression: Expression, context: Context, setting: ClaimSetting): Claim | undefined {
  const { reporter } = setting.evaluator;
  const shown = reporter.shown(expression.span);
  if (expression.kind === 'missing') return undefined;
  if (expression.kind === 'call') {
    const name = expression.callee.name.text;
    if (isOneOf(claimNames, name)) return readNamedClaim(name, expression, context, setting);
    if (isOneOf(measureNames, name)) {
      reporter.report(context, 'R0502', expression.span, { shown });
      return undefined;
    }
    if (isOneOf(laterNames, name)) {
      reporter.report(context, 'R0250', expression.callee.span, { form: `\`${name}\`` });
      return undefined;
    }
  }
  if (expression.kind === 'comparison') {
    if (hasCall(expression, laterNames)) {
      reporter.report(context, 'R0250', expression.span, { form: '`accuracy`' });
      return undefined;
    }
    if (hasCall(expression, measureNames)) return readMeasure(expression, context, setting);
  }
  if (
    expression.kind === 'logic' &&
    expression.operands.some((operand) => hasCall(operand, [...claimNames, ...measureNames]))
  ) {
    reporter.report(
      context,
      'R0503',
      expression.span,
      { operator: expression.operator },
      {
        fixes: expression.operator === 'and' ? [splitFix(expression.operands, setting, expression.span)] : [],
      },
    );
    return undefined;
  }
  const value = setting.evaluator.evaluate(expression, context);
  if (value.kind !== 'unknown') {
    const fixes = value.kind === 'region' ? [emptyFix(expression.span, shown)] : [];
    reporter.report(context, 'R0501', expression.span, { shown, found: describe(value) }, { fixes });
  }
  return undefined;
}

function splitFix(operands: readonly Expression[], { evaluator }: ClaimSetting, span: Span) {
  const parts = operands.map((operand) => evaluator.reporter.textOf(operand.span));
  return { title: 'Write one check each', safe: true, edits: [{ span, text: parts.join('\ncheck ') }] };
}

function emptyFix(span: Span, shown: string) {
  return { title: 'State that it is not empty', safe: false, edits: [{ span, text: `not empty(${shown})` }] };
}

function readNamedClaim(
  name: ClaimName,
  call: CallExpression,
  context: Context,
  setting: ClaimSetting,
): Claim | undefined {
  const { reporter } = setting.evaluator;
  const [first, second] = call.arguments;
  if (name === 'contains') return readContains(call, context, setting);
  const wanted =
    name === 'inside' || name === 'disjoint'
      ? 2
      : name === 'certified'
        ? Math.max(1, Math.min(2, call.arguments.length))
        : 1;
  const extra = call.arguments[wanted];
  if (extra) {
    reporter.report(context, 'R0221', extra.span, {
      callee: name,
      given: call.arguments.length,
      parameters: parametersOf(name),
    });
    return undefined;
  }
  if (call.arguments.length < wanted) {
    reporter.report(context, 'R0220', call.span, {
      callee: name,
      missing: parametersOf(name).slice(call.arguments.length, wanted),
    });
    return undefined;
  }
  const left = first && claimRegion(first, `\`${name}\``, context, setting);
  if (!left) return undefined;
  switch (name) {
    case 'empty':
      return { kind: 'empty', region: left };
    case 'certified': {
      const share = second ? readShare(second, context, setting) : 1;
      return share === undefined ? undefined : { kind: 'certified', region: left, share };
    }
    case 'inside':
    case 'disjoint': {
      const right = second && claimRegion(second, `\`${name}\``, context, setting);
      if (!right) return undefined;
      return name === 'inside' ? { kind: 'inside', inner: left, outer: right } : { kind: 'disjoint', left, right };
    }
  }
}

function parametersOf(name: ClaimName): string[] {
  return {
    contains: ['region', 'point'],
    inside: ['region', 'region'],
    disjoint: ['region', 'region'],
    empty: ['region'],
    certified: ['region', 'share'],
  }[name];
}

function readShare({ value, span }: Argument, context: Context, { evaluator }: ClaimSetting): number | undefined {
  if (value.kind === 'for') return undefined;
  const share = evaluator.constant(value, 'the share of the bands', context);
  if (share === undefined || share >= 0) return share;
  evaluator.reporter.report(context, 'R0405', span, { setting: 'share', shown: evaluator.reporter.shown(span) });
  return undefined;
}

/** A region argument, perhaps inside `exact(...)` or `soft(...)`. */
function claimRegion(
  argument: Argument,
  place: string,
  context: Context,
  { evaluator }: ClaimSetting,
): ClaimRegion | undefined {
  const { value } = argument;
  if (value.kind === 'for') {
    evaluator.reporter.report(context, 'R0202', value.span, {
      place,
      found: '`for`',
      shown: evaluator.reporter.shown(value.span),
    });
    return undefined;
  }
  const meaning = value.kind === 'call' ? value.callee.name.text : '';
  if (value.kind === 'call' && isOneOf(meaningNames, meaning)) {
    const [inner] = value.arguments;
    if (!inner || inner.value.kind === 'for' || value.arguments.length !== 1) {
      evaluator.reporter.report(context, 'R0220', value.span, { callee: meaning, missing: ['region'] });
      return undefined;
    }
    const region = evaluator.region(inner.value, `\`${meaning}\``, context);
    return region && { ...asNamed(region), meaning };
  }
  const region = evaluator.region(value, place, context);
  return region && asNamed(region);
}

/** With its name where it is one: of a network, a class's name is where the class wins. */
function asNamed(region: RegionExpression): ClaimRegion {
  return { region, ...(region.kind === 'reference' && { name: region.name }) };
}

/** `contains(r, [1, 2], ...)` or `contains(r, x: 1, ...)`. */
function readContains(call: CallExpression, context: Context, setting: ClaimSetting): Claim | undefined {
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
  const points = named
    ? namedPoint(rest, call, region, context, setting)
    : rest.map((argument) => wholePoint(argument, context, setting));
  if (!region || !points || !points.every((point) => point !== undefined)) return undefined;
  return { kind: 'contains', region, points };
}

/** A point that lists a value for every input in order: numbers, and categories of categorical inputs. */
function wholePoint({ value, span }: Argument, context: Context, setting: ClaimSetting): number[] | undefined {
  const { evaluator, inputs } = setting;
  const { reporter } = evaluator;
  if (value.kind === 'for') return undefined;
  const elements = elementsOf(inputs);
  const operands =
    value.kind === 'list' ? evaluator.members(value.members, context) : vectorOperands(value, context, setting);
  if (!operands) return undefined;
  if (operands.length !== elements.length) {
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
function vectorOperands(expression: Expression, context: Context, { evaluator }: ClaimSetting): Operand[] | undefined {
  const { span } = expression;
  const value = evaluator.evaluate(expression, context);
  if (value.kind === 'list') return value.items.map((item) => ({ value: item, span }));
  if (value.kind !== 'unknown') {
    const shown = evaluator.reporter.shown(span);
    evaluator.reporter.report(context, 'R0201', span, {
      place: '`contains`',
      expected: 'a point `[1, 2]`',
      found: describe(value),
      shown,
    });
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
  evaluator: Evaluator,
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
      reportNoInput(name, span, context, evaluator);
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
        ? [{ value: evaluator.pointValue(value, place.categories, context), span }]
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
  evaluator: Evaluator,
): Operand[] | undefined {
  if (value.kind === 'list') {
    return value.members.flatMap((member) =>
      member.kind === 'for'
        ? evaluator.members([member], context)
        : [{ value: evaluator.pointValue(member, place.categories, context), span: member.span }],
    );
  }
  const given = evaluator.evaluate(value, context);
  if (given.kind === 'unknown') return undefined;
  return (given.kind === 'list' ? given.items : [given]).map((item) => ({ value: item, span: value.span }));
}

function reportNoInput(name: Argument['name'], span: Span, context: Context, { inputs, reporter }: Evaluator): void {
  const known = [...inputs.keys()];
  const near = name && nearest(name.text, known);
  const data = { name: name?.text ?? reporter.shown(span), inputs: known, ...(near !== undefined && { near }) };
  const fixes =
    near === undefined || !name
      ? []
      : [{ title: `Change to \`${near}\``, safe: false, edits: [{ span: name.span, text: near }] }];
  reporter.report(context, 'R0505', name?.span ?? span, data, { fixes });
}

type MeasureTerm = { readonly coefficient: number; readonly measure: MeasureName; readonly region: ClaimRegion };

/** A sum of multiples of measures. */
interface MeasureSum {
  readonly terms: readonly MeasureTerm[];
  readonly constant: number;
}

function readMeasure(expression: ComparisonExpression, context: Context, setting: ClaimSetting): Claim | undefined {
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

/** Whether one of the functions is called anywhere in the arithmetic of an expression. */
function hasCall(expression: Expression, names: readonly string[]): boolean {
  switch (expression.kind) {
    case 'call':
      return names.includes(expression.callee.name.text);
    case 'parenthesized':
      return hasCall(expression.inner, names);
    case 'unary':
      return hasCall(expression.operand, names);
    case 'binary':
      return hasCall(expression.left, names) || hasCall(expression.right, names);
    case 'comparison':
    case 'logic':
      return expression.operands.some((operand) => hasCall(operand, names));
    case 'number':
    case 'percent':
    case 'string':
    case 'name':
    case 'list':
    case 'set':
    case 'gate':
    case 'index':
    case 'with':
    case 'missing':
      return false;
  }
}
