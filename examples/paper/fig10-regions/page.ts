import { makeForward, type Evaluate, type FieldPanel, type Network } from 'regionc';
import { about, atMost, between, type Page, type Row } from '../page.ts';
import { fieldDrawing } from '../shared/drawings.ts';
import { shareOf, squareGrid } from '../shared/grid.ts';
import { axesOf, unitsAt } from '../shared/networks.ts';
import { classLine, isFirst, network8, text8 } from '../shared/network-8.ts';

export const page: Page = {
  name: 'fig10-regions',
  title: 'Figure 10: the regions of network (8)',
  question: 'How do two lines become four corners and then two classes, layer by layer?',
  texts: [text8],
  run: (task) => {
    const network = network8(task);
    const forward = makeForward(network);
    const side = task.size === 'full' ? 300 : 120;
    const unit = (layer: number, index: number): Evaluate => unitsAt(network, [{ name: '', layer, unit: index }]);
    const probability =
      (index: number): Evaluate =>
      (points, rows) => {
        const shares = forward(points, rows);
        return Float64Array.from({ length: rows }, (_, row) => 2 * (shares[2 * row + index] ?? NaN) - 1);
      };
    const signed = (name: string, at: Evaluate, lines = false): FieldPanel => ({
      name,
      at,
      scale: { kind: 'signed' },
      ...(lines && { lines: [classLine] }),
    });
    const wrong = (half: number): number => {
      const { points, rows } = squareGrid(half, side);
      const shares = forward(points, rows);
      return 100 * shareOf(rows, (row) => (shares[2 * row] ?? NaN) >= 0.5 !== isFirst(points, row));
    };
    const { points, rows } = squareGrid(6, side);
    const second = [0, 1, 2, 3].flatMap((index) => [...unit(1, index)(points, rows)]);
    const shares = forward(points, rows);
    const [h1, h2] = network.first.map((each) => (each.kind === 'halfspace' ? each : undefined));
    const determinant = (h1?.a[0] ?? NaN) * (h2?.a[1] ?? NaN) - (h1?.a[1] ?? NaN) * (h2?.a[0] ?? NaN);
    const cross = [
      ((h1?.beta ?? NaN) * (h2?.a[1] ?? NaN) - (h1?.a[1] ?? NaN) * (h2?.beta ?? NaN)) / determinant,
      ((h1?.a[0] ?? NaN) * (h2?.beta ?? NaN) - (h1?.beta ?? NaN) * (h2?.a[0] ?? NaN)) / determinant,
    ] as const;
    return {
      pictures: [
        fieldDrawing(
          "(a) The two classes; (b), (c) the first layer; (d) to (g) the second; (h), (i) the classes' probabilities, with what they should be.",
          {
            title: 'Network (8)',
            inputs: axesOf(network),
            panels: [
              {
                name: 'classes',
                at: (places, count) => Float64Array.from({ length: count }, (_, row) => (isFirst(places, row) ? 0 : 1)),
                scale: { kind: 'parts', names: ['first class', 'second class'] },
              },
              ...[0, 1].map((index) => signed(`[x_1]_${index + 1}`, unit(0, index))),
              ...[0, 1, 2, 3].map((index) => signed(`[x_2]_${index + 1}`, unit(1, index))),
              ...[0, 1].map((index) => signed(`2 [μ]_${index + 1} − 1`, probability(index), true)),
            ],
          },
        ),
      ],
      rows: [
        {
          claim: 'largest difference between the compiled network and (8)',
          paper: '(8)',
          here: differenceFrom8(network8(task)),
          expected: atMost(0),
        },
        { claim: 'where the two lines cross: x', here: cross[0], expected: about(-0.758929, 1e-6) },
        { claim: 'and y', here: cross[1], expected: about(-0.803571, 1e-6) },
        { claim: 'least value of the second layer', here: least(second), expected: between(-1, -0.9995) },
        {
          claim: 'largest value of the second layer',
          here: -least(second.map((x) => -x)),
          expected: about(0.90515, 2e-4),
        },
        { claim: 'least probability', here: least([...shares]), expected: about(0.152, 1e-3) },
        ...(
          [
            [5, 20.3],
            [6, 19.4],
          ] as const
        ).map(([half, share]): Row => ({
          claim: `misclassified, in % of [−${half}, ${half}]²`,
          here: wrong(half),
          expected: about(share, 0.5),
        })),
      ],
      notes: [
        'The paper does not say what its classes or its domain are. Axis quadrants fit its text: a misclassified strip "at the top of the bottom-left quadrant", and a white curve of [x_2]_2 in the upper right. Shares depend on the domain, [−6, 6]² where nothing else is said.',
      ],
    };
  },
};

function least(values: readonly number[]): number {
  return values.reduce((lo, value) => Math.min(lo, value), Infinity);
}

function differenceFrom8({ first, later, head }: Network): number {
  const rows = [
    ...first.map((each) => (each.kind === 'halfspace' ? [...each.a, each.beta, each.gain] : [])),
    ...later.flat().map(({ weights, bias, gain }) => [...weights, bias, gain]),
    ...(head.kind === 'classes' ? head.classes.map(({ weights, bias, gain }) => [...weights, bias, gain]) : []),
  ];
  const written = [
    [1, 0.3, -1, 3],
    [0.4, -1, 0.5, 3],
    [-1, -1, 1, 3],
    [1, -1, 1, 3],
    [1, 1, 1, 3],
    [-1, 1, 1, 3],
    [1, 1, -1.1, 1],
    [1, 1, -1.1, 1],
  ];
  return Math.max(...written.flatMap((row, i) => row.map((value, j) => Math.abs(value - (rows[i]?.[j] ?? NaN)))));
}
