import { affinePad, affineRange, roundingUnit, type Box, type Interval } from '../base/interval.ts';
import type { GaussianNode, QuadricNode, RegionGraph } from '../region/graph.ts';
import { evaluationPad, squaresOf } from '../region/primitive-range.ts';
import type { LinearSolution, LinearSolver } from './linear-solver.ts';

/** {<a, x> - beta >= 0}, closed. */
export interface Cut {
  readonly a: readonly number[];
  readonly beta: number;
}

/** A box whose sides give up less than this share is contracted no further, and never more often than `rounds`. */
const leastLoss = 0.02;
const rounds = 20;

/** A tableau of more is handed to a solver, where there is one; a smaller one is solved here before that has begun. */
const mostEntries = 16_000;

/**
 * The halfspaces that hold all over a part of the space where every primitive's f is known to lie in a closed range. A
 * quadric or Gaussian that is at least something bounds each of its rows; one that is at most something is no halfspace
 * and gives none alone.
 */
export function cutsOf({ nodes }: RegionGraph, known: readonly Interval[], box: Box): Cut[] {
  const own = nodes.flatMap((node, index) => {
    const { lo, hi } = known[index] ?? everything;
    if (lo === -Infinity && hi === Infinity) return [];
    switch (node.kind) {
      case 'halfspace':
        return [
          ...(lo > -Infinity ? [{ a: node.a, beta: up(node.beta, lo) }] : []),
          ...(hi < Infinity ? [{ a: node.a.map((x) => -x), beta: up(-node.beta, -hi) }] : []),
        ];
      case 'quadric':
        return lo > -Infinity ? slabs(node.A, node.b, radiusOf(node, lo), node.b) : [];
      case 'gaussian': {
        const products = node.factor.map((row) => row.map((x, i) => x * (node.mean[i] ?? 0)));
        const offsets = products.map((terms) => terms.reduce((sum, x) => sum + x, 0));
        const sizes = products.map((terms) => terms.reduce((sum, x) => sum + Math.abs(x), 0));
        return lo > -node.level ? slabs(node.factor, offsets, radiusOf(node, lo), sizes) : [];
      }
      case 'constant':
      case 'gate':
        return [];
    }
  });
  const quadrics = nodes.flatMap((node, index) => {
    const range = known[index] ?? everything;
    return node.kind === 'quadric' ? [{ node, ...range }] : [];
  });
  const inner = quadrics.filter(({ lo }) => lo > -Infinity);
  const outer = quadrics.filter(({ hi }) => hi < Infinity);
  return [...own, ...inner.flatMap((one) => outer.flatMap((two) => radicalCut(one, two, box) ?? []))];
}

const everything: Interval = { lo: -Infinity, hi: Infinity };

/** beta + f, a hair lower than it may round to: a cut takes nothing that f allows. */
function up(beta: number, f: number): number {
  return f === 0 ? beta : beta + f - 2 * roundingUnit * (Math.abs(beta) + Math.abs(f));
}

/** norm(A x - b) at most, where f is at least this. */
function radiusOf(node: QuadricNode | GaussianNode, f: number): number {
  return Math.sqrt(Math.max(0, squaresOf(node, { lo: f, hi: Infinity }).hi));
}

/**
 * Where one quadric is at least something and another of the same shape at most something, the difference of the two is
 * affine, and a point lies on the first one's side of it: two balls are told apart by a plane.
 */
function radicalCut(
  { node: holds, lo }: { readonly node: QuadricNode; readonly lo: number },
  { node: fails, hi }: { readonly node: QuadricNode; readonly hi: number },
  box: Box,
): Cut | undefined {
  if (holds === fails || holds.A.length !== fails.A.length) return undefined;
  if (!holds.A.every((row, i) => row.every((x, j) => x === fails.A[i]?.[j]))) return undefined;
  // holds - ratio fails = <a, x> - beta, and at least lo - ratio hi there.
  const ratio = holds.alpha / fails.alpha;
  const between = holds.b.map((x, i) => x - (fails.b[i] ?? 0));
  const a = box.map(
    (_, j) => 2 * holds.alpha * holds.A.reduce((sum, row, i) => sum + (row[j] ?? 0) * (between[i] ?? 0), 0),
  );
  const square = (b: readonly number[]): number => b.reduce((sum, x) => sum + x * x, 0);
  const beta = ratio * (fails.beta - hi) - (holds.beta - lo) + holds.alpha * (square(holds.b) - square(fails.b));
  // Both evaluations and these coefficients round; the pad of a quadric covers terms of every size that is met here.
  const pad = 4 * (evaluationPad(holds, box) + ratio * evaluationPad(fails, box));
  return { a, beta: beta - pad - 8 * roundingUnit * (Math.abs(lo) + ratio * Math.abs(hi)) };
}

/** Whether a cut takes anything of the box. */
export function takesOf({ a, beta }: Cut, box: Box): boolean {
  let least = -beta;
  for (const [j, { lo, hi }] of box.entries()) {
    const weight = a[j] ?? 0;
    least += weight > 0 ? weight * lo : weight * hi;
  }
  return least < 0;
}

/** The box without what the cuts take from its sides; undefined where nothing is left. */
export function contract(box: Box, cuts: readonly Cut[]): Box | undefined {
  if (cuts.length === 0) return box;
  const lows = Float64Array.from(box, ({ lo }) => lo);
  const highs = Float64Array.from(box, ({ hi }) => hi);
  for (let round = 0, shrinking = true; shrinking && round < rounds; round++) {
    shrinking = false;
    for (const cut of cuts) {
      const loss = contractBy(cut, lows, highs);
      if (loss === undefined) return undefined;
      shrinking ||= loss > leastLoss;
    }
  }
  return box.map((_, i) => ({ lo: lows[i] ?? 0, hi: highs[i] ?? 0 }));
}

/** The largest share that a side has lost; undefined where nothing is left. */
function contractBy({ a, beta }: Cut, lows: Float64Array, highs: Float64Array): number | undefined {
  // The most that <a, x> - beta can be: a coordinate may spend that much, no more, on leaving its better end.
  let [room, size] = [-beta, Math.abs(beta)];
  for (let i = 0; i < a.length; i++) {
    const weight = a[i] as number;
    if (weight === 0) continue;
    const [low, high] = [lows[i] as number, highs[i] as number];
    room += weight > 0 ? weight * high : weight * low;
    size += Math.abs(weight) * Math.max(-low, high);
  }
  room += affinePad(a.length, size);
  if (room < 0) return undefined;
  let loss = 0;
  for (let i = 0; i < a.length; i++) {
    const weight = a[i] as number;
    if (weight === 0) continue;
    const [low, high] = [lows[i] as number, highs[i] as number];
    const spend = room / Math.abs(weight);
    if (spend >= high - low) continue;
    const slack = 2 ** -50 * (Math.abs(low) + Math.abs(high) + spend);
    if (weight > 0) lows[i] = Math.max(low, high - spend - slack);
    else highs[i] = Math.min(high, low + spend + slack);
    loss = Math.max(loss, 1 - ((highs[i] as number) - (lows[i] as number)) / (high - low));
  }
  return loss;
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
