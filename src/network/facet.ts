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
  /** Whether these are the worst of all settled surroundings, and not only of those that were looked at. */
  readonly exact: boolean;
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

/** The facet of worse width, or of worse shift: levels that are never reached are infinitely far. */
export function worstOf(unit: number, found: readonly Pick<Facet, 'shift' | 'width'>[], exact: boolean): Facet {
  let shift = 0;
  let width = 0;
  for (const each of found) {
    if (Math.abs(each.shift) > Math.abs(shift)) shift = each.shift;
    // Two levels on the same infinite side have no difference: none of them is reached.
    width = Math.max(width, Number.isNaN(each.width) ? Infinity : each.width);
  }
  return { unit, shift, width, exact };
}
