import type { Samples } from '../exec/fit.ts';
import type { Network } from '../network/network.ts';
import type { TrainOptions } from './options.ts';

/** The rows as they count while the training goes on. */
export interface Emphasised {
  /** The training rows, weighted and smoothed. */
  readonly taught: Samples;
  /** The validation rows, weighted as often as their like occur among the training rows. */
  readonly judged: Samples;
}

/** The weights and the smoothed targets that the options ask for. */
export function emphasise(
  { head }: Network,
  training: Samples,
  validation: Samples,
  { classWeights, labelSmoothing }: TrainOptions,
): Emphasised {
  const outputs = training.wanted.length / training.rows;
  const isClasses = head.kind === 'classes';
  const weightOf = isClasses ? classWeightsOf(training, outputs) : sideWeightsOf(training, outputs);
  const weighted = (samples: Samples): Samples =>
    classWeights === 'balanced' ? { ...samples, weights: weightOf(samples) } : samples;
  const answers = isClasses ? outputs : 2;
  const wanted =
    labelSmoothing > 0
      ? training.wanted.map((share) => (1 - labelSmoothing) * share + labelSmoothing / answers)
      : training.wanted;
  return { taught: { ...weighted(training), wanted }, judged: weighted(validation) };
}

/** All classes that occur weigh the same together; the mean weight of the training rows is 1. */
function classWeightsOf(training: Samples, classes: number): (samples: Samples) => Float64Array {
  const counts = new Float64Array(classes);
  for (const [at, share] of training.wanted.entries()) counts[at % classes] = (counts[at % classes] ?? 0) + share;
  const present = counts.filter((count) => count > 0).length;
  return ({ rows, wanted }) =>
    Float64Array.from({ length: rows }, (_, row) => {
      let weight = 0;
      for (let c = 0; c < classes; c++) {
        weight += ((wanted[row * classes + c] ?? 0) * training.rows) / (present * Math.max(counts[c] ?? 0, 1));
      }
      return weight;
    });
}

/** The two sides of each output weigh the same together. */
function sideWeightsOf(training: Samples, outputs: number): (samples: Samples) => Float64Array {
  const inside = new Float64Array(outputs);
  for (const [at, share] of training.wanted.entries()) inside[at % outputs] = (inside[at % outputs] ?? 0) + share;
  return ({ wanted }) =>
    wanted.map((share, at) => {
      const count = inside[at % outputs] ?? 0;
      const other = training.rows - count;
      if (count === 0 || other === 0) return 1;
      return ((share / count + (1 - share) / other) * training.rows) / 2;
    });
}
