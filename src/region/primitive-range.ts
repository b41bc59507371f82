import { exp } from '../base/exponential.ts';
import { affinePad, affineRange, roundingUnit, type Box, type Interval } from '../base/interval.ts';
import { oneHotRange, type Space } from '../base/one-hot.ts';
import type { Primitive } from './primitive.ts';

/** f over the space, with whatever rounding it is evaluated; only halfspaces tell categories. */
export function primitiveRange(primitive: Primitive, space: Space): Interval {
  const { box } = space;
  switch (primitive.kind) {
    case 'halfspace':
      return oneHotRange(primitive.a, primitive.beta, space);
    case 'quadric': {
      const square = squareRange(
        primitive.A.map((row, i) => affineRange(row, primitive.b[i] ?? 0, box)),
        box.length,
      );
      return heightsOf(primitive, square);
    }
    case 'gaussian': {
      const square = squareRange(centredRows(primitive, box), box.length);
      return heightsOf(primitive, square);
    }
  }
}

/** f where Q = norm(A x - b)^2, of a Gaussian norm(factor (x - mean))^2, lies in a range. */
export function heightsOf(primitive: Curved, { lo, hi }: Interval): Interval {
  if (primitive.kind === 'gaussian') {
    // exp is right to 2 u; 8 u of 1 cover it, the halving and the difference.
    const pad = 16 * roundingUnit;
    return { lo: exp(-hi / 2) - primitive.level - pad, hi: exp(-lo / 2) - primitive.level + pad };
  }
  const { alpha, beta } = primitive;
  const pad = 4 * roundingUnit * (Math.abs(beta) + Math.abs(alpha) * hi);
  const [low, high] = alpha < 0 ? [lo, hi] : [hi, lo];
  return { lo: beta - alpha * low - pad, hi: beta - alpha * high + pad };
}

/** Q where f of a primitive of a text lies in a range; an upper end below 0 where f is never there. */
export function squaresOf(primitive: Curved, { lo, hi }: Interval): Interval {
  if (primitive.kind === 'gaussian') {
    const { level } = primitive;
    // 8 u of the sum's terms, and as much of the logarithm.
    const squareAt = (f: number, sign: 1 | -1): number => {
      const height = f + level - sign * 8 * roundingUnit * (Math.abs(f) + level);
      if (height <= 0) return Infinity;
      const square = -2 * Math.log(height);
      return square + sign * 2 ** -48 * (1 + Math.abs(square));
    };
    return { lo: Math.max(0, squareAt(hi, -1)), hi: squareAt(lo, 1) };
  }
  const { alpha, beta } = primitive;
  const squareAt = (f: number, sign: 1 | -1): number =>
    (beta - f + sign * 8 * roundingUnit * (Math.abs(beta) + Math.abs(f))) / alpha;
  return { lo: Math.max(0, squareAt(hi, -1)), hi: squareAt(lo, 1) };
}

type Curved = Exclude<Primitive, { readonly kind: 'halfspace' }>;

/** How far two evaluations of f at one point of the box can be apart, in whatever order they add. */
export function evaluationPad(primitive: Primitive, box: Box): number {
  const rowSize = (row: readonly number[], centre: readonly number[]): number =>
    row.reduce((sum, x, i) => {
      const { lo, hi } = box[i] ?? { lo: 0, hi: 0 };
      return sum + Math.abs(x) * (Math.max(-lo, hi) + Math.abs(centre[i] ?? 0));
    }, 0);
  const rounding = (n: number): number => 4 * (n + 8) * roundingUnit;
  switch (primitive.kind) {
    case 'halfspace':
      return affinePad(primitive.a.length, rowSize(primitive.a, []) + Math.abs(primitive.beta));
    case 'quadric': {
      const { A, b, alpha, beta } = primitive;
      const sizes = A.map((row, i) => rowSize(row, []) + Math.abs(b[i] ?? 0));
      return (
        rounding(box.length + A.length) * (Math.abs(alpha) * sizes.reduce((sum, x) => sum + x * x, 0) + Math.abs(beta))
      );
    }
    case 'gaussian': {
      // exp(-q^2 / 2) changes by at most exp(-1/2) times the change of q.
      const { factor, mean } = primitive;
      return rounding(box.length) * Math.hypot(...factor.map((row) => rowSize(row, mean))) + 16 * roundingUnit;
    }
  }
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
  const share = 2 * (rows.length + dimensions + 4) * roundingUnit;
  return { lo: lo * (1 - share), hi: hi * (1 + share) };
}

/** The rows of factor (x - mean): the difference first, as it is evaluated. */
function centredRows(
  { mean, factor }: Pick<Extract<Primitive, { readonly kind: 'gaussian' }>, 'mean' | 'factor'>,
  box: Box,
): Interval[] {
  const differences = box.map(({ lo, hi }, i) => {
    const middle = mean[i] ?? 0;
    const pad = roundingUnit * (Math.max(Math.abs(lo), Math.abs(hi)) + Math.abs(middle));
    return { lo: lo - middle - pad, hi: hi - middle + pad };
  });
  return factor.map((row) => affineRange(row, 0, differences));
}
