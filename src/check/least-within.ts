import { affineRange, roundingUnit, type Box } from '../base/interval.ts';
import { oneHotRange, withLeastCategories, type Space } from '../base/one-hot.ts';
import type { Cut } from './cuts.ts';
import { lowest } from './dual-simplex.ts';

/** What cuts leave of a box. */
export interface Remainder {
  readonly space: Space;
  readonly cuts: readonly Cut[];
}

/** The least of an affine function over a part of the space. */
export interface LeastWithin {
  /** Proved, but for the rounding of the function's own coefficients; Infinity where the part is empty. */
  readonly bound: number;
  /** Where the function is least, to rounding. */
  readonly point: readonly number[];
  /** The size of the terms that the bound is made of. */
  readonly size: number;
}

/**
 * The least of <a, x> - beta within the cuts. The linear program is solved in floating point; the bound is made of its
 * prices alone, and any prices give a sound one (weak duality).
 */
export function leastWithin(a: ArrayLike<number>, beta: number, { space, cuts }: Remainder): LeastWithin {
  const { box } = space;
  const { prices, point, conflict } = lowest(a, cuts, box);
  if (conflict && isContradiction(priced(cuts, conflict, box), cuts.length, box)) {
    return { bound: Infinity, point, size: 0 };
  }
  const taken = priced(cuts, prices, box);
  const rest = box.map((_, j) => (a[j] ?? 0) - (taken.a[j] ?? 0));
  const least = oneHotRange(rest, beta - taken.beta, space).lo;
  const place = withLeastCategories(point, rest, space);
  let size = taken.size + Math.abs(beta) + Math.abs(taken.beta);
  for (const [j, { lo, hi }] of box.entries()) {
    size += Math.max(-lo, hi) * (Math.abs(a[j] ?? 0) + Math.abs(rest[j] ?? 0));
  }
  const bound = least - 2 * (cuts.length + box.length + 8) * roundingUnit * size;
  // Numbers too large to calculate with prove nothing.
  return { bound: Number.isNaN(bound) ? -Infinity : bound, point: place, size };
}

/** The sum of cuts at their prices: <a, x> >= beta wherever all of them hold. */
export interface Priced {
  readonly a: Float64Array;
  readonly beta: number;
  /** The size of all its terms over the box. */
  readonly size: number;
}

/** Prices not below 0 give a sum that holds, however they were found. */
export function priced(cuts: readonly Cut[], prices: Float64Array, box: Box): Priced {
  const a = new Float64Array(box.length);
  let [beta, size] = [0, 0];
  for (const [k, cut] of cuts.entries()) {
    const price = prices[k] ?? 0;
    if (price === 0) continue;
    beta += price * cut.beta;
    size += price * Math.abs(cut.beta);
    for (const [j, { lo, hi }] of box.entries()) {
      const x = price * (cut.a[j] ?? 0);
      a[j] = (a[j] as number) + x;
      size += Math.abs(x) * Math.max(-lo, hi);
    }
  }
  return { a, beta, size };
}

/** Whether no point of the box can hold the sum. */
function isContradiction({ a, beta, size }: Priced, count: number, box: Box): boolean {
  return affineRange([...a], beta, box).hi + 2 * (count + 8) * roundingUnit * size < 0;
}
