import type {
  Expression,
  GateExpression,
  IndexExpression,
  LetDeclaration,
  LogicExpression,
  Member,
  NameExpression,
  SetExpression,
} from '../../grammar/ast.ts';
import type { Limits } from '../base/limits.ts';
import type { Fix } from '../base/diagnostic.ts';
import { writing } from '../base/fixes.ts';
import type { Span } from '../base/source.ts';
import { divide, multiply, negate, plain, power, sum, type Operand, type Term } from './arithmetic.ts';
import { functionNames, primitiveNames } from './builtin-names.ts';
import { evaluateCall } from './call.ts';
import { evaluateComparison } from './comparison.ts';
import type { Context, Reporter } from './context.ts';
import { builtinSharpness, LimitReached, type Evaluation, type FileScope, type InputPlace } from './evaluation.ts';
import { makeGate, membersOf } from './gate.ts';
import type { Declared } from './names.ts';
import type { GateForm, GateRegion, GateRegionMember, RegionExpression } from './program.ts';
import { expandMember, wholeNumber } from './repeat.ts';
import { constant, constantOf, coordinate } from './symbolic.ts';
import { comparedNumber } from './slips.ts';
import { describe, numberValue, regionValue, shapeOf, unknown, type Value } from './value.ts';
import { evaluateWith } from './with.ts';

/** Expressions evaluated for a region, when the limit on regions bounds the work: more than any written one has. */
const expressionsPerRegion = 5;

/** Gives expressions their values. Each `let` is evaluated once; a named region is left as a reference. */
export class Evaluator implements Evaluation {
  readonly reporter: Reporter;
  readonly inputs: ReadonlyMap<string, InputPlace>;
  readonly dimensions: number;
  readonly #files: ReadonlyMap<string, FileScope>;
  readonly limits: Limits;
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
    this.limits = limits;
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
    this.count(expression.span, context);
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
        return evaluateComparison(expression, context, this);
      case 'index':
        return this.#index(expression, context);
      case 'call':
        return evaluateCall(expression, context, this);
      case 'with':
        return evaluateWith(expression, context, this);
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
      const instead = comparedNumber(value, span, this);
      const fixes = instead === undefined ? [] : [writing(span, instead, false)];
      const data = { place, found: describe(value), shown, ...(instead !== undefined && { compared: instead }) };
      this.reporter.report(context, 'R0202', span, data, { fixes });
      return;
    }
    const written = this.reporter.textOf(span);
    const text = `all of ${written.startsWith('[') ? `(${written.slice(1, -1)})` : written}`;
    this.reporter.report(context, 'R0207', span, { place, shown }, { fixes: [writing(span, text, false)] });
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

  /** The members of a list or the arguments of a call, `for` expanded. */
  members(members: readonly Member[], context: Context): Operand[] {
    const operands: Operand[] = [];
    for (const member of members)
      expandMember(member, context, this, (expression, inner) => {
        operands.push({ value: this.evaluate(expression, inner), span: expression.span });
      });
    return operands;
  }

  #name(expression: NameExpression, context: Context): Value {
    const { name, module } = expression;
    const local = module ? undefined : context.locals.get(name.text);
    if (local) return local;
    const declared = this.declared(expression);
    if (!declared) return module ? unknown : this.#builtinName(name.text, expression.span, context);
    const { declaration } = declared;
    if (this.isBroken(declared)) return unknown;
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

  declared({ name, module, span }: NameExpression): Declared | undefined {
    const names = this.#fileOf(span)?.names;
    return module ? names?.modules.get(module.text)?.get(name.text) : names?.visible.get(name.text);
  }

  isBroken({ name, declaration }: Declared): boolean {
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
      const others = items.filter((item) => item !== open).map((item) => this.reporter.textOf(item.span));
      const fixes = others.length === 0 ? [] : [writing(span, `{${others.join(', ')}}`, false)];
      this.reporter.report(context, 'R0238', open.span, {}, { fixes });
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
    const value = this.valueOfLet(this.evaluate(declaration.value, context), declaration, context);
    this.#lets.set(declaration, value);
    return value;
  }

  valueOfLet(value: Value, declaration: LetDeclaration, context: Context): Value {
    if (value.kind !== 'region' && value.kind !== 'weighted') return value;
    const word = { ...declaration.span, end: declaration.span.start + 'let'.length };
    this.reporter.report(
      context,
      'R0206',
      declaration.name.span,
      { name: declaration.name.text },
      {
        fixes: [writing(word, 'region', true, 'declare it as a `region`')],
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
    const word = { file: expression.span.file, start: expression.span.start, end: listing.span.start };
    const head = { word: expression.gate, opening: word, ...(count && { count }), ...(margin && { margin }) };
    return members && makeGate(head, members, expression.span, context, this.reporter);
  }

  /** A name or call that stands for a list. */
  #listing(expression: Expression, context: Context): Operand[] | undefined {
    const value = this.evaluate(expression, context);
    if (value.kind === 'list') return value.items.map((item) => ({ value: item, span: expression.span }));
    if (value.kind !== 'unknown') {
      const { span } = expression;
      const data = {
        place: 'a gate',
        expected: 'a list of regions',
        found: describe(value),
        shown: this.reporter.shown(span),
      };
      const isRegion = value.kind === 'region' || value.kind === 'weighted';
      const fixes = isRegion ? [writing(span, `(${this.reporter.textOf(span)})`, true)] : [];
      this.reporter.report(context, 'R0201', span, data, { fixes });
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
      this.reporter.report(
        context,
        'R0215',
        span,
        { members: regions.length },
        { fixes: [this.#exactlyOne(operands, span)] },
      );
    const forms = { and: 'all', or: 'any', xor: 'parity' } as const satisfies Record<typeof operator, GateForm>;
    const members = regions.map((region, i): GateRegionMember => {
      const own = operands[i]?.span;
      return { weight: 1, region, ...(own && { span: own }) };
    });
    return { kind: 'gate', form: forms[operator], members, span };
  }

  #exactlyOne(operands: readonly Expression[], span: Span): Fix {
    return writing(span, `exactly 1 of (${operands.map((each) => this.reporter.textOf(each.span)).join(', ')})`, false);
  }

  #index(expression: IndexExpression, context: Context): Value {
    const target = this.evaluate(expression.target, context);
    const from = wholeNumber(expression.from, 'an index', context, this);
    const to = expression.to && wholeNumber(expression.to, 'an index', context, this);
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

  #orUnknown(region: RegionExpression | undefined): Value {
    return region ? regionValue(region) : unknown;
  }

  /** Bounds what expansion makes, so that a small text cannot take all memory. */
  count(span: Span, context: Context): void {
    this.#made += 1;
    if (this.#made <= expressionsPerRegion * this.limits.regionNodes) return;
    this.reporter.report(context, 'R0910', span, { limit: this.limits.regionNodes });
    throw new LimitReached();
  }
}
