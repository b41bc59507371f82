import { makeFit, type Fit, type Samples } from '../../src/exec/fit.ts';
import { makeRandom } from '../../src/base/random.ts';
import type { Network } from '../../src/network/network.ts';
import { trainDefaults, type TrainOptions } from '../../src/train/options.ts';
import { makeStepper } from '../../src/train/step.ts';
import { paperNetwork } from './paper-networks.ts';

/** Two classes, x >= 0 and below, over [-half, half] x [-1, 1], as the paper's section 5 draws them. */
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
  return stripOf(half, points);
}

/** A regular grid in place of the samples: their density without chance. */
export function evenStrip(half: number, columns: number, rows: number): Strip {
  const points = Array.from({ length: columns * rows }, (_, index) => [
    -half + (((index % columns) + 0.5) * 2 * half) / columns,
    -1 + (Math.floor(index / columns) + 0.5) * (2 / rows),
  ]);
  return stripOf(half, points);
}

function stripOf(half: number, points: readonly (readonly number[])[]): Strip {
  const wanted = points.flatMap(([x = 0]) => (x >= 0 ? [1, 0] : [0, 1]));
  return {
    half,
    samples: { rows: points.length, points: Float64Array.from(points.flat()), wanted: Float64Array.from(wanted) },
  };
}

/** The paper's two-layer network: a line through (x0, 0) of norm `norm`, and a head [3; -3] that stays. */
export function lineNetwork(norm: number, x0: number, tilt = 0.3): Network {
  const size = norm / Math.hypot(1, tilt);
  const a = [size, tilt * size];
  return paperNetwork([{ A: [a], b: [size * x0], gain: 1 }], { A: [[3], [-3]], b: [0, 0], gain: 1, frozen: true });
}

/** The line of a network that is on its way. */
export interface Line {
  readonly a: readonly [number, number];
  readonly b: number;
  readonly norm: number;
  /** Between the line and the y-axis over y in [-1, 1], clipped to the domain. */
  readonly area: number;
  readonly loss: number;
  /** Share of the samples on the right side. */
  readonly accuracy: number;
}

/** Full-batch gradient descent with step 0.01: the line at each of these iterations, which ascend. */
export function* descent(
  network: Network,
  { half, samples }: Strip,
  at: Iterable<number>,
  options: Partial<TrainOptions> = {},
): Generator<{ readonly iteration: number; readonly line: Line }> {
  const none = { ...samples, rows: 0, points: new Float64Array(), wanted: new Float64Array() };
  const all = { ...trainDefaults, optimizer: 'gd', scale: 'none', batch: samples.rows, ...options } as const;
  const prepared = {
    start: network,
    opened: network,
    inUnits: (trained: Network) => trained,
    training: samples,
    taught: samples,
    validation: none,
    judged: none,
    holdout: none,
  };
  const { start, step } = makeStepper(prepared, all, 'weights');
  const fit = makeFit(network);
  let state = start;
  for (const iteration of at) {
    while (state.steps < iteration) state = step(state);
    yield { iteration, line: lineOf(state.parameters, half, fit(state.parameters, samples)) };
  }
}

/** The line after so many iterations. */
export function lineAfter(network: Network, strip: Strip, iteration: number, options?: Partial<TrainOptions>): Line {
  const [end] = descent(network, strip, [iteration], options);
  if (!end) throw new Error('no iteration');
  return end.line;
}

/** The first iteration of `every`, 2 `every`, ... up to `most` at which `isThere`, with the line there. */
export function arrival(
  network: Network,
  strip: Strip,
  { every, most }: { readonly every: number; readonly most: number },
  isThere: (line: Line) => boolean,
  options?: Partial<TrainOptions>,
): { readonly iteration: number; readonly line: Line } | undefined {
  const at = Array.from({ length: most / every }, (_, i) => (i + 1) * every);
  for (const moment of descent(network, strip, at, options)) if (isThere(moment.line)) return moment;
  return undefined;
}

function lineOf(parameters: Float64Array, half: number, { loss, accuracy }: Fit): Line {
  const [a1 = 0, a2 = 0, b = 0] = parameters;
  const strips = 400;
  let area = 0;
  for (let i = 0; i < strips; i++) {
    const y = -1 + ((i + 0.5) * 2) / strips;
    area += (Math.min(half, Math.abs((b - a2 * y) / a1)) * 2) / strips;
  }
  return { a: [a1, a2], b, norm: Math.hypot(a1, a2), area, loss, accuracy };
}
