import { exp, tanh } from './exponential.ts';

/** sigma_gain(t) = tanh(gain t / 2), in [-1, 1]: the unit of the paper's main part. */
export function sigma(gain: number, t: number): number {
  return tanh((gain * t) / 2);
}

/**
 * d sigma_gain / dt as 2 gain e / (1 + e)^2 with e = exp(-gain |t|): never 1 - u^2, which is 0 long before
 * the derivative is (GUARANTEES 4, Numbers).
 */
export function sigmaSlope(gain: number, t: number): number {
  const e = exp(-Math.abs(gain * t));
  return (2 * gain * e) / ((1 + e) * (1 + e));
}

/** L(c) = ln((1 + c) / (1 - c)): sigma_g(t) = c exactly where g t = L(c). Needs -1 < c < 1. */
export function logit(confidence: number): number {
  return 2 * Math.atanh(confidence);
}

/** What a gain is raised by, so that rounding does not take a unit below the confidence that it is to reach. */
const headroom = 1 + 2 ** -32;

/** The gain at which sigma reaches `confidence` at v = `margin`: L(c) / margin and a hair. Needs margin > 0. */
export function gainFor(confidence: number, margin: number): number {
  return (logit(confidence) / margin) * headroom;
}
