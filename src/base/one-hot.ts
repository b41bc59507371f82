import type { Box } from './interval.ts';
import type { Random } from './random.ts';

/** The coordinates of one categorical input: one of them is 1 and the others 0, or all are 0 where it is open. */
export interface OneHot {
  readonly input: string;
  /** Ascending, one per category. */
  readonly coordinates: readonly number[];
  readonly values: readonly (string | number)[];
  readonly open: boolean;
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

/** A point of the box, each coordinate uniform, each categorical input uniform among its categories and none if open. */
export function randomPoint(box: Box, oneHots: readonly OneHot[], random: Random): number[] {
  const point = box.map(({ lo, hi }) => lo + (hi - lo) * random.uniform());
  for (const { coordinates, open } of oneHots) {
    const chosen = random.below(coordinates.length + (open ? 1 : 0));
    for (const [k, i] of coordinates.entries()) point[i] = k === chosen ? 1 : 0;
  }
  return point;
}
