import { fastSigma, hasFastSigma } from './fast-sigma.ts';
import type { FunctionBuilder } from './function-builder.ts';
import { horner } from './horner.ts';
import type { Code } from './instructions.ts';
import { and, or, type Vectors } from './lanes.ts';

/*
 * The functions of a network that are not sums. All start from e^t = 2^n (q + p) / (q - p), where n is the whole
 * number nearest to z = t log2(e), f = z - n and p / q = tanh(f ln(2) / 2) by its continued fraction. Relative errors:
 * sigma and exp below 4e-16 in double, 3e-7 in single precision. NaN passes through.
 */

/** sigma_1(t) = tanh(t / 2) in [-1, 1]; takes z = t log2(e). */
export function sigma(fn: FunctionBuilder, v: Vectors, z: Code): Code {
  if (hasFastSigma(v)) return fastSigma(fn, v, z);
  const { numerator, denominator } = sigmaParts(fn, v, powerParts(fn, v, z));
  return v.div(numerator, denominator);
}

/**
 * sigma_1 within one unit in the last place more, and code for its slope d sigma_1 / dt = 2 s (q - p) (q + p) / d^2,
 * which keeps its digits where sigma is flat: both by one division. The fast one has (1 - sigma^2) / 2, within 3e-7.
 */
export function sigmaAndSlope(fn: FunctionBuilder, v: Vectors, z: Code): { value: Code; slope: () => Code } {
  if (hasFastSigma(v)) {
    const value = fn.keep(fastSigma(fn, v, z));
    const half = (sign: 1 | -1): Code => v.constant(fn, sign / 2);
    return { value, slope: () => fn.keep(v.madd(v.mul(value, value), half(-1), half(1))) };
  }
  const parts = powerParts(fn, v, z);
  const { numerator, denominator } = sigmaParts(fn, v, parts);
  const top = fn.keep(numerator);
  const inverse = fn.keep(v.div(v.constant(fn, 1), denominator));
  return {
    value: fn.keep(v.mul(top, inverse)),
    slope: () => {
      const q = fn.keep(v.add(parts.rest, v.constant(fn, constantTerm)));
      const [low, high] = [v.sub(q, parts.p), v.add(q, parts.p)];
      // In this order nothing overflows: s is as large as d.
      const share = fn.keep(v.mul(v.mul(low, parts.s), inverse));
      return fn.keep(v.mul(v.add(share, share), v.mul(high, inverse)));
    },
  };
}

/**
 * l(t) = 1 / (1 + e^-t), the fast one within 3e-7, and code for e^-|t|, which is the smaller of l(t) and l(-t) by the
 * larger.
 */
export function logisticAndRatio(fn: FunctionBuilder, v: Vectors, given: Code): { inside: Code; ratio: () => Code } {
  const t = fn.keep(given);
  const z = v.mul(t, v.constant(fn, Math.LOG2E));
  if (hasFastSigma(v)) {
    const half = v.constant(fn, 1 / 2);
    const inside = fn.keep(v.madd(fastSigma(fn, v, z), half, half));
    return { inside, ratio: () => exp(fn, v, fn.keep(v.neg(v.abs(t)))) };
  }
  const { inside, outside } = logistic(fn, v, z);
  const ratio = (other: Code): Code => v.div(v.atMost(inside, other), v.atLeast(inside, other));
  return { inside, ratio: () => ratio(outside()) };
}

/** l(t) = 1 / (1 + e^-t), and code for l(-t), each with all its digits; takes z = t log2(e). */
export function logistic(fn: FunctionBuilder, v: Vectors, z: Code): { inside: Code; outside: () => Code } {
  const { s, p, rest } = powerParts(fn, v, z);
  const q = fn.keep(v.add(rest, v.constant(fn, constantTerm)));
  const high = fn.keep(v.mul(s, v.add(q, p)));
  const low = fn.keep(v.sub(q, p));
  const share = fn.keep(v.div(v.constant(fn, 1), v.add(high, low)));
  return { inside: fn.keep(v.mul(high, share)), outside: () => fn.keep(v.mul(low, share)) };
}

