import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeRandom } from '../../src/base/random.ts';
import { compileForward, makeSingleForward, makeWasmForward } from '../../src/exec/wasm/forward.ts';
import { encode } from '../../src/exec/wasm/encode.ts';
import type { FirstUnit, LinkedUnit, Network } from '../../src/network/network.ts';
import { allowFast } from '../../src/node/engine.ts';
import { evaluate } from '../../src/network/reference.ts';
import { roundingBounds, type Arithmetic } from '../../src/network/rounding.ts';
import { anyNetwork } from '../generators/any-network.ts';
import { rawNetwork } from '../generators/raw-network.ts';
import { networkOf } from '../bench/exec/workloads.ts';

// The fast kernels are tried on Node 20 too.
allowFast();

const doubles: Arithmetic = { unit: 2 ** -53, tanhError: 4e-16 };
const singles: Arithmetic = { unit: 2 ** -24, tanhError: 3e-7 };

/** Batches around the sizes of a tile and of a call, and odd ones. */
const batches = [0, 1, 63, 64, 65, 129, 257, 1001];

it('keeps the bound that is known beforehand on networks of every kind', () => {
  for (let seed = 1; seed <= 25; seed++) checkBounds(rawNetwork(seed), batches[seed % batches.length] ?? 1, seed);
  for (const network of fc.sample(anyNetwork, { numRuns: 40, seed: 21 })) checkBounds(network, 70, 3);
});

it('keeps it for numbers of units and links around every block', () => {
  for (let units = 1; units <= 13; units += 1) {
    for (const inputs of [1, 2, 3, 4, 5, 8, 9, 11]) {
      const network = networkOf({ widths: [inputs, units, units + 1, 3], links: [inputs, units % 7], head: 'softmax' });
      checkBounds(network, 65, units);
    }
  }
});

it.each(batches)('keeps it for %i points', (rows) => {
  checkBounds(rawNetwork(7), rows, 1);
  checkBounds(networkOf({ widths: [3, 20, 1], head: 'output' }), rows, 2);
});

it('keeps it for a million links, in code that is no larger', () => {
  const codeOf = (widths: readonly number[]) =>
    encode(compileForward(networkOf({ widths, head: 'output' }), 'f64', 'head').module);
  checkBounds(networkOf({ widths: [1000, 1000, 1], head: 'output' }), 3, 1);
  expect(codeOf([1000, 100, 1]).length).toBeLessThan(codeOf([100, 100, 1]).length + 100);
  expect(codeOf([100, 1000, 1]).length).toBeLessThan(codeOf([100, 100, 1]).length + 1000);
});

it('is within 1e-13 and 2e-6 where no argument is beyond 8', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = makeRandom(seed);
    const widths = [1 + random.below(8), 1 + random.below(20), 1 + random.below(8), 2 + random.below(3)];
    const network = networkOf({ widths, head: seed % 2 === 0 ? 'softmax' : 'output' }, seed);
    const points = pointsIn(network, 200, seed);
    const kept = pointsWithSmallArguments(network, points);
    const rows = kept.length / network.inputs.length;
    const expected = evaluate(network, tableOf(network, kept)).outputs.flat();
    expect(farthest(makeWasmForward(network, 'head')?.(kept, rows), expected)).toBeLessThan(1e-13);
    for (const rounding of ['exact', 'fast'] as const) {
      const given = makeSingleForward(network, { rounding })?.(Float32Array.from(kept), rows);
      expect(farthest(given, expected)).toBeLessThan(2e-6);
    }
  }
});

it('treats what is no number, infinite, or tiny as the reference does', () => {
  for (let seed = 1; seed <= 15; seed++) {
    const network = rawNetwork(seed);
    const inputs = network.inputs.length;
    const points = pointsIn(network, 300, seed);
    for (const [i, value] of [NaN, Infinity, -Infinity, 5e-324, -0, 0].entries())
      points[i * 31 * inputs + (i % inputs)] = value;
    const expected = evaluate(network, tableOf(network, points)).outputs.flat();
    const given = makeWasmForward(network, 'head')?.(points, 300) ?? new Float64Array(0);
    for (const [i, value] of expected.entries()) {
      if (Number.isNaN(value)) expect(given[i]).toBeNaN();
      else expect(Math.abs((given[i] ?? NaN) - value)).toBeLessThan(1e-12);
    }
  }
});

