import { expect, it } from 'vitest';
import { makeRandom } from '../../src/base/random.ts';
import { parametersOf } from '../../src/exec/parameters.ts';
import { makeGradient } from '../../src/exec/gradient.ts';
import { gradientVariation } from '../../src/train/variation.ts';
import { networkEight, quadrants } from './paper-networks.ts';

const network = networkEight(1);
const all = quadrants(6, 40);

/** Rows drawn at random, of which a batch may have some twice. */
function batchesOf(size: number) {
  const random = makeRandom(size);
  return () => {
    const rows = Array.from({ length: size }, () => random.below(all.rows));
    const pick = (values: Float64Array) =>
      Float64Array.from(rows.flatMap((row) => [...values.subarray(2 * row, 2 * row + 2)]));
    return { rows: size, points: pick(all.points), wanted: pick(all.wanted) };
  };
}

it('is 0 of batches that are all the same', () => {
  const { coefficient, deviation } = gradientVariation(network, () => all, 3);
  expect(coefficient).toBe(0);
  expect(Math.max(...deviation)).toBe(0);
});

it('falls with the root of the batch size, around the mean of all rows', () => {
  const gradient = new Float64Array(parametersOf(network).length);
  makeGradient(network)(parametersOf(network), all, gradient);
  const [small, large] = [16, 256].map((size) => gradientVariation(network, batchesOf(size), 400));
  expect((small?.coefficient ?? NaN) / (large?.coefficient ?? NaN)).toBeGreaterThan(3.4);
  expect((small?.coefficient ?? NaN) / (large?.coefficient ?? NaN)).toBeLessThan(4.6);
  const apart = Math.hypot(...gradient.map((slope, i) => slope - (large?.mean[i] ?? NaN)));
  expect(apart / Math.hypot(...gradient)).toBeLessThan(0.05);
});
