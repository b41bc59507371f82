import type { Name } from '../../grammar/ast.ts';
import type { Fix } from '../base/diagnostic.ts';
import { writing } from '../base/fixes.ts';
import { nearest } from '../base/near.ts';
import type { Span } from '../base/source.ts';
import type { Context, Reporter } from './context.ts';
import type { Operand } from './value.ts';

/** An argument as evaluated. */
export interface PassedArgument extends Operand {
  readonly name?: Name;
}

interface ExpectedParameter {
  readonly name: string;
  readonly optional: boolean;
}

/**
 * Pairs arguments with parameters, positional ones first; undefined where one is unknown, given twice, missing or
 * too many.
 */
export function bindArguments(
  callee: string,
  passed: readonly PassedArgument[],
  parameters: readonly ExpectedParameter[],
  span: Span,
  context: Context,
  reporter: Reporter,
): ReadonlyMap<string, Operand> | undefined {
  const bound = new Map<string, Operand>();
  const known = parameters.map(({ name }) => name);
  let sound = true;
  for (const [i, { name, value, span: place }] of passed.entries()) {
    const parameter = name ? known.find((each) => each === name.text) : known[i];
    if (parameter === undefined) {
      sound = false;
      if (name) reportUnknown(callee, name, known, context, reporter);
      else {
        const data = { callee, given: passed.length, parameters: known };
        reporter.report(context, 'R0221', place, data, { fixes: asVector(passed, known, reporter) });
      }
    } else if (bound.has(parameter)) {
      sound = false;
      reporter.report(context, 'R0219', name?.span ?? place, { callee, argument: parameter });
    } else if (!name && passed.slice(0, i).some((earlier) => earlier.name)) {
      sound = false;
      const given = new Set(passed.map((each, at) => (each.name ? each.name.text : at < i ? known[at] : undefined)));
      const [only, ...others] = parameters.filter((each) => !each.optional && !given.has(each.name));
      const named = only && others.length === 0 ? `${only.name}: ${reporter.textOf(place)}` : undefined;
      reporter.report(
        context,
        'R0222',
        place,
        { callee },
        { fixes: named === undefined ? [] : [writing(place, named, false)] },
      );
    } else {
      bound.set(parameter, { value, span: place });
    }
    if (!sound) return undefined;
  }
  const missing = parameters.filter(({ name, optional }) => !optional && !bound.has(name)).map(({ name }) => name);
  if (missing.length === 0) return bound;
  reporter.report(context, 'R0220', span, { callee, missing });
  return undefined;
}

/** `f(x, y)` for a function of one thing was meant as `f([x, y])`. */
export function asVector(
  passed: readonly { readonly span: Span }[],
  parameters: readonly string[],
  reporter: Reporter,
): readonly Fix[] {
  const [first, last] = [passed[0], passed.at(-1)];
  if (!first || !last || parameters.filter((name) => name !== 'over').length !== 1) return [];
  const span = { ...first.span, end: last.span.end };
  return [writing(span, `[${reporter.textOf(span)}]`, false)];
}

function reportUnknown(
  callee: string,
  name: Name,
  known: readonly string[],
  context: Context,
  reporter: Reporter,
): void {
  const near = nearest(name.text, known);
  const data = { callee, argument: name.text, parameters: known, ...(near !== undefined && { near }) };
  reporter.report(context, 'R0218', name.span, data, {
    fixes: near === undefined ? [] : [writing(name.span, near, false, `change to \`${near}\``)],
  });
}
