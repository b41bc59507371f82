import { describe, expect, it } from 'vitest';
import { sigmaRange, type Box } from '../../src/base/interval.ts';
import { complete, oneHotsOf } from '../../src/base/one-hot.ts';
import { makeRandom, type Random } from '../../src/base/random.ts';
import { sigma } from '../../src/base/sigmoid.ts';
import { contract, deepest, type Cut } from '../../src/check/cuts.ts';
import { shareOf, snap } from '../../src/check/one-hot.ts';
import type { GraphInput } from '../../src/region/graph.ts';
import { valueAt, type Primitive } from '../../src/region/primitive.ts';
import { primitiveRange } from '../../src/region/primitive-range.ts';

describe('ranges', () => {
  it('of a primitive over a box hold every value in it, in whatever order it is added', () => {
    const random = makeRandom(1);
    for (let round = 0; round < 400; round++) {
      const dimensions = 1 + random.below(5);
      const box = boxIn(random, dimensions, round % 4 === 0 ? 0 : 10 ** (random.below(5) - 3));
      for (const primitive of primitives(random, dimensions)) {
        const { lo, hi } = primitiveRange(primitive, { box, oneHots: [] });
        for (let i = 0; i < 20; i++) {
          const point = within(random, box);
          for (const value of [valueAt(primitive, point), valueAt(reversed(primitive), point.toReversed())]) {
            expect(value).toBeGreaterThanOrEqual(lo);
            expect(value).toBeLessThanOrEqual(hi);
          }
        }
      }
    }
  });

  it('are narrow: over a point of a plane only rounding is left', () => {
    const box = [0.1, 0.7].map((x) => ({ lo: x, hi: x }));
    const { lo, hi } = primitiveRange({ kind: 'halfspace', a: [3, -2], beta: 1 }, { box, oneHots: [] });
    expect(hi - lo).toBeLessThan(1e-14);
  });

  it('of a sigmoid stay within [-1, 1]', () => {
    for (const t of [-1e9, -40, -1, 0, 0.3, 40, Infinity]) {
      const { lo, hi } = sigmaRange(3, { lo: t, hi: t });
      expect(lo).toBeLessThanOrEqual(sigma(3, t));
      expect(hi).toBeGreaterThanOrEqual(sigma(3, t));
      expect(Math.max(-lo, hi)).toBeLessThanOrEqual(1);
    }
  });
});

describe('cuts', () => {
  it('a contracted box keeps every point behind the cuts', () => {
    const random = makeRandom(2);
    for (let round = 0; round < 300; round++) {
      const dimensions = 1 + random.below(4);
      const box = boxIn(random, dimensions, 2);
      const cuts = cutsIn(random, dimensions, 1 + random.below(5));
      const left = contract(box, cuts);
      for (let i = 0; i < 50; i++) {
        const point = within(random, box);
        if (!cuts.every((cut) => depth(cut, point) >= 0)) continue;
        expect(left?.every(({ lo, hi }, j) => (point[j] ?? NaN) >= lo && (point[j] ?? NaN) <= hi)).toBe(true);
      }
    }
  });

  it('the deepest point is as deep as its bound, and no sample is deeper', () => {
    const random = makeRandom(3);
    for (let round = 0; round < 300; round++) {
      const dimensions = 1 + random.below(6);
      const box = boxIn(random, dimensions, 2);
      const cuts = cutsIn(random, dimensions, 2 + random.below(12));
      const { point, bound } = deepest(box, cuts);
      const depthAt = (x: readonly number[]): number =>
        Math.min(...cuts.map((cut) => depth(cut, x) / Math.hypot(...cut.a.map((a, i) => a * sideOf(box, i)))));
      expect(Math.abs(depthAt(point) - bound)).toBeLessThan(1e-9);
      for (let i = 0; i < 50; i++) expect(depthAt(within(random, box))).toBeLessThanOrEqual(bound);
    }
  });
});

