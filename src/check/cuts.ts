import type { QuadricNode, RegionGraph } from '../region/graph.ts';
import type { Kleene } from '../region/kleene.ts';
import { evaluationPad } from '../region/primitive-range.ts';
import type { Cell } from './ground.ts';
import type { LinearSolution, LinearSolver } from './linear-solver.ts';
import { affinePad, affineRange, type Box } from '../base/interval.ts';

/** {<a, x> - beta >= 0}, closed. */
export interface Cut {
  readonly a: readonly number[];
  readonly beta: number;
}

/** A box whose sides give up less than this share is contracted no further, and never more often than `rounds`. */
const leastLoss = 0.02;
const rounds = 20;

/** A tableau of more is handed to a solver, where there is one; a smaller one is solved here before that has begun. */
const mostEntries = 4000;

/**
 * The halfspaces that hold all over a cell by the sides it was cut to, boundaries included. A quadric or Gaussian
 * that holds bounds each of its rows; one that does not hold is no halfspace and gives none.
 */
export function cutsOf({ nodes }: RegionGraph, { box, sides }: Cell): Cut[] {
  const own = nodes.flatMap((node, index) => {
    const side = sides[index] ?? 0;
    if (side === 0) return [];
    switch (node.kind) {
      case 'halfspace':
        return [side === 1 ? { a: node.a, beta: node.beta } : { a: node.a.map((x) => -x), beta: -node.beta }];
      case 'quadric':
        return side === 1 ? slabs(node.A, node.b, Math.sqrt(node.beta / node.alpha), node.b) : [];
      case 'gaussian': {
        const products = node.factor.map((row) => row.map((x, i) => x * (node.mean[i] ?? 0)));
        const offsets = products.map((terms) => terms.reduce((sum, x) => sum + x, 0));
        const sizes = products.map((terms) => terms.reduce((sum, x) => sum + Math.abs(x), 0));
        return side === 1 ? slabs(node.factor, offsets, Math.sqrt(2 ** -48 - 2 * Math.log(node.level)), sizes) : [];
      }
      case 'constant':
      case 'gate':
        return [];
    }
  });
  const quadrics = (wanted: Kleene) =>
    nodes.flatMap((node, index) => (node.kind === 'quadric' && sides[index] === wanted ? [node] : []));
  const outer = quadrics(-1);
  return [...own, ...quadrics(1).flatMap((holds) => outer.flatMap((fails) => radicalCut(holds, fails, box) ?? []))];
}

/**
 * Where one quadric holds and another of the same shape does not, the difference of the two is affine, and a point
 * lies on the first one's side of it: two balls are told apart by a plane.
 */
function radicalCut(holds: QuadricNode, fails: QuadricNode, box: Box): Cut | undefined {
  if (holds.A.length !== fails.A.length) return undefined;
  if (!holds.A.every((row, i) => row.every((x, j) => x === fails.A[i]?.[j]))) return undefined;
  // holds - ratio fails = <a, x> - beta, and at least 0 there.
  const ratio = holds.alpha / fails.alpha;
  const between = holds.b.map((x, i) => x - (fails.b[i] ?? 0));
  const a = box.map(
    (_, j) => 2 * holds.alpha * holds.A.reduce((sum, row, i) => sum + (row[j] ?? 0) * (between[i] ?? 0), 0),
  );
  const square = (b: readonly number[]): number => b.reduce((sum, x) => sum + x * x, 0);
  const beta = ratio * fails.beta - holds.beta + holds.alpha * (square(holds.b) - square(fails.b));
  // Both evaluations and these coefficients round; the pad of a quadric covers terms of every size that is met here.
  const pad = 4 * (evaluationPad(holds, box) + ratio * evaluationPad(fails, box));
  return { a, beta: beta - pad };
}

