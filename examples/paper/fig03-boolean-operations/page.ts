import { about, closed, exactly, type Page } from '../page.ts';
import { compiled } from '../shared/compiled.ts';
import { unitDrawing } from '../shared/drawings.ts';
import { shareOf, squareGrid } from '../shared/grid.ts';
import { unitAt, unitsAt } from '../shared/networks.ts';
import { crossing } from '../shared/solve.ts';

const places = [
  { name: 'R1', layer: 0, unit: 0 },
  { name: 'R2', layer: 0, unit: 1 },
  { name: 'complement of R1', layer: 1, unit: 0 },
  { name: 'intersection', layer: 1, unit: 1 },
  { name: 'union', layer: 1, unit: 2 },
];

export const page: Page = {
  name: 'fig03-boolean-operations',
  title: 'Figure 3: Boolean operations on halfspaces',
  question: 'How does a second layer take complements, intersections and unions, and what does its bias of 1.5 cost?',
  texts: ['figure.region'],
  run: ({ size, read }) => {
    const network = compiled('figure.region', read('figure.region'));
    const side = size === 'full' ? 600 : 200;
    const at = unitsAt(network, places);
    const values = (half: number) => {
      const { points, rows } = squareGrid(half, side);
      const units = at(points, rows);
      const inside = (row: number): readonly [boolean, boolean] => {
        const [x = 0, y = 0] = points.subarray(2 * row);
        return [9 * x + y >= -2, -2 * x + 6 * y >= -1];
      };
      return { rows, inside, unit: (row: number, place: number) => units[row * places.length + place] as number };
    };
    const violations = [1, 2, 3, 5].reduce((sum, half) => {
      const { rows, inside, unit } = values(half);
      const isWrong = (row: number): boolean => {
        const [first, second] = inside(row);
        return (unit(row, 3) >= 0 && !(first && second)) || (unit(row, 4) < 0 && (first || second));
      };
      return sum + rows * shareOf(rows, isWrong);
    }, 0);
    const three = values(3);
    const [cap, cup] = [3, 4].map((place) => shareOf(three.rows, (row) => three.unit(row, place) >= 0));
    const exactCap = shareOf(three.rows, (row) => three.inside(row).every(Boolean));
    // Far inside R1 the intersection turns where the second unit is .5: that is its shift.
    const intersection = unitAt(network, 1, 1);
    const far = 40;
    const turn = crossing((y) => intersection([far, y]), -20, 60);
    const weights = network.first.flatMap((unit) => (unit.kind === 'halfspace' ? [...unit.a, unit.beta] : []));
    const written = [9, 1, -2, -2, 6, -1];
    return {
      pictures: [
        unitDrawing(
          'The two halfspaces (a), (b), and what the second layer makes of them.',
          'Boolean operations',
          network,
          places,
        ),
      ],
      rows: [
        {
          claim: 'largest difference between the compiled first layer and A_1, b_1',
          paper: '[9 1; -2 6], [-2; -1]',
          here: Math.max(...written.map((value, i) => Math.abs(value - (weights[i] ?? NaN)))),
          expected: exactly(0),
        },
        {
          claim: `points where the soft intersection leaves the exact one, or the soft union lacks some of it (${side}² points, L = 1, 2, 3, 5)`,
          here: violations,
          expected: exactly(0),
        },
        {
          claim: 'most that the intersection reaches',
          here: intersection([1000, 1000]),
          expected: closed(Math.tanh(0.75)),
          note: 'σ_3(0.5): both inputs at 1, less the bias of 1.5',
        },
        {
          claim: 'least of the union',
          here: unitAt(network, 1, 2)([-1000, -1000]),
          expected: closed(-Math.tanh(0.75)),
        },
        {
          claim: 'shift of the edge, in units of the argument',
          here: -2 * far + 6 * turn + 1,
          expected: closed((2 / 3) * Math.atanh(0.5)),
          note: 'σ_3^-1(0.5)',
        },
        {
          claim: 'share of [-3, 3]² in the intersection',
          here: cap ?? NaN,
          expected: about(0.2466, 0.002),
          note: `the exact one: ${exactCap.toFixed(4)}`,
        },
        { claim: 'share of [-3, 3]² in the union', here: cup ?? NaN, expected: about(0.817, 0.002) },
      ],
      notes: [
        "The paper subtracts its biases in (1) but adds them in De Morgan's law; with both inputs complemented and biases subtracted the law gives the printed result, [1, 1] and −1.5.",
        'Its constants are exchanged: with A = 0 a unit is σ(−b), so b = −100 is true and b = 100 is false.',
      ],
    };
  },
};
