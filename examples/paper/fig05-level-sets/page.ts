import { evaluate, plotChart, type Evaluate, type Network } from 'regionc';
import { closed, digits, type Page, type Row } from '../page.ts';
import { compiled } from '../shared/compiled.ts';
import { fieldDrawing } from '../shared/drawings.ts';
import { axesOf, unitsAt } from '../shared/networks.ts';
import { crossing, spaced } from '../shared/solve.ts';

const levels = [0, -1, 1];

export const page: Page = {
  name: 'fig05-level-sets',
  title: 'Figure 5: level sets of σ(x) + σ(y)',
  question: 'Why does one bias make a union and another an intersection of the same two halfspaces?',
  texts: ['figure.region'],
  run: ({ read }) => {
    const network = compiled('figure.region', read('figure.region'));
    const z = (x: number, y: number): number => evaluate(network, [[x, y]]).layers[1]?.arguments[0]?.[0] ?? NaN;
    const sum = sumOver(network);
    const range = { lo: -8, hi: 8 };
    const output = (beta: number, x: number, y: number): number => {
      const gate = compiled(
        'gate.region',
        `input x, y in [-8, 8]\ndefault gain 1\noutput o = (x >= 0 and y >= 0) with gain 1 with bias ${beta}`,
      );
      return evaluate(gate, [[x, y]]).outputs[0]?.[0] ?? NaN;
    };
    return {
      pictures: [
        fieldDrawing(
          'Half the sum in colours, from −1 to 1, and its level sets: the lower the level, the more a union.',
          {
            title: 'z = σ(x) + σ(y)',
            inputs: axesOf(network),
            panels: [
              {
                name: 'z / 2',
                at: (points, rows) => sum(points, rows).map((value) => value / 2),
                scale: { kind: 'signed' },
                lines: levels.map((level) => ({
                  name: `z = ${level}`.replace('-', '−'),
                  at: (points, rows) => sum(points, rows).map((value) => value - level),
                })),
              },
            ],
          },
        ),
        {
          caption: 'Slices of z; the level −1 is where a slice far on the left turns.',
          draw: (width) =>
            plotChart(
              {
                title: 'Slices along y',
                panels: [
                  {
                    across: { label: 'y', ...range },
                    up: { label: 'z', lo: -2.1, hi: 2.1 },
                    lines: [-8, 0, 8].map((x) => ({
                      name: `x = ${x}`.replace('-', '−'),
                      points: spaced(-8, 8, 161).map((y) => [y, z(x, y)] as const),
                    })),
                  },
                ],
              },
              { width, height: 300, theme: 'light' },
            ),
        },
      ],
      rows: levels.flatMap((beta): Row[] => [
        {
          claim: `β = ${digits(beta)}: largest output of the gate`,
          paper: 'σ(2 − β)',
          here: output(beta, 100, 100),
          expected: closed(Math.tanh((2 - beta) / 2)),
        },
        {
          claim: `β = ${digits(beta)}: least output`,
          paper: 'σ(−2 − β)',
          here: output(beta, -100, -100),
          expected: closed(Math.tanh((-2 - beta) / 2)),
        },
        {
          claim: `β = ${digits(beta)}: where the level set meets the diagonal`,
          here: crossing((x) => z(x, x) - beta, -10, 10),
          expected: { ...closed(2 * Math.atanh(beta / 2)), ...(beta === 0 && { least: -1e-9, most: 1e-9 }) },
          note: '2 atanh(β / 2)',
        },
      ]),
      notes: [],
    };
  },
};

/** The argument of the first gate, whose bias is 0: the sum of its two inputs. */
function sumOver(network: Network): Evaluate {
  const unit = unitsAt(network, [{ name: 'sum', layer: 1, unit: 0 }]);
  return (points, rows) => unit(points, rows).map((value) => 2 * Math.atanh(value));
}
