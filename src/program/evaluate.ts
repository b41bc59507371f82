import type {
  CallExpression,
  ComparisonExpression,
  Expression,
  ForExpression,
  GateExpression,
  IndexExpression,
  LetDeclaration,
  LogicExpression,
  Member,
  NameExpression,
  Parameter,
  RegionDeclaration,
  SetExpression,
  Setting,
  WithExpression,
} from '../../grammar/ast.ts';
import type { Limits } from '../base/limits.ts';
import type { Span } from '../base/source.ts';
import { bindArguments, type PassedArgument } from './arguments.ts';
import { divide, multiply, negate, plain, power, sum, type Operand, type Term } from './arithmetic.ts';
import {
  claimNames,
  functionNames,
  isOneOf,
  laterNames,
  meaningNames,
  measureNames,
  primitiveNames,
} from './builtin-names.ts';
import { categoryConstant, isCategorical, matchPattern, testCategory, unlisted } from './category.ts';
import { compareConstants, compareNumbers, type Order } from './compare.ts';
import type { Context, Reporter } from './context.ts';
import { applyFunction } from './functions.ts';
import { makeGate, membersOf } from './gate.ts';
import type { Declared, NameTable } from './names.ts';
import { makePrimitive } from './primitive.ts';
import type { GateForm, GateRegion, RegionExpression, Sharpness } from './program.ts';
import { gateSettings, sharpnessOf, type EvaluatedSetting } from './settings.ts';
import { constant, constantOf, coordinate } from './symbolic.ts';
import { describe, numberValue, regionValue, shapeOf, unknown, type CategoryValue, type Value } from './value.ts';

/** Where an input's coordinates lie among all of them; `size` only for a vector. */
export interface InputPlace {
  readonly first: number;
  readonly size?: number;
  /** Of a categorical input: each element takes one coordinate for each of them. */
  readonly categories?: readonly (string | number)[];
  readonly open?: boolean;
}

/** Expressions evaluated for a region, when the limit on regions bounds the work: more than any written one has. */
const expressionsPerRegion = 5;

/** What the names in one file mean. */
export interface FileScope {
  readonly names: NameTable;
  readonly sharpness: Sharpness;
  /** What its named regions are called in the program. */
  readonly regionNames: ReadonlyMap<Declared, string>;
}

/** 5% of the box: the width of what says nothing itself. */
export const builtinSharpness: Sharpness = { kind: 'share', share: 0.05 };

/** Thrown when expansion passes a limit, after it has been reported; the resolver ends there. */
export class LimitReached extends Error {}

/** Gives expressions their values. Each `let` is evaluated once; a named region is left as a reference. */
export class Evaluator {
  readonly reporter: Reporter;
  readonly inputs: ReadonlyMap<string, InputPlace>;
  readonly dimensions: number;
  readonly #files: ReadonlyMap<string, FileScope>;
  readonly #limits: Limits;
  readonly #lets = new Map<LetDeclaration, Value>();
  readonly #inputValues = new Map<string, Value>();
  readonly #contexts = new Map<string, Context>();
  #made = 0;

  constructor(
    files: ReadonlyMap<string, FileScope>,
    inputs: ReadonlyMap<string, InputPlace>,
    dimensions: number,
    limits: Limits,
    reporter: Reporter,
  ) {
    this.#files = files;
    this.inputs = inputs;
    this.dimensions = dimensions;
    this.#limits = limits;
    this.reporter = reporter;
  }

  /** The context of a declaration: no locals, its file's default sharpness. */
  readonly contextOf = ({ span }: { readonly span: Span }): Context => {
    const known = this.#contexts.get(span.file);
    if (known) return known;
    const context = { locals: new Map(), sharpness: this.#fileOf(span)?.sharpness ?? builtinSharpness, depth: 0 };
    this.#contexts.set(span.file, context);
    return context;
  };

  #fileOf({ file }: Span): FileScope | undefined {
    return this.#files.get(file);
  }

