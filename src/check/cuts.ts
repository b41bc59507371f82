import { affinePad, roundingUnit, type Box, type Interval } from '../base/interval.ts';
import type { GaussianNode, QuadricNode, RegionGraph } from '../region/graph.ts';
import { evaluationPad, squaresOf } from '../region/primitive-range.ts';

/** {<a, x> - beta >= 0}, closed. */
export interface Cut {
  readonly a: readonly number[];
  readonly beta: number;
}

/** A box whose sides give up less than this share is contracted no further, and never more often than `rounds`. */
const leastLoss = 0.02;
const rounds = 20;

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
