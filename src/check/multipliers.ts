import type { Box } from '../base/interval.ts';
import type { Cut } from './cuts.ts';

/** An affine function without what cuts take from it: <a, x> + constant, never above the whole where they hold. */
export interface Ascended {
  readonly a: readonly number[];
  readonly constant: number;
  /** The size of the terms that were taken off, over the box. */
  readonly size: number;
  /** The corners of the box where the whole is least, and where what is left is. */
  readonly corners: readonly (readonly number[])[];
}

/** How often all cuts have their turn. */
const rounds = 3;

/**
 * Multiples of cuts to take from <a, x>, so that its least value over the box is as large as can be: the best multiple
 * of one cut at a time, others as they are. Any multiples at or above 0 give a sound bound.
 */
export function ascend(a: ArrayLike<number>, cuts: readonly Cut[], box: Box): Ascended {
  const rest = Float64Array.from(a);
  const prices = new Float64Array(cuts.length);
  for (let round = 0; round < rounds && cuts.length > 0; round++) {
    let changed = false;
    for (const [k, cut] of cuts.entries()) {
      const before = prices[k] ?? 0;
      const price = bestPrice(rest, before, cut, box);
      if (price === before) continue;
      for (let j = 0; j < rest.length; j++) rest[j] = (rest[j] ?? 0) + (before - price) * (cut.a[j] ?? 0);
      prices[k] = price;
      changed = true;
    }
    if (!changed) break;
  }
  let [constant, size] = [0, 0];
  const left = Float64Array.from(a);
  for (const [k, cut] of cuts.entries()) {
    const price = prices[k] ?? 0;
    if (price === 0) continue;
    constant += price * cut.beta;
    size += price * Math.abs(cut.beta);
    for (const [j, { lo, hi }] of box.entries()) {
      const x = price * (cut.a[j] ?? 0);
      left[j] = (left[j] ?? 0) - x;
      size += Math.abs(x) * Math.max(-lo, hi);
    }
  }
  const cornerOf = (row: ArrayLike<number>): number[] => box.map(({ lo, hi }, j) => ((row[j] ?? 0) > 0 ? lo : hi));
  return { a: [...left], constant, size, corners: [cornerOf(a), ...(size > 0 ? [cornerOf(left)] : [])] };
}

/**
 * The multiple of one cut at which min <rest, x> + price beta is largest: concave in the price, with a bend where a
 * coordinate's coefficient changes its sign. `rest` is what is left at the price `before`.
 */
function bestPrice(rest: Float64Array, before: number, { a, beta }: Cut, box: Box): number {
  // Of the price: beta less <a, corner>, at price 0 and then past every bend.
  let slope = beta;
  const bends: { readonly at: number; readonly drop: number }[] = [];
  for (const [j, { lo, hi }] of box.entries()) {
    const weight = a[j] ?? 0;
    if (weight === 0) continue;
    const whole = (rest[j] ?? 0) + before * weight;
    const bend = whole / weight;
    if (bend > 0) bends.push({ at: bend, drop: Math.abs(weight) * (hi - lo) });
    // At price 0 the sign of the whole coefficient says which end is least; at 0 itself that of what comes next.
    const isPositive = whole === 0 ? weight < 0 : whole > 0;
    slope -= weight * (isPositive ? lo : hi);
  }
  if (slope <= 0) return 0;
  bends.sort((one, two) => one.at - two.at);
  for (const { at, drop } of bends) {
    slope -= drop;
    if (slope <= 0) return at;
  }
  // The cut leaves nothing of the box: more of it would only prove more.
  return bends.length > 0 ? 2 * (bends.at(-1)?.at ?? 0) : 0;
}
