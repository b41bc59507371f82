import type { ClassSubject } from './picture.ts';

/** Per row the class that the network gives, or the text where there is no network. */
export function classesOf({ names, exact, network }: ClassSubject, points: Float64Array, rows: number): Int32Array {
  if (network === undefined) return Int32Array.from(exact?.(points, rows) ?? []);
  const { scores } = network(points, rows);
  return Int32Array.from({ length: rows }, (_, row) => winner(scores, row, names.length));
}

/** The index of the largest score, the first of equals. */
export function winner(scores: Float64Array, row: number, classes: number): number {
  let best = 0;
  for (let index = 1; index < classes; index++) {
    if ((scores[row * classes + index] as number) > (scores[row * classes + best] as number)) best = index;
  }
  return best;
}
