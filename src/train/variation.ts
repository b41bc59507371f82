import type { Samples } from '../exec/fit.ts';
import { makeGradient } from '../exec/gradient.ts';
import { parametersOf } from '../exec/parameters.ts';
import type { Network } from '../network/network.ts';

/** How gradients vary from batch to batch, in the layout's order of numbers. */
export interface GradientVariation {
  readonly mean: Float64Array;
  /** Standard deviations, of a single batch. */
  readonly deviation: Float64Array;
  /** Of the whole gradient: the norm of the deviations over that of the mean (paper 5.4). */
  readonly coefficient: number;
}

/**
 * How much the gradient at the network's own numbers depends on which rows are in a batch. `draw` gives the rows of
 * each of `batches` batches; their number says how the variation falls with the size of a batch. Needs two batches.
 */
export function gradientVariation(
  network: Network,
  draw: (batch: number) => Samples,
  batches: number,
): GradientVariation {
  const gradientOf = makeGradient(network);
  const parameters = parametersOf(network);
  const gradient = new Float64Array(parameters.length);
  const mean = new Float64Array(parameters.length);
  const squares = new Float64Array(parameters.length);
  for (let batch = 0; batch < batches; batch++) {
    gradientOf(parameters, draw(batch), gradient);
    // Running means, whose differences do not cancel (Welford).
    for (const [i, slope] of gradient.entries()) {
      const before = slope - (mean[i] as number);
      mean[i] = (mean[i] as number) + before / (batch + 1);
      squares[i] = (squares[i] ?? 0) + before * (slope - (mean[i] ?? 0));
    }
  }
  const deviation = squares.map((square) => Math.sqrt(square / (batches - 1)));
  return { mean, deviation, coefficient: norm(deviation) / norm(mean) };
}

function norm(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}
