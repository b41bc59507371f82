import { about, atMost, exactly, type Page } from '../page.ts';
import { compiled } from '../shared/compiled.ts';
import { unitDrawing } from '../shared/drawings.ts';
import { shareOf, squareGrid } from '../shared/grid.ts';
import { unitsAt } from '../shared/networks.ts';

const places = [
  { name: 'halfspace', layer: 0, unit: 0 },
  { name: 'Gaussian', layer: 0, unit: 1 },
  { name: 'the union', layer: 1, unit: 0 },
];

export const page: Page = {
  name: 'fig08-primitives',
  title: 'Figure 8: primitives of different kinds',
  question: 'What do a halfspace and a Gaussian make together that neither makes alone?',
  texts: ['figure.region'],
  run: ({ read, size }) => {
    const network = compiled('figure.region', read('figure.region'));
    const { points, rows } = squareGrid(4, size === 'full' ? 400 : 100);
    const values = unitsAt(network, places)(points, rows);
    const value = (row: number, place: number): number => values[row * places.length + place] as number;
    const half = (row: number): number => (points[2 * row] ?? 0) + 0.5 * (points[2 * row + 1] ?? 0) - 1;
    const bump = (row: number): number => {
      const [x = 0, y = 0] = points.subarray(2 * row);
      // The inverse of the covariance, [0.8, -0.4; -0.4, 1.5] / 1.04.
      return Math.exp(-(0.8 * x * x - 0.8 * x * y + 1.5 * y * y) / 1.04 / 2) - 0.5;
    };
    const isDecided = (row: number): boolean => [0, 1].every((place) => Math.abs(value(row, place)) >= 0.9);
    const isWrong = (row: number): boolean =>
      isDecided(row) && value(row, 2) >= 0 !== (half(row) >= 0 || bump(row) >= 0);
    const apart = Array.from({ length: rows }, (_, row) =>
      Math.max(
        Math.abs(value(row, 0) - Math.tanh((3 * half(row)) / 2)),
        Math.abs(value(row, 1) - Math.tanh((8 * bump(row)) / 2)),
      ),
    );
    return {
      pictures: [unitDrawing('A halfspace, a Gaussian, and their union.', 'Two kinds of primitive', network, places)],
      rows: [
        {
          claim: 'largest difference between the units and their formulas',
          here: apart.reduce((most, each) => Math.max(most, each), 0),
          expected: atMost(1e-12),
        },
        {
          claim: 'points that both primitives decide (|u| ≥ 0.9) and the union puts on the wrong side',
          here: rows * shareOf(rows, isWrong),
          expected: exactly(0),
        },
        {
          claim: 'share of the box in the union',
          here: shareOf(rows, (row) => value(row, 2) >= 0),
          expected: about(
            shareOf(rows, (row) => half(row) >= 0 || bump(row) >= 0),
            0.01,
          ),
          note: 'beside that of the exact union',
        },
      ],
      notes: ['The paper gives no numbers for its halfspace and Gaussian; these are ours.'],
    };
  },
};
