import type { Machine } from '../exec/machine.ts';
import type { Fit, Samples } from '../exec/fit.ts';
import { makeGradient } from '../exec/gradient.ts';
import { makePartialGradient, type Effort, type Stopping } from '../exec/partial-gradient.ts';
import type { Network } from '../network/network.ts';
import type { TrainOptions } from './options.ts';
import type { Penalty } from './penalties.ts';

/** What a training makes small, at one choice of numbers: the loss on some rows and all penalties. */
export interface Point {
  readonly value: number;
  /** d value / d number, 0 for the numbers that do not train. */
  readonly gradient: Float64Array;
  /** Of the rows, without penalties. */
  readonly fit: Fit;
  /** Where not every row sends its error all the way back. */
  readonly effort?: Effort;
}

/** `lowest` says of each row of the samples how far back it sends its error, where that has been chosen. */
export type Objective = (parameters: Float64Array, samples: Samples, lowest?: Uint8Array) => Point;

/**
 * The loss of a network with penalties, over the numbers that `mask` has 1 for. Only those that `movable` has 1 for may
 * differ from the network's.
 */
export function makeObjective(
  network: Network,
  mask: Uint8Array,
  movable: Uint8Array,
  penalties: readonly Penalty[],
  options: TrainOptions,
  machine?: Machine,
): Objective {
  const lossOf = makeLoss(network, mask, movable, options, machine);
  return rememberLast((parameters, samples, lowest) => {
    const gradient = new Float64Array(parameters.length);
    const loss = lossOf(parameters, samples, gradient, lowest);
    let value = loss.fit.loss;
    for (const penalty of penalties) value += penalty(parameters, gradient);
    for (let i = 0; i < mask.length; i++) if (mask[i] === 0) gradient[i] = 0;
    return { value, gradient, ...loss };
  });
}

type Loss = (
  parameters: Float64Array,
  samples: Samples,
  gradient: Float64Array,
  lowest: Uint8Array | undefined,
) => Pick<Point, 'fit' | 'effort'>;

function makeLoss(
  network: Network,
  mask: Uint8Array,
  movable: Uint8Array,
  options: TrainOptions,
  machine: Machine | undefined,
): Loss {
  const { partialBackprop: thresholds, backpropBound: norm, informativeSubset } = options;
  if (thresholds.length === 0 && informativeSubset === undefined) {
    const gradientOf = makeGradient(network, movable, machine);
    return (parameters, samples, gradient) => ({ fit: gradientOf(parameters, samples, gradient) });
  }
  const gradientOf = makePartialGradient(network, mask);
  const bounded: Stopping = { kind: 'bounds', norm, thresholds };
  return (parameters, samples, gradient, lowest) =>
    gradientOf(parameters, samples, gradient, lowest ? { kind: 'chosen', lowest } : bounded);
}

/** With all rows in one step, the end of an epoch and the step after it ask for the same point. */
function rememberLast(objective: Objective): Objective {
  let last: { parameters: Float64Array; samples: Samples; lowest: Uint8Array | undefined; point: Point } | undefined;
  return (parameters, samples, lowest) => {
    if (last?.parameters !== parameters || last.samples !== samples || last.lowest !== lowest) {
      last = { parameters, samples, lowest, point: objective(parameters, samples, lowest) };
    }
    return last.point;
  };
}
