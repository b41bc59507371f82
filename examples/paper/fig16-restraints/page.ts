import { axisOver, type ChartLine } from 'regionc';
import { about, atLeast, atMost, yes, type Page, type Row } from '../page.ts';
import { after, arrival, descent, every, type Moment, type Restraint } from '../shared/descent.ts';
import { chartDrawing } from '../shared/strip-drawings.ts';
import { drawnStrip, lineNetwork, stripText } from '../shared/strip.ts';

const ways = {
  standard: {},
  'penalty λ = 0.0007': { penalty: 7e-4 },
  'limit κ = 5': { limit: 5 },
} as const satisfies Record<string, Restraint>;

const step = 2000;

export const page: Page = {
  name: 'fig16-restraints',
  title: 'Figure 16: regularised and constrained descent',
  question: 'Does a line get where it belongs sooner when its norm is held back?',
  texts: [stripText],
  run: (task) => {
    const isFull = task.size === 'full';
    const network = lineNetwork(task, 1, 25);
    const strip = (seed: number) => drawnStrip(30, 500, seed);
    const most = isFull ? 1_500_000 : 20_000;
    const paths = Object.entries(ways).map(([name, restraint]) => {
      task.progress(`${name}, ${most.toLocaleString('en-US')} iterations`);
      return { name, moments: [...descent(network, strip(1), [0, ...every(isFull ? step : 1000, most)], restraint)] };
    });
    const [standard, penalised, limited] = paths.map(({ moments }) => moments);
    if (!standard || !penalised || !limited) throw new Error('three ways are run');
    const early = Object.values(ways).map((restraint) => after(network, strip(1), 7000, restraint).line);
    const orders = (isFull ? [1, 2, 3, 4, 5] : [1]).map((seed) => {
      task.progress(`which is first, seed ${seed}`);
      const come = (restraint: Restraint, limit: number): number =>
        arrival(descent(network, strip(seed), every(step, limit), restraint), isThere)?.iteration ?? Infinity;
      const byLimit = come(ways['limit κ = 5'], isFull ? 1_000_000 : 240_000);
      const byPenalty = isFull ? come(ways['penalty λ = 0.0007'], 1_000_000) : byLimit;
      // Whether the standard way is later is known once it is not there by then.
      const last = Math.max(...[byLimit, byPenalty].filter(Number.isFinite), step);
      return { byLimit, byPenalty, byStandard: come(ways.standard, last) };
    });
    const count = (passes: readonly boolean[]): number => passes.filter(Boolean).length;
    const across = { label: 'iteration', lo: 0, hi: most };
    const curve = (of: (moment: Moment) => number): ChartLine[] =>
      paths.map(({ name, moments }) => ({
        name,
        points: moments.map((moment) => [moment.iteration, of(moment)] as const),
      }));
    const values = (of: (moment: Moment) => number): number[] => paths.flatMap(({ moments }) => moments.map(of));
    const b = ({ line }: Moment): number => Math.abs(line.b);
    const loss = ({ fit }: Moment): number => fit.loss;
    const norm = ({ line }: Moment): number => line.norm;
    const ends = [standard, penalised, limited].map((moments) => moments.at(-1));
    return {
      pictures: [
        chartDrawing(
          '(a) The norm of A_1, (b) the misclassified area, (c) the size of b_1 and (d) the loss without its penalty, seed 1.',
          {
            title: 'Held back or not',
            panels: [
              { title: 'norm of A_1', across, up: axisOver('|A_1|', values(norm), { from: 0 }), lines: curve(norm) },
              {
                title: 'misclassified area',
                across,
                up: axisOver('area', [0, 20]),
                lines: curve(({ line }) => line.area),
              },
              { title: 'size of b_1', across, up: axisOver('|b_1|', values(b), { from: 0 }), lines: curve(b) },
              { title: 'loss', across, up: axisOver('loss', values(loss), { log: true }), lines: curve(loss) },
            ],
          },
        ),
      ],
      rows: [
        {
          claim: 'after 7,000 iterations: area of the standard way, the least',
          paper: '"at first glance, this seems to hamper"',
          here: falls([early[2]?.area ?? NaN, early[1]?.area ?? NaN, early[0]?.area ?? NaN]),
          expected: yes,
          note: `areas ${early.map(({ area }) => area.toFixed(1)).join(', ')}`,
        },
        {
          claim: 'norm of the constrained way after 7,000 iterations',
          paper: 'at most κ',
          here: early[2]?.norm ?? NaN,
          expected: about(5, 1e-9),
        },
        {
          claim: `seeds of ${orders.length} in which the constrained way has the line placed before the standard one`,
          paper: '"catch up and reduce the area to zero first"',
          here: count(orders.map(({ byLimit, byStandard }) => byLimit < byStandard)),
          expected: atLeast(orders.length === 1 ? 1 : 4),
          note: `at ${orders.map(({ byLimit }) => timeText(byLimit)).join(', ')}`,
        },
        ...(isFull
          ? fullRows({
              penalisedFirst: count(orders.map(({ byPenalty, byStandard }) => byPenalty < byStandard)),
              times: orders.map(({ byPenalty }) => timeText(byPenalty)).join(', '),
              norms: [ends[0], ends[2], ends[1]].map((end) => end?.line.norm ?? NaN),
              losses: (ends[0]?.fit.loss ?? NaN) / Math.min(ends[1]?.fit.loss ?? NaN, ends[2]?.fit.loss ?? NaN),
            })
          : []),
      ],
      notes: [
        'λ and κ are ours: the paper does not give them, nor its iterations. "Placed" is an area below 0.2, of a domain of 120: it never becomes exactly zero. The penalty is on A_1 alone, the projection scales A_1 and leaves b_1.',
      ],
    };
  },
};

/** The line is placed: a tenth off the boundary on average, of a domain 60 wide. */
function isThere({ line }: Moment): boolean {
  return line.area < 0.2;
}

function timeText(iteration: number): string {
  return Number.isFinite(iteration) ? iteration.toLocaleString('en-US') : 'not by 1,000,000';
}

interface Facts {
  readonly penalisedFirst: number;
  readonly times: string;
  /** Of the standard, the constrained and the penalised way. */
  readonly norms: readonly number[];
  readonly losses: number;
}

function fullRows({ penalisedFirst, times, norms, losses }: Facts): Row[] {
  return [
    {
      claim: 'seeds in which the penalised way is there before the standard one',
      here: penalisedFirst,
      expected: atLeast(4),
      note: `at ${times}`,
    },
    {
      claim: 'norms at the end fall from standard to constrained to penalised',
      here: falls(norms),
      expected: yes,
      note: norms.map((norm) => norm.toFixed(2)).join(', '),
    },
    {
      claim: 'final loss of the standard way over the lower of the others',
      paper: '"the lowest value"',
      here: losses,
      expected: atMost(1),
    },
  ];
}

function falls(numbers: readonly number[]): boolean {
  return numbers.every((number, i) => i === 0 || number < (numbers[i - 1] ?? NaN));
}
