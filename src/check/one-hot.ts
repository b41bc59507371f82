import { volumeShare, type Box } from '../base/interval.ts';
import type { GraphInput } from '../region/graph.ts';

/** The coordinates of one categorical input: one of them is 1 and the others 0, or all are 0 where it is open. */
export interface OneHot {
  readonly input: string;
  readonly coordinates: readonly number[];
  readonly values: readonly (string | number)[];
  readonly open: boolean;
}

export function oneHotsOf(inputs: readonly GraphInput[]): OneHot[] {
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

/** The box without what is no category; undefined where nothing is left. */
export function snap(box: Box, oneHots: readonly OneHot[]): Box | undefined {
  const sides = [...box];
  for (const { coordinates, open } of oneHots) {
    const taken = coordinates.filter((i) => (box[i]?.lo ?? 0) > 0);
    const possible = coordinates.filter((i) => (box[i]?.hi ?? 0) >= 1);
    const [chosen = open || possible.length !== 1 ? undefined : possible[0], ...others] = taken;
    if (others.length > 0 || (chosen !== undefined && !possible.includes(chosen))) return undefined;
    if (chosen === undefined && possible.length === 0 && !open) return undefined;
    for (const i of coordinates) {
      if (i === chosen) sides[i] = { lo: 1, hi: 1 };
      else if (chosen !== undefined || !possible.includes(i)) sides[i] = { lo: 0, hi: 0 };
    }
  }
  return sides;
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

/** The share of a snapped box in the whole: of categories, how many of them are left. */
export function shareOf(box: Box, whole: Box, oneHots: readonly OneHot[]): number {
  const categorical = new Set(oneHots.flatMap(({ coordinates }) => coordinates));
  const real = (sides: Box): Box => sides.filter((_, i) => !categorical.has(i));
  return oneHots.reduce(
    (share, oneHot) => (share * choices(box, oneHot)) / choices(whole, oneHot),
    volumeShare(real(box), real(whole)),
  );
}

function choices(box: Box, { coordinates, open }: OneHot): number {
  if (coordinates.some((i) => (box[i]?.lo ?? 0) > 0)) return 1;
  return coordinates.filter((i) => (box[i]?.hi ?? 0) >= 1).length + (open ? 1 : 0);
}
