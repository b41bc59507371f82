import { layoutOf, type SumSlot } from '../exec/parameters.ts';
import type { Network } from '../network/network.ts';
import { rowsByLayer } from './layer-rows.ts';
import type { TrainOptions } from './options.ts';

/**
 * What is added to the loss so that the numbers stay small or near something: gives its value and adds its slope to
 * `gradient`, which holds that of the loss and of the penalties before it.
 */
export type Penalty = (parameters: Float64Array, gradient: Float64Array) => number;

/** The penalties that the options ask for, on the rows of `network` that `mask` lets train. */
export function penaltiesOf(network: Network, mask: Uint8Array, { l2Rows, l1Rows }: TrainOptions): Penalty[] {
  const [first = [], ...later] = rowsByLayer(layoutOf(network), mask);
  // One number is for all gates: the head's rows set the confidence, which may grow.
  const [every] = l1Rows;
  const strengths = l1Rows.length === 1 ? later.map((_, i) => (i < network.later.length ? (every ?? 0) : 0)) : l1Rows;
  return [
    ...(l2Rows > 0 ? first.map((row) => squaredNorm(row, l2Rows)) : []),
    ...later.flatMap((rows, i) => {
      const strength = strengths[i] ?? 0;
      return strength > 0 ? rows.map((row) => sumOfSizes(row, strength)) : [];
    }),
  ];
}

/** lambda/2 norm^2 of a row as the unit applies it, gain included; its bias is free (paper 5.2). */
function squaredNorm({ at, links, gain }: SumSlot, lambda: number): Penalty {
  return (parameters, gradient) => {
    const factor = parameters[gain] as number;
    let square = 0;
    for (let i = at; i < at + links.length; i++) {
      const weight = parameters[i] as number;
      square += weight * weight;
      gradient[i] = (gradient[i] as number) + lambda * factor * factor * weight;
    }
    gradient[gain] = (gradient[gain] as number) + lambda * factor * square;
    return (lambda / 2) * factor * factor * square;
  };
}

/**
 * lambda norm_1 of a row, gain included. At a weight of 0 the slope is the shortest of all that the kink allows, so
 * that the weight stays 0 unless the loss pulls harder than the penalty.
 */
function sumOfSizes({ at, links, gain }: SumSlot, lambda: number): Penalty {
  return (parameters, gradient) => {
    const pull = lambda * (parameters[gain] as number);
    let sum = 0;
    for (let i = at; i < at + links.length; i++) {
      const weight = parameters[i] as number;
      const slope = gradient[i] as number;
      sum += Math.abs(weight);
      gradient[i] =
        weight === 0 ? Math.sign(slope) * Math.max(0, Math.abs(slope) - pull) : slope + Math.sign(weight) * pull;
    }
    gradient[gain] = (gradient[gain] as number) + lambda * sum;
    return pull * sum;
  };
}
