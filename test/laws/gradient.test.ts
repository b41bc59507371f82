import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import { anyNetwork, pointsIn } from '../generators/any-network.ts';
import { layoutOf, outputCount, parametersOf, withParameters } from '../../src/exec/parameters.ts';
import { makeFit, type Samples } from '../../src/exec/fit.ts';
import { makeGradient } from '../../src/exec/gradient.ts';
import type { Network } from '../../src/network/network.ts';

const rows = 7;

const anyCase = anyNetwork.chain((network) => {
  const { head, inputs } = layoutOf(network);
  const outputs = outputCount(head);
  const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: rows * outputs,
    maxLength: rows * outputs,
  });
  return fc.record({ network: fc.constant(network), points: pointsIn(inputs, rows), shares });
});

test('the gradient of every number of every unit, gate and head equals finite differences', () => {
  fc.assert(
    fc.property(anyCase, ({ network, points, shares }) => {
      checkGradient(network, { rows, points, wanted: wantedFrom(network, shares) });
    }),
    { numRuns: 300, seed: 7 },
  );
});

test('numbers go into a network and come out of it unchanged', () => {
  fc.assert(
    fc.property(anyNetwork, (network) => {
      const parameters = parametersOf(network).map((value, index) => value + index / 16);
      expect(parametersOf(withParameters(network, parameters))).toEqual(parameters);
      expect(withParameters(network, parametersOf(network))).toEqual(network);
      expect(layoutOf(network).size).toBe(parameters.length);
    }),
    { numRuns: 200, seed: 8 },
  );
});

/** Outputs may want any share; the shares of a row of classes add to one. */
function wantedFrom(network: Network, shares: readonly number[]): Float64Array {
  const wanted = Float64Array.from(shares);
  const { head } = network;
  if (head.kind === 'outputs') return wanted;
  const classes = head.classes.length;
  return wanted.map((share, at) => {
    const start = at - (at % classes);
    const total = wanted.subarray(start, start + classes).reduce((sum, value) => sum + value + 0.01, 0);
    return (share + 0.01) / total;
  });
}

function checkGradient(network: Network, samples: Samples): void {
  const parameters = parametersOf(network);
  const gradient = new Float64Array(parameters.length);
  const fitted = makeGradient(network)(parameters, samples, gradient);
  const fit = makeFit(network);
  expect(fit(parameters, samples)).toEqual(fitted);
  const lossAt = (index: number, step: number): number => {
    const moved = parameters.slice();
    moved[index] = (moved[index] ?? 0) + step;
    return fit(moved, samples).loss;
  };
  const largest = gradient.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
  for (const [index, slope] of gradient.entries()) {
    const measured = differenceQuotient((step) => lossAt(index, step));
    // Relative to the number itself; rounding in the loss hides slopes a thousand times below the largest.
    const scale = Math.max(Math.abs(slope), Math.abs(measured), largest / 1000, 1e-6);
    expect(Math.abs(slope - measured) / scale, `parameter ${index} of ${parameters.length}`).toBeLessThan(1e-6);
  }
}

/** Central differences at three steps, extrapolated twice (Richardson): the error is of order step^6. */
function differenceQuotient(lossAt: (step: number) => number): number {
  const central = (step: number): number => (lossAt(step) - lossAt(-step)) / (2 * step);
  const [wide, middle, narrow] = [2 ** -7, 2 ** -8, 2 ** -9].map(central) as [number, number, number];
  const coarse = middle + (middle - wide) / 3;
  const fine = narrow + (narrow - middle) / 3;
  return fine + (fine - coarse) / 15;
}