/**
 * e^x for x <= 0. Here f = x - n ln(2) is taken with ln(2) in two pieces, since an error of x is one of the result
 * that many times over.
 */
export function exp(fn: FunctionBuilder, v: Vectors, x: Code): Code {
  const { deepest, natural, ln2 } = numbers[v.precision];
  const exponent = fn.keep(v.atLeast(x, v.constant(fn, -deepest * Math.LN2)));
  const sum = fn.keep(v.madd(exponent, v.constant(fn, Math.LOG2E), v.constant(fn, magic(v))));
  const n = fn.keep(v.sub(sum, v.constant(fn, magic(v))));
  const coarse = v.sub(exponent, v.mul(n, v.constant(fn, ln2[0])));
  const f = fn.keep(v.sub(coarse, v.mul(n, v.constant(fn, ln2[1]))));
  const { p, rest } = tanhParts(fn, v, f, natural);
  const q = fn.keep(v.add(rest, v.constant(fn, constantTerm)));
  return fn.keep(v.mul(powerOfTwo(fn, v, sum), v.div(v.add(q, p), v.sub(q, p))));
}

/**
 * ln(1 + e) for 0 <= e <= 1: 2 atanh(e / (2 + e)), and where 1 + e lies above the root of 2, ln(2) and the same of
 * (1 + e) / 2. So |x| <= 0.172, where a short fraction does.
 */
export function lnOnePlus(fn: FunctionBuilder, v: Vectors, e: Code): Code {
  const small = fn.keep(e);
  const far = fn.keep(v.gt(small, v.constant(fn, Math.SQRT2 - 1)));
  const less = v.sub(small, and(far, v.constant(fn, 1)));
  const more = v.add(v.add(small, v.constant(fn, 2)), and(far, v.constant(fn, 1)));
  const x = fn.keep(v.div(less, more));
  const y = fn.keep(v.mul(x, x));
  const { atanh } = numbers[v.precision];
  const half = v.div(horner(fn, v, y, atanh.top), horner(fn, v, y, atanh.bottom));
  return fn.keep(v.madd(v.add(x, x), half, and(far, v.constant(fn, Math.LN2))));
}

/** ln(x) for x >= 1: x = 2^k m with 1 <= m < 2, ln(x) = k ln(2) + ln(m). */
export function ln(fn: FunctionBuilder, v: Vectors, x: Code): Code {
  const { mantissaBits, whole } = numbers[v.precision];
  const one = v.constant(fn, 1);
  const bits = fn.keep(v.subInts(x, one));
  // k, written into the last digits of a number whose unit is 1.
  const k = v.sub(or(v.shiftRight(bits, mantissaBits), v.constant(fn, whole)), v.constant(fn, whole));
  const exponent = v.shiftLeft(v.shiftRight(bits, mantissaBits), mantissaBits);
  const m = fn.keep(v.subInts(x, exponent));
  return fn.keep(v.madd(k, v.constant(fn, Math.LN2), lnOnePlus(fn, v, v.sub(m, one))));
}

interface PowerParts {
  readonly s: Code;
  readonly p: Code;
  /** q less its constant term. */
  readonly rest: Code;
}

/** 2^z = s (q + p) / (q - p). */
function powerParts(fn: FunctionBuilder, v: Vectors, z: Code): PowerParts {
  const { deepest, binary } = numbers[v.precision];
  const clamped = v.atLeast(v.atMost(z, v.constant(fn, deepest)), v.constant(fn, -deepest));
  const exponent = fn.keep(clamped);
  const sum = fn.keep(v.add(exponent, v.constant(fn, magic(v))));
  const f = fn.keep(v.sub(exponent, v.sub(sum, v.constant(fn, magic(v)))));
  const s = fn.keep(powerOfTwo(fn, v, sum));
  return { s, ...tanhParts(fn, v, f, binary) };
}

