import { makeRandom, type Network, type Samples } from 'regionc';
import type { Task } from '../page.ts';
import { compiled } from './compiled.ts';

/** The text of section 5's network, as seen from a page's folder. */
export const stripText = '../shared/strip.region';

/** Two classes, x >= 0 and below, over [-half, half] x [-1, 1]. */
export interface Strip {
  readonly half: number;
  readonly samples: Samples;
}

/** `rows` samples, half of each class: two of each at (+-0.05, +-0.9), the others uniform beyond +-0.05. */
export function drawnStrip(half: number, rows: number, seed: number): Strip {
  const random = makeRandom(seed);
  const points = Array.from({ length: rows }, (_, row) => {
    const side = row % 2 === 0 ? 1 : -1;
    if (row < 4) return [side * 0.05, row < 2 ? 0.9 : -0.9];
    return [side * (0.05 + (half - 0.05) * random.uniform()), 2 * random.uniform() - 1];
  });
  return stripOf(half, Float64Array.from(points.flat()));
}

/** A regular grid in place of the samples: their density without chance. */
export function evenStrip(half: number, columns: number, rows: number): Strip {
  const points = Array.from({ length: columns * rows }, (_, index) => [
    -half + (((index % columns) + 0.5) * 2 * half) / columns,
    -1 + (Math.floor(index / columns) + 0.5) * (2 / rows),
  ]);
  return stripOf(half, Float64Array.from(points.flat()));
}

function stripOf(half: number, points: Float64Array): Strip {
  const rows = points.length / 2;
  return { half, samples: { rows, points, wanted: sides(points, rows) } };
}

/** What is right at each point: the first class where x >= 0. */
export function sides(points: Float64Array, rows: number): Float64Array {
  const wanted = new Float64Array(2 * rows);
  for (let row = 0; row < rows; row++) wanted.set((points[2 * row] ?? NaN) >= 0 ? [1, 0] : [0, 1], 2 * row);
  return wanted;
}

/** The paper's two-layer network: a line through (start, 0) with a row of norm `norm`, and a head [3; -3]. */
export function lineNetwork({ read }: Task, norm: number, start = 2): Network {
  const text = read(stripText)
    .replace('let w = 25', `let w = ${norm}`)
    .replace('let start = 2', `let start = ${start}`);
  return compiled('strip.region', text);
}

/** The same with the line's own numbers: a x >= b. */
export function withLine(network: Network, a: readonly [number, number], b: number): Network {
  const [unit] = network.first;
  if (unit?.kind !== 'halfspace') throw new Error('the first unit is no halfspace');
  return { ...network, first: [{ ...unit, a, beta: b }] };
}

/** A line, by the first numbers of its network. */
export interface Line {
  readonly a: readonly [number, number];
  readonly b: number;
  readonly norm: number;
  /** Between the line and the y-axis over y in [-1, 1], clipped to the domain: what is misclassified. */
  readonly area: number;
}

export function lineOf(parameters: Float64Array, half: number): Line {
  const [a1 = NaN, a2 = NaN, b = NaN] = parameters;
  const slices = 400;
  let area = 0;
  for (let i = 0; i < slices; i++) {
    const y = -1 + ((i + 0.5) * 2) / slices;
    area += (Math.min(half, Math.abs((b - a2 * y) / a1)) * 2) / slices;
  }
  return { a: [a1, a2], b, norm: Math.hypot(a1, a2), area };
}
