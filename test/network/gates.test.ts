import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GateNode } from '../../src/region/graph.ts';
import {
  balancedBias,
  gateMargin,
  gateMargins,
  isImpossible,
  levelsOf,
  midpointBias,
  planGate,
  spreadOf,
  stepOf,
  type GateLevels,
} from '../../src/network/gates.ts';

type Weighted = Pick<GateNode, 'members' | 'threshold' | 'margin'>;

function gateOf(weights: readonly number[], threshold: number, margin?: number): Weighted {
  const members = weights.map((weight, node) => ({ ref: { node, negated: false }, weight }));
  return { members, threshold, ...(margin !== undefined && { margin }) };
}

function levels(weights: readonly number[], threshold: number, margin?: number): GateLevels {
  return levelsOf(gateOf(weights, threshold, margin)) ?? { total: NaN, above: NaN, below: NaN };
}

const ones = (n: number): number[] => Array.from({ length: n }, () => 1);

describe('the levels of a gate', () => {
  it('are k and k - 1 for at least k of n', () => {
    const found = levels(ones(7), 3);
    expect(found).toEqual({ total: 7, above: 3, below: 2 });
    expect([stepOf(found), spreadOf(found), midpointBias(found)]).toEqual([1, 5, -2]);
  });

  it('are a margin around the threshold where one is stated', () => {
    expect(levels([1, 2.5, 3.1], 3.2, 0.25)).toEqual({ total: 6.6, above: 3.45, below: 2.95 });
  });

  it('are the neighbouring sums of weights, as counting all subsets finds them', () => {
    const weights = fc.array(
      fc.integer({ min: 1, max: 40 }).map((n) => n / 8),
      { minLength: 1, maxLength: 9 },
    );
    fc.assert(
      fc.property(weights, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (list, share) => {
        const total = list.reduce((sum, weight) => sum + weight, 0);
        const threshold = share * total;
        const sums = Array.from({ length: 2 ** list.length }, (_, subset) =>
          list.reduce((sum, weight, i) => sum + ((subset >> i) % 2 === 1 ? weight : 0), 0),
        );
        const { above, below } = levels(list, threshold);
        expect(above).toBeCloseTo(Math.min(...sums.filter((sum) => sum >= threshold - 1e-9)), 9);
        expect(below).toBeCloseTo(Math.max(...sums.filter((sum) => sum < threshold - 1e-9)), 9);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('count 0.1 + 0.2 as 0.3', () => {
    expect(levels([0.1, 0.2, 0.4], 0.3)).toEqual({
      total: expect.closeTo(0.7),
      above: expect.closeTo(0.3),
      below: expect.closeTo(0.2),
    });
  });

  it('are not looked for among more sums than there may be', () => {
    const unrelated = Array.from({ length: 40 }, (_, i) => Math.sqrt(i + 2));
    expect(levelsOf(gateOf(unrelated, 50))).toBeUndefined();
    expect(levelsOf(gateOf(ones(10_000), 5_000))).toEqual({ total: 10_000, above: 5_000, below: 4_999 });
  });
});

describe('the lemma', () => {
  it('is attained: no smaller sum of confident members exists, and none lies between', () => {
    const confident = fc.double({ min: 0.5, max: 0.99, noNaN: true });
    const weights = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(weights, fc.nat(100), confident, fc.double({ min: -2, max: 2, noNaN: true }), (list, n, c, bias) => {
        const total = list.reduce((sum, weight) => sum + weight, 0);
        const threshold = 1 + (n % total);
        const found = levels(list, threshold);
        const margins = gateMargins(found, bias, c);
        let [least, most] = [Infinity, -Infinity];
        // Each member is true (c), false (-1 or -c) or unknown (anything): the extremes are at -1, -c, c and 1.
        for (const values of grid(list.length, [-1, -c, c, 1])) {
          const sum = values.reduce((v, u, i) => v + u * (list[i] ?? 0), -bias);
          const certain = values.reduce((w, u, i) => w + (u >= c ? (list[i] ?? 0) : 0), 0);
          const possible = values.reduce((w, u, i) => w + (u > -c ? (list[i] ?? 0) : 0), 0);
          if (certain >= threshold) least = Math.min(least, sum);
          if (possible < threshold) most = Math.max(most, sum);
        }
        expect(least).toBeCloseTo(margins.holds, 9);
        expect(-most).toBeCloseTo(margins.fails, 9);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('gives AND and OR of n the margin 1 - (1 - c) n with the midpoint bias', () => {
    for (const n of [1, 2, 5, 19]) {
      for (const threshold of [1, n]) {
        const found = levels(ones(n), threshold);
        expect(gateMargin(found, midpointBias(found), 0.95)).toBeCloseTo(1 - 0.05 * n, 12);
      }
    }
  });

  it('makes AND of up to 19 possible with the midpoint bias at .95, of up to 38 with the balanced one', () => {
    const holds = (n: number, bias: (found: GateLevels) => number): boolean => {
      const found = levels(ones(n), n);
      return gateMargin(found, bias(found), 0.95) > 1e-12;
    };
    expect([19, 20].map((n) => holds(n, midpointBias))).toEqual([true, false]);
    expect([38, 39].map((n) => holds(n, (found) => balancedBias(found, 0.95)))).toEqual([true, false]);
    expect([38, 39].map((n) => isImpossible(levels(ones(n), n), 0.95))).toEqual([false, true]);
  });

  it('leaves the balanced bias the same on both sides, more than any other on the weaker one', () => {
    const found = levels([1, 1, 2, 3], 4);
    const { holds, fails } = gateMargins(found, balancedBias(found, 0.9), 0.9);
    expect(holds).toBeCloseTo(fails, 12);
    expect(holds).toBeCloseTo(1 - (0.1 * (7 + 1)) / 2, 12);
    for (const off of [-0.1, 0.1]) expect(gateMargin(found, balancedBias(found, 0.9) + off, 0.9)).toBeLessThan(holds);
  });
});

describe('the plan of a gate', () => {
  it.each([
    [2, 3.59, 3.11],
    [3, 4.18, 3.59],
    [4, 4.57, 3.92],
    [8, 5.46, 4.73],
    [16, 6.3, 5.53],
    [50, 7.64, 6.85],
  ])('sustains a confidence through any depth of AND of %i from gain %f, balanced %f', (n, midpoint, balanced) => {
    const found = levels(ones(n), n);
    for (const [gain, kind] of [
      [midpoint, midpointBias],
      [balanced, (c: number) => balancedBias(found, c)],
    ] as const) {
      const sustains = (g: number): boolean =>
        Array.from({ length: 9_999 }, (_, i) => (i + 1) / 10_000).some((c) => {
          const bias = kind === midpointBias ? midpointBias(found) : balancedBias(found, c);
          return Math.tanh((g * gateMargin(found, bias, c)) / 2) >= c;
        });
      expect(sustains(gain + 0.006)).toBe(true);
      expect(sustains(gain - 0.006)).toBe(false);
    }
  });

  it('never lets the margin fall below half the step, nor the gain rise above 2 L / h', () => {
    for (const mode of ['guarantee', 'trainable'] as const) {
      for (const n of [2, 10, 50, 400]) {
        const found = levels(ones(n), n);
        const { inner, margin, gain } = planGate(found, mode, {}, 0.95);
        expect(margin).toBeGreaterThanOrEqual(0.5 - 1e-12);
        expect(gain).toBeLessThanOrEqual(4 * Math.atanh(0.95) + 1e-6);
        expect(inner).toBeLessThan(1);
      }
    }
  });

  it('asks members of a wide AND for more, at a price that is logarithmic', () => {
    const price = (n: number): number =>
      Math.atanh(planGate(levels(ones(n), n), 'guarantee', {}, 0.95).inner) / Math.atanh(0.95);
    expect([10, 20, 50, 100].map((n) => Number(price(n).toFixed(2)))).toEqual([1, 1.19, 1.44, 1.63]);
  });

  it('gives binary gates of a trainable network the gain 3.14', () => {
    expect(planGate(levels([1, 1], 2), 'trainable', {}, 0.8).gain).toBeCloseTo(3.14, 2);
  });

  it('needs a gain of 733 for eight weights with two decimals', () => {
    const found = levels([0.31, 0.47, 0.53, 0.67, 0.79, 0.83, 0.97, 1.01], 2.6);
    expect(stepOf(found)).toBeCloseTo(0.01, 9);
    expect(planGate(found, 'guarantee', {}, 0.95).gain).toBeCloseTo(733, 0);
  });

  it('keeps settings by hand, and asks members for what the gain then needs', () => {
    const found = levels([1, 1], 2);
    const { bias, gain, inner, margin } = planGate(found, 'guarantee', { gain: 5 }, 0.95);
    expect([bias, gain]).toEqual([1, 5]);
    expect(Math.tanh((gain * margin) / 2)).toBeGreaterThanOrEqual(0.95 - 1e-12);
    expect(inner).toBeGreaterThanOrEqual(0.95);
  });

  it("cannot make up for the paper's bias of 1.5 with gain 3: it keeps .54 of .95", () => {
    const { margin, inner } = planGate(levels([1, 1], 2), 'guarantee', { gain: 3, bias: 1.5 }, 0.95);
    expect(inner).toBe(0.95);
    expect(Math.tanh((3 * margin) / 2)).toBeCloseTo(0.54, 2);
  });
});

function grid(n: number, values: readonly number[]): number[][] {
  let points: number[][] = [[]];
  for (let i = 0; i < n; i++) points = points.flatMap((point) => values.map((value) => [...point, value]));
  return points;
}
