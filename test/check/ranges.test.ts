import { describe, expect, it } from 'vitest';
import { sigmaRange, type Box, type Interval } from '../../src/base/interval.ts';
import { complete, oneHotsOf } from '../../src/base/one-hot.ts';
import { makeRandom, type Random } from '../../src/base/random.ts';
import { sigma } from '../../src/base/sigmoid.ts';
import { contract, type Cut } from '../../src/check/cuts.ts';
import { deepest } from '../../src/check/deepest.ts';
import { shareOf, snap } from '../../src/check/one-hot.ts';
import { makeGround } from '../../src/check/ground.ts';
import { lineAbove, lineBelow } from '../../src/check/lines.ts';
import { planeBelow } from '../../src/check/planes.ts';
import { makePartner } from '../../src/network/partner.ts';
import { headReadings } from '../../src/network/reading.ts';
import { evaluate } from '../../src/network/reference.ts';
import type { GraphInput, PrimitiveNode } from '../../src/region/graph.ts';
import { valueAt, type Primitive } from '../../src/region/primitive.ts';
import { primitiveRange } from '../../src/region/primitive-range.ts';
import { curvedText, halfspaceText, perturbed } from '../generators/specs.ts';
import { state } from './subject.ts';

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

describe('partners', () => {
  it('hold f of a moved primitive wherever f of the text lies in the range', () => {
    const random = makeRandom(4);
    let narrowed = 0;
    for (let round = 0; round < 600; round++) {
      const dimensions = 1 + random.below(4);
      const box = boxIn(random, dimensions, 10 ** (random.below(3) - 1));
      for (const primitive of primitives(random, dimensions)) {
        const node = nodeOf(primitive);
        const unit = shaken(primitive, round % 2 === 0 ? 0.01 : 0.2, random);
        const points = Array.from({ length: 20 }, () => within(random, box));
        const at = valueAt(node, points[0] ?? []);
        const f = random.below(2) === 0 ? { lo: at, hi: Infinity } : { lo: -Infinity, hi: at };
        const partner = makePartner(unit, node, round % 3 === 0 ? 'few' : 'all')(f, { box, oneHots: [] });
        const own = primitiveRange(unit, { box, oneHots: [] });
        if (partner.lo > own.lo || partner.hi < own.hi) narrowed += 1;
        for (const point of points) {
          const value = valueAt(node, point);
          if (value < f.lo || value > f.hi) continue;
          expect(valueAt(unit, point)).toBeGreaterThanOrEqual(partner.lo);
          expect(valueAt(unit, point)).toBeLessThanOrEqual(partner.hi);
        }
      }
    }
    // They say more than the box alone does.
    expect(narrowed).toBeGreaterThan(600);
  });
});

describe('lines', () => {
  it('bound sigma from both sides', () => {
    const random = makeRandom(5);
    for (let round = 0; round < 3000; round++) {
      const gain = 10 ** (4 * random.uniform() - 1);
      const lo = (random.normal() * 10 ** (random.below(5) - 2)) / gain;
      const hi = lo + (random.uniform() * 10 ** (random.below(6) - 3)) / gain;
      const [below, above] = [lineBelow(gain, { lo, hi }), lineAbove(gain, { lo, hi })];
      for (let i = 0; i <= 20; i++) {
        const v = lo + (i / 20) * (hi - lo);
        // What evaluating the line rounds is padded where lines are put together.
        const rounding = 2 ** -50 * (1 + below.slope * Math.max(Math.abs(lo), Math.abs(hi)));
        expect(below.offset + below.slope * v - rounding).toBeLessThanOrEqual(sigma(gain, v));
        expect(above.offset + above.slope * v + rounding).toBeGreaterThanOrEqual(sigma(gain, v));
      }
    }
  });
});

