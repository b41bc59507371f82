import type { CallExpression, LetDeclaration, Parameter, RegionDeclaration } from '../../grammar/ast.ts';
import { bindArguments, type PassedArgument } from './arguments.ts';
import { claimNames, functionNames, isOneOf, meaningNames, measureNames, primitiveNames } from './builtin-names.ts';
import { matchPattern, unlisted } from './category.ts';
import type { Context } from './context.ts';
import { LimitReached, type Evaluation } from './evaluation.ts';
import { applyFunction } from './functions.ts';
import { makePrimitive } from './primitive.ts';
import type { RegionExpression } from './program.ts';
import { regionValue, unknown, type Value } from './value.ts';

/** A call: a function of the file is expanded in place, a built-in one applied. */
export function evaluateCall(expression: CallExpression, context: Context, evaluation: Evaluation): Value {
  const { callee, span } = expression;
  const name = callee.name.text;
  const local = !callee.module && context.locals.has(name);
  const declared = local ? undefined : evaluation.declared(callee);
  if (declared) {
    const { declaration } = declared;
    if (evaluation.isBroken(declared)) return unknown;
    if ((declaration.kind === 'let' || declaration.kind === 'region') && declaration.parameters) {
      return expandCall(declaration, declaration.parameters, expression, context, evaluation);
    }
  }
  if (declared || local) {
    evaluation.reporter.report(context, 'R0231', callee.span, { name });
    return unknown;
  }
  if (callee.module) return unknown;
  if (isOneOf(functionNames, name)) {
    const operands = evaluation.members(
      expression.arguments.map(({ value }) => value),
      context,
    );
    return applyFunction(name, operands, span, context, evaluation.reporter);
  }
  if (isOneOf(primitiveNames, name)) {
    const setting = {
      sharpness: context.sharpness,
      inputs: evaluation.dimensions,
      reals: realPlaces(evaluation),
      inputsComplete: evaluation.inputsComplete,
      span,
      context,
      reporter: evaluation.reporter,
    };
    return orUnknown(makePrimitive(name, passedArguments(expression, context, evaluation), setting));
  }
  if (name === 'unlisted' || name === 'match') {
    const operands = evaluation.members(
      expression.arguments.map(({ value }) => value),
      context,
    );
    const setting = { dimensions: evaluation.dimensions, span, context, reporter: evaluation.reporter };
    return name === 'match' ? matchPattern(operands, setting) : orUnknown(unlisted(operands, setting));
  }
  if ([...claimNames, ...measureNames, ...meaningNames, 'accuracy'].some((known) => known === name)) {
    evaluation.reporter.report(context, 'R0507', callee.span, { name });
  } else if (name === 'pi') evaluation.reporter.report(context, 'R0231', callee.span, { name });
  return unknown;
}

function passedArguments(expression: CallExpression, context: Context, evaluation: Evaluation): PassedArgument[] {
  return expression.arguments.flatMap(({ name, value }) =>
    evaluation.members([value], context).map((operand) => ({ ...operand, ...(name && { name }) })),
  );
}

function expandCall(
  declaration: LetDeclaration | RegionDeclaration,
  parameters: readonly Parameter[],
  expression: CallExpression,
  context: Context,
  evaluation: Evaluation,
): Value {
  const name = declaration.name.text;
  if (context.depth >= evaluation.limits.callDepth) {
    evaluation.reporter.report(context, 'R0912', expression.span, { limit: evaluation.limits.callDepth });
    throw new LimitReached();
  }
  const expected = parameters.map((parameter) => ({
    name: parameter.name.text,
    optional: parameter.default !== undefined,
  }));
  const passed = passedArguments(expression, context, evaluation);
  const bound = bindArguments(name, passed, expected, expression.span, context, evaluation.reporter);
  if (!bound) return unknown;
  const locals = new Map<string, Value>();
  const inner: Context = {
    locals,
    sharpness: evaluation.contextOf(declaration).sharpness,
    call: context.call ?? expression.span,
    depth: context.depth + 1,
  };
  for (const parameter of parameters) {
    const given = bound.get(parameter.name.text)?.value;
    locals.set(
      parameter.name.text,
      given ?? (parameter.default ? evaluation.evaluate(parameter.default, inner) : unknown),
    );
  }
  const value = evaluation.evaluate(declaration.value, inner);
  if (declaration.kind === 'let') return evaluation.valueOfLet(value, declaration, inner);
  return orUnknown(evaluation.asRegion(value, declaration.value.span, `\`region ${name}\``, inner));
}

/** The places of the real coordinates: where a primitive without `over:` lives. */
function realPlaces({ inputs }: Evaluation): number[] {
  const places = [...inputs.values()].filter(({ categories }) => !categories);
  return places
    .flatMap(({ first, size = 1 }) => Array.from({ length: size }, (_, i) => first + i))
    .toSorted((a, b) => a - b);
}

function orUnknown(region: RegionExpression | undefined): Value {
  return region ? regionValue(region) : unknown;
}
