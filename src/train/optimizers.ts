import { lbfgsStep } from './lbfgs.ts';
import type { Optimizer, Position, Surroundings } from './optimizer.ts';
import type { OptimizerName } from './options.ts';

/** By name. */
export const optimizers: Readonly<Record<OptimizerName, Optimizer>> = {
  gd: gradientStep,
  sgd: momentumStep,
  adam: adamStep,
  lbfgs: lbfgsStep,
};

/** The paper's method. */
function gradientStep({ parameters, memory }: Position, { evaluate, rates, constrain }: Surroundings): Position {
  const { gradient } = evaluate(parameters);
  const next = parameters.map((value, i) => value - (rates[i] as number) * (gradient[i] as number));
  return { parameters: constrain(next), memory };
}

/** The gradient and a share of the last step (Polyak, 1964). */
function momentumStep({ parameters, memory }: Position, surroundings: Surroundings): Position {
  const { evaluate, rates, momentum, constrain } = surroundings;
  const { gradient } = evaluate(parameters);
  const velocity = gradient.map((slope, i) => momentum * (memory['velocity']?.[i] ?? 0) + slope);
  const next = parameters.map((value, i) => value - (rates[i] as number) * (velocity[i] as number));
  return { parameters: constrain(next), memory: { velocity } };
}

const meanDecay = 0.9;
const squareDecay = 0.999;
/** Keeps a step finite where no gradient has been seen. */
const floor = 1e-8;

/** Adam (Kingma and Ba, 2015) with its usual decays: steps of about the rate, whatever the size of the gradient. */
function adamStep({ parameters, memory }: Position, { evaluate, rates, constrain }: Surroundings): Position {
  const { length } = parameters;
  const { mean: oldMean, square: oldSquare, powers: oldPowers } = memory;
  const { gradient } = evaluate(parameters);
  // Both means start at 0; dividing by the weight seen so far removes that bias.
  const powers = Float64Array.of(meanDecay * (oldPowers?.[0] ?? 1), squareDecay * (oldPowers?.[1] ?? 1));
  const [meanWeight, squareWeight] = [1 - (powers[0] ?? 0), 1 - (powers[1] ?? 0)];
  const [next, mean, square] = [new Float64Array(length), new Float64Array(length), new Float64Array(length)];
  for (let i = 0; i < length; i++) {
    const slope = gradient[i] as number;
    const m = meanDecay * (oldMean?.[i] ?? 0) + (1 - meanDecay) * slope;
    const s = squareDecay * (oldSquare?.[i] ?? 0) + (1 - squareDecay) * (slope * slope);
    mean[i] = m;
    square[i] = s;
    next[i] =
      (parameters[i] as number) - ((rates[i] as number) * (m / meanWeight)) / (Math.sqrt(s / squareWeight) + floor);
  }
  return { parameters: constrain(next), memory: { mean, square, powers } };
}