describe('planes', () => {
  it('lie below k f', () => {
    const random = makeRandom(6);
    for (let round = 0; round < 600; round++) {
      const dimensions = 1 + random.below(4);
      const box = boxIn(random, dimensions, 10 ** (random.below(4) - 2));
      for (const primitive of primitives(random, dimensions)) {
        const k = random.normal();
        const range = primitiveRange(primitive, { box, oneHots: [] });
        const { a, constant, size } = planeBelow(primitive, k, range, box);
        for (let i = 0; i < 20; i++) {
          const point = within(random, box);
          const plane = point.reduce((sum, x, j) => sum + x * (a[j] ?? 0), constant);
          expect(plane).toBeLessThanOrEqual(k * valueAt(primitive, point) + 1e-13 * (1 + Math.abs(k) * size));
        }
      }
    }
  });
});

describe('the least value of a row', () => {
  it('is at most what any point behind the cuts gives, and often near it', () => {
    let [checked, near, better] = [0, 0, 0];
    for (let seed = 1; seed <= 60; seed++) {
      const random = makeRandom(seed);
      const network = perturbed(
        state(seed % 2 === 0 ? curvedText(random) : halfspaceText(random)).compile(),
        0.02,
        random,
      );
      const [reading] = headReadings(network);
      const ground = makeGround(network.text, network);
      if (reading === undefined || ground.bounds === undefined) continue;
      const centre = within(random, network.text.inputs);
      const size = 10 ** -random.below(4);
      const box = network.text.inputs.map(({ lo, hi }, i): Interval => ({
        lo: Math.max(lo, (centre[i] ?? 0) - size),
        hi: Math.min(hi, (centre[i] ?? 0) + size),
      }));
      const cuts = cutsIn(random, box.length, 2).map((cut) => ({
        ...cut,
        beta: cut.beta + depth(cut, centre) - 0.1 * size,
      }));
      const space = { box, oneHots: [] };
      const ranges = network.text.nodes.map((node): Interval =>
        node.kind === 'gate' || node.kind === 'constant'
          ? { lo: -Infinity, hi: Infinity }
          : primitiveRange(node, space),
      );
      const part = { space, ranges, cuts, limits: [] };
      const units = ground.bounds.unitRanges(part);
      const { bound: first, gaps } = ground.bounds.leastOf(reading, part, units);
      const tightened = ground.bounds.tightened(part, units, gaps);
      const { bound } = ground.bounds.leastOf(reading, tightened, ground.bounds.unitRanges(tightened));
      if (bound > first + 1e-6) better += 1;
      const points = Array.from({ length: 200 }, () => within(random, box)).filter((point) =>
        cuts.every((cut) => depth(cut, point) >= 0),
      );
      const values = points.map((point) => {
        const below = evaluate(network, [point]).layers[reading.layer]?.values[0] ?? [];
        return reading.links.reduce(
          (sum, link, i) => sum + (reading.weights[i] ?? 0) * (below[link] ?? 0),
          -reading.bias,
        );
      });
      for (const value of values) expect(value).toBeGreaterThanOrEqual(bound - 1e-13);
      checked += values.length;
      if (Math.min(...values) - bound < 0.1) near += 1;
    }
    expect(checked).toBeGreaterThan(1000);
    expect(near).toBeGreaterThan(20);
    expect(better).toBeGreaterThan(4);
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

function nodeOf(primitive: Primitive): PrimitiveNode {
  return { ...primitive, sharpness: { kind: 'share', share: 0.05 }, frozen: false, named: false };
}

/** Every number off by a share of itself. */
function shaken(primitive: Primitive, share: number, random: Random): Primitive {
  const one = (x: number): number => x * (1 + share * random.normal());
  const row = (xs: readonly number[]): number[] => xs.map(one);
  switch (primitive.kind) {
    case 'halfspace':
      return { ...primitive, a: row(primitive.a), beta: one(primitive.beta) };
    case 'quadric':
      return { ...primitive, A: primitive.A.map(row), b: row(primitive.b), alpha: one(primitive.alpha) };
    case 'gaussian':
      return { ...primitive, mean: row(primitive.mean), factor: primitive.factor.map(row) };
  }
}

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