/** The box without what the cuts take from its sides; undefined where nothing is left. */
export function contract(box: Box, cuts: readonly Cut[]): Box | undefined {
  let sides = [...box];
  let shrinking = cuts.length > 0;
  for (let round = 0; shrinking && round < rounds; round++) {
    shrinking = false;
    for (const { a, beta } of cuts) {
      // The most that <a, x> - beta can be: a coordinate may spend that much, no more, on leaving its better end.
      const room = affineRange(a, beta, sides).hi;
      if (room < 0) return undefined;
      const before = sides;
      sides = sides.map(({ lo, hi }, i) => {
        const weight = a[i] ?? 0;
        if (weight === 0) return { lo, hi };
        const spend = room / Math.abs(weight);
        const slack = 2 ** -50 * (Math.abs(lo) + Math.abs(hi) + spend);
        return weight > 0 ? { lo: Math.max(lo, hi - spend - slack), hi } : { lo, hi: Math.min(hi, lo + spend + slack) };
      });
      shrinking ||= sides.some(({ lo, hi }, i) => {
        const side = before[i];
        return side !== undefined && hi - lo < (1 - leastLoss) * (side.hi - side.lo);
      });
    }
  }
  return sides;
}

/**
 * The point of the box that lies deepest behind all cuts, and a proved bound on that depth: below 0, nothing of the
 * box is behind all of them. The depth of a cut is <a, x> - beta over the length of its row, in sides of the box.
 */
export function deepest(
  box: Box,
  cuts: readonly Cut[],
  solver?: LinearSolver,
): { readonly point: number[]; readonly bound: number } {
  const rows = cuts.map(({ a, beta }) => {
    const scaled = box.map(({ lo, hi }, i) => (a[i] ?? 0) * (hi - lo));
    const offset = box.reduce((sum, { lo }, i) => sum + (a[i] ?? 0) * lo, -beta);
    return { scaled, offset, length: Math.hypot(...scaled) || 1 };
  });
  const d = box.length;
  const lift = Math.max(0, ...rows.map(({ offset, length }) => -offset / length));
  // Maximise s over y in [0, 1]^d: length s - <scaled, y> <= offset + length lift, s counted from -lift.
  const matrix = rows.map(({ scaled, length }) => [...scaled.map((x) => -x), length]);
  const right = rows.map(({ offset, length }) => offset + length * lift);
  const isLarge = (cuts.length + d) * d > mostEntries;
  const handedOver = isLarge ? solver?.(matrix, right) : undefined;
  const { values, prices } = handedOver ?? simplex([...matrix, ...unitRows(d)], [...right, ...box.map(() => 1)], d);
  const point = box.map(({ lo, hi }, i) => Math.min(hi, Math.max(lo, lo + (values[i] ?? 0) * (hi - lo))));
  return { point, bound: boundBy(prices.slice(0, cuts.length), rows, box, cuts) };
}

/** Weak duality: whatever the prices, no depth is above the priced sum of all cuts over the box. */
function boundBy(
  prices: readonly number[],
  rows: readonly { readonly length: number }[],
  box: Box,
  cuts: readonly Cut[],
): number {
  const a = box.map(() => 0);
  let [beta, size, length] = [0, 0, 0];
  for (const [i, cut] of cuts.entries()) {
    const price = Math.max(0, prices[i] ?? 0);
    if (price === 0) continue;
    cut.a.forEach((x, j) => (a[j] = (a[j] ?? 0) + price * x));
    beta += price * cut.beta;
    length += price * (rows[i]?.length ?? 1);
    size +=
      price * box.reduce((sum, { lo, hi }, j) => sum + Math.abs(cut.a[j] ?? 0) * Math.max(-lo, hi), Math.abs(cut.beta));
  }
  if (length === 0) return Infinity;
  return (affineRange(a, beta, box).hi + affinePad(a.length + cuts.length, size)) / length;
}

/**
 * Maximises the last variable under rows x <= right, x >= 0, right >= 0: the simplex method on the dense tableau. The
 * prices are those of the rows; where it stops early they are worse, and what is made of them stays sound.
 */
