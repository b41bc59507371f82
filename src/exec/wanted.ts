import { headRefs } from '../region/roots.ts';
import type { RegionGraph } from '../region/graph.ts';
import type { Samples } from './compare.ts';
import { makeExactSets } from './exact-sets.ts';
import type { HeadLayout } from './parameters.ts';

/** A function of rows of points: a number, or several, a row. */
export type OfPoints = (points: Float64Array, rows: number) => Float64Array;

/**
 * What a text wants a network to answer at each point: rows x outputs, 1 where an output's exact set holds; of classes
 * 1 for the first in file order that holds, and nothing at all in a gap.
 */
export function wantedByText(text: RegionGraph): OfPoints {
  const refs = headRefs(text.head);
  const sets = makeExactSets(text, refs);
  const isClasses = text.head.kind === 'classes';
  return (points, rows) => {
    const wanted = Float64Array.from(sets(points, rows));
    if (!isClasses) return wanted;
    for (let row = 0; row < rows; row++) {
      const own = wanted.subarray(row * refs.length, (row + 1) * refs.length);
      const first = own.indexOf(1);
      if (first >= 0) own.fill(0, first + 1);
    }
    return wanted;
  };
}

/** Points as samples; one of which no class is wanted counts for nothing. */
export function wantedSamples(head: HeadLayout, points: Float64Array, rows: number, wantedAt: OfPoints): Samples {
  const wanted = wantedAt(points, rows);
  if (head.kind === 'outputs') return { rows, points, wanted };
  const classes = head.classes.length;
  const weights = Float64Array.from({ length: rows }, (_, row) =>
    wanted.subarray(row * classes, (row + 1) * classes).reduce((sum, share) => sum + share, 0),
  );
  return { rows, points, wanted, weights };
}
