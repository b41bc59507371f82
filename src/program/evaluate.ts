import type { Expression, LetDeclaration, Member, NameExpression } from '../../grammar/ast.ts';
import type { Limits } from '../base/limits.ts';
import { writing } from '../base/fixes.ts';
import type { Span } from '../base/source.ts';
import { plain } from './arithmetic.ts';
import { builtinNames } from './builtin-names.ts';
import { evaluateCall } from './call.ts';
import { evaluateComparison } from './comparison.ts';
import type { Context, Reporter } from './context.ts';
import { builtinSharpness, LimitReached, type Evaluation, type FileScope, type InputPlace } from './evaluation.ts';
import { evaluateGate } from './gate.ts';
import { evaluateIndex, evaluateList, evaluateSet } from './lists.ts';
import type { Declared } from './declared.ts';
import { evaluateBinary, evaluateLogic, evaluateUnary } from './operators.ts';
import type { RegionExpression } from './program.ts';
import { expandMember } from './repeat.ts';
import { constant, constantOf, coordinate } from './symbolic.ts';
import { comparedNumber } from './slips.ts';
import { describe, numberValue, regionValue, shapeOf, unknown, type Operand, type Value } from './value.ts';
import { evaluateWith } from './with.ts';

/** Expressions evaluated for a region, when the limit on regions bounds the work: more than any written one has. */
const expressionsPerRegion = 5;

/** Gives expressions their values. Each `let` is evaluated once; a named region is left as a reference. */
export class Evaluator implements Evaluation {
  readonly reporter: Reporter;
  readonly inputs: ReadonlyMap<string, InputPlace>;
  readonly dimensions: number;
  readonly inputsComplete: boolean;
  readonly #files: ReadonlyMap<string, FileScope>;
  readonly limits: Limits;
  readonly #lets = new Map<LetDeclaration, Value>();
  readonly #inputValues = new Map<string, Value>();
  readonly #contexts = new Map<string, Context>();
  #made = 0;

  constructor(
    files: ReadonlyMap<string, FileScope>,
    inputs: ReadonlyMap<string, InputPlace>,
    { dimensions, complete }: { readonly dimensions: number; readonly complete: boolean },
    limits: Limits,
    reporter: Reporter,
  ) {
    this.#files = files;
    this.inputs = inputs;
    this.dimensions = dimensions;
    this.inputsComplete = complete;
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
        return evaluateList(expression, context, this);
      case 'set':
        return evaluateSet(expression, context, this);
      case 'gate':
        return evaluateGate(expression, context, this);
      case 'unary':
        return evaluateUnary(expression, context, this);
      case 'binary':
        return evaluateBinary(expression, context, this);
      case 'logic':
        return evaluateLogic(expression, context, this);
      case 'comparison':
        return evaluateComparison(expression, context, this);
      case 'index':
        return evaluateIndex(expression, context, this);
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
    return builtinNames.has(name) ? this.#functionUncalled(name, span, context) : unknown;
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

  /** Bounds what expansion makes, so that a small text cannot take all memory. */
  count(span: Span, context: Context): void {
    this.#made += 1;
    if (this.#made <= expressionsPerRegion * this.limits.regionNodes) return;
    this.reporter.report(context, 'R0910', span, { limit: this.limits.regionNodes });
    throw new LimitReached();
  }
}
