import type { Evaluate, Network } from 'regionc';
import type { Task } from '../page.ts';
import { compiled } from './compiled.ts';

/** The text of network (8), as seen from a page's folder. */
export const text8 = '../shared/network-8.region';

/** Network (8) with all weights and biases times `gamma`. */
export function network8({ read }: Task, gamma = 1): Network {
  const text = read(text8);
  return compiled('network-8.region', gamma === 1 ? text : text.replace('let g = 1', `let g = ${gamma}`));
}

/** What network (8) is to answer: the axis quadrants, the first class where x y < 0. */
export const quadrants: Evaluate = (points, rows) => {
  const wanted = new Float64Array(2 * rows);
  for (let row = 0; row < rows; row++) wanted.set(isFirst(points, row) ? [1, 0] : [0, 1], 2 * row);
  return wanted;
};

/** Whether a point belongs to the first class. */
export function isFirst(points: Float64Array, row: number): boolean {
  return (points[2 * row] ?? 0) * (points[2 * row + 1] ?? 0) < 0;
}

/** The boundary of the two classes, as a line of a picture. */
export const classLine = {
  name: 'boundary of the classes',
  at: (points: Float64Array, rows: number): Float64Array =>
    Float64Array.from({ length: rows }, (_, row) => (points[2 * row] ?? 0) * (points[2 * row + 1] ?? 0)),
};

/** The scalings of Figures 12 and 17. */
export const gammas = [1, 2, 3] as const;
