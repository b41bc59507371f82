import type { Fit, Samples } from '../exec/fit.ts';
import { makeGradient } from '../exec/gradient.ts';
import type { Network } from '../network/network.ts';
import type { Penalty } from './penalties.ts';

/** What a training makes small, at one choice of numbers: the loss on some rows and all penalties. */
export interface Point {
  readonly value: number;
  /** d value / d number, 0 for the numbers that do not train. */
  readonly gradient: Float64Array;
  /** Of the rows, without penalties. */
  readonly fit: Fit;
}

export type Objective = (parameters: Float64Array, samples: Samples) => Point;

/** The loss of a network with penalties, over the numbers that `mask` has 1 for. */
export function makeObjective(network: Network, mask: Uint8Array, penalties: readonly Penalty[]): Objective {
  const gradientOf = makeGradient(network);
  return rememberLast((parameters, samples) => {
    const gradient = new Float64Array(parameters.length);
    const fit = gradientOf(parameters, samples, gradient);
    let value = fit.loss;
    for (const penalty of penalties) value += penalty(parameters, gradient);
    for (let i = 0; i < mask.length; i++) if (mask[i] === 0) gradient[i] = 0;
    return { value, gradient, fit };
  });
}

/** With all rows in one step, the end of an epoch and the step after it ask for the same point. */
function rememberLast(objective: Objective): Objective {
  let last: { parameters: Float64Array; samples: Samples; point: Point } | undefined;
  return (parameters, samples) => {
    if (last?.parameters !== parameters || last.samples !== samples) {
      last = { parameters, samples, point: objective(parameters, samples) };
    }
    return last.point;
  };
}
