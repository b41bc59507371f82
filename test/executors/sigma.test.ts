import { expect, it } from 'vitest';
import { FunctionBuilder, get } from '../../src/exec/wasm/function-builder.ts';
import type { Code } from '../../src/exec/wasm/instructions.ts';
import { instantiate } from '../../src/exec/wasm/engine.ts';
import { vectorsOf, type Rounding, type Vectors } from '../../src/exec/wasm/lanes.ts';
import { exp, ln, lnOnePlus, logistic, logisticAndRatio, sigma, sigmaAndSlope } from '../../src/exec/wasm/sigma.ts';
import { allowFast } from '../../src/node/engine.ts';
import { sigmaOfPower } from '../helpers/double-double.ts';

// The fast kernels are tried on Node 20 too.
allowFast();

const count = process.env['REGIONC_TEST_ALL'] ? 1_000_000 : 100_000;
const [least, most] = [1e-12, 800];

/** Spread evenly over the exponents, and again where sigma turns. */
const samples = Float64Array.from({ length: count }, (_, i) =>
  i % 2 === 0 ? least * (most / least) ** (i / (count - 2)) : (6 * i) / count,
);

const atBase2 = (fn: FunctionBuilder, v: Vectors, t: Code): Code => v.mul(t, v.constant(fn, Math.LOG2E));

it('gives sigma within 2 units in the last place in double precision', () => {
  // Of its own argument, z = t log2(e).
  const powers = samples.map((t) => t * Math.LOG2E);
  const given = run('f64', powers, sigma);
  let worst = 0;
  for (const [i, z] of powers.entries()) {
    const [high, low] = sigmaOfPower(z);
    worst = Math.max(worst, Math.abs(((given[i] ?? NaN) - high - low) / high));
  }
  expect(worst).toBeLessThan(4e-16);
  expect(worst).toBeGreaterThan(1e-16);
});

it.each(['exact', 'fast'] as const)('gives sigma within 3e-7 in single precision, %s', (rounding) => {
  const singles = samples.map(Math.fround);
  const given = run('f32', singles, (fn, v, t) => sigma(fn, v, atBase2(fn, v, t)), rounding);
  expect(worstOf(given, singles, (t) => Math.tanh(t / 2))).toBeLessThan(3e-7);
  expect(given.every((value) => value <= 1)).toBe(true);
});

it.each([
  ['f64', 6e-16],
  ['f32', 3e-7],
] as const)('gives exp, ln and the slope of sigma in %s', (precision, bound) => {
  const round = precision === 'f32' ? Math.fround : (x: number): number => x;
  const depth = precision === 'f32' ? 85 : 700;
  const negative = samples.map((t) => round((-t * depth) / most));
  expect(worstOf(run(precision, negative, exp), negative, Math.exp)).toBeLessThan(bound);
  const above = samples.map((t) => round(1 + t));
  expect(worstOf(run(precision, above, ln), above, Math.log)).toBeLessThan(bound);
  const share = samples.map((t) => round(t / most));
  expect(worstOf(run(precision, share, lnOnePlus), share, Math.log1p)).toBeLessThan(bound);
  // An error of z is one of e^-t that many times over.
  const middle = samples.map((t) => round(t / 100));
  const slope = run(precision, middle, (fn, v, t) => sigmaAndSlope(fn, v, atBase2(fn, v, t)).slope());
  expect(worstOf(slope, middle, (t) => 0.5 / Math.cosh(t / 2) ** 2)).toBeLessThan(10 * bound);
  const outside = run(precision, middle, (fn, v, t) => logistic(fn, v, atBase2(fn, v, t)).outside());
  expect(worstOf(outside, middle, (t) => 1 / (1 + Math.exp(t)))).toBeLessThan(10 * bound);
});

it('gives the fast slope of sigma and the fast logistic within 3e-7', () => {
  const middle = samples.map(Math.fround);
  const slope = run('f32', middle, (fn, v, t) => sigmaAndSlope(fn, v, atBase2(fn, v, t)).slope(), 'fast');
  const inside = run('f32', middle, (fn, v, t) => logisticAndRatio(fn, v, t).inside, 'fast');
  let worst = 0;
  for (const [i, t] of middle.entries()) {
    worst = Math.max(worst, Math.abs((slope[i] ?? NaN) - 0.5 / Math.cosh(t / 2) ** 2));
    worst = Math.max(worst, Math.abs((inside[i] ?? NaN) - 1 / (1 + Math.exp(-t))));
  }
  expect(worst).toBeLessThan(3e-7);
});

it.each([
  ['f64', 'exact'],
  ['f32', 'exact'],
  ['f32', 'fast'],
] as const)('treats the ends of the number line as tanh does, %s %s', (precision, rounding) => {
  const given = run(
    precision,
    Float64Array.of(Infinity, -Infinity, NaN, 0, 1e300, -1e300, 5e-324, -800),
    (fn, v, t) => sigma(fn, v, atBase2(fn, v, t)),
    rounding,
  );
  expect([...given].map((value) => Math.round(value))).toEqual([1, -1, NaN, 0, 1, -1, 0, -1]);
  expect([given[0], given[1], given[3], given[4], given[7]]).toEqual([1, -1, 0, 1, -1]);
});

/** A function of vectors at each argument. */
function run(
  precision: 'f32' | 'f64',
  values: Float64Array,
  kernel: (fn: FunctionBuilder, v: Vectors, t: Code) => Code,
  rounding: Rounding = 'exact',
): Float32Array | Float64Array {
  const v = vectorsOf(precision, rounding);
  const fn = new FunctionBuilder('run', { exported: true, params: ['i32'] });
  fn.loop(0, get(fn.param(0)), 16, (at) => {
    const t = fn.keep(v.load(at));
    fn.emit(v.store(at, 0, kernel(fn, v, t)));
  });
  const length = Math.ceil(values.length / 4) * 4;
  const pages = Math.ceil((length * v.size) / 65536);
  const instance = instantiate({ functions: [fn.finish()], pages, data: [] });
  if (!instance) throw new Error('no WebAssembly here');
  const memory =
    precision === 'f32'
      ? new Float32Array(instance.memory(), 0, length)
      : new Float64Array(instance.memory(), 0, length);
  memory.set(values);
  instance.call('run', length * v.size);
  return memory.slice(0, values.length);
}

/** The largest relative error; infinite where one is NaN. */
function worstOf(given: ArrayLike<number>, values: Float64Array, of: (t: number) => number): number {
  let worst = 0;
  for (const [i, t] of values.entries()) {
    const expected = of(t);
    const difference = Math.abs((given[i] ?? NaN) - expected);
    const error = difference === 0 ? 0 : difference / Math.abs(expected);
    worst = error <= worst ? worst : Number.isNaN(error) ? Infinity : error;
  }
  return worst;
}