describe('categories in a box', () => {
  const inputs = ['a', 'b', 'c'].map((value): GraphInput => ({
    name: `s=${value}`,
    lo: 0,
    hi: 1,
    columns: ['s'],
    category: { input: 's', value, open: false },
  }));
  const oneHots = oneHotsOf(inputs);
  const free: Box = inputs.map(() => ({ lo: 0, hi: 1 }));

  it('one that is taken leaves the others out, the last that is left is taken, two are nothing', () => {
    expect(snap([{ lo: 0.5, hi: 1 }, ...free.slice(1)], oneHots)?.map(({ lo }) => lo)).toEqual([1, 0, 0]);
    const without: Box = [
      { lo: 0, hi: 0.5 },
      { lo: 0, hi: 0 },
      { lo: 0, hi: 1 },
    ];
    expect(snap(without, oneHots)?.map(({ lo }) => lo)).toEqual([0, 0, 1]);
    expect(
      snap(
        [
          { lo: 0.5, hi: 1 },
          { lo: 0.5, hi: 1 },
          { lo: 0, hi: 1 },
        ],
        oneHots,
      ),
    ).toBeUndefined();
  });

  it('of an open input none may be taken', () => {
    const open = oneHotsOf(
      inputs.map((input) => ({ ...input, category: { input: 's', value: input.name, open: true } })),
    );
    expect(
      snap(
        inputs.map(() => ({ lo: 0, hi: 0.5 })),
        open,
      )?.map(({ hi }) => hi),
    ).toEqual([0, 0, 0]);
    expect(complete([0.1, 0.4, 0.2], open)).toEqual([0, 0, 0]);
    expect(complete([0.1, 0.4, 0.2], oneHots)).toEqual([0, 1, 0]);
    expect(shareOf([{ lo: 0, hi: 0 }, ...free.slice(1)], free, open)).toBeCloseTo(3 / 4, 12);
  });
});

function boxIn(random: Random, dimensions: number, size: number): Box {
  return Array.from({ length: dimensions }, () => {
    const lo = 4 * random.normal();
    return { lo, hi: lo + size * random.uniform() };
  });
}

function within(random: Random, box: Box): number[] {
  return box.map(({ lo, hi }) => Math.min(hi, lo + (hi - lo) * random.uniform()));
}

function primitives(random: Random, dimensions: number): Primitive[] {
  const row = (): number[] => Array.from({ length: dimensions }, () => random.normal());
  const rows = Array.from({ length: 1 + random.below(dimensions) }, row);
  return [
    { kind: 'halfspace', a: row(), beta: random.normal() },
    { kind: 'quadric', A: rows, b: rows.map(() => random.normal()), alpha: 0.3, beta: 2 },
    { kind: 'gaussian', mean: row(), factor: rows, level: 0.4 },
  ];
}

/** The same function of the coordinates in reversed order. */
function reversed(primitive: Primitive): Primitive {
  switch (primitive.kind) {
    case 'halfspace':
      return { ...primitive, a: primitive.a.toReversed() };
    case 'quadric':
      return {
        ...primitive,
        A: primitive.A.map((row) => row.toReversed()).toReversed(),
        b: primitive.b.toReversed(),
      };
    case 'gaussian':
      return {
        ...primitive,
        mean: primitive.mean.toReversed(),
        factor: primitive.factor.map((row) => row.toReversed()).toReversed(),
      };
  }
}

function cutsIn(random: Random, dimensions: number, count: number): Cut[] {
  return Array.from({ length: count }, () => ({
    a: Array.from({ length: dimensions }, () => random.normal()),
    beta: 3 * random.normal(),
  }));
}

function depth({ a, beta }: Cut, point: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * (point[i] ?? 0), -beta);
}

function sideOf(box: Box, i: number): number {
  const { lo, hi } = box[i] ?? { lo: 0, hi: 0 };
  return hi - lo;
}
