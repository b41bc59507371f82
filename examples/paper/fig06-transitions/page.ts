import { plotChart, sigma, type ChartLine } from 'regionc';
import { closed, digits, yes, type Expected, type Page, type Row } from '../page.ts';
import { compiled } from '../shared/compiled.ts';
import { unitDrawing } from '../shared/drawings.ts';
import { unitAt } from '../shared/networks.ts';
import { crossing, spaced } from '../shared/solve.ts';

const biases = { middle: 1, strict: 1.8, lenient: 0.6 } as const;
const places = [
  { name: 'β = 1', layer: 1, unit: 0 },
  { name: 'β = 1.8', layer: 1, unit: 1 },
  { name: 'β = 0.6', layer: 1, unit: 2 },
];
const multiples = [1, 2, 4];
const betas = spaced(0.02, 1.98, 99);

/** The paper's limit of x to infinity; a sigmoid is 1 to the last bit from 37 on. */
const far = 50;

export const page: Page = {
  name: 'fig06-transitions',
  title: 'Figure 6: transition regions of an intersection',
  question: 'What do bias and gain do to the edge of an intersection: how far is it shifted, and how wide is it?',
  texts: ['figure.region'],
  run: ({ read }) => {
    const network = compiled('figure.region', read('figure.region'));
    const gates = places.map(({ unit }) => unitAt(network, 1, unit));
    const gate = (unit: number, x: number, y: number): number => gates[unit]?.([x, y]) ?? NaN;
    const gainOf = (unit: number): number => network.later[0]?.[unit]?.gain ?? NaN;
    return {
      pictures: [
        unitDrawing(
          '(a) to (c): the gate for three biases, with its levels at 0 and ±0.95.',
          'Transition regions',
          network,
          places,
        ),
        {
          caption:
            'The gain that is needed, the shift of the edge, and the width of the transition; dotted where the level −0.95 becomes diagonal and the width has no end.',
          draw: (width) =>
            plotChart(
              {
                title: 'Gain, shift and width by the bias',
                firstLetter: 'd',
                panels: [
                  { title: 'gain γ', ...frame('gain', 0, 40), lines: [line('', (beta) => neededGain(beta))] },
                  { title: 'shift', ...frame('shift', -5, 5), lines: [line('', shiftOf)] },
                  {
                    title: 'width',
                    ...frame('width', 0, 10),
                    lines: multiples.map((m) => line(`${m} γ`, (beta) => widthOf(beta, m))),
                    marks: multiples.map((m) => ({ name: 'critical β', at: criticalBias(m) })),
                  },
                ],
              },
              { width, theme: 'light' },
            ),
        },
      ],
      rows: [
        ...Object.values(biases).flatMap((beta, unit): Row[] => [
          {
            claim: `β = ${beta}: largest output`,
            paper: '0.995',
            here: gate(unit, far, far),
            expected: closed(0.995),
          },
          {
            claim: `β = ${beta}: gain`,
            here: gainOf(unit),
            expected: closed((2 * Math.atanh(0.995)) / (2 - beta)),
            note: '2 atanh(.995) / (2 − β)',
          },
          {
            claim: `β = ${beta}: shift of the edge`,
            here: crossing((y) => gate(unit, far, y), -20, 20),
            expected: beta === 1 ? around(0) : closed(2 * Math.atanh(beta - 1)),
            note: '2 atanh(β − 1)',
          },
        ]),
        ...([1, 1.8] as const).map((beta): Row => ({
          claim: `β = ${beta}: width of the transition`,
          here: between((x, y) => gate(beta === 1 ? 0 : 1, x, y)),
          expected: closed(closedWidth(beta, 1), 1e-6),
          note: 'between the levels −0.95 and 0.95',
        })),
        {
          claim: 'β = 0.8: width',
          here: widthOf(0.8, 1),
          expected: closed(closedWidth(0.8, 1), 1e-6),
        },
        ...multiples.map((m): Row => ({
          claim: `critical β for ${m} γ`,
          ...(m === 1 && { paper: 'the −0.95 contour is y = −x there' }),
          here: criticalBias(m),
          expected: closed((2 * ratio) / (m + ratio), 1e-6),
          note: digits((2 * ratio) / (m + ratio)),
        })),
        {
          claim: 'β = 0.6 lies below the critical bias, so that the width in (c) is infinite',
          here: 0.6 < criticalBias(1),
          expected: yes,
        },
      ],
      notes: [
        'The levels are at −0.95, 0 and 0.95, as the text says. The caption\'s "0.95 of the minimum and maximum" would put the upper one at 0.945; the critical bias is the same.',
        'The paper does not say which multiples of γ it draws; here they are 1, 2 and 4.',
      ],
    };
  },
};

const ratio = Math.atanh(0.95) / Math.atanh(0.995);

/** The gate by its own numbers: beyond the three that are compiled the picture needs many. */
function gateOf(beta: number, multiple = 1): (x: number, y: number) => number {
  const gain = multiple * neededGain(beta);
  return (x, y) => sigma(gain, sigma(1, x) + sigma(1, y) - beta);
}

/** The gain at which the largest output is 0.995: found, not taken from a formula. */
function neededGain(beta: number): number {
  return crossing((gain) => sigma(gain, 2 - beta) - 0.995, 0.1, 1e4);
}

function shiftOf(beta: number): number {
  return crossing((y) => gateOf(beta)(far, y), -40, 40);
}

function widthOf(beta: number, multiple: number): number {
  const gate = gateOf(beta, multiple);
  return gate(far, -far) > -0.95 ? NaN : between(gate);
}

function between(gate: (x: number, y: number) => number): number {
  const at = (level: number): number => crossing((y) => gate(far, y) - level, -far, far);
  return at(0.95) - at(-0.95);
}

/** Where the level −0.95 runs along y = −x. */
function criticalBias(multiple: number): number {
  return crossing((beta) => gateOf(beta, multiple)(3, -3) + 0.95, 0.01, 1.9);
}

function closedWidth(beta: number, m: number): number {
  const half = ((2 - beta) * ratio) / m;
  return 2 * Math.atanh(beta - 1 + half) - 2 * Math.atanh(beta - 1 - half);
}

function line(name: string, f: (beta: number) => number): ChartLine {
  return { name, points: betas.map((beta) => [beta, f(beta)] as const) };
}

function frame(label: string, lo: number, hi: number) {
  return { across: { label: 'β', lo: 0, hi: 2 }, up: { label, lo, hi } };
}

function around(value: number): Expected {
  return { least: value - 1e-9, most: value + 1e-9, text: digits(value) };
}
