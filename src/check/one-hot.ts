import { volumeShare, type Box } from '../base/interval.ts';
import type { OneHot } from '../base/one-hot.ts';

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
