import { axisOver } from 'regionc';
import { atLeast, between, closed, exactly, type Page, type Row } from '../page.ts';
import { crossing, spaced } from '../shared/solve.ts';
import { chartDrawing } from '../shared/strip-drawings.ts';

const sides = [3, 4, 6, 8, 12, 16, 24, 32, 48, 64];

export const page: Page = {
  name: 'theorem-3-1-polytopes',
  title: 'Theorem 3.1 and Lemma 3.2: balls as polytopes',
  question: 'How close can an intersection of n halfspaces come to a ball?',
  texts: [],
  run: ({ size }) => {
    const best = sides.map((n) => ({ n, distance: bestDistance(n) }));
    const last = best.at(-1);
    const dimensions = size === 'full' ? spaced(2, 20, 19) : [2, 3, 5, 10, 20];
    const nets = dimensions.flatMap((d) =>
      spaced(0.05, 0.75, size === 'full' ? 29 : 8).map((eps) => ({
        d,
        eps,
        ratio: capRatio(d, eps) / netBound(d, eps),
      })),
    );
    return {
      pictures: [
        chartDrawing(
          'The best polygon of n sides, its distance to the disc, and the lower bound of the theorem.',
          {
            title: 'Hausdorff distance to the unit disc',
            panels: [
              {
                across: { label: 'sides n', lo: 2.5, hi: 80, log: true },
                up: axisOver('distance', [1e-4, 1], { log: true }),
                lines: [
                  { name: 'best polygon', points: best.map(({ n, distance }) => [n, distance] as const) },
                  { name: 'bound c_2 / n²', points: best.map(({ n }) => [n, constant(2) / n ** 2] as const) },
                ],
              },
            ],
          },
          320,
        ),
      ],
      rows: [
        ...best.slice(0, 4).map(({ n, distance }): Row => ({
          claim: `best polygon of ${n} sides: distance to the disc`,
          here: distance,
          expected: closed(Math.tan(Math.PI / (2 * n)) ** 2, 1e-6),
          note: 'tan²(π / 2n)',
        })),
        {
          claim: 'n² times the distance, n = 64',
          here: (last?.n ?? NaN) ** 2 * (last?.distance ?? NaN),
          expected: closed(Math.PI ** 2 / 4, 2e-3),
          note: 'π²/4',
        },
        {
          claim: 'sides n for which the distance is below c_2 / n²',
          paper: 'Theorem 3.1',
          here: best.filter(({ n, distance }) => distance < constant(2) / n ** 2).length,
          expected: exactly(0),
        },
        ...(
          [
            [2, 0.7854],
            [3, 0.5117],
            [5, 0.3743],
            [10, 0.3031],
          ] as const
        ).map(([d, value]): Row => ({
          claim: `c_${d}`,
          here: constant(d),
          expected: { ...closed(value, 2e-4), text: `${value}` },
        })),
        {
          claim: `Lemma 3.2: least sphere over cap, by its bound, d from 2 to 20, ε from .05 to .75`,
          paper: 'at least 1',
          here: nets.reduce((lo, { ratio }) => Math.min(lo, ratio), Infinity),
          expected: atLeast(1.729),
        },
        {
          claim: 'largest ε for which the angle condition of the lemma holds in the plane',
          paper: 'ε ≤ 3/4',
          here: crossing((eps) => Math.acos(1 - eps ** 2 / 2) - Math.acos(1 / Math.SQRT2), 0.1, 1),
          expected: between(0.75, 0.7655),
        },
      ],
      notes: [
        "The constant of the theorem is printed with 2^((d−1) δ^((d−1)/2)); substituting ε = 2√δ gives 2^(d−1) δ^((d−1)/2), and with it c_d = c'^(2/(d−1)) / 4 with c' = √(2π(d−1)/d). The order of its quantifiers should be: there is a c_d such that for all large n.",
      ],
    };
  },
};

/** The regular polygon whose inner and outer distance are alike is the best one: its inradius r has 1 - r = r / cos - 1. */
function bestDistance(n: number): number {
  const cos = Math.cos(Math.PI / n);
  return 1 - crossing((r) => 1 - r - (r / cos - 1), 0.1, 1.5);
}

function constant(d: number): number {
  return netFactor(d) ** (2 / (d - 1)) / 4;
}

function netFactor(d: number): number {
  return Math.sqrt((2 * Math.PI * (d - 1)) / d);
}

function netBound(d: number, eps: number): number {
  return netFactor(d) * eps ** (1 - d);
}

/** Area of the sphere in d dimensions over that of the cap of points within eps: integrals of sin^(d-2) (Simpson). */
function capRatio(d: number, eps: number): number {
  const integral = (to: number): number => {
    const steps = 4000;
    let sum = 0;
    for (let i = 0; i <= steps; i++) {
      const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
      sum += weight * Math.sin((i * to) / steps) ** (d - 2);
    }
    return (sum * to) / (3 * steps);
  };
  return integral(Math.PI) / integral(Math.acos(1 - eps ** 2 / 2));
}