/** ((s - 1) q + (s + 1) p) / ((s + 1) q + (s - 1) p), the constant term of q taken last to lose the least. */
function sigmaParts(
  fn: FunctionBuilder,
  v: Vectors,
  { s, p, rest }: PowerParts,
): { numerator: Code; denominator: Code } {
  const [one, first] = [v.constant(fn, 1), v.constant(fn, constantTerm)];
  const low = fn.keep(v.sub(s, one));
  const high = fn.keep(v.add(s, one));
  const row = (a: Code, b: Code): Code => v.madd(a, first, v.madd(a, rest, v.mul(b, p)));
  return { numerator: row(low, high), denominator: row(high, low) };
}

function tanhParts(fn: FunctionBuilder, v: Vectors, f: Code, { top, bottom }: Fraction): { p: Code; rest: Code } {
  const y = fn.keep(v.mul(f, f));
  return { p: fn.keep(v.mul(f, horner(fn, v, y, top))), rest: fn.keep(v.mul(y, horner(fn, v, y, bottom))) };
}

/** 2^n, from the sum whose last digits are n: they are shifted to where a number has its exponent. */
function powerOfTwo(fn: FunctionBuilder, v: Vectors, sum: Code): Code {
  return v.addInts(v.shiftLeft(sum, numbers[v.precision].mantissaBits), v.constant(fn, 1));
}

function magic(v: Vectors): number {
  return 1.5 * 2 ** numbers[v.precision].mantissaBits;
}

/** Two polynomials, their terms from the constant on. */
interface Fraction {
  readonly top: readonly number[];
  readonly bottom: readonly number[];
}

/** q at 0: its digits decide how well the rest of the sums round; found by trying. */
const constantTerm = 1.365234375;

/**
 * tanh(scale f) = f (top in f^2) / (constantTerm + f^2 (bottom in f^2)): the continued fraction
 * x / (1 + x^2 / (3 + x^2 / (5 + ...))), cut after 11 or after 5, as one.
 */
function tanhFraction(precision: 'f32' | 'f64', scale: number): Fraction {
  const [top, bottom] =
    precision === 'f64'
      ? [
          [10395, 1260, 21],
          [4725, 210, 1],
        ]
      : [[15, 1], [6]];
  const unit = constantTerm / (top[0] ?? 1);
  // Powers by products: those of `**` may differ between engines.
  const square = scale * scale;
  const powers = [1, square, square * square, square * square * square];
  const power = (k: number): number => powers[k] ?? 0;
  return {
    top: top.map((term, k) => unit * term * scale * power(k)),
    bottom: bottom.map((term, k) => unit * term * power(k + 1)),
  };
}

const numbers = {
  f32: {
    mantissaBits: 23,
    whole: 2 ** 23,
    /** |z| beyond it changes nothing that can be seen, and 2^z stays an ordinary number. */
    deepest: 124,
    binary: tanhFraction('f32', Math.LN2 / 2),
    natural: tanhFraction('f32', 1 / 2),
    /** ln(2) as a number of few digits, whose products with n are exact, and the rest. */
    ln2: [0.693359375, -2.1219444005469057e-4],
    atanh: makeAtanhFraction(3),
  },
  f64: {
    mantissaBits: 52,
    whole: 2 ** 52,
    deepest: 1020,
    binary: tanhFraction('f64', Math.LN2 / 2),
    natural: tanhFraction('f64', 1 / 2),
    ln2: [0.6931471803691238, 1.9082149292705877e-10],
    atanh: makeAtanhFraction(7),
  },
} as const;

/** atanh(x) / x in y = x^2, by the continued fraction 1 / (1 - y / (3 - 4 y / (5 - 9 y / ...))) of some terms. */
function makeAtanhFraction(terms: number): Fraction {
  let top = [1];
  let bottom = [2 * terms + 1];
  for (let k = terms - 1; k >= 0; k--) {
    const next = bottom.map((term, i) => (2 * k + 1) * term - (k + 1) ** 2 * (top[i - 1] ?? 0));
    if (top.length === bottom.length) next.push(-((k + 1) ** 2) * (top.at(-1) ?? 0));
    [top, bottom] = [bottom, next];
  }
  const [unit = 1] = bottom;
  return { top: top.map((term) => term / unit), bottom: bottom.map((term) => term / unit) };
}
