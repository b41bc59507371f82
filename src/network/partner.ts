import { affinePad, roundingUnit, type Box, type Interval } from '../base/interval.ts';
import { generalisedRange, isPositiveDefinite, leastSquareRatio, type Rows } from '../base/linear-algebra.ts';
import { oneHotRange, type Space } from '../base/one-hot.ts';
import type { PrimitiveNode } from '../region/graph.ts';
import type { Primitive } from '../region/primitive.ts';
import { heightsOf, squaresOf } from '../region/primitive-range.ts';

/**
 * What f' of a unit can be where f of the text's primitive lies in a range, over a space (GUARANTEES 7, step 0):
 * f' = lambda f + rho with rho bounded on the box, for any lambda above 0. Ellipsoids and Gaussians are compared in
 * Q = norm(A x - b)^2, where rho is the difference of two quadratics. Infinite ends are no bound.
 */
export type Partner = (f: Interval, space: Space) => Interval;

/** With `all` multiples that can be the best, else with the one or two that mostly are. */
export function makePartner(unit: Primitive, node: PrimitiveNode, multiples: 'all' | 'few'): Partner {
  if (isSame(unit, node)) return (f) => f;
  if (unit.kind === 'halfspace' && node.kind === 'halfspace') return linearPartner(unit, node, multiples);
  if (unit.kind !== 'halfspace' && unit.kind === node.kind) return quadraticPartner(unit, node);
  return () => ({ lo: -Infinity, hi: Infinity });
}

/** Whether training left the primitive as it is in the text. */
export function isSame(unit: Primitive, node: PrimitiveNode): boolean {
  const equal = (a: readonly number[], b: readonly number[]): boolean =>
    a.length === b.length && a.every((x, i) => x === b[i]);
  switch (unit.kind) {
    case 'halfspace':
      return node.kind === 'halfspace' && unit.beta === node.beta && equal(unit.a, node.a);
    case 'quadric':
      return (
        node.kind === 'quadric' &&
        unit.alpha === node.alpha &&
        unit.beta === node.beta &&
        equal(unit.A.flat(), node.A.flat()) &&
        equal(unit.b, node.b)
      );
    case 'gaussian':
      return (
        node.kind === 'gaussian' &&
        unit.level === node.level &&
        equal(unit.factor.flat(), node.factor.flat()) &&
        equal(unit.mean, node.mean)
      );
  }
}

type Halfspace = Extract<Primitive, { readonly kind: 'halfspace' }>;
type Curved = Exclude<Primitive, Halfspace>;

/** The best multiples are the projection, and those at which a coordinate of rho vanishes. */
function linearPartner(unit: Halfspace, node: Halfspace, multiples: 'all' | 'few'): Partner {
  const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
  const projection = dot(unit.a, node.a) / dot(node.a, node.a);
  const ratios = multiples === 'few' ? [] : node.a.flatMap((x, i) => (x === 0 ? [] : [(unit.a[i] ?? 0) / x]));
  const rests = [...new Set([projection, ...ratios])]
    .filter((lambda) => lambda > 0 && Number.isFinite(lambda))
    .map((lambda) => ({
      lambda,
      a: unit.a.map((x, i) => x - lambda * (node.a[i] ?? 0)),
      beta: unit.beta - lambda * node.beta,
      sizes: unit.a.map((x, i) => Math.abs(x) + lambda * Math.abs(node.a[i] ?? 0)),
      size: Math.abs(unit.beta) + lambda * Math.abs(node.beta),
    }));
  return (f, space) => {
    let [lo, hi] = [-Infinity, Infinity];
    for (const { lambda, a, beta, sizes, size } of rests) {
      const rho = oneHotRange(a, beta, space);
      const pad = affinePad(
        a.length,
        space.box.reduce((sum, side, i) => sum + termSize(side) * (sizes[i] ?? 0), size),
      );
      lo = Math.max(lo, lambda * f.lo + rho.lo - pad - roundingUnit * Math.abs(lambda * f.lo));
      hi = Math.min(hi, lambda * f.hi + rho.hi + pad + roundingUnit * Math.abs(lambda * f.hi));
    }
    return { lo, hi };
  };
}

