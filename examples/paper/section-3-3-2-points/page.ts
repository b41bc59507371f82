import { exactly, yes, type Page } from '../page.ts';
import { spaced } from '../shared/solve.ts';
import { chartDrawing } from '../shared/strip-drawings.ts';

export const page: Page = {
  name: 'section-3-3-2-points',
  title: 'Section 3.3.2: separating points',
  question: 'How many hyperplanes part n points from each other?',
  texts: [],
  run: () => {
    const dimensions = spaced(1, 64, 64);
    const counts = spaced(1, 200, 200);
    const pairs = dimensions.flatMap((d) => counts.map((n) => ({ d, n })));
    const wrong = (log: (d: number) => number): readonly { readonly d: number; readonly n: number }[] =>
      pairs.filter(({ d, n }) => n > d && lower(n, d) > upper(n, d, log));
    const natural = (d: number): number => Math.ceil(Math.log(d));
    // n points need at least log2 n hyperplanes: each leaves a point on one of two sides.
    const impossible = pairs.filter(({ d, n }) => n > d && upper(n, d, natural) < Math.ceil(Math.log2(n)));
    const first = impossible.find(({ d, n }) => d === 16 && n === 17);
    const lineNeeds = counts.slice(1).map((n) => cutsOfLine(n));
    return {
      pictures: [
        chartDrawing(
          'Lower and upper bound of [3] for points in general position, and the n − 1 of points on a line.',
          {
            title: 'Hyperplanes that part n points, d = 8',
            panels: [
              {
                across: { label: 'points n', lo: 0, hi: 205 },
                up: { label: 'hyperplanes', lo: 0, hi: 40 },
                lines: [
                  { name: 'at least', points: counts.slice(8).map((n) => [n, lower(n, 8)] as const) },
                  { name: 'at most', points: counts.slice(8).map((n) => [n, upper(n, 8, binary)] as const) },
                  { name: 'points on a line: n − 1', points: counts.map((n) => [n, n - 1] as const) },
                ],
              },
            ],
          },
          320,
        ),
      ],
      rows: [
        {
          claim: 'pairs with d ≤ 64, n ≤ 200 whose lower bound is above the upper one',
          paper: '⌈(n−1)/d⌉ ≤ f ≤ ⌈(n − 2^⌈log d⌉)/d⌉ + ⌈log d⌉',
          here: wrong(binary).length,
          expected: exactly(0),
          note: 'with log to the base 2',
        },
        {
          claim: 'natural logarithm, n = 17, d = 16: the upper bound',
          here: upper(17, 16, natural),
          expected: exactly(4),
          note: `fewer than the ${Math.ceil(Math.log2(17))} that 17 points need at least: the log has the base 2`,
        },
        { claim: 'whether the natural logarithm fails there', here: first !== undefined, expected: yes },
        {
          claim: 'points on a line, n from 2 to 200: cases that do not need n − 1 cuts',
          paper: 'n − 1',
          here: lineNeeds.filter((needed, i) => needed !== (counts[i + 1] ?? NaN) - 1).length,
          expected: exactly(0),
        },
      ],
      notes: [],
    };
  },
};

function lower(n: number, d: number): number {
  return Math.ceil((n - 1) / d);
}

function upper(n: number, d: number, log: (d: number) => number): number {
  return Math.ceil((n - 2 ** log(d)) / d) + log(d);
}

function binary(d: number): number {
  return Math.ceil(Math.log2(d));
}

/** Fewest cuts that part n places of a line, cut after cut: one parts only the two neighbours it stands between. */
function cutsOfLine(n: number): number {
  const places = spaced(0, n - 1, n);
  let cuts = 0;
  for (let groups = [places]; groups.some(({ length }) => length > 1); cuts++) {
    groups = groups.flatMap((group, index) =>
      index === groups.findIndex(({ length }) => length > 1) ? [group.slice(0, 1), group.slice(1)] : [group],
    );
  }
  return cuts;
}
