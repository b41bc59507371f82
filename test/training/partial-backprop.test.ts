import { describe, expect, it } from 'vitest';
import { makeGradient } from '../../src/exec/gradient.ts';
import { parametersOf, trainableMask } from '../../src/exec/parameters.ts';
import { makePartialGradient } from '../../src/exec/partial-gradient.ts';
import { savingsOf, type Savings } from '../../src/train/savings.ts';
import { networkEight, quadrants } from './paper-networks.ts';

const samples = quadrants(6, 300);

function savings(gamma: number, norm: 'norm' | 'elements'): Savings {
  const network = networkEight(gamma);
  const parameters = parametersOf(network);
  const gradientOf = makePartialGradient(network, trainableMask(network));
  const gradient = new Float64Array(parameters.length);
  const { effort } = gradientOf(parameters, samples, gradient, { kind: 'bounds', norm, thresholds: [0.05, 0.01] });
  return savingsOf(effort);
}

/** Percent of the domain whose error comes to the first and to the second layer (paper Figure 17, PAPER-NUMBERS 2). */
const shares = [
  { gamma: 1, norm: 'norm', first: 44.8, second: 100 },
  { gamma: 2, norm: 'norm', first: 14.5, second: 25 },
  { gamma: 3, norm: 'norm', first: 6.4, second: 7.6 },
  { gamma: 1, norm: 'elements', first: 43.8, second: 100 },
  { gamma: 2, norm: 'elements', first: 14.3, second: 24.8 },
  { gamma: 3, norm: 'elements', first: 6.3, second: 6.8 },
] as const;

describe("partial backpropagation on the paper's network (8) over [-6, 6]^2", () => {
  it.each(shares)('reaches the shares of Figure 17: %o', ({ gamma, norm, first, second }) => {
    const { reached } = savings(gamma, norm);
    expect(Math.abs(100 * (reached[0] ?? 0) - first)).toBeLessThan(0.5);
    expect(Math.abs(100 * (reached[1] ?? 0) - second)).toBeLessThan(0.5);
    expect(reached[2]).toBe(1);
  });

  it('avoids 60 % of the backward multiplications at gamma 2', () => {
    const { avoided, bounding } = savings(2, 'norm');
    console.log(`avoided ${(100 * avoided).toFixed(1)} %, bounds ${(100 * bounding).toFixed(1)} %`);
    expect(avoided).toBeGreaterThanOrEqual(0.6);
  });

  it('changes the gradient little where most of it is left out', () => {
    const network = networkEight(2);
    const parameters = parametersOf(network);
    const [full, partial] = [new Float64Array(parameters.length), new Float64Array(parameters.length)];
    makeGradient(network)(parameters, samples, full);
    makePartialGradient(network, trainableMask(network))(parameters, samples, partial, {
      kind: 'bounds',
      norm: 'norm',
      thresholds: [0.05, 0.01],
    });
    const difference = Math.hypot(...full.map((slope, i) => slope - (partial[i] ?? NaN)));
    expect(difference / Math.hypot(...full)).toBeLessThan(0.02);
  });
});