/** rho = Q' - lambda Q for one lambda. */
interface Difference {
  readonly lambda: number;
  /** Of the quadratic part of rho. */
  readonly M: Rows;
  /** Proved: -1 where rho is concave, 1 where it is convex. */
  readonly bend: -1 | 0 | 1;
}

function quadraticPartner(unit: Curved, node: Curved): Partner {
  const [own, text] = [rowsOf(unit), rowsOf(node)];
  const differences = multiplesFor(own, text).map((lambda) => differenceAt(own, text, lambda));
  return (f, { box }) => {
    const Q = squaresOf(node, f);
    let [lo, hi] = [0, Infinity];
    for (const difference of differences) {
      const rho = differenceRange(unit, node, difference, box);
      const { lambda } = difference;
      lo = Math.max(lo, (lambda * Q.lo + rho.lo) * (1 - 4 * roundingUnit));
      hi = Math.min(hi, (lambda * Q.hi + rho.hi) * (1 + 4 * roundingUnit));
    }
    // Nothing lies below 0: the unit is at its top, or f is never in the range.
    return heightsOf(unit, { lo, hi: Math.max(hi, 0) });
  };
}

function rowsOf(primitive: Curved): Rows {
  return primitive.kind === 'quadric' ? primitive.A : primitive.factor;
}

/**
 * The multiple that leaves least, and some at which rho is convex or concave: its least or largest value then lies at
 * a point, however large the box.
 */
function multiplesFor(own: Rows, text: Rows): number[] {
  const { least, most } = generalisedRange(own, text) ?? { least: 0, most: 0 };
  const spread = most - least + 1e-9 * most;
  const ends = most > 0 ? [0.05, 0.5].flatMap((share) => [least - share * spread, most + share * spread]) : [];
  return [leastSquareRatio(own, text), ...ends].filter((lambda) => lambda > 0 && Number.isFinite(lambda));
}

function differenceAt(own: Rows, text: Rows, lambda: number): Difference {
  const d = own[0]?.length ?? 0;
  const product = (rows: Rows, i: number, j: number): number =>
    rows.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0);
  const M = Array.from({ length: d }, (_, i) =>
    Array.from({ length: d }, (_unused, j) => product(own, i, j) - lambda * product(text, i, j)),
  );
  const square = (rows: Rows): number => rows.flat().reduce((sum, x) => sum + x * x, 0);
  // More than the rounding of M and of its decomposition.
  const slack = 16 * d * (d + own.length + text.length + 4) * roundingUnit * (square(own) + lambda * square(text));
  const shifted = (sign: 1 | -1): Rows => M.map((row, i) => row.map((x, j) => sign * x - (i === j ? slack : 0)));
  const bend = isPositiveDefinite(shifted(1)) ? 1 : isPositiveDefinite(shifted(-1)) ? -1 : 0;
  return { lambda, M, bend };
}

/** rho over the box, in mean-value form, and by a tangent plane where it bends one way. */
function differenceRange(unit: Curved, node: Curved, { lambda, M, bend }: Difference, box: Box): Interval {
  const at = (point: readonly number[]): { value: number; slope: number[]; size: number } => {
    const [own, text] = [residualsOf(unit, point), residualsOf(node, point)];
    const value = own.square - lambda * text.square;
    const slope = own.slope.map((x, i) => x - lambda * (text.slope[i] ?? 0));
    return { value, slope, size: own.size + lambda * text.size };
  };
  const centre = box.map(({ lo, hi }) => lo + (hi - lo) / 2);
  const reach = box.map(({ lo, hi }, i) => Math.max(hi - (centre[i] ?? 0), (centre[i] ?? 0) - lo));
  const { value, slope, size } = at(centre);
  let [lo, hi, spread] = [value, value, 0];
  for (const [i, row] of M.entries()) {
    const [g, m, r] = [slope[i] ?? 0, row[i] ?? 0, reach[i] ?? 0];
    lo += leastOnSide(g, m, r);
    hi -= leastOnSide(-g, -m, r);
    for (let j = i + 1; j < row.length; j++) {
      const cross = 2 * Math.abs(row[j] ?? 0) * r * (reach[j] ?? 0);
      [lo, hi, spread] = [lo - cross, hi + cross, spread + cross];
    }
    spread += Math.abs(g) * r + Math.abs(m) * r * r;
  }
  const share = 8 * (box.length + 2 * M.length + 8) * roundingUnit;
  const pad = share * (size + spread + sizeOver(unit, node, lambda, box));
  [lo, hi] = [lo - pad, hi + pad];
  if (bend === 0) return { lo, hi };
  const point = towardsExtreme({ value, slope, M }, centre, box);
  const tangent = at(point);
  const ends = box.map((side, i) => {
    const [g, x] = [tangent.slope[i] ?? 0, point[i] ?? 0];
    return bend * g > 0 ? g * (side.lo - x) : g * (side.hi - x);
  });
  const bound = ends.reduce((sum, x) => sum + x, tangent.value);
  const off =
    share * (tangent.size + sizeOver(unit, node, lambda, box) + ends.reduce((sum, x) => sum + Math.abs(x), 0));
  return bend === 1 ? { lo: Math.max(lo, bound - off), hi } : { lo, hi: Math.min(hi, bound + off) };
}

