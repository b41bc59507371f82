import type { Argument, Expression } from '../../grammar/ast.ts';
import { isOneOf, meaningNames } from './builtin-names.ts';
import type { Context } from './context.ts';
import type { Evaluation } from './evaluation.ts';
import type { ClaimRegion, Input, RegionExpression } from './program.ts';

/** What the reading of claims needs besides values. */
export interface ClaimSetting {
  readonly evaluator: Evaluation;
  readonly inputs: readonly Input[];
  /** Whether a region depends on the input. */
  readonly dependsOn: (region: RegionExpression, input: number) => boolean;
  /** The classes that are `unknown`. */
  readonly unknown: ReadonlySet<string>;
}

/** A region of which the claim asks what a network keeps: something must be written of it. */
export function keptRegion(
  argument: Argument,
  place: string,
  context: Context,
  setting: ClaimSetting,
): ClaimRegion | undefined {
  const region = claimRegion(argument, place, context, setting);
  if (region?.name === undefined || !setting.unknown.has(region.name)) return region;
  setting.evaluator.reporter.report(context, 'R0509', argument.span, { name: region.name, asked: place });
  return undefined;
}

/** A region argument, perhaps inside `exact(...)` or `soft(...)`. */
export function claimRegion(
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

/** Whether one of the functions is called anywhere in the arithmetic of an expression. */
export function hasCall(expression: Expression, names: readonly string[]): boolean {
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
