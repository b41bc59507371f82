import { axisOver } from 'regionc';
import { atLeast, yes, type Page } from '../page.ts';
import { compiled } from '../shared/compiled.ts';
import { descent, every, type Moment } from '../shared/descent.ts';
import { chartDrawing } from '../shared/strip-drawings.ts';
import { drawnStrip } from '../shared/strip.ts';

export const page: Page = {
  name: 'fig15-growing-norms',
  title: 'Figure 15: growing norms',
  question: 'What happens to a line in front of two further layers when nothing holds the weights back?',
  texts: ['figure.region'],
  run: ({ size, read, progress }) => {
    const network = compiled('figure.region', read('figure.region'));
    // At quick size the first tenth of the way is gone, where the second layer has not begun to grow.
    const plan = size === 'full' ? { seeds: 5, most: 1_000_000, step: 5000 } : { seeds: 1, most: 250_000, step: 5000 };
    const paths = Array.from({ length: plan.seeds }, (_, index) => {
      progress(`seed ${index + 1} of ${plan.seeds}, ${plan.most.toLocaleString('en-US')} iterations`);
      return [
        ...descent(network, drawnStrip(30, 500, index + 1), [0, ...every(plan.step, plan.most)], { layers: 'all' }),
      ];
    });
    const ends = paths.map((moments) => ({ start: normsOf(moments[0]), end: normsOf(moments.at(-1)) }));
    const places = paths.map((moments) => placeOf(moments.at(-1)));
    const first = paths[0] ?? [];
    const across = { label: 'iteration', lo: 0, hi: plan.most };
    const norms = first.map(normsOf);
    const all = plan.seeds === 1 ? 1 : plan.seeds - 1;
    const count = (passes: readonly boolean[]): number => passes.filter(Boolean).length;
    return {
      pictures: [
        chartDrawing('(a) Norms of the three weight matrices and (b) the misclassified area, seed 1.', {
          title: 'Three layers, all trained',
          panels: [
            {
              title: 'norms',
              across,
              up: axisOver('norm of a row', norms.flat(), { from: 0 }),
              lines: [0, 1, 2].map((layer) => ({
                name: `|A_${layer + 1}|`,
                points: first.map(({ iteration }, i) => [iteration, norms[i]?.[layer] ?? NaN] as const),
              })),
            },
            {
              title: 'misclassified area',
              across,
              up: axisOver(
                'area',
                first.map(({ line }) => line.area),
                { from: 0 },
              ),
              lines: [{ name: '', points: first.map(({ iteration, line }) => [iteration, line.area] as const) }],
            },
          ],
        }),
      ],
      rows: [
        {
          claim: `seeds of ${plan.seeds} whose first and last layers have grown after ${plan.most.toLocaleString('en-US')} iterations`,
          paper: '"all of them are growing"',
          here: count(
            ends.map(({ start, end }) => [0, 2].every((layer) => (end[layer] ?? NaN) > (start[layer] ?? NaN))),
          ),
          expected: atLeast(all),
        },
        ...(size === 'full'
          ? [
              {
                claim: 'seeds whose second layer has grown too',
                here: count(ends.map(({ start, end }) => (end[1] ?? NaN) > (start[1] ?? NaN))),
                expected: atLeast(all),
              },
            ]
          : []),
        {
          claim: 'seeds whose line is still off the origin, by more than 0.1',
          paper: '"never quite reaches the origin"',
          here: count(places.map((x) => Math.abs(x) > 0.1)),
          expected: atLeast(all),
          note: `at x = ${places.map((x) => x.toFixed(2)).join(', ')}`,
        },
        {
          claim: 'seed 1: whether the norm of the second layer is below its start on the way',
          here: norms.some((row) => (row[1] ?? NaN) < (norms[0]?.[1] ?? NaN)),
          expected: yes,
          note: `its least: ${Math.min(...norms.map((row) => row[1] ?? NaN)).toFixed(2)}`,
        },
      ],
      notes: [
        'Not quite as worded: all norms have grown at the end, but that of the second layer first falls, from 3 to 2.6. The domain is [−30, 30] × [−1, 1] with 500 samples, the four at the interface among them.',
      ],
    };
  },
};

/** Of A_1, A_2 and a row of A_3. */
function normsOf(moment: Moment | undefined): readonly number[] {
  const [a1 = NaN, a2 = NaN, , , second = NaN, , , third = NaN] = moment?.parameters ?? [];
  return [Math.hypot(a1, a2), Math.abs(second), Math.abs(third)];
}

/** Where the line meets y = 0. */
function placeOf(moment: Moment | undefined): number {
  return (moment?.line.b ?? NaN) / (moment?.line.a[0] ?? NaN);
}
