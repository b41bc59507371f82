import { lineOf, type Line as PlacedLine, type Strip } from '../../examples/paper/shared/strip.ts';
import { makeFit, type Fit } from '../../src/exec/fit.ts';
import type { Network } from '../../src/network/network.ts';
import { unchanged } from '../../src/network/parts.ts';
import { trainDefaults, type TrainOptions } from '../../src/train/options.ts';
import { makeStepper } from '../../src/train/step.ts';
import { paperNetwork } from './paper-networks.ts';

/** The paper's two-layer network: a line through (x0, 0) of norm `norm`, and a head [3; -3] that stays. */
export function lineNetwork(norm: number, x0: number, tilt = 0.3): Network {
  const size = norm / Math.hypot(1, tilt);
  const a = [size, tilt * size];
  return paperNetwork([{ A: [a], b: [size * x0], gain: 1 }], { A: [[3], [-3]], b: [0, 0], gain: 1, frozen: true });
}

/** The line of a network that is on its way. */
export interface Line extends PlacedLine {
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
    back: unchanged,
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
    yield { iteration, line: fittedLine(state.parameters, half, fit(state.parameters, samples)) };
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

function fittedLine(parameters: Float64Array, half: number, { loss, accuracy }: Fit): Line {
  return { ...lineOf(parameters, half), loss, accuracy };
}
