import { describe, expect, it } from 'vitest';
import type { Box } from '../../src/base/interval.ts';
import { makeRandom, type Random } from '../../src/base/random.ts';
import type { Cut } from '../../src/check/cuts.ts';
import { lowest } from '../../src/check/dual-simplex.ts';
import { leastWithin } from '../../src/check/least-within.ts';

interface Programme {
  readonly a: readonly number[];
  readonly cuts: readonly Cut[];
  readonly box: Box;
}

/** A linear programme; one in ten cuts is placed so that there may be no point left. */
function draw(random: Random): Programme {
  const d = 1 + random.below(12);
  const row = (): number[] => Array.from({ length: d }, () => (random.below(4) === 0 ? 0 : random.normal()));
  const box = row().map(() => ({ lo: -random.uniform(), hi: random.uniform() }));
  const cuts = Array.from({ length: random.below(60) }, () => {
    return { a: row(), beta: (random.below(10) === 0 ? 0.5 : 0) - Math.sqrt(d) * random.uniform() };
  });
  return { a: row(), cuts, box };
}

const dot = (a: ArrayLike<number>, x: readonly number[]): number => x.reduce((sum, y, j) => sum + y * (a[j] ?? 0), 0);

/** The sum of cuts at these prices: <a, x> >= beta. */
function summed({ cuts, box }: Programme, prices: ArrayLike<number>): Cut {
  return {
    a: box.map((_, j) => cuts.reduce((sum, cut, k) => sum + (prices[k] ?? 0) * (cut.a[j] ?? 0), 0)),
    beta: cuts.reduce((sum, { beta }, k) => sum + (prices[k] ?? 0) * beta, 0),
  };
}

describe('the least of an affine function within cuts of a box', () => {
  it('lies within them, and its prices prove that there is none below; or they prove that nothing is left', () => {
    const found = { least: 0, empty: 0, cut: 0 };
    for (let seed = 1; seed <= 1500; seed++) {
      const programme = draw(makeRandom(seed));
      const { a, cuts, box } = programme;
      const { prices, point, conflict } = lowest(a, cuts, box);
      const { bound } = leastWithin(a, 0, { space: { box, oneHots: [] }, cuts });
      expect(prices.every((price) => price >= 0)).toBe(true);
      if (conflict) {
        found.empty += 1;
        const { a: sum, beta } = summed(programme, conflict);
        expect(
          box.reduce((most, { lo, hi }, j) => most + Math.max(lo * (sum[j] ?? 0), hi * (sum[j] ?? 0)), -beta),
        ).toBeLessThan(0);
        expect(bound).toBe(Infinity);
        continue;
      }
      found.least += 1;
      if (prices.some((price) => price > 0)) found.cut += 1;
      for (const cut of cuts) expect(dot(cut.a, point)).toBeGreaterThan(cut.beta - 1e-7);
      for (const [j, { lo, hi }] of box.entries()) expect(Math.min(Math.max(point[j] ?? NaN, lo), hi)).toBe(point[j]);
      // Weak duality from below, a point from above: they meet.
      expect(bound).toBeLessThanOrEqual(dot(a, point) + 1e-12);
      expect(bound).toBeGreaterThan(dot(a, point) - 1e-6);
    }
    expect(found.empty).toBeGreaterThan(100);
    expect(found.cut).toBeGreaterThan(500);
  });
});