  /** The value of an expression; `unknown` after a reported error. */
  evaluate(expression: Expression, context: Context): Value {
    this.#count(expression.span, context);
    switch (expression.kind) {
      case 'number':
        return numberValue(constant(expression.value));
      case 'percent':
        return { kind: 'percent', share: expression.value / 100 };
      case 'string':
        return { kind: 'text', text: expression.value };
      case 'name':
        return this.#name(expression, context);
      case 'parenthesized':
        return this.evaluate(expression.inner, context);
      case 'list':
        return this.#list(expression.members, expression.span, context);
      case 'set':
        return this.#set(expression, context);
      case 'gate':
        return this.#orUnknown(this.#gate(expression, context));
      case 'unary':
        return this.#unary(expression.operator, expression.operand, expression.span, context);
      case 'binary':
        return this.#binary(expression, context);
      case 'logic':
        return this.#orUnknown(this.#logic(expression, context));
      case 'comparison':
        return this.#comparison(expression, context);
      case 'index':
        return this.#index(expression, context);
      case 'call':
        return this.#call(expression, context);
      case 'with':
        return this.#with(expression, context);
      case 'missing':
        return unknown;
    }
  }

  /** The region an expression stands for; undefined after a reported error. `place` says where it is needed. */
  region(expression: Expression, place: string, context: Context): RegionExpression | undefined {
    return this.asRegion(this.evaluate(expression, context), expression.span, place, context);
  }

  asRegion(value: Value, span: Span, place: string, context: Context): RegionExpression | undefined {
    if (value.kind === 'region') return value.region;
    if (value.kind !== 'unknown') this.#reportNoRegion(value, span, place, context);
    return undefined;
  }

