import type { Span } from '../base/source.ts';
import type { Context, Reporter } from './context.ts';
import type { RegionExpression, Sharpness } from './program.ts';
import { quadricOf, type QuadraticForm } from './quadratic.ts';
import { addScaled, denseLinear, isConstant, pairOf, type SymbolicNumber } from './symbolic.ts';

export type Order = '<=' | '<' | '>=' | '>';

export function isOrder(operator: string): operator is Order {
  return operator === '<=' || operator === '<' || operator === '>=' || operator === '>';
}

/** One link of a comparison between numbers, as a region: `<` and `>` are the complements of `>=` and `<=`. */
export function compareNumbers(
  left: SymbolicNumber,
  operator: Order,
  right: SymbolicNumber,
  sharpness: Sharpness,
  inputs: number,
  span: Span,
  context: Context,
  reporter: Reporter,
): RegionExpression | undefined {
  const strict = operator === '<' || operator === '>';
  const leftLarger = operator === '>=' || operator === '<';
  const difference = leftLarger ? addScaled(left, -1, right) : addScaled(right, -1, left);
  const region = nonNegative(difference, { sharpness, inputs, span, context, reporter });
  return region && strict ? { kind: 'not', region, span } : region;
}

interface Place {
  readonly sharpness: Sharpness;
  /** Dimensions of the input space. */
  readonly inputs: number;
  readonly span: Span;
  readonly context: Context;
  readonly reporter: Reporter;
}

/** {f >= 0}. */
function nonNegative(f: SymbolicNumber, place: Place): RegionExpression | undefined {
  const [maximum, ...maxima] = f.maxima;
  if (maximum) {
    // max_j g_j >= 0 where any g_j >= 0; with a negative coefficient where all are.
    const rest = { ...f, maxima };
    const regions = maximum.options.map((option) => nonNegative(addScaled(rest, maximum.coefficient, option), place));
    if (!regions.every((region) => region !== undefined)) return undefined;
    return {
      kind: 'gate',
      form: maximum.coefficient > 0 ? 'any' : 'all',
      members: regions.map((region) => ({ weight: 1, region })),
      span: place.span,
    };
  }
  if (f.norms.length > 0) return normRegion(f, place);
  if (f.quadratic.size > 0) return quadraticRegion(f, place);
  if (isConstant(f)) {
    place.reporter.report(place.context, 'R0310', place.span, {
      shown: place.reporter.shown(place.span),
      holds: f.constant >= 0,
    });
    return { kind: 'constant', value: f.constant >= 0, span: place.span };
  }
  return {
    kind: 'halfspace',
    a: denseLinear(f, place.inputs),
    beta: -f.constant,
    sharpness: place.sharpness,
    span: place.span,
  };
}

/** coefficient * norm(v) + constant >= 0: a ball of v, or what lies outside one. */
function normRegion(f: SymbolicNumber, place: Place): RegionExpression | undefined {
  const [norm, ...others] = f.norms;
  const { reporter, context, span } = place;
  if (!norm || others.length > 0 || f.linear.size > 0 || f.quadratic.size > 0) {
    reporter.report(context, 'R0241', span, { shown: reporter.shown(span) });
    return undefined;
  }
  const radius = -f.constant / norm.coefficient;
  if (!(radius > 0)) {
    reporter.report(context, 'R0303', span, { shown: reporter.shown(span), size: radius });
    return undefined;
  }
  const sign = norm.coefficient < 0 ? 1 : -1;
  return {
    kind: 'quadric',
    A: norm.vector.map((row) => denseLinear(row, place.inputs)),
    b: norm.vector.map((row) => (row.constant === 0 ? 0 : -row.constant)),
    alpha: sign,
    beta: sign * radius * radius,
    sharpness: bandOfDistance(place.sharpness, Math.abs(norm.coefficient), radius),
    span,
  };
}

/** A band is stated for the norm q; the unit is radius^2 - q^2, at least t (2 radius - t) where |q - radius| = t. */
function bandOfDistance(sharpness: Sharpness, coefficient: number, radius: number): Sharpness {
  if (sharpness.kind !== 'band') return sharpness;
  const t = sharpness.band / coefficient;
  return { kind: 'band', band: t < radius ? t * (2 * radius - t) : t * (2 * radius + t) };
}

function quadraticRegion(f: SymbolicNumber, place: Place): RegionExpression | undefined {
  const { reporter, context, span } = place;
  const used = [...new Set([...f.linear.keys(), ...[...f.quadratic.keys()].flatMap(pairOf)])].toSorted((i, j) => i - j);
  const position = new Map(used.map((input, i) => [input, i]));
  const Q = used.map(() => used.map(() => 0));
  for (const [key, coefficient] of f.quadratic) {
    const [i, j] = pairOf(key).map((input) => position.get(input) ?? 0) as [number, number];
    addTo(Q, i, j, coefficient / 2);
    addTo(Q, j, i, coefficient / 2);
  }
  const form: QuadraticForm = { Q, linear: used.map((input) => f.linear.get(input) ?? 0), constant: f.constant };
  const result = quadricOf(form);
  const shown = reporter.shown(span);
  switch (result.kind) {
    case 'indefinite':
      reporter.report(context, 'R0301', span, { shown, eigenvalues: result.eigenvalues });
      return undefined;
    case 'parabola':
      reporter.report(context, 'R0302', span, { shown });
      return undefined;
    case 'degenerate':
      reporter.report(context, 'R0303', span, { shown, size: result.size });
      return undefined;
    case 'quadric':
      return {
        kind: 'quadric',
        A: result.A.map((row) => spread(row, used, place.inputs)),
        b: result.b,
        alpha: result.alpha,
        beta: result.beta,
        sharpness: place.sharpness,
        span,
      };
  }
}

function addTo(rows: number[][], i: number, j: number, value: number): void {
  const row = rows[i];
  if (row) row[j] = (row[j] ?? 0) + value;
}

function spread(row: readonly number[], used: readonly number[], inputs: number): number[] {
  const full = Array.from<number>({ length: inputs }).fill(0);
  for (const [i, input] of used.entries()) full[input] = row[i] ?? 0;
  return full;
}

/** How a comparison of two constants turns out. */
export function compareConstants(a: number, operator: Order | '==' | '!=', b: number): boolean {
  switch (operator) {
    case '<=':
      return a <= b;
    case '<':
      return a < b;
    case '>=':
      return a >= b;
    case '>':
      return a > b;
    case '==':
      return a === b;
    case '!=':
      return a !== b;
  }
}
