import type { Interval } from '../base/interval.ts';
import type { Primitive } from '../region/primitive.ts';

/** A box of the input space: one closed interval per coordinate. Ranges over it are padded outward (GUARANTEES 7). */
export type Box = readonly Interval[];

/** Half an ulp of 1: one rounding to nearest is at most this share off. */
const unit = 2 ** -53;

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
  return 2 * (n + 4) * unit * size + Number.MIN_VALUE;
}

/** f over the box, with whatever rounding it is evaluated. */
export function primitiveRange(primitive: Primitive, box: Box): Interval {
  switch (primitive.kind) {
    case 'halfspace':
      return affineRange(primitive.a, primitive.beta, box);
    case 'quadric': {
      const square = squareRange(
        primitive.A.map((row, i) => affineRange(row, primitive.b[i] ?? 0, box)),
        box.length,
      );
      return quadricOf(primitive, square);
    }
    case 'gaussian': {
      const square = squareRange(centredRows(primitive, box), box.length);
      return gaussianOf(primitive.level, square);
    }
  }
}

/** sigma_gain over an interval of its argument: right to 10 u of 1, and never outside [-1, 1]. */
export function sigmaRange(gain: number, argument: Interval): Interval {
  const pad = 10 * unit;
  return {
    lo: Math.max(-1, Math.tanh((gain * argument.lo) / 2) - pad),
    hi: Math.min(1, Math.tanh((gain * argument.hi) / 2) + pad),
  };
}

/** The middle of a box, inside it whatever the rounding. */
export function centreOf(box: Box): number[] {
  return box.map(({ lo, hi }) => Math.min(hi, Math.max(lo, lo + (hi - lo) / 2)));
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

/** The sum of squares of rows with these ranges. */
function squareRange(rows: readonly Interval[], dimensions: number): Interval {
  let lo = 0;
  let hi = 0;
  for (const row of rows) {
    const low = row.lo > 0 ? row.lo : row.hi < 0 ? -row.hi : 0;
    const high = Math.max(Math.abs(row.lo), Math.abs(row.hi));
    lo += low * low;
    hi += high * high;
  }
  const share = 2 * (rows.length + dimensions + 4) * unit;
  return { lo: lo * (1 - share), hi: hi * (1 + share) };
}

function quadricOf({ alpha, beta }: { readonly alpha: number; readonly beta: number }, square: Interval): Interval {
  const pad = 4 * unit * (beta + alpha * square.hi);
  return { lo: beta - alpha * square.hi - pad, hi: beta - alpha * square.lo + pad };
}

function gaussianOf(level: number, square: Interval): Interval {
  // exp is right to an ulp or two; 8 u of 1 covers it, the halving and the difference.
  const pad = 16 * unit;
  return { lo: Math.exp(-square.hi / 2) - level - pad, hi: Math.exp(-square.lo / 2) - level + pad };
}

/** The rows of factor (x - mean): the difference first, as it is evaluated. */
function centredRows(
  { mean, factor }: Pick<Extract<Primitive, { readonly kind: 'gaussian' }>, 'mean' | 'factor'>,
  box: Box,
): Interval[] {
  const differences = box.map(({ lo, hi }, i) => {
    const middle = mean[i] ?? 0;
    const pad = unit * (Math.max(Math.abs(lo), Math.abs(hi)) + Math.abs(middle));
    return { lo: lo - middle - pad, hi: hi - middle + pad };
  });
  return factor.map((row) => affineRange(row, 0, differences));
}
