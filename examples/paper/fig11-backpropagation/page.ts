import {
  makeFit,
  makeGradient,
  makeRandom,
  makeSlopeField,
  parametersOf,
  sigmaSlope,
  type Block,
  type Evaluate,
  type FieldPanel,
  type Network,
} from 'regionc';
import { atLeast, atMost, type Page } from '../page.ts';
import { fieldDrawing } from '../shared/drawings.ts';
import { squareGrid } from '../shared/grid.ts';
import { axesOf, unitsAt } from '../shared/networks.ts';
import { network8, quadrants, text8 } from '../shared/network-8.ts';

export const page: Page = {
  name: 'fig11-backpropagation',
  title: 'Figure 11: how an error comes back',
  question: 'What does each step back through network (8) do to the error of a point?',
  texts: [text8],
  run: (task) => {
    const network = network8(task);
    const slope = (of: Block['of'], layer: number, unit: number, source = 0): Evaluate =>
      makeSlopeField(network, { of, layer, entry: { unit, source } }, quadrants, 'largest');
    // What is subtracted has the slope −y, so that biases show the sizes of y_3, y_2 and y_1.
    const y = (layer: number, unit: number): Evaluate => slope('biases', layer - 1, unit);
    const x = (layer: number, unit: number): Evaluate =>
      sizes(unitsAt(network, [{ name: '', layer: layer - 1, unit }]));
    const mask = (layer: number, unit: number): Evaluate => {
      const at = unitsAt(network, [{ name: '', layer: layer - 1, unit }]);
      return (points, rows) => at(points, rows).map((value) => sigmaSlope(3, (2 / 3) * Math.atanh(value)));
    };
    const quotient =
      (top: Evaluate, bottom: Evaluate): Evaluate =>
      (points, rows) => {
        const by = bottom(points, rows);
        return top(points, rows).map((value, row) => value / Math.max(by[row] ?? 0, 1e-300));
      };
    const panels: readonly (readonly [string, Evaluate])[] = [
      ['|[y_3]_1|', y(3, 0)],
      ['|[x_2]_2|', x(2, 1)],
      ['|∂f/∂[A_3]_1,2|', slope('weights', 2, 1, 1)],
      ['|[z_3]_2|', y(3, 1)],
      ["σ'_3([v_2]_2)", mask(2, 1)],
      ['|[y_2]_2|', y(2, 1)],
      ['|[x_1]_1|', x(1, 0)],
      ['|∂f/∂[A_2]_2,1|', slope('weights', 1, 1, 0)],
      ['|[z_2]_1|', quotient(y(1, 0), mask(1, 0))],
      ["σ'_3([v_1]_1)", mask(1, 0)],
      ['|[y_1]_1|', y(1, 0)],
    ];
    const { points, rows } = squareGrid(6, task.size === 'full' ? 300 : 80);
    const [errors, opposite, third, second] = [y(3, 0), y(3, 1), slope('weights', 2, 1, 1), x(2, 1)].map((at) =>
      at(points, rows),
    );
    const largest = (of: (row: number) => number): number =>
      Array.from({ length: rows }, (_, row) => of(row)).reduce((most, value) => Math.max(most, value), 0);
    return {
      pictures: [
        fieldDrawing(
          'From the error at the output (a) to that of the first unit (k): masks (b), (e), (g), (j) and what is left behind them. Sizes only, each panel in shares of its largest.',
          {
            title: 'An error on its way back',
            inputs: axesOf(network),
            panels: panels.map(([name, at]): FieldPanel => ({ name, at, scale: { kind: 'magnitude' } })),
          },
        ),
      ],
      rows: [
        {
          claim: 'gradients against central differences: largest difference, by the largest entry',
          here: differenceFromDifferences(network, task.size === 'full' ? 400 : 60),
          expected: atMost(1e-7),
        },
        {
          claim: '|[y_3]_1| against |[y_3]_2|: largest difference',
          paper: '[y_3]_1 = −[y_3]_2',
          here: largest((row) => Math.abs((errors?.[row] ?? NaN) - (opposite?.[row] ?? NaN))),
          expected: atMost(1e-12),
        },
        {
          claim: '|∂f/∂[A_3]_1,2| against |[y_3]_1| |[x_2]_2|: largest difference',
          paper: '(10): so it vanishes where [x_2]_2 does',
          here: largest((row) => Math.abs((third?.[row] ?? NaN) - (errors?.[row] ?? NaN) * (second?.[row] ?? NaN))),
          expected: atMost(1e-12),
        },
        {
          claim: 'least error at the output',
          here: -largest((row) => -(errors?.[row] ?? NaN) + 1) + 1,
          expected: atLeast(0.152),
          note: 'no point is ever done: at γ = 1 the error reaches the second layer everywhere',
        },
      ],
      notes: [
        'Panel (c) is taken from [A_3]_2,2, which has the same size: [A_3]_1,2 is 0, and compiled networks have no link where a matrix has a 0.',
        "The paper's sentence on [A_3] has [y_3]_i with [x_2]_i; (10) has [x_2]_j. Its references to Figures 1(a), 10(d) and 10(g) to (k) mean 1(b), 10(e) and 11(g) to (k).",
      ],
    };
  },
};

function sizes(at: Evaluate): Evaluate {
  return (points, rows) => at(points, rows).map(Math.abs);
}

/** At random points of the domain, one by one. */
function differenceFromDifferences(network: Network, count: number): number {
  const random = makeRandom(11);
  const [gradientOf, fit, parameters] = [makeGradient(network), makeFit(network), parametersOf(network)];
  const gradient = new Float64Array(parameters.length);
  const h = 1e-5;
  let worst = 0;
  for (let i = 0; i < count; i++) {
    const points = Float64Array.from({ length: 2 }, () => 12 * random.uniform() - 6);
    const samples = { rows: 1, points, wanted: quadrants(points, 1) };
    gradientOf(parameters, samples, gradient);
    const largest = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    for (const [at, value] of gradient.entries()) {
      const moved = (by: number): number =>
        fit(
          parameters.map((old, k) => (k === at ? old + by : old)),
          samples,
        ).loss;
      worst = Math.max(worst, Math.abs(value - (moved(h) - moved(-h)) / (2 * h)) / largest);
    }
  }
  return worst;
}
