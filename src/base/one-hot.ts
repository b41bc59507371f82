import { affineRange, type Box, type Interval } from './interval.ts';
import type { Random } from './random.ts';

/** The coordinates of one categorical input: one of them is 1 and the others 0, or all are 0 where it is open. */
export interface OneHot {
  readonly input: string;
  /** Ascending, one per category. */
  readonly coordinates: readonly number[];
  readonly values: readonly (string | number)[];
  readonly open: boolean;
}

/** The points of a box with one category of each categorical input, or none where it is open. */
export interface Space {
  readonly box: Box;
  readonly oneHots: readonly OneHot[];
}

/** A coordinate of an input space, as far as it says whether it is one of a category. */
export interface Coordinate {
  readonly category?: { readonly input: string; readonly value: string | number; readonly open: boolean };
}

/** The categorical inputs of a space, in order. */
export function oneHotsOf(inputs: readonly Coordinate[]): OneHot[] {
  const byInput = new Map<string, { coordinates: number[]; values: (string | number)[]; open: boolean }>();
  for (const [coordinate, { category }] of inputs.entries()) {
    if (!category) continue;
    const known = byInput.get(category.input) ?? { coordinates: [], values: [], open: category.open };
    known.coordinates.push(coordinate);
    known.values.push(category.value);
    byInput.set(category.input, known);
  }
  return [...byInput].map(([input, known]) => ({ input, ...known }));
}

/** The point with each categorical input at the category that it is nearest to. */
export function complete(point: readonly number[], oneHots: readonly OneHot[]): number[] {
  const completed = [...point];
  for (const { coordinates, open } of oneHots) {
    const nearest = coordinates.reduce((best, i) => ((point[i] ?? 0) > (point[best] ?? 0) ? i : best));
    const isNone = open && (point[nearest] ?? 0) < 0.5;
    for (const i of coordinates) completed[i] = i === nearest && !isNone ? 1 : 0;
  }
  return completed;
}

/** Each real coordinate uniform, each categorical input uniform among the categories that the box leaves, and none. */
export function randomPoint({ box, oneHots }: Space, random: Random): number[] {
  const point = box.map(({ lo, hi }) => lo + (hi - lo) * random.uniform());
  for (const { coordinates, open } of oneHots) {
    const taken = coordinates.filter((i) => (box[i]?.lo ?? 0) > 0);
    const possible = taken.length > 0 ? taken : coordinates.filter((i) => (box[i]?.hi ?? 0) >= 1);
    const chosen = possible[random.below(possible.length + (open && taken.length === 0 ? 1 : 0))];
    for (const i of coordinates) point[i] = i === chosen ? 1 : 0;
  }
  return point;
}

/**
 * <a, x> - beta over a space, padded as `affineRange` is: an affine
 * function is least and largest at a choice of categories. A larger entry's rounding is less than what it is larger by,
 * so the pads of these two corners cover all others.
 */
export function oneHotRange(a: readonly number[], beta: number, space: Space): Interval {
  return {
    lo: affineRange(a, beta, corner(a, space, -1)).lo,
    hi: affineRange(a, beta, corner(a, space, 1)).hi,
  };
}

/** The point with each categorical input where <a, x> is least. */
export function withLeastCategories(point: readonly number[], a: readonly number[], space: Space): readonly number[] {
  if (space.oneHots.length === 0) return point;
  const least = corner(a, space, -1);
  const chosen = [...point];
  for (const { coordinates } of space.oneHots) {
    for (const i of coordinates) chosen[i] = least[i]?.hi === 1 && (least[i].lo === 1 || (a[i] ?? 0) < 0) ? 1 : 0;
  }
  return chosen;
}

/** The box with each categorical input at the category where sign * <a, x> is largest; what is settled stays. */
function corner(a: readonly number[], { box, oneHots }: Space, sign: 1 | -1): Box {
  const sides = [...box];
  for (const { coordinates, open } of oneHots) {
    if (coordinates.every((i) => (a[i] ?? 0) === 0) || coordinates.some((i) => (box[i]?.lo ?? 0) > 0)) continue;
    let best: number | undefined;
    let most = open ? 0 : -Infinity;
    for (const i of coordinates) {
      const gain = sign * (a[i] ?? 0);
      if ((box[i]?.hi ?? 0) >= 1 && gain > most) [best, most] = [i, gain];
    }
    for (const i of coordinates) sides[i] = i === best ? { lo: 1, hi: 1 } : { lo: 0, hi: 0 };
  }
  return sides;
}
