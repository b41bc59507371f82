import * as fc from 'fast-check';
import { anyNetwork, pointsIn } from '../generators/any-network.ts';
import { expect, it } from 'vitest';
import { makeForward, makePlainForward, makePlainUnitValues, makeUnitValues } from '../../src/exec/forward.ts';
import { compile } from '../../src/network/compile.ts';
import { evaluate } from '../../src/network/reference.ts';
import { makeRandom } from '../../src/base/random.ts';
import type { Network } from '../../src/network/network.ts';
import { categoricalPrograms, programs } from '../generators/programs.ts';
import { rawNetwork } from '../generators/raw-network.ts';

const tolerance = 1e-12;

it('agrees with the reference on networks of every kind', () => {
  const rows = 5;
  const anyCase = anyNetwork.chain((network) => fc.tuple(fc.constant(network), pointsIn(network.inputs.length, rows)));
  fc.assert(
    fc.property(anyCase, ([network, points]) => checkExecutor(network, points, rows)),
    { numRuns: 200, seed: 3 },
  );
});

it('agrees with the reference on compiled programs', () => {
  const drawn = [programs(), categoricalPrograms()].flatMap((some) => fc.sample(some, { numRuns: 60, seed: 4 }));
  for (const program of drawn) {
    for (const mode of ['guarantee', 'trainable'] as const) {
      const { value: network } = compile(program, { mode });
      if (network) checkExecutor(network, pointsInBox(network, 50), 50);
    }
  }
});

it('agrees with the reference on many rows at once, and on none', () => {
  for (let seed = 1; seed <= 10; seed++) {
    const network = rawNetwork(seed);
    checkExecutor(network, pointsInBox(network, 1000), 1000);
    expect(makeForward(network)(new Float64Array(0), 0)).toEqual(new Float64Array(0));
  }
});

function checkExecutor(network: Network, points: Float64Array, rows: number): void {
  const inputs = network.inputs.length;
  const table = Array.from({ length: rows }, (_, row) => [...points.subarray(row * inputs, (row + 1) * inputs)]);
  const expected = evaluate(network, table);
  for (const make of [makeForward, makePlainForward]) {
    expect(distance(make(network)(points, rows), expected.outputs.flat())).toBeLessThan(tolerance);
  }
  for (const make of [makeUnitValues, makePlainUnitValues]) {
    const layers = make(network)(points, rows);
    expect(layers.length).toBe(expected.layers.length);
    for (const [index, values] of layers.entries()) {
      expect(distance(values, expected.layers[index]?.values.flat() ?? [])).toBeLessThan(tolerance);
    }
  }
}

/** The largest difference; infinite where the lengths differ. */
function distance(given: Float64Array, expected: readonly number[]): number {
  if (given.length !== expected.length) return Infinity;
  return given.reduce((most, value, at) => Math.max(most, Math.abs(value - (expected[at] ?? NaN))), 0);
}

function pointsInBox({ inputs }: Network, rows: number): Float64Array {
  const random = makeRandom(5);
  return Float64Array.from({ length: rows * inputs.length }, (_, at) => {
    const { lo, hi } = inputs[at % inputs.length] ?? { lo: 0, hi: 1 };
    return lo + (hi - lo) * random.uniform();
  });
}
