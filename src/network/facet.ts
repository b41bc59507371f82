import { growthOf } from '../region/margin.ts';
import type { FirstUnit } from './network.ts';

/** What a network makes of one boundary of a region: where the others are settled and this one decides. */
export interface Facet {
  /** The unit of the first layer. */
  readonly unit: number;
  /** How far the network's boundary lies inside the region's own, below 0 outside: a distance (GUARANTEES 5). */
  readonly shift: number;
  /** The distance between the levels -c and c; Infinity where one is never reached. */
  readonly width: number;
  /** Proved: no settled surrounding shifts it further, or makes it wider; Infinity where not all were looked at. */
  readonly mostShift: number;
  readonly mostWidth: number;
}

/**
 * How far from {f = 0} a unit's f has this value, below 0 on the outside: the distance along the longest axis, where
 * a level lies farthest off. Infinite where f never has the value.
 */
export function distanceAt(unit: FirstUnit, f: number): number {
  const growth = growthOf(unit);
  switch (growth.kind) {
    case 'halfspace':
      return f / growth.norm;
    case 'quadric': {
      const { alpha, rho, least } = growth;
      const square = rho * rho - f / alpha;
      return square <= 0 ? Infinity : (rho - Math.sqrt(square)) / least;
    }
    case 'gaussian': {
      const { level, rho, least } = growth;
      const height = f + level;
      if (height <= 0 || height >= 1) return height <= 0 ? -Infinity : Infinity;
      return (rho - Math.sqrt(-2 * Math.log(height))) / least;
    }
  }
}

/** The worst of what a facet is in different surroundings: levels that are never reached are infinitely far. */
export function worstOf(unit: number, found: readonly Omit<Facet, 'unit'>[]): Facet {
  let shift = 0;
  for (const each of found) if (Math.abs(each.shift) > Math.abs(shift)) shift = each.shift;
  return {
    unit,
    shift,
    width: Math.max(...found.map(({ width }) => width)),
    mostShift: Math.max(...found.map(({ mostShift }) => mostShift)),
    mostWidth: Math.max(...found.map(({ mostWidth }) => mostWidth)),
  };
}

/** The distance between two levels; where both are infinitely far on one side neither is reached. */
export function widthBetween(one: number, two: number): number {
  return one === two && !Number.isFinite(one) ? Infinity : Math.abs(one - two);
}

/** What rounding can add to a number that was computed in closed form. */
export const withRounding = 1 + 1e-9;
