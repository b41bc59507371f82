import { describe, expect, it } from 'vitest';
import { exp, expError, tanh, tanhError } from '../../src/base/exponential.ts';
import { makeRandom } from '../../src/base/random.ts';

/** Numbers as multiples of 2^-300: 90 digits behind the point. */
const digits = 300n;
const one = 1n << digits;

/** Exactly, cut off below 2^-300. */
function fixed(x: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const mantissa = (bits & ((1n << 52n) - 1n)) | (exponent === 0 ? 0n : 1n << 52n);
  const shift = digits + BigInt((exponent === 0 ? 1 : exponent) - 1075);
  const value = shift >= 0n ? mantissa << shift : mantissa >> -shift;
  return bits >> 63n === 1n ? -value : value;
}

/** The power series at x / 2^12, squared twelve times. */
function exactExp(x: number): bigint {
  const small = fixed(x) >> 12n;
  let [term, sum] = [one, one];
  for (let i = 1n; i < 60n; i++) {
    term = ((term * small) >> digits) / i;
    sum += term;
  }
  for (let i = 0; i < 12; i++) sum = (sum * sum) >> digits;
  return sum;
}

function exactTanh(t: number): bigint {
  const power = exactExp(2 * t);
  return ((power - one) * one) / (power + one);
}

function relativeError(value: number, exact: bigint): number {
  const difference = fixed(value) - exact;
  const scale = 2n ** 80n;
  return Number((difference * scale) / exact) / Number(scale);
}

describe('own exponential functions', () => {
  const random = makeRandom(1);
  const sizes = (least: number, most: number): number => least * (most / least) ** random.uniform();

  it('exp is as near as it says', () => {
    let worst = 0;
    for (let i = 0; i < 4000; i++) {
      const x = (i % 2 === 0 ? 1 : -1) * sizes(1e-6, 100);
      worst = Math.max(worst, Math.abs(relativeError(exp(x), exactExp(x))));
    }
    expect(worst).toBeLessThan(expError);
    expect(worst).toBeGreaterThan(expError / 4);
  });

  it('tanh is as near as it says, on both sides', () => {
    let worst = 0;
    for (let i = 0; i < 4000; i++) {
      const t = sizes(1e-12, 21.9);
      worst = Math.max(worst, Math.abs(relativeError(tanh(t), exactTanh(t))));
      expect(tanh(-t)).toBe(-tanh(t));
    }
    expect(worst).toBeLessThan(tanhError);
    expect(worst).toBeGreaterThan(tanhError / 4);
  });

  it('ends where numbers do', () => {
    expect([exp(0), exp(-Infinity), exp(Infinity), exp(800), exp(-800)]).toEqual([1, 0, Infinity, Infinity, 0]);
    expect(exp(709.78)).toBeLessThan(Infinity);
    expect(exp(-745.1)).toBe(2 ** -1074);
    expect([tanh(0), tanh(22), tanh(-1e9), tanh(Infinity)]).toEqual([0, 1, -1, 1]);
    expect(tanh(21.9)).toBeLessThanOrEqual(1);
    expect([exp(NaN), tanh(NaN)]).toEqual([NaN, NaN]);
  });
});