it.each([1e-300, 1e-30, 1e30, 1e150, 1e300])('takes gains of %d as the reference does', (gain) => {
  for (const widths of [
    [3, 5, 1],
    [2, 9, 4, 2],
  ]) {
    const plain = networkOf({ widths, head: 'output' }, 5);
    const network: Network = {
      ...plain,
      first: plain.first.map((unit, i): FirstUnit => (i % 2 === 0 ? { ...unit, gain } : unit)),
      later: plain.later.map((layer) => layer.map((unit, i): LinkedUnit => (i % 2 === 0 ? { ...unit, gain } : unit))),
    };
    const points = pointsIn(network, 200, 3);
    const expected = evaluate(network, tableOf(network, points)).outputs.flat();
    expect(farthest(makeWasmForward(network, 'head')?.(points, 200), expected)).toBeLessThan(1e-12);
    const single = makeSingleForward(network)?.(Float32Array.from(points), 200);
    expect(single?.every(Number.isFinite)).toBe(true);
  }
});

function checkBounds(network: Network, rows: number, seed: number): void {
  const points = pointsIn(network, rows, seed);
  const expected = rows === 0 ? [] : evaluate(network, tableOf(network, points)).outputs;
  const double = makeWasmForward(network, 'head')?.(points, rows);
  checkRows(double, expected, roundingBounds(network, doubles, 'input').outputs);
  const bounds = roundingBounds(network, singles).outputs;
  for (const rounding of ['exact', 'fast'] as const) {
    checkRows(makeSingleForward(network, { rounding })?.(Float32Array.from(points), rows), expected, bounds);
  }
}

function checkRows(
  given: ArrayLike<number> | undefined,
  expected: readonly (readonly number[])[],
  bounds: readonly number[],
): void {
  const columns = bounds.length;
  expect(given?.length).toBe(expected.length * columns);
  for (const [row, values] of expected.entries()) {
    for (const [i, value] of values.entries()) {
      expect(Math.abs((given?.[row * columns + i] ?? NaN) - value)).toBeLessThanOrEqual(bounds[i] ?? NaN);
    }
  }
}

function pointsIn({ inputs }: Network, rows: number, seed: number): Float64Array {
  const random = makeRandom(seed);
  return Float64Array.from({ length: rows * inputs.length }, (_, at) => {
    const { lo, hi } = inputs[at % inputs.length] ?? { lo: 0, hi: 1 };
    return lo + (hi - lo) * random.uniform();
  });
}

function tableOf({ inputs }: Network, points: Float64Array): number[][] {
  const columns = inputs.length;
  return Array.from({ length: points.length / columns }, (_, row) => [
    ...points.subarray(row * columns, (row + 1) * columns),
  ]);
}

/** Those that bring no unit's gain times argument beyond 8. */
function pointsWithSmallArguments(network: Network, points: Float64Array): Float64Array {
  const layers = [network.first, ...network.later];
  const rows = tableOf(network, points.map(Math.fround));
  const evaluation = evaluate(network, rows);
  const kept = rows.filter((_, row) =>
    evaluation.layers.every((layer, index) =>
      layer.arguments[row]?.every((value, unit) => Math.abs(value * (layers[index]?.[unit]?.gain ?? 1)) <= 8),
    ),
  );
  return Float64Array.from(kept.flat());
}

function farthest(given: ArrayLike<number> | undefined, expected: readonly number[]): number {
  if (given?.length !== expected.length) return Infinity;
  return expected.reduce((most, value, i) => Math.max(most, Math.abs((given[i] ?? NaN) - value)), 0);
}
