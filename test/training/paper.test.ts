import { describe, expect, it } from 'vitest';
import { drawnStrip, evenStrip } from '../../examples/paper/shared/strip.ts';
import { arrival, descent, lineAfter, lineNetwork, type Line } from './paper-descent.ts';
import type { TrainOptions } from '../../src/train/options.ts';

const all = process.env['REGIONC_TEST_ALL'] !== undefined;

describe('the thin-limit law (paper 5.1.2)', () => {
  // While the transition is narrow, b falls by step * 6 / (2 L a) at each iteration, and a^2 + b^2 stays.
  it('is followed step by step by a line of norm 25', () => {
    const iterations = 400;
    const strip = evenStrip(6, 480, 3);
    const [start, end] = [...descent(lineNetwork(25, 2, 0), strip, [0, iterations])].map(({ line }) => line) as [
      Line,
      Line,
    ];
    const fall = (0.01 * 6 * iterations) / (2 * 6 * ((start.a[0] + end.a[0]) / 2));
    expect((start.b - end.b) / fall).toBeGreaterThan(0.98);
    expect((start.b - end.b) / fall).toBeLessThan(1.02);
    const [before, after] = [start, end].map(({ a, b }) => a[0] ** 2 + b ** 2) as [number, number];
    expect(Math.abs(after / before - 1)).toBeLessThan(0.001);
  });

  it('leaves little of the area after 3,260 iterations from norm 1', () => {
    const { area } = lineAfter(lineNetwork(1, 2), drawnStrip(6, all ? 3200 : 800, 1), 3260);
    expect(area).toBeLessThan(0.15);
  });

  if (all)
    it('places a line of norm 10 after 55,000 to 140,000 iterations, which has norm 21.4 then', () => {
      const strip = drawnStrip(6, 3200, 1);
      const there = arrival(lineNetwork(10, 2), strip, { every: 1000, most: 140_000 }, ({ area }) => area < 0.1);
      console.log('norm 10:', there);
      expect(there?.iteration).toBeGreaterThan(55_000);
      expect(Math.abs((there?.line.norm ?? 0) / 21.4 - 1)).toBeLessThan(0.06);
    }, 1_800_000);
});

const variants = {
  standard: {},
  penalised: { l2Rows: 7e-4 },
  constrained: { maxRowNorm: [5] },
} satisfies Record<string, Partial<TrainOptions>>;

/** The two-layer form of the paper's 5.2: the line starts at x = 25 with norm 1. */
const strip = drawnStrip(30, 500, 1);
const network = lineNetwork(1, 25);

describe('penalties and constraints on the first layer (paper 5.2)', () => {
  it('slow the line down at first, and keep its norm lower', () => {
    const [standard, penalised, constrained] = Object.values(variants).map((options) =>
      lineAfter(network, strip, 7000, options),
    ) as [Line, Line, Line];
    expect(constrained.norm).toBeCloseTo(5, 9);
    expect(constrained.norm).toBeLessThan(penalised.norm);
    expect(penalised.norm).toBeLessThan(standard.norm);
    expect(standard.area).toBeLessThan(penalised.area);
    expect(penalised.area).toBeLessThan(constrained.area);
  });

  if (all)
    it('bring it to the boundary first, with a lower norm and a higher loss', () => {
      const isThere = ({ accuracy }: Line): boolean => accuracy === 1;
      const arrivals = Object.values(variants).map((options) =>
        arrival(network, strip, { every: 2000, most: 1_000_000 }, isThere, options),
      );
      console.log('arrivals:', arrivals);
      const [standard, penalised, constrained] = arrivals;
      const late = standard?.iteration ?? Infinity;
      expect(constrained?.iteration).toBeLessThan(penalised?.iteration ?? 0);
      expect(penalised?.iteration).toBeLessThan(late);
      expect(constrained?.line.norm).toBeLessThanOrEqual(5 + 1e-9);
      if (standard && constrained) expect(standard.line.norm).toBeGreaterThan(constrained.line.norm);
    }, 3_600_000);
});
