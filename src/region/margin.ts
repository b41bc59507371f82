import { outsideRange, singularValues } from '../base/linear-algebra.ts';
import { gainFor, logit } from '../base/sigmoid.ts';
import type { PrimitiveNode, RegionGraph } from './graph.ts';
import type { Primitive } from './primitive.ts';

/**
 * How fast |f| grows with the distance from {f = 0} (GUARANTEES 2). `rho` is norm(A x - b) on the boundary; `least`
 * and `most` are the smallest and largest singular values of A, those that are zero left out.
 */
export type Growth =
  | { readonly kind: 'halfspace'; readonly norm: number }
  | {
      readonly kind: 'quadric';
      readonly alpha: number;
      readonly rho: number;
      readonly least: number;
      readonly most: number;
    }
  | {
      readonly kind: 'gaussian';
      readonly level: number;
      readonly rho: number;
      readonly least: number;
      readonly most: number;
    };

export function growthOf(primitive: Primitive): Growth {
  switch (primitive.kind) {
    case 'halfspace':
      return { kind: 'halfspace', norm: Math.hypot(...primitive.a) };
    case 'quadric': {
      const { A, b, alpha, beta } = primitive;
      // The part of b that A cannot reach only lowers f (GUARANTEES 2, Ellipsoid).
      const height = Math.max(0, beta - alpha * outsideRange(A, b));
      return { kind: 'quadric', alpha, rho: Math.sqrt(height / alpha), ...stretch(A) };
    }
    case 'gaussian':
      return {
        kind: 'gaussian',
        level: primitive.level,
        rho: Math.sqrt(-2 * Math.log(primitive.level)),
        ...stretch(primitive.factor),
      };
  }
}

/** m(d): a lower bound of |f| at every point at distance d or more from {f = 0}; Infinity at d = Infinity. */
export function margin(growth: Growth, distance: number): number {
  if (distance === Infinity) return Infinity;
  switch (growth.kind) {
    case 'halfspace':
      return growth.norm * distance;
    case 'quadric': {
      const { alpha, rho, least } = growth;
      const q = least * distance;
      return alpha * q * (q < rho ? 2 * rho - q : 2 * rho + q);
    }
    case 'gaussian': {
      const { level, rho, least } = growth;
      const q = least * distance;
      const outside = -Math.expm1(-q * (rho + q / 2));
      return level * (q < rho ? Math.min(Math.expm1(q * (rho - q / 2)), outside) : outside);
    }
  }
}

/** The inverse of `margin`: the least d with m(d) >= f; Infinity where no distance gives so much. Needs f > 0. */
export function reach(growth: Growth, f: number): number {
  switch (growth.kind) {
    case 'halfspace':
      return f / growth.norm;
    case 'quadric': {
      const { alpha, rho, least } = growth;
      const share = f / alpha;
      const inside = Math.min(rho, inwards(rho, share));
      return (share <= 3 * rho * rho ? inside : outwards(rho, share)) / least;
    }
    case 'gaussian': {
      const { level, rho, least } = growth;
      if (f >= level) return Infinity;
      return Math.max(inwards(rho, 2 * Math.log1p(f / level)), outwards(rho, -2 * Math.log1p(-f / level))) / least;
    }
  }
}

/** Where a primitive is known, and what its unit must be for that. */
export interface Band {
  /** eps: every point farther than this from {f = 0} is known. */
  readonly tolerance: number;
  /** tau: |f| from which on a point is known. */
  readonly tau: number;
  /** The gain at which the unit has the wanted confidence there. */
  readonly gain: number;
}

/** The band of a primitive by its sharpness, at the confidence its unit needs; `box` gives the range of each input. */
export function bandOf(node: PrimitiveNode, box: RegionGraph['inputs'], confidence: number): Band {
  const growth = growthOf(node);
  const { sharpness } = node;
  const wide = (tolerance: number): Band => {
    const tau = margin(growth, tolerance);
    return { tolerance, tau, gain: gainFor(confidence, tau) };
  };
  switch (sharpness.kind) {
    case 'width':
      return wide(sharpness.width / 2);
    case 'share':
      return wide((sharpness.share * extent(node, growth, box)) / 2);
    case 'band':
      return {
        tolerance: reach(growth, sharpness.band),
        tau: sharpness.band,
        gain: gainFor(confidence, sharpness.band),
      };
    case 'category':
      return { tolerance: 0, tau: categoryHeight, gain: gainFor(confidence, categoryHeight) };
    case 'gain': {
      const tau = logit(confidence) / sharpness.gain;
      return { tolerance: reach(growth, tau), tau, gain: sharpness.gain };
    }
  }
}

/** tau of a primitive that is known farther than `tolerance` from its boundary: |f| there. */
export function tauAt(node: PrimitiveNode, tolerance: number): number {
  return node.sharpness.kind === 'category' && tolerance === 0 ? categoryHeight : margin(growthOf(node), tolerance);
}

/** |f| of a test of categories, at every point there is. */
const categoryHeight = 0.5;

/** What a percent width is a share of: the box along the normal, or twice the shortest semi-axis (LANGUAGE section 5). */
export function extent(node: PrimitiveNode, growth: Growth, box: RegionGraph['inputs']): number {
  if (growth.kind !== 'halfspace') return (2 * growth.rho) / growth.most;
  if (node.kind !== 'halfspace') throw new Error('the growth is of another primitive');
  return node.a.reduce((sum, a, i) => sum + Math.abs(a) * sizeOf(box[i]), 0) / growth.norm;
}

function sizeOf(input: RegionGraph['inputs'][number] | undefined): number {
  return input ? input.hi - input.lo : 0;
}

function stretch(rows: readonly (readonly number[])[]): { readonly least: number; readonly most: number } {
  const values = singularValues(rows);
  const most = values[0] ?? 0;
  const least = values.findLast((value) => value > 1e-12 * most) ?? 0;
  return { least, most };
}

/** q with q (2 rho - q) = share on the way to the centre; rho where the centre has less. */
function inwards(rho: number, share: number): number {
  const rest = rho * rho - share;
  return rest <= 0 ? rho : share / (rho + Math.sqrt(rest));
}

/** q with q (2 rho + q) = share. */
function outwards(rho: number, share: number): number {
  return share / (rho + Math.sqrt(rho * rho + share));
}
