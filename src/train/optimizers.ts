/** Where an optimiser is: a value, stepped by pure functions. */
export interface Descent {
  readonly parameters: Float64Array;
  readonly steps: number;
  /** Adam's running means of the gradient and of its square. */
  readonly mean: Float64Array;
  readonly square: Float64Array;
}

export type OptimizerName = 'gd' | 'adam';

/** One step against `gradient`. A number whose gradient is 0 from the start on is left as it is, to the bit. */
export type Step = (descent: Descent, gradient: Float64Array, rate: number) => Descent;

export const optimizers: Readonly<Record<OptimizerName, Step>> = { gd: gradientStep, adam: adamStep };

export function startDescent(parameters: Float64Array): Descent {
  const { length } = parameters;
  return { parameters, steps: 0, mean: new Float64Array(length), square: new Float64Array(length) };
}

/** The paper's method. */
function gradientStep(descent: Descent, gradient: Float64Array, rate: number): Descent {
  const parameters = descent.parameters.map((value, i) => value - rate * (gradient[i] as number));
  return { ...descent, parameters, steps: descent.steps + 1 };
}

const meanDecay = 0.9;
const squareDecay = 0.999;
/** Keeps a step finite where no gradient has been seen. */
const floor = 1e-8;

/** Adam (Kingma and Ba, 2015) with its usual decays: steps of about `rate`, whatever the size of the gradient. */
function adamStep(descent: Descent, gradient: Float64Array, rate: number): Descent {
  const steps = descent.steps + 1;
  const mean = descent.mean.map((value, i) => meanDecay * value + (1 - meanDecay) * (gradient[i] as number));
  const square = descent.square.map(
    (value, i) => squareDecay * value + (1 - squareDecay) * (gradient[i] as number) ** 2,
  );
  // Both means start at 0; dividing by the weight seen so far removes that bias.
  const meanWeight = 1 - meanDecay ** steps;
  const squareWeight = 1 - squareDecay ** steps;
  const parameters = descent.parameters.map((value, i) => {
    const slope = (mean[i] as number) / meanWeight;
    return value - (rate * slope) / (Math.sqrt((square[i] as number) / squareWeight) + floor);
  });
  return { parameters, steps, mean, square };
}