/** The least of g x + m x^2 for |x| <= r. */
function leastOnSide(g: number, m: number, r: number): number {
  return m > 0 && Math.abs(g) < 2 * m * r ? (-g * g) / (4 * m) : m * r * r - Math.abs(g) * r;
}

/** A few rounds of going, one coordinate at a time, to where the slope of a bent rho vanishes; any point will do. */
function towardsExtreme(
  { slope, M }: { readonly value: number; readonly slope: readonly number[]; readonly M: Rows },
  centre: readonly number[],
  box: Box,
): number[] {
  const point = [...centre];
  const gradient = [...slope];
  for (let round = 0; round < 4; round++) {
    for (const [i, row] of M.entries()) {
      const { lo, hi } = box[i] ?? { lo: 0, hi: 0 };
      const m = row[i] ?? 0;
      if (m === 0) continue;
      const x = point[i] ?? 0;
      const next = Math.min(hi, Math.max(lo, x - (gradient[i] ?? 0) / (2 * m)));
      for (let j = 0; j < gradient.length; j++) gradient[j] = (gradient[j] ?? 0) + 2 * (M[j]?.[i] ?? 0) * (next - x);
      point[i] = next;
    }
  }
  return point;
}

/** Q and its gradient at a point, and the size of the terms of which Q is made. */
function residualsOf(primitive: Curved, point: readonly number[]): { square: number; slope: number[]; size: number } {
  const from = primitive.kind === 'gaussian' ? point.map((x, i) => x - (primitive.mean[i] ?? 0)) : point;
  const slope = point.map(() => 0);
  let [square, size] = [0, 0];
  for (const [k, row] of rowsOf(primitive).entries()) {
    let rest = primitive.kind === 'quadric' ? -(primitive.b[k] ?? 0) : 0;
    let terms = Math.abs(rest);
    for (let j = 0; j < from.length; j++) {
      const term = (row[j] ?? 0) * (from[j] ?? 0);
      rest += term;
      terms += Math.abs(term);
    }
    for (let j = 0; j < slope.length; j++) slope[j] = (slope[j] ?? 0) + 2 * rest * (row[j] ?? 0);
    square += rest * rest;
    size += terms * terms;
  }
  return { square, slope, size };
}

/** The size of the terms of Q' and lambda Q anywhere in the box. */
function sizeOver(unit: Curved, node: Curved, lambda: number, box: Box): number {
  const sizeOf = (primitive: Curved): number =>
    rowsOf(primitive).reduce((total, row, k) => {
      const terms = row.reduce(
        (sum, x, j) => {
          const middle = primitive.kind === 'gaussian' ? Math.abs(primitive.mean[j] ?? 0) : 0;
          return sum + Math.abs(x) * (termSize(box[j] ?? { lo: 0, hi: 0 }) + middle);
        },
        primitive.kind === 'quadric' ? Math.abs(primitive.b[k] ?? 0) : 0,
      );
      return total + terms * terms;
    }, 0);
  return sizeOf(unit) + lambda * sizeOf(node);
}

function termSize({ lo, hi }: Interval): number {
  return Math.max(-lo, hi);
}
