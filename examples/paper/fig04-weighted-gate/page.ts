import type { Evaluate, Network } from 'regionc';
import { about, atLeast, closed, exactly, type Page } from '../page.ts';
import { compiled } from '../shared/compiled.ts';
import { fieldDrawing } from '../shared/drawings.ts';
import { axesOf, unitAt, unitsAt } from '../shared/networks.ts';
import { crossing, spaced } from '../shared/solve.ts';

const outputs = ['β = 9.5', 'β = 8.5', 'unit weights, β = 4.5', 'β = 6.5, σ_1', 'four soft lines'];

export const page: Page = {
  name: 'fig04-weighted-gate',
  title: 'Figure 4: counting with weights',
  question: 'Which regions can one gate over eight lines make, by weights and a threshold alone?',
  texts: ['figure.region'],
  run: ({ size, read }) => {
    const text = read('figure.region');
    const network = compiled('figure.region', text);
    const total = totalsOf(network, 0);
    const unitTotal = totalsOf(network, 2);
    const middles = [-5, -3, 0, 3, 5];
    const cells = middles.flatMap((y) => middles.map((x) => [x, y] as const));
    const totals = cells.map(total);
    const corners = cells.filter((cell) => total(cell) === 10);
    const unitTotals = cells.map(unitTotal);
    const levels = unitAt(network, 1, 3);
    const levelPoints = { 7: [5.9, 0], 8: [0, 0], 9: [3, 0], 10: [3, 3] } as const;
    const round = unitAt(network, 1, 4);
    const radii = spaced(0, 2 * Math.PI, size === 'full' ? 721 : 181).map((angle) => radiusAlong(round, angle));
    const centre = (offset: number): number =>
      unitAt(compiled('round.region', text.replace('let R = 3.93', `let R = ${offset}`)), 1, 4)([0, 0]);
    return {
      pictures: [
        fieldDrawing(
          '(a) The eight lines and the total weight of each cell; (b) to (f) what thresholds and gains make of them.',
          {
            title: 'Regions of one gate',
            doc: 'Weight two for the outer lines, which face inward, and one for the inner ones, which face outward.',
            inputs: axesOf(network),
            panels: [
              {
                name: 'total weight',
                at: totalField(total),
                scale: { kind: 'parts', names: ['weight 6', '7', '8', '9', '10'] },
              },
              ...outputs.map((name, unit) => ({
                name,
                at: unitsAt(network, [{ name, layer: 1, unit }]),
                scale: { kind: 'signed' } as const,
              })),
            ],
          },
        ),
      ],
      rows: [
        {
          claim: 'least total weight of the 25 cells',
          paper: '6 (9.5 less 3.5)',
          here: Math.min(...totals),
          expected: exactly(6),
        },
        { claim: 'largest total weight', paper: '10 (9.5 and 0.5)', here: Math.max(...totals), expected: exactly(10) },
        {
          claim: 'cells of weight 10, at the corners',
          here: corners.filter(([x, y]) => Math.abs(x * y) === 9).length,
          expected: exactly(4),
        },
        {
          claim: 'cells of weight 9 or 10: the frame',
          here: totals.filter((weight) => weight >= 9).length,
          expected: exactly(8),
        },
        {
          claim: 'kinds of total with unit weights',
          here: new Set(unitTotals).size,
          expected: exactly(3),
          note: [...new Set(unitTotals)].sort((a, b) => a - b).join(', '),
        },
        ...([7, 8, 9, 10] as const).map((weight) => ({
          claim: `(e): confidence at weight ${weight}`,
          ...(weight === 7 && { paper: 'four distinct levels' }),
          here: levels(levelPoints[weight]),
          // The first layer is not quite saturated a unit away from its lines.
          expected: about(Math.tanh((weight - 6.5) / 2), 0.002),
        })),
        {
          claim: '(f): least offset of the lines whose region has the centre inside',
          here: crossing(centre, 1, 3, 1e-6),
          expected: closed(Math.log(13 / 3), 1e-5),
          note: 'ln(13/3)',
        },
        {
          claim: '(f): smallest radius over largest',
          paper: '"smooth circular"',
          here: Math.min(...radii) / Math.max(...radii),
          expected: about(0.9956, 1e-3),
        },
        { claim: '(f): smallest radius', here: Math.min(...radii), expected: atLeast(4.8) },
      ],
      notes: [
        'The paper does not say which way the lines face. Of the four choices for two concentric squares only this one gives sums from 6 to 10, so −3.5 to 0.5 at β = 9.5 and four levels above 6.5.',
        'Its inputs are logistic, from 0 to 1, so that "at least k" has the threshold k − 1/2; the formula 2k − n − 1 is for inputs from −1 to 1. A logistic unit is (1 + σ) / 2, so that σ_50 over logistic units is a gain of 25 over ours.',
        'The size of the square of (f) is not given; at 3.93 the disc is roundest.',
      ],
    };
  },
};

/** The total weight of the halfspaces that hold, as the `gate`-th output counts them. */
function totalsOf(network: Network, gate: number): (point: readonly [number, number]) => number {
  const { links = [], weights = [] } = network.later[0]?.[gate] ?? {};
  const first = unitsAt(
    network,
    links.map((unit) => ({ name: '', layer: 0, unit })),
  );
  return (point) => {
    const values = first(Float64Array.from(point), 1);
    return links.reduce((sum, _, i) => sum + ((values[i] ?? 0) >= 0 ? Math.abs(weights[i] ?? 0) : 0), 0);
  };
}

function totalField(total: (point: readonly [number, number]) => number): Evaluate {
  return (points, rows) =>
    Float64Array.from({ length: rows }, (_, row) => total([points[2 * row] ?? 0, points[2 * row + 1] ?? 0]) - 6);
}

function radiusAlong(round: (point: readonly number[]) => number, angle: number): number {
  return crossing((radius) => round([radius * Math.cos(angle), radius * Math.sin(angle)]), 1, 12);
}
