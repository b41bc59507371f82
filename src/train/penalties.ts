import type { Network } from '../network/network.ts';
import type { TrainOptions } from './options.ts';

/**
 * What is added to the loss so that the numbers stay small or near something: gives its value and adds its slope to
 * `gradient`, which holds that of the loss and of the penalties before it.
 */
export type Penalty = (parameters: Float64Array, gradient: Float64Array) => number;

/** The penalties that the options ask for, in the coordinates and the layout of `network`. */
export function penaltiesOf(_network: Network, _options: TrainOptions): Penalty[] {
  return [];
}
