import type { Network } from '../network/network.ts';
import { boundsOf, project } from './bounds.ts';
import type { TrainOptions } from './options.ts';

/** What the numbers may be: the allowed ones in place of `wanted`, coming from the allowed `from`. */
export type Constraint = (wanted: Float64Array, from: Float64Array, epoch: number) => Float64Array;

/** The constraints that the options ask for, in the layout of `network`; each takes what the one before it gives. */
export function constraintsOf(network: Network, _options: TrainOptions): Constraint[] {
  const bounds = boundsOf(network);
  return [(wanted) => project(wanted, bounds)];
}
