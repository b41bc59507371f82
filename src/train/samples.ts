import type { Dataset, Targets } from '../data/dataset.ts';
import { takeValues } from '../data/missing.ts';
import type { Network } from '../network/network.ts';
import type { Samples } from '../exec/fit.ts';

/** A dataset that says what the network should answer. */
export interface LabelledDataset extends Dataset {
  readonly targets: Targets;
}

/** The rows with what is wanted of them: 1 for a row's class and 0 for the others, or each output's share. */
export function samplesOf(network: Network, { rows, points, targets }: LabelledDataset): Samples {
  if (targets.kind === 'outputs') return { rows, points, wanted: targets.shares };
  const classes = network.head.kind === 'classes' ? network.head.classes.length : 0;
  const wanted = new Float64Array(rows * classes);
  for (const [row, index] of targets.indices.entries()) wanted[row * classes + index] = 1;
  return { rows, points, wanted };
}

/** The chosen rows, in the order given. */
export function takeRows(samples: Samples, chosen: ArrayLike<number>): Samples {
  const take = (values: Float64Array): Float64Array => takeValues(values, samples.rows, chosen);
  const { weights } = samples;
  return {
    rows: chosen.length,
    points: take(samples.points),
    wanted: take(samples.wanted),
    ...(weights && { weights: take(weights) }),
  };
}
