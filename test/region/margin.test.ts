import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRandom } from '../../src/base/random.ts';
import type { PrimitiveNode } from '../../src/region/graph.ts';
import { bandOf, growthOf, margin, reach } from '../../src/region/margin.ts';
import { valueAt, type Primitive } from '../../src/region/primitive.ts';

const box = [
  { name: 'x', lo: 0, hi: 10, columns: [] },
  { name: 'y', lo: -1, hi: 1, columns: [] },
];
const common = { frozen: false, named: false } as const;
const halfspace = { kind: 'halfspace', a: [3, 4], beta: 5 } as const;
const ball: Primitive = {
  kind: 'quadric',
  A: [
    [1, 0],
    [0, 1],
  ],
  b: [5, 0],
  alpha: 1,
  beta: 4,
};
const stretched = {
  kind: 'quadric',
  A: [
    [1, 0],
    [0, 0.5],
  ],
  b: [5, 0],
  alpha: 2,
  beta: 8,
} as const;
const bell = {
  kind: 'gaussian',
  mean: [5, 0],
  factor: [
    [1, 0],
    [0, 0.5],
  ],
  level: 0.3,
} as const;
const narrow: Primitive = {
  kind: 'gaussian',
  mean: [5, 0],
  factor: [
    [1, 0],
    [0, 0.5],
  ],
  level: 0.9,
};

describe('the margin', () => {
  it('is norm times distance for a halfspace', () => {
    expect(margin(growthOf(halfspace), 0.2)).toBeCloseTo(1, 12);
  });

  it('is that of the inner side for a ball, until no point is so deep', () => {
    expect(margin(growthOf(ball), 0.5)).toBeCloseTo(4 - 1.5 ** 2, 12);
    expect(margin(growthOf(ball), 3)).toBeCloseTo(5 ** 2 - 4, 12);
  });

  it('leaves out what A cannot reach of b', () => {
    const cylinder: Primitive = {
      kind: 'quadric',
      A: [
        [1, 0],
        [2, 0],
      ],
      b: [2, -1],
      alpha: 1,
      beta: 6,
    };
    // b = (0, 0) + (2, -1), the latter across the range: f = 6 - 5 - 5 x^2.
    expect(growthOf(cylinder)).toMatchObject({ rho: expect.closeTo(1, 12), least: expect.closeTo(Math.sqrt(5), 12) });
  });

  it.each([
    ['halfspace', halfspace],
    ['ball', ball],
    ['ellipsoid', stretched],
    ['wide Gaussian', bell],
    ['narrow Gaussian', narrow],
  ] as const)('is a lower bound of |f| of a %s, and attained', (_, primitive) => {
    const random = makeRandom(1);
    const growth = growthOf(primitive);
    const surface = surfaceOf(primitive, 1_000);
    let tightest = Infinity;
    for (let i = 0; i < 600; i++) {
      const point = [i % 3 === 0 ? 5 : 12 * random.uniform() - 1, 8 * random.uniform() - 4];
      // The nearest of the sampled surface points is at most a little farther than the surface.
      const distance = nearest(surface, point);
      const f = Math.abs(valueAt(primitive, point));
      expect(f).toBeGreaterThanOrEqual(margin(growth, Math.max(0, distance - 0.03)));
      if (distance > 0.1 && distance < 0.4) tightest = Math.min(tightest, f / margin(growth, distance));
    }
    expect(tightest).toBeLessThan(1.15);
  });

  it('has an inverse', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Primitive>(halfspace, ball, stretched, bell, narrow),
        fc.double({ min: 1e-6, max: 20, noNaN: true }),
        (primitive, f) => {
          const growth = growthOf(primitive);
          const distance = reach(growth, f);
          if (distance === Infinity) {
            expect(primitive.kind === 'gaussian' && f >= primitive.level).toBe(true);
            expect(margin(growth, 1e6)).toBeLessThanOrEqual(f);
          } else {
            expect(margin(growth, distance * (1 + 1e-9))).toBeGreaterThanOrEqual(f * (1 - 1e-9));
            expect(margin(growth, distance * (1 - 1e-9))).toBeLessThanOrEqual(f * (1 + 1e-9));
          }
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('the band of a primitive', () => {
  const bandFor = (node: PrimitiveNode): [number, number, number] => {
    const { tolerance, tau, gain } = bandOf(node, box, 0.95);
    return [tolerance, tau, gain];
  };
  const L = Math.log(39);

  it('follows each way of stating the sharpness of a halfspace', () => {
    const about = (values: readonly number[]): unknown[] => values.map((value) => expect.closeTo(value, 6));
    expect(bandFor({ ...halfspace, ...common, sharpness: { kind: 'band', band: 2 } })).toEqual(about([0.4, 2, L / 2]));
    expect(bandFor({ ...halfspace, ...common, sharpness: { kind: 'width', width: 0.4 } })).toEqual(about([0.2, 1, L]));
    // The box is (3 * 10 + 4 * 2) / 5 across along the normal.
    expect(bandFor({ ...halfspace, ...common, sharpness: { kind: 'share', share: 0.1 } })).toEqual(
      about([0.38, 1.9, L / 1.9]),
    );
    expect(bandFor({ ...halfspace, ...common, sharpness: { kind: 'gain', gain: 2 } })).toEqual(
      about([L / 10, L / 2, 2]),
    );
  });

  it('takes a share of twice the shortest semi-axis of an ellipsoid', () => {
    const [tolerance] = bandFor({
      ...stretched,
      ...common,
      sharpness: { kind: 'share', share: 0.05 },
    });
    expect(tolerance).toBeCloseTo(0.05 * 2, 12);
  });

  it('never ends for a band that a Gaussian does not reach', () => {
    const [tolerance] = bandFor({
      ...bell,
      ...common,
      sharpness: { kind: 'band', band: 0.31 },
    });
    expect(tolerance).toBe(Infinity);
  });
});

/** Points of {f = 0}, in the plane. */
function surfaceOf(primitive: Primitive, count: number): number[][] {
  return Array.from({ length: count }, (_, i) => {
    if (primitive.kind === 'halfspace') {
      const t = 40 * (i / count) - 20;
      return [0.6 - 0.8 * t, 0.8 + 0.6 * t];
    }
    const { rho } = growthOf(primitive) as Exclude<ReturnType<typeof growthOf>, { kind: 'halfspace' }>;
    const [rows, angle] = [primitive.kind === 'quadric' ? primitive.A : primitive.factor, (2 * Math.PI * i) / count];
    return [5 + (rho * Math.cos(angle)) / (rows[0]?.[0] ?? 1), (rho * Math.sin(angle)) / (rows[1]?.[1] ?? 1)];
  });
}

function nearest(surface: readonly (readonly number[])[], [x = 0, y = 0]: readonly number[]): number {
  return surface.reduce((least, [u = 0, v = 0]) => Math.min(least, Math.hypot(u - x, v - y)), Infinity);
}
