import type { FunctionBuilder } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { horner } from './horner.ts';
import type { Vectors } from './lanes.ts';

/** Whether sigma is taken by `fastSigma`: where the digits suffice and products are added unrounded. */
export function hasFastSigma({ precision, rounding }: Vectors): boolean {
  return precision === 'f32' && rounding === 'fast';
}

/**
 * sigma_1(t) in single precision, of z = t log2(e), as a quotient of two polynomials: fewer operations than by powers.
 * Relative error below 2.9e-7 where products are added unrounded (every number up to the clamp was tried); at most 1,
 * and 1 beyond the clamp. NaN passes through.
 */
export function fastSigma(fn: FunctionBuilder, v: Vectors, z: Code): Code {
  const clamped = v.atLeast(v.atMost(z, v.constant(fn, deepest)), v.constant(fn, -deepest));
  const argument = fn.keep(clamped);
  const y = fn.keep(v.mul(argument, argument));
  return v.div(v.mul(argument, horner(fn, v, y, top)), horner(fn, v, y, bottom));
}

/** A number at which the quotient rounds to 1. */
const deepest = 23.3907757;

/*
 * The best quotient in the relative error up to 22.8, found by least squares with weights that follow the error; of its
 * multiples one that rounds well.
 */
const top = [0.38989529, 0.00628501363, 1.99278438e-5, 1.4457231e-8, 1.17542955e-12];
const bottom = [1.125, 0.0631771758, 4.2289478e-4, 6.55652116e-7, 1.92722158e-10];