  #reportNoRegion(value: Value, span: Span, place: string, context: Context): void {
    const shown = this.reporter.shown(span);
    if (value.kind === 'weighted') {
      this.reporter.report(context, 'R0229', span, { shown });
      return;
    }
    if (value.kind !== 'list' || (shapeOf(value.items).kind !== 'regions' && value.items.length > 0)) {
      this.reporter.report(context, 'R0202', span, { place, found: describe(value), shown });
      return;
    }
    const text = `all of ${shown.startsWith('[') ? `(${shown.slice(1, -1)})` : shown}`;
    const fixes = [{ title: `Write \`${text}\``, safe: false, edits: [{ span, text }] }];
    this.reporter.report(context, 'R0207', span, { place, shown }, { fixes });
  }

  /** A number that depends on no input; undefined after a reported error. */
  constant(expression: Expression, what: string, context: Context): number | undefined {
    const value = plain(this.evaluate(expression, context));
    if (value.kind === 'unknown') return undefined;
    const number = value.kind === 'number' ? constantOf(value.number) : undefined;
    if (number !== undefined) return number;
    const shown = this.reporter.shown(expression.span);
    if (value.kind === 'number') this.reporter.report(context, 'R0212', expression.span, { what, shown });
    else {
      const data = { place: what, expected: 'a number', found: describe(value), shown };
      this.reporter.report(context, 'R0201', expression.span, data);
    }
    return undefined;
  }

  /** A value in a point: beside a categorical input a bare name is its category. */
  pointValue(expression: Expression, categories: readonly (string | number)[] | undefined, context: Context): Value {
    const name = expression.kind === 'name' && !expression.module ? expression.name.text : undefined;
    if (name === undefined || !categories?.includes(name) || context.locals.has(name))
      return this.evaluate(expression, context);
    return { kind: 'text', text: name };
  }

  /** The members of a list or the arguments of a call, `for` expanded. */
  members(members: readonly Member[], context: Context): Operand[] {
    const operands: Operand[] = [];
    for (const member of members)
      this.#expand(member, context, (expression, inner) => {
        operands.push({ value: this.evaluate(expression, inner), span: expression.span });
      });
    return operands;
  }

  /** Calls `visit` for each expression that a member stands for, with its `for` names in reach. */
  #expand(member: Member, context: Context, visit: (expression: Expression, context: Context) => void): void {
    if (member.kind !== 'for') {
      visit(member, context);
      return;
    }
    for (const value of this.#range(member, context)) {
      this.#count(member.span, context);
      const inner = { ...context, locals: new Map(context.locals).set(member.name.text, value) };
      const counts = member.condition ? this.#condition(member.condition, inner) : true;
      if (counts === undefined) visit({ kind: 'missing', span: member.span }, inner);
      if (!counts) continue;
      this.#expand(member.body, inner, visit);
    }
  }

  /** Each instance of a member that `check` states. */
  instances(member: Member, context: Context): { readonly expression: Expression; readonly context: Context }[] {
    const instances: { expression: Expression; context: Context }[] = [];
    this.#expand(member, context, (expression, inner) => instances.push({ expression, context: inner }));
    return instances;
  }

  *#range({ from, to }: ForExpression, context: Context): Iterable<Value> {
    if (to) {
      const first = this.#whole(from, 'the start of a range', context);
      const last = this.#whole(to, 'the end of a range', context);
      if (first === undefined || last === undefined) return;
      for (let i = first; i <= last; i++) yield numberValue(constant(i));
      return;
    }
    const value = this.evaluate(from, context);
    if (value.kind === 'list') yield* value.items;
    else if (value.kind === 'set') yield* value.categories.map(categoryConstant);
    else if (value.kind !== 'unknown') {
      this.reporter.report(context, 'R0201', from.span, {
        place: '`for ... in`',
        expected: 'a range `1..8`, a list or a vector',
        found: describe(value),
        shown: this.reporter.shown(from.span),
      });
    }
  }

  #whole(expression: Expression, what: string, context: Context): number | undefined {
    const value = this.constant(expression, what, context);
    if (value === undefined || Number.isSafeInteger(value)) return value;
    this.reporter.report(context, 'R0211', expression.span, { what, value });
    return undefined;
  }

  /** `if` after `for`: a comparison of constants; undefined after a reported error. */
  #condition(expression: Expression, context: Context): boolean | undefined {
    if (expression.kind === 'parenthesized') return this.#condition(expression.inner, context);
    const operators = expression.kind === 'comparison' ? expression.operators.map(({ operator }) => operator) : [];
    if (expression.kind !== 'comparison' || operators.length === 0 || !operators.every(isConstantOperator)) {
      this.reporter.report(context, 'R0213', expression.span, { shown: this.reporter.shown(expression.span) });
      return undefined;
    }
    const values = expression.operands.map((operand) => this.constant(operand, 'a condition', context));
    if (!values.every((value) => value !== undefined)) return undefined;
    return operators.every((operator, i) => compareConstants(values[i] ?? 0, operator, values[i + 1] ?? 0));
  }

  #name(expression: NameExpression, context: Context): Value {
    const { name, module } = expression;
    const local = module ? undefined : context.locals.get(name.text);
    if (local) return local;
    const declared = this.#declared(expression);
    if (!declared) return module ? unknown : this.#builtinName(name.text, expression.span, context);
    const { declaration } = declared;
    if (this.#isBroken(declared)) return unknown;
    switch (declaration.kind) {
      case 'input':
        return this.#input(declared.name.text);
      case 'let':
        return declaration.parameters
          ? this.#functionUncalled(name.text, expression.span, context)
          : this.let(declaration);
      case 'region':
        if (declaration.parameters) return this.#functionUncalled(name.text, expression.span, context);
        return this.#reference(declared, expression.span);
      case 'output':
      case 'class':
        return this.#reference(declared, expression.span);
    }
  }

  #declared({ name, module, span }: NameExpression): Declared | undefined {
    const names = this.#fileOf(span)?.names;
    return module ? names?.modules.get(module.text)?.get(name.text) : names?.visible.get(name.text);
  }

  #isBroken({ name, declaration }: Declared): boolean {
    return declaration.broken || (this.#fileOf(name.span)?.names.cyclic.has(name.text) ?? false);
  }

  #reference(declared: Declared, span: Span): Value {
    const name = this.#fileOf(declared.name.span)?.regionNames.get(declared);
    return regionValue({ kind: 'reference', name: name ?? declared.name.text, span });
  }

  #builtinName(name: string, span: Span, context: Context): Value {
    if (name === 'pi') return numberValue(constant(Math.PI));
    // A name that means nothing at all has been reported with the names.
    if ([...functionNames, ...primitiveNames].some((known) => known === name))
      return this.#functionUncalled(name, span, context);
    return unknown;
  }

  /** The places of the real coordinates: where a primitive without `over:` lives. */
  #reals(): number[] {
    const places = [...this.inputs.values()].filter(({ categories }) => !categories);
    return places
      .flatMap(({ first, size = 1 }) => Array.from({ length: size }, (_, i) => first + i))
      .toSorted((a, b) => a - b);
  }

  #functionUncalled(name: string, span: Span, context: Context): Value {
    this.reporter.report(context, 'R0230', span, { name });
    return unknown;
  }

  #input(name: string): Value {
    const known = this.#inputValues.get(name);
    if (known) return known;
    const place = this.inputs.get(name);
    const value = place ? this.#inputValue(name, place) : unknown;
    this.#inputValues.set(name, value);
    return value;
  }

  #inputValue(name: string, place: InputPlace): Value {
    const { first, size, categories, open = false } = place;
    const element = (i: number): Value => {
      if (!categories) return numberValue(coordinate(first + i));
      const input = size === undefined ? name : `${name}[${i + 1}]`;
      return { kind: 'category', input, first: first + i * categories.length, categories, open };
    };
    return size === undefined
      ? element(0)
      : { kind: 'list', items: Array.from({ length: size }, (_, i) => element(i)) };
  }

  #set({ items, span }: SetExpression, context: Context): Value {
    const open = items.find(({ kind }) => kind === 'open');
    if (open) {
      this.reporter.report(context, 'R0238', open.span, {});
      return unknown;
    }
    if (items.length === 0) {
      this.reporter.report(context, 'R0246', span, {});
      return unknown;
    }
    return { kind: 'set', categories: items.flatMap((item) => (item.kind === 'category' ? [item.value] : [])) };
  }

  /** The value of a `let` without parameters. */
  let(declaration: LetDeclaration): Value {
    const known = this.#lets.get(declaration);
    if (known) return known;
    const context = this.contextOf(declaration);
    const value = this.#notARegion(this.evaluate(declaration.value, context), declaration, context);
    this.#lets.set(declaration, value);
    return value;
  }

  #notARegion(value: Value, declaration: LetDeclaration, context: Context): Value {
    if (value.kind !== 'region' && value.kind !== 'weighted') return value;
    const word = { ...declaration.span, end: declaration.span.start + 'let'.length };
    this.reporter.report(
      context,
      'R0206',
      declaration.name.span,
      { name: declaration.name.text },
      {
        fixes: [{ title: 'Declare it as a `region`', safe: true, edits: [{ span: word, text: 'region' }] }],
      },
    );
    return unknown;
  }

  #list(members: readonly Member[], span: Span, context: Context): Value {
    const items = this.members(members, context).map(({ value }) => plain(value));
    // A list of regions inside one spreads; rows of numbers make a matrix.
    const spread = items.some((item) => item.kind === 'region' || item.kind === 'weighted')
      ? items.flatMap((item) => (item.kind === 'list' ? item.items : [item]))
      : items.every((item) => item.kind === 'list' && shapeOf(item.items).kind === 'regions')
        ? items.flatMap((item) => (item.kind === 'list' ? item.items : []))
        : items;
    if (shapeOf(spread).kind !== 'mixed') return { kind: 'list', items: spread };
    this.reporter.report(context, 'R0224', span, { kinds: [...new Set(items.map(describe))] });
    return unknown;
  }

  #gate(expression: GateExpression, context: Context): GateRegion | undefined {
    const count = expression.count && this.#operand(expression.count, context);
    const margin = expression.margin && this.#operand(expression.margin, context);
    const { listing } = expression;
    if (listing.kind === 'list' && listing.members.length === 0)
      this.reporter.report(context, 'R0235', listing.span, {});
    const operands = listing.kind === 'list' ? this.members(listing.members, context) : this.#listing(listing, context);
    const members = operands && membersOf(operands, context, this.reporter);
    const head = { word: expression.gate, ...(count && { count }), ...(margin && { margin }) };
    return members && makeGate(head, members, expression.span, context, this.reporter);
  }

  /** A name or call that stands for a list. */
  #listing(expression: Expression, context: Context): Operand[] | undefined {
    const value = this.evaluate(expression, context);
    if (value.kind === 'list') return value.items.map((item) => ({ value: item, span: expression.span }));
    if (value.kind !== 'unknown') {
      this.reporter.report(context, 'R0201', expression.span, {
        place: 'a gate',
        expected: 'a list of regions',
        found: describe(value),
        shown: this.reporter.shown(expression.span),
      });
    }
    return undefined;
  }

  #operand(expression: Expression, context: Context): Operand {
    return { value: this.evaluate(expression, context), span: expression.span };
  }

  #unary(operator: 'not' | '-', operand: Expression, span: Span, context: Context): Value {
    if (operator === '-') return negate(this.#operand(operand, context), span, context, this.reporter);
    const region = this.region(operand, '`not`', context);
    return this.#orUnknown(region && { kind: 'not', region, span });
  }

  /** Chains of `+ -` and of `* /` lean left and may be long: they are taken apart in a loop. */
  #binary(expression: Extract<Expression, { kind: 'binary' }>, context: Context): Value {
    const { operator, span } = expression;
    if (operator === '+' || operator === '-') return sum(this.#terms(expression, context), context, this.reporter);
    if (operator === '*' || operator === '/') return this.#factors(expression, context);
    if (operator === '^') {
      return power(
        this.#operand(expression.left, context),
        this.#operand(expression.right, context),
        span,
        context,
        this.reporter,
      );
    }
    const premise = this.region(expression.left, '`=>`', context);
    const conclusion = this.region(expression.right, '`=>`', context);
    if (!premise || !conclusion) return unknown;
    const members = [{ kind: 'not', region: premise, span: expression.left.span } as const, conclusion];
    return regionValue({ kind: 'gate', form: 'any', members: members.map((region) => ({ weight: 1, region })), span });
  }

  #terms(expression: Expression, context: Context): Term[] {
    const terms: Term[] = [];
    let rest = expression;
    while (rest.kind === 'binary' && (rest.operator === '+' || rest.operator === '-')) {
      terms.push({ ...this.#operand(rest.right, context), sign: rest.operator === '+' ? 1 : -1 });
      rest = rest.left;
    }
    terms.push({ ...this.#operand(rest, context), sign: 1 });
    return terms.toReversed();
  }

  #factors(expression: Expression, context: Context): Value {
    const steps: Extract<Expression, { kind: 'binary' }>[] = [];
    let rest = expression;
    while (rest.kind === 'binary' && (rest.operator === '*' || rest.operator === '/')) {
      steps.push(rest);
      rest = rest.left;
    }
    let left = this.#operand(rest, context);
    for (const { operator, right, span } of steps.toReversed()) {
      const combine = operator === '*' ? multiply : divide;
      left = { value: combine(left, this.#operand(right, context), span, context, this.reporter), span };
    }
    return left.value;
  }

  #logic({ operator, operands, span }: LogicExpression, context: Context): GateRegion | undefined {
    const regions = operands.map((operand) => this.region(operand, `\`${operator}\``, context));
    if (!regions.every((region) => region !== undefined)) return undefined;
    if (operator === 'xor' && regions.length > 2)
      this.reporter.report(context, 'R0215', span, { members: regions.length });
    const forms = { and: 'all', or: 'any', xor: 'parity' } as const satisfies Record<typeof operator, GateForm>;
    return { kind: 'gate', form: forms[operator], members: regions.map((region) => ({ weight: 1, region })), span };
  }

  #comparison(expression: ComparisonExpression, context: Context): Value {
    const { operators, span } = expression;
    if (operators.length === 0) {
      this.reporter.report(context, 'R0242', span, { shown: this.reporter.shown(span) });
      return unknown;
    }
    const test = this.#categoryTest(expression, context);
    if (test) return test;
    const band = expression.band && this.#band(expression.band, context);
    if (expression.band && band === undefined) return unknown;
    const sharpness = band === undefined ? context.sharpness : ({ kind: 'band', band } as const);
    const links = this.#links(expression, context);
    if (!links) return unknown;
    const regions = links.map(({ left, operator, right }) => {
      const [a, b] = [this.#comparable(left, context), this.#comparable(right, context)];
      return a && b && compareNumbers(a, operator, b, sharpness, this.dimensions, span, context, this.reporter);
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
  #categoryTest(expression: ComparisonExpression, context: Context): Value | undefined {
    const { operands, operators, span } = expression;
    const sides = operands.map((operand) => this.#side(operand, context));
    const at = sides.findIndex(({ value }) => value?.kind === 'category');
    const subject = sides[at]?.value;
    if (subject?.kind !== 'category') return undefined;
    const [operator] = operators;
    const other = sides[1 - at];
    if (!operator || !other || operators.length > 1 || operator.operator === '<=' || isOrder(operator.operator)) {
      this.reporter.report(context, 'R0239', span, { input: subject.input });
      return unknown;
    }
    if (expression.band) {
      this.reporter.report(context, 'R0408', expression.band.span, {});
      return unknown;
    }
    const value = other.value ?? this.#bareCategory(other.expression, subject, context);
    const region = testCategory(
      subject,
      operator.operator,
      { value, span: other.expression.span },
      {
        dimensions: this.dimensions,
        span,
        context,
        reporter: this.reporter,
      },
    );
    return this.#orUnknown(region);
  }

  /** An operand beside a possible categorical input: a bare name that is neither local nor such an input waits. */
  #side(expression: Expression, context: Context): { readonly expression: Expression; readonly value?: Value } {
    if (expression.kind !== 'name' || expression.module) {
      const mayBe =
        expression.kind === 'index' ||
        expression.kind === 'string' ||
        expression.kind === 'set' ||
        expression.kind === 'number';
      return mayBe ? { expression, value: this.evaluate(expression, context) } : { expression };
    }
    const local = context.locals.get(expression.name.text);
    if (local) return { expression, value: local };
    const declared = this.#declared(expression);
    const isInput = declared?.declaration.kind === 'input' && this.inputs.get(expression.name.text)?.categories;
    return isInput ? { expression, value: this.evaluate(expression, context) } : { expression };
  }

  /** A bare name beside a categorical input: its category, else what the file calls so. */
  #bareCategory(expression: Expression, subject: CategoryValue, context: Context): Value {
    if (expression.kind !== 'name' || expression.module) return this.evaluate(expression, context);
    const { text } = expression.name;
    const declared = this.#declared(expression);
    if (subject.categories.includes(text)) {
      if (declared) this.reporter.report(context, 'R0112', expression.span, { category: text, input: subject.input });
      return { kind: 'text', text };
    }
    return declared ? this.evaluate(expression, context) : { kind: 'text', text };
  }

  #band(expression: Expression, context: Context): number | undefined {
    const value = this.evaluate(expression, context);
    if (value.kind === 'percent') {
      this.reporter.report(context, 'R0217', expression.span, { what: 'a band' });
      return undefined;
    }
    const band = value.kind === 'number' ? constantOf(value.number) : undefined;
    if (band !== undefined && band > 0) return band;
    if (value.kind !== 'unknown') {
      this.reporter.report(context, 'R0405', expression.span, {
        setting: 'band',
        shown: this.reporter.shown(expression.span),
      });
    }
    return undefined;
  }

  /** The comparison as links between neighbours; `x in [lo, hi]` is the chain lo <= x <= hi. */
  #links(
    expression: ComparisonExpression,
    context: Context,
  ): { left: Operand; operator: Order; right: Operand }[] | undefined {
    const { operators, span } = expression;
    const operands = expression.operands.map((operand) => this.#operand(operand, context));
    const [first, second] = operands;
    const [head] = operators;
    if (!first || !second || !head) return undefined;
    if (operands.some(({ value }) => value.kind === 'unknown')) return undefined;
    if (head.operator === 'in' || head.operator === 'not in') {
      const items = second.value.kind === 'list' ? second.value.items : [];
      const [lo, hi] = items;
      if (!lo || !hi || items.length !== 2) {
        this.reporter.report(context, 'R0201', second.span, {
          place: `\`${head.operator}\``,
          expected: 'an interval `[lo, hi]`',
          found: describe(second.value),
          shown: this.reporter.shown(second.span),
        });
        return undefined;
      }
      const ends = [lo, hi].map((item) => (item.kind === 'number' ? constantOf(item.number) : undefined));
      if (ends[0] !== undefined && ends[1] !== undefined && ends[0] > ends[1]) {
        this.reporter.report(context, 'R0225', second.span, { lo: ends[0], hi: ends[1], what: 'an interval' });
        return undefined;
      }
      return [
        { left: { value: lo, span: second.span }, operator: '<=', right: first },
        { left: first, operator: '<=', right: { value: hi, span: second.span } },
      ];
    }
    if (head.operator === '==' || head.operator === '!=') {
      this.#equality(first, second, head.operator, span, context);
      return undefined;
    }
    return operators.flatMap(({ operator }, i) => {
      const left = operands[i];
      const right = operands[i + 1];
      return left && right && isOrder(operator) ? [{ left, operator, right }] : [];
    });
  }

  #equality(left: Operand, right: Operand, operator: '==' | '!=', span: Span, context: Context): void {
    const [a, b] = [this.#comparable(left, context), this.#comparable(right, context)];
    if (!a || !b) return;
    const value = constantOf(b);
    const half = value ? 10 ** Math.floor(Math.log10(Math.abs(value))) / 10 : 0.1;
    const interval = value === undefined ? undefined : `[${tidyNumber(value - half)}, ${tidyNumber(value + half)}]`;
    const text = `${this.reporter.shown(left.span)} ${operator === '==' ? 'in' : 'not in'} ${interval}`;
    this.reporter.report(
      context,
      'R0208',
      span,
      { operator, ...(interval && { instead: text }) },
      {
        fixes: interval ? [{ title: `Write \`${text}\``, safe: false, edits: [{ span, text }] }] : [],
      },
    );
  }

  #comparable({ value, span }: Operand, context: Context) {
    const number = plain(value);
    if (number.kind === 'number') return number.number;
    const shown = this.reporter.shown(span);
    if (value.kind === 'region' || value.kind === 'weighted') this.reporter.report(context, 'R0205', span, { shown });
    else if (value.kind !== 'unknown') {
      this.reporter.report(context, 'R0201', span, {
        place: 'a comparison',
        expected: 'a number',
        found: describe(value),
        shown,
      });
    }
    return undefined;
  }

  #index(expression: IndexExpression, context: Context): Value {
    const target = this.evaluate(expression.target, context);
    const from = this.#whole(expression.from, 'an index', context);
    const to = expression.to && this.#whole(expression.to, 'an index', context);
    if (target.kind === 'unknown' || from === undefined || (expression.to && to === undefined)) return unknown;
    if (target.kind !== 'list') {
      this.reporter.report(context, 'R0201', expression.target.span, {
        place: '`[...]`',
        expected: 'a vector, a matrix or a list',
        found: describe(target),
        shown: this.reporter.shown(expression.target.span),
      });
      return unknown;
    }
    const size = target.items.length;
    const last = to ?? from;
    if (from < 1 || last > size || last < from) {
      const span =
        to === undefined ? expression.from.span : { ...expression.from.span, end: expression.to?.span.end ?? 0 };
      this.reporter.report(context, 'R0210', span, { shown: this.reporter.shown(expression.target.span), size });
      return unknown;
    }
    return to === undefined
      ? (target.items[from - 1] ?? unknown)
      : { kind: 'list', items: target.items.slice(from - 1, to) };
  }

  #call(expression: CallExpression, context: Context): Value {
    const { callee, span } = expression;
    const name = callee.name.text;
    const local = !callee.module && context.locals.has(name);
    const declared = local ? undefined : this.#declared(callee);
    if (declared) {
      const { declaration } = declared;
      if (this.#isBroken(declared)) return unknown;
      if ((declaration.kind === 'let' || declaration.kind === 'region') && declaration.parameters) {
        return this.#expandCall(declaration, declaration.parameters, expression, context);
      }
    }
    if (declared || local) {
      this.reporter.report(context, 'R0231', callee.span, { name });
      return unknown;
    }
    if (callee.module) return unknown;
    if (isOneOf(functionNames, name)) {
      const operands = this.members(
        expression.arguments.map(({ value }) => value),
        context,
      );
      return applyFunction(name, operands, span, context, this.reporter);
    }
    if (isOneOf(primitiveNames, name)) {
      const setting = {
        sharpness: context.sharpness,
        inputs: this.dimensions,
        reals: this.#reals(),
        span,
        context,
        reporter: this.reporter,
      };
      return this.#orUnknown(makePrimitive(name, this.#passed(expression, context), setting));
    }
    if (name === 'unlisted' || name === 'match') {
      const operands = this.members(
        expression.arguments.map(({ value }) => value),
        context,
      );
      const setting = { dimensions: this.dimensions, span, context, reporter: this.reporter };
      return name === 'match' ? matchPattern(operands, setting) : this.#orUnknown(unlisted(operands, setting));
    }
    if (isOneOf(laterNames, name)) this.reporter.report(context, 'R0250', callee.span, { form: `\`${name}\`` });
    else if ([...claimNames, ...measureNames, ...meaningNames].some((known) => known === name)) {
      this.reporter.report(context, 'R0507', callee.span, { name });
    } else if (name === 'pi') this.reporter.report(context, 'R0231', callee.span, { name });
    return unknown;
  }

  #passed(expression: CallExpression, context: Context): PassedArgument[] {
    return expression.arguments.flatMap(({ name, value }) =>
      this.members([value], context).map((operand) => ({ ...operand, ...(name && { name }) })),
    );
  }

  #expandCall(
    declaration: LetDeclaration | RegionDeclaration,
    parameters: readonly Parameter[],
    expression: CallExpression,
    context: Context,
  ): Value {
    const name = declaration.name.text;
    if (context.depth >= this.#limits.callDepth) {
      this.reporter.report(context, 'R0912', expression.span, { limit: this.#limits.callDepth });
      throw new LimitReached();
    }
    const expected = parameters.map((parameter) => ({
      name: parameter.name.text,
      optional: parameter.default !== undefined,
    }));
    const passed = this.#passed(expression, context);
    const bound = bindArguments(name, passed, expected, expression.span, context, this.reporter);
    if (!bound) return unknown;
    const locals = new Map<string, Value>();
    const inner: Context = {
      locals,
      sharpness: this.contextOf(declaration).sharpness,
      call: context.call ?? expression.span,
      depth: context.depth + 1,
    };
    for (const parameter of parameters) {
      const given = bound.get(parameter.name.text)?.value;
      locals.set(parameter.name.text, given ?? (parameter.default ? this.evaluate(parameter.default, inner) : unknown));
    }
    const value = this.evaluate(declaration.value, inner);
    if (declaration.kind === 'let') return this.#notARegion(value, declaration, inner);
    return this.#orUnknown(this.asRegion(value, declaration.value.span, `\`region ${name}\``, inner));
  }

  #with(expression: WithExpression, context: Context): Value {
    const settings = expression.settings.map((setting) => this.#setting(setting, context));
    const target = unwrap(expression.value);
    if (settings.some(({ value }) => value.kind === 'unknown')) return unknown;
    if (target.kind === 'comparison' || (target.kind === 'call' && isOneOf(primitiveNames, target.callee.name.text))) {
      const banded = target.kind === 'comparison' ? target.band : undefined;
      const sharpness = sharpnessOf(settings, banded?.span, context, this.reporter);
      const value = sharpness ? this.evaluate(target, { ...context, sharpness }) : unknown;
      if (value.kind !== 'region' || !isCategorical(value.region)) return value;
      this.reporter.report(context, 'R0408', expression.settings[0]?.span ?? expression.span, {});
      return unknown;
    }
    if (target.kind === 'name' || target.kind === 'call') {
      const named = this.reporter.shown(target.span);
      this.reporter.report(
        context,
        'R0401',
        expression.settings[0]?.span ?? expression.span,
        { name: named },
        {
          fixes: [
            {
              title: `Make it a gate of its own: \`all of (${named})\``,
              safe: false,
              edits: [{ span: expression.value.span, text: `all of (${named})` }],
            },
          ],
        },
      );
      return unknown;
    }
    const width = settings.filter(({ setting }) => setting === 'width');
    const sharpness = width.length > 0 ? sharpnessOf(width, undefined, context, this.reporter) : context.sharpness;
    if (!sharpness) return unknown;
    const value = this.evaluate(target, { ...context, sharpness });
    const byHand = settings.filter(({ setting }) => setting !== 'width');
    if (value.kind !== 'region') {
      this.asRegion(value, target.span, '`with`', context);
      return unknown;
    }
    return byHand.length === 0 ? value : this.#orUnknown(gateSettings(value.region, byHand, context, this.reporter));
  }

  #setting({ setting, value, span }: Setting, context: Context): EvaluatedSetting {
    return { setting, value: this.evaluate(value, context), span, valueSpan: value.span };
  }

  #orUnknown(region: RegionExpression | undefined): Value {
    return region ? regionValue(region) : unknown;
  }

  /** Bounds what expansion makes, so that a small text cannot take all memory. */
  #count(span: Span, context: Context): void {
    this.#made += 1;
    if (this.#made <= expressionsPerRegion * this.#limits.regionNodes) return;
    this.reporter.report(context, 'R0910', span, { limit: this.#limits.regionNodes });
    throw new LimitReached();
  }
}

function unwrap(expression: Expression): Expression {
  return expression.kind === 'parenthesized' ? unwrap(expression.inner) : expression;
}

function isConstantOperator(operator: string): operator is Order | '==' | '!=' {
  return isOrder(operator) || operator === '==' || operator === '!=';
}

function isOrder(operator: string): operator is Order {
  return operator === '<=' || operator === '<' || operator === '>=' || operator === '>';
}

/** At most twelve digits, so that 2.9 does not read 2.9000000000000004. */
function tidyNumber(value: number): string {
  return String(Number(value.toPrecision(12)));
}
