import { exp } from '../base/exponential.ts';
import { affineRange, roundingUnit, type Box, type Interval } from '../base/interval.ts';
import type { Primitive } from '../region/primitive.ts';
import { squaresOf } from '../region/primitive-range.ts';

/** constant + <a, x>, with the sizes of the terms that each part is made of, per unit of |k|. */
export interface Plane {
  readonly a: ArrayLike<number>;
  readonly constant: number;
  readonly sizes: ArrayLike<number>;
  readonly size: number;
}

/**
 * An affine function below k f over a box on which f is known to lie in `range`: f itself of a halfspace; of an
 * ellipsoid or Gaussian tangents and chords of the squares that it is made of, or the end of its range where that is
 * the higher bound.
 */
export function planeBelow(primitive: Primitive, k: number, range: Interval, box: Box): Plane {
  if (primitive.kind === 'halfspace') {
    const { a, beta } = primitive;
    return { a: a.map((x) => k * x), constant: -k * beta, sizes: a.map(Math.abs), size: Math.abs(beta) };
  }
  const end = k > 0 ? range.lo : range.hi;
  const flat: Plane = { a: [], constant: k * end, sizes: [], size: Math.abs(end) };
  const rows = rowsOver(primitive, box);
  const curved =
    primitive.kind === 'quadric' ? quadricPlane(primitive, k, rows) : gaussianPlane(primitive, k, rows, range);
  if (curved === undefined) return flat;
  const least = affineRange([...(curved.a as Float64Array)], -curved.constant, box).lo;
  return least > flat.constant ? curved : flat;
}

type Curved = Exclude<Primitive, { readonly kind: 'halfspace' }>;

/** A row y = <row, x> - offset of A x - b, and its range over the box. */
interface RowOver extends Interval {
  readonly row: readonly number[];
  readonly offset: number;
}

function rowsOver(primitive: Curved, box: Box): RowOver[] {
  if (primitive.kind === 'quadric') {
    return primitive.A.map((row, i) => {
      const offset = primitive.b[i] ?? 0;
      return { row, offset, ...affineRange(row, offset, box) };
    });
  }
  return primitive.factor.map((row) => {
    const offset = row.reduce((sum, x, j) => sum + x * (primitive.mean[j] ?? 0), 0);
    const size = row.reduce((sum, x, j) => sum + Math.abs(x * (primitive.mean[j] ?? 0)), 0);
    const pad = 2 * (row.length + 2) * roundingUnit * size;
    const { lo, hi } = affineRange(row, offset, box);
    return { row, offset, lo: lo - pad, hi: hi + pad };
  });
}

function quadricPlane(
  { alpha, beta }: Extract<Primitive, { readonly kind: 'quadric' }>,
  k: number,
  rows: readonly RowOver[],
): Plane {
  return squaresBelow(rows, -k * alpha, k * beta, Math.abs(alpha), Math.abs(beta));
}

/** exp bends upwards: a tangent is below it and a chord above. */
function gaussianPlane(
  primitive: Extract<Primitive, { readonly kind: 'gaussian' }>,
  k: number,
  rows: readonly RowOver[],
  range: Interval,
): Plane | undefined {
  const { level } = primitive;
  const over = sumOfSquares(rows);
  const known = squaresOf({ ...primitive }, range);
  const [lo, hi] = [Math.max(over.lo, known.lo), Math.min(over.hi, known.hi)];
  if (!(hi - lo > 1e-9 * (1 + hi))) return undefined;
  const pad = 64 * roundingUnit;
  if (k > 0) {
    const middle = (lo + hi) / 2;
    const slope = -exp(-middle / 2) / 2;
    const height = exp(-middle / 2) - slope * middle - level - pad * (1 + hi);
    return squaresBelow(rows, k * slope, k * height, -slope, 1 + level + hi);
  }
  const [top, bottom] = [exp(-lo / 2), exp(-hi / 2)];
  const slope = (bottom - top) / (hi - lo);
  const height = top - slope * lo - level + pad * (1 + hi);
  return squaresBelow(rows, k * slope, k * height, -slope, 1 + level + hi);
}

/** A plane below s sum y_i^2 + constant: chords where s is below 0, else tangents at the middle. */
function squaresBelow(rows: readonly RowOver[], s: number, constant: number, unitSize: number, size: number): Plane {
  const d = rows[0]?.row.length ?? 0;
  const a = new Float64Array(d);
  const sizes = new Float64Array(d);
  let [rest, restSize] = [constant, size];
  for (const { row, offset, lo, hi } of rows) {
    const slope = lo + hi;
    const middle = slope / 2;
    // y^2 <= (lo + hi) y - lo hi, and y^2 >= 2 m y - m^2.
    rest += s * ((s < 0 ? -lo * hi : -middle * middle) - slope * offset);
    restSize += unitSize * (Math.max(lo * lo, hi * hi) + Math.abs(slope * offset));
    for (let j = 0; j < d; j++) {
      const x = row[j] ?? 0;
      a[j] = (a[j] as number) + s * slope * x;
      sizes[j] = (sizes[j] as number) + unitSize * Math.abs(slope * x);
    }
  }
  return { a, constant: rest, sizes, size: restSize };
}

function sumOfSquares(rows: readonly RowOver[]): Interval {
  let [low, high] = [0, 0];
  for (const { lo, hi } of rows) {
    const least = lo > 0 ? lo : hi < 0 ? -hi : 0;
    low += least * least;
    high += Math.max(lo * lo, hi * hi);
  }
  const share = 2 * (rows.length + 4) * roundingUnit;
  return { lo: low * (1 - share), hi: high * (1 + share) };
}
