import type { Random } from '../base/random.ts';
import { largestOf } from '../exec/forward.ts';
import type { Samples } from '../exec/fit.ts';
import type { HalfspaceUnit } from '../network/network.ts';

/**
 * Free hyperplanes of random direction, as the paper's section 6 suggests: in turn through a random training point and
 * touching the points of a class from one side, the classes one after the other. Rows are of length 1.
 */
export function freeHyperplanes(samples: Samples, count: number, gain: number, random: Random): HalfspaceUnit[] {
  const classes = rowsByAnswer(samples);
  const inputs = samples.points.length / samples.rows;
  return Array.from({ length: count }, (_, index) => {
    const rows = classes[index % classes.length] ?? [];
    const a = direction(inputs, random);
    const heights = rows.map((row) => heightAt(a, samples.points, row * inputs));
    const isTouching = Math.floor(index / classes.length) % 2 === 1;
    const beta = isTouching
      ? heights.reduce((most, height) => Math.max(most, height))
      : heights[random.below(rows.length)];
    return { kind: 'halfspace', a, beta: beta ?? 0, gain, frozen: false };
  });
}

/** The rows of each class, or of each side of the first output; without those that no row has. */
function rowsByAnswer({ rows, wanted }: Samples): number[][] {
  const answers = wanted.length / rows;
  const groups: number[][] = [];
  for (let row = 0; row < rows; row++) {
    const answer = answers === 1 ? Math.round(wanted[row] ?? 0) : largestOf(wanted, row, answers);
    (groups[answer] ??= []).push(row);
  }
  return groups.filter((group) => group.length > 0);
}

function direction(inputs: number, random: Random): number[] {
  const normal = Array.from({ length: inputs }, () => random.normal());
  const size = Math.hypot(...normal) || 1;
  return normal.map((value) => value / size);
}

function heightAt(a: readonly number[], points: Float64Array, start: number): number {
  return a.reduce((sum, value, j) => sum + value * (points[start + j] ?? 0), 0);
}
