import { tanh } from './exponential.ts';

/** All numbers from lo to hi, both included. */
export interface Interval {
  readonly lo: number;
  readonly hi: number;
}

/** The smallest interval that holds both. */
export function hull(a: Interval, b: Interval): Interval {
  return { lo: Math.min(a.lo, b.lo), hi: Math.max(a.hi, b.hi) };
}

/** A box of the input space: one closed interval per coordinate. Ranges over it are padded outward (GUARANTEES 7). */
export type Box = readonly Interval[];

/** Half an ulp of 1: one rounding to nearest is at most this share off. */
export const roundingUnit = 2 ** -53;

/**
 * <a, x> - beta over the box. The pad covers this sum's rounding and once more the rounding of any evaluation of
 * the row at a point of the box, in whatever order it adds: the sign of a range is the sign of every evaluation.
 */
export function affineRange(a: readonly number[], beta: number, box: Box): Interval {
  let lo = -beta;
  let hi = -beta;
  let size = Math.abs(beta);
  for (let i = 0; i < a.length; i++) {
    const weight = a[i] ?? 0;
    const side = box[i];
    if (weight === 0 || side === undefined) continue;
    lo += weight * (weight > 0 ? side.lo : side.hi);
    hi += weight * (weight > 0 ? side.hi : side.lo);
    size += Math.abs(weight) * Math.max(Math.abs(side.lo), Math.abs(side.hi));
  }
  const pad = affinePad(a.length, size);
  return { lo: lo - pad, hi: hi + pad };
}

/** How far two evaluations of a row of n terms can be apart; `size` is the sum of its absolute terms. */
export function affinePad(n: number, size: number): number {
  return 2 * (n + 4) * roundingUnit * size + Number.MIN_VALUE;
}

/** sigma_gain over an interval of its argument: right to 10 u of 1, and never outside [-1, 1]. */
export function sigmaRange(gain: number, argument: Interval): Interval {
  const pad = 10 * roundingUnit;
  return {
    lo: Math.max(-1, tanh((gain * argument.lo) / 2) - pad),
    hi: Math.min(1, tanh((gain * argument.hi) / 2) + pad),
  };
}

/** The middle of a box, inside it whatever the rounding. */
export function centreOf(box: Box): number[] {
  return box.map(({ lo, hi }) => Math.min(hi, Math.max(lo, lo + (hi - lo) / 2)));
}

/** The two halves of a box along a coordinate; both hold what lies between them. */
export function halvesAlong(box: Box, at: number): [Box, Box] {
  const middle = centreOf(box)[at] ?? 0;
  return [
    box.map((side, i) => (i === at ? { lo: side.lo, hi: middle } : side)),
    box.map((side, i) => (i === at ? { lo: middle, hi: side.hi } : side)),
  ];
}

/** The product of the sides that have an extent in `whole`, as a share of its volume. */
export function volumeShare(box: Box, whole: Box): number {
  let share = 1;
  for (let i = 0; i < box.length; i++) {
    const side = box[i];
    const full = whole[i];
    if (side === undefined || full === undefined || full.hi <= full.lo) continue;
    share *= Math.max(0, side.hi - side.lo) / (full.hi - full.lo);
  }
  return share;
}
