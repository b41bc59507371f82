import type { Samples } from '../exec/fit.ts';
import type { Point } from './objective.ts';
import { takeRows } from './samples.ts';

/** How much the gradients of an epoch vary by the choice of rows: sums over its steps of squared norms. */
export interface Spread {
  /** Of the gradients that the steps went by. */
  readonly square: number;
  /** Of how far such a gradient is from the one of all rows, as measured within the step. */
  readonly variance: number;
}

export const noSpread: Spread = { square: 0, variance: 0 };

export function addSpreads(left: Spread, right: Spread): Spread {
  return { square: left.square + right.square, variance: left.variance + right.variance };
}

/** Parts of a batch whose gradients are compared. */
const parts = 8;

/** The point that several parts of the rows give together, and how far apart the parts are. */
export function spreadPoint(samples: Samples, evaluate: (part: Samples, from: number) => Point): [Point, Spread] {
  const { rows } = samples;
  const ends = Array.from({ length: parts + 1 }, (_, i) => Math.round((i * rows) / parts));
  const points = ends.slice(1).flatMap((end, i) => {
    const from = ends[i] as number;
    if (end === from) return [];
    const part = takeRows(
      samples,
      Array.from({ length: end - from }, (_, k) => from + k),
    );
    return [{ share: (end - from) / rows, point: evaluate(part, from) }];
  });
  const [first] = points;
  if (!first) throw new Error('a step has no rows');
  const gradient = new Float64Array(first.point.gradient.length);
  const sum = { value: 0, loss: 0, accuracy: 0, answers: 0 };
  for (const { share, point } of points) {
    sum.value += share * point.value;
    sum.loss += share * point.fit.loss;
    sum.accuracy += share * point.fit.accuracy;
    sum.answers += point.fit.answers;
    addTimes(gradient, point.gradient, share);
  }
  const { value, ...fit } = sum;
  let variance = 0;
  for (const { point } of points) variance += squaredDistance(point.gradient, gradient);
  variance /= Math.max(1, points.length * (points.length - 1));
  return [
    { value, gradient, fit },
    { square: squaredDistance(gradient), variance },
  ];
}

/**
 * The coefficient of variation of the gradient (paper 5.4): its standard deviation over the norm of its mean, of which
 * the measured square is too large by the variance.
 */
export function variationOf({ square, variance }: Spread): number {
  return Math.sqrt(variance / Math.max(square - variance, Number.MIN_VALUE));
}

function addTimes(target: Float64Array, values: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] as number) + factor * (values[i] as number);
}

function squaredDistance(left: Float64Array, right?: Float64Array): number {
  return left.reduce((sum, value, i) => sum + (value - (right?.[i] ?? 0)) ** 2, 0);
}