function simplex(rows: readonly (readonly number[])[], right: readonly number[], last: number): LinearSolution {
  const tableau = rows.map((row, i) => [...row, right[i] ?? 0]);
  const objective = Array.from({ length: last + 2 }, (_, j) => (j === last ? -1 : 0));
  // Variable j < columns is an x, columns + i the slack of row i.
  const columns = last + 1;
  const basic = rows.map((_, i) => columns + i);
  const free = Array.from({ length: columns }, (_, j) => j);
  const most = 20 * (rows.length + columns);
  for (let step = 0; step < most; step++) {
    const enter = entering(objective, columns, free, step > most / 2);
    const leave = enter === undefined ? undefined : leaving(tableau, basic, enter, columns);
    if (enter === undefined || leave === undefined) break;
    pivot([...tableau, objective], tableau[leave] ?? [], leave, enter);
    [basic[leave], free[enter]] = [free[enter] ?? 0, basic[leave] ?? 0];
  }
  const values = Array.from({ length: columns }, () => 0);
  basic.forEach((variable, i) => variable < columns && (values[variable] = tableau[i]?.[columns] ?? 0));
  const prices = rows.map(() => 0);
  free.forEach((variable, j) => variable >= columns && (prices[variable - columns] = objective[j] ?? 0));
  return { values, prices };
}

/** The steepest column; with `first` the one of lowest index, which cannot cycle (Bland). */
function entering(
  objective: readonly number[],
  columns: number,
  free: readonly number[],
  first: boolean,
): number | undefined {
  let best: number | undefined;
  for (let j = 0; j < columns; j++) {
    const gain = objective[j] ?? 0;
    if (gain > -1e-12) continue;
    if (best === undefined || (first ? (free[j] ?? 0) < (free[best] ?? 0) : gain < (objective[best] ?? 0))) best = j;
  }
  return best;
}

function leaving(
  tableau: readonly (readonly number[])[],
  basic: readonly number[],
  enter: number,
  columns: number,
): number | undefined {
  let best: number | undefined;
  let least = Infinity;
  for (const [i, row] of tableau.entries()) {
    const slope = row[enter] ?? 0;
    if (slope < 1e-12) continue;
    const ratio = (row[columns] ?? 0) / slope;
    if (ratio < least || (ratio === least && (basic[i] ?? 0) < (basic[best ?? 0] ?? 0))) [best, least] = [i, ratio];
  }
  return best;
}

/** Exchanges the basic variable of the pivot row with the free one of the column, in every row. */
function pivot(all: readonly number[][], pivotRow: number[], at: number, column: number): void {
  const scale = pivotRow[column] ?? 1;
  for (const [i, row] of all.entries()) {
    const factor = row[column] ?? 0;
    if (i === at || factor === 0) continue;
    for (let j = 0; j < row.length; j++) {
      row[j] = j === column ? -factor / scale : (row[j] ?? 0) - (factor * (pivotRow[j] ?? 0)) / scale;
    }
  }
  for (let j = 0; j < pivotRow.length; j++) pivotRow[j] = (j === column ? 1 : (pivotRow[j] ?? 0)) / scale;
}

/**
 * Two halfspaces a row: norm(A x - b) <= radius bounds each of its entries. The radius is padded outward, for the
 * rounding of the norm and of an offset made of terms of this size.
 */
function slabs(
  A: readonly (readonly number[])[],
  b: readonly number[],
  radius: number,
  sizes: readonly number[],
): Cut[] {
  return A.flatMap((a, i) => {
    const offset = b[i] ?? 0;
    const wide = radius + 2 ** -36 * (radius + Math.abs(sizes[i] ?? 0));
    return [
      { a, beta: offset - wide },
      { a: a.map((x) => -x), beta: -offset - wide },
    ];
  });
}

function unitRows(d: number): number[][] {
  return Array.from({ length: d }, (_, i) => Array.from({ length: d + 1 }, (_unused, j) => (i === j ? 1 : 0)));
}
