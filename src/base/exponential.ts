/**
 * Exponential functions from additions, multiplications and divisions alone, so that they give the same bits on every
 * engine: `Math.exp` and `Math.tanh` may differ between two of them. Errors are bounded relative to the exact value, in
 * u = 2^-53.
 */

/** e^x, off by at most `expError` of itself where it is a normal number. */
export function exp(x: number): number {
  if (!(x < largest)) return x < Infinity ? Infinity : x;
  if (x < smallest) return 0;
  const k = Math.round(x * log2e);
  const scale = k >> 1;
  return (1 + nearZero(x - k * ln2High, k * ln2Low)) * powerOfTwo(scale) * powerOfTwo(k - scale);
}

/** tanh t, off by at most `tanhError` of itself where it is a normal number. */
export function tanh(t: number): number {
  const size = Math.abs(t);
  if (!(size < saturated)) return t > 0 ? 1 : t < 0 ? -1 : t;
  if (size < linear) return t;
  // e^(2 size) - 1 = 2^k (1 + p) - 1, where nothing cancels.
  const k = Math.round(2 * size * log2e);
  const scale = powerOfTwo(k);
  const grown = scale - 1 + scale * nearZero(2 * size - k * ln2High, k * ln2Low);
  const value = grown / (grown + 2);
  return t < 0 ? -value : value;
}

/** Largest relative errors; the tests compare with 60 digits. */
export const expError = 2 ** -52;
export const tanhError = 2 ** -51;

const log2e = Math.LOG2E;
/** ln 2 in two parts: the first has 32 bits, so that its product with any exponent is exact. */
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

/** From here on e^x is infinite, below it is 0. */
const largest = 709.7827128933841;
const smallest = -745.1332191019412;
/** From here on tanh t is 1 to the last bit; below the other it is t. */
const saturated = 22;
const linear = 1e-9;

/** 1/3!, 1/4!, ... 1/13!: what is left out is below 2^-57 of e^r - 1 for |r| <= ln(2)/2. */
const [c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13] = [
  1 / 6,
  1 / 24,
  1 / 120,
  1 / 720,
  1 / 5040,
  1 / 40320,
  1 / 362880,
  1 / 3628800,
  1 / 39916800,
  1 / 479001600,
  1 / 6227020800,
];

/** e^r - 1 for r = high - low, |r| <= ln(2)/2 and a hair. */
function nearZero(high: number, low: number): number {
  const r = high - low;
  const tail =
    c3 + r * (c4 + r * (c5 + r * (c6 + r * (c7 + r * (c8 + r * (c9 + r * (c10 + r * (c11 + r * (c12 + r * c13)))))))));
  const square = r * r;
  // What the difference rounded away comes back where it still counts.
  return r + (square * (0.5 + r * tail) + (high - r - low));
}

/** 2^k for -538 <= k <= 512. */
function powerOfTwo(k: number): number {
  return powers[k + 600] as number;
}

const powers = Float64Array.from({ length: 1200 }, (_, i) => {
  let power = 1;
  for (let k = Math.abs(i - 600); k > 0; k--) power *= 2;
  return i < 600 ? 1 / power : power;
});
