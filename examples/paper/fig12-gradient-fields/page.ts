import { makeSlopeField, type FieldPanel } from 'regionc';
import { about, atLeast, closed, type Page, type Row } from '../page.ts';
import { fieldDrawing } from '../shared/drawings.ts';
import { squareGrid } from '../shared/grid.ts';
import { axesOf } from '../shared/networks.ts';
import { gammas, network8, quadrants, text8 } from '../shared/network-8.ts';

/** By γ, then A_1, A_2, A_3: largest, mean and median of the largest entries, and the area (%) with half of their sum. */
const measured = {
  1: [
    [15.04, 0.808, 7.1e-3, 4.3],
    [0.88, 0.157, 4.4e-2, 11.7],
    [0.847, 0.29, 0.153, 18.1],
  ],
  2: [
    [74.1, 0.977, 1.4e-6, 1.1],
    [2.2, 0.063, 5.5e-4, 1.7],
    [0.982, 0.206, 0.019, 10.5],
  ],
  3: [
    [187, 1.001, 1.6e-10, 0.43],
    [3.69, 0.039, 5.5e-6, 0.61],
    [0.998, 0.196, 0.0025, 9.8],
  ],
} as const;

export const page: Page = {
  name: 'fig12-gradient-fields',
  title: 'Figure 12: where the gradient comes from',
  question: 'Which points move which layer, and what does scaling all weights do to that?',
  texts: [text8],
  run: (task) => {
    const networks = gammas.map((gamma) => ({ gamma, network: network8(task, gamma) }));
    const fields = networks.flatMap(({ gamma, network }) =>
      [2, 1, 0].map((layer) => ({
        gamma,
        layer,
        at: makeSlopeField(network, { of: 'weights', layer }, quadrants, 'largest'),
      })),
    );
    const { points, rows } = squareGrid(6, task.size === 'full' ? 300 : 200);
    const facts = fields.map(({ gamma, layer, at }) => ({ gamma, layer, ...factsOf(at(points, rows)) }));
    const fact = (gamma: number, layer: number) => facts.find((each) => each.gamma === gamma && each.layer === layer);
    return {
      pictures: [
        fieldDrawing(
          "The largest entry of each point's gradient: A_3, A_2 and A_1 in turn, for γ = 1, then 2, then 3.",
          {
            title: 'Gradient fields of network (8)',
            inputs: axesOf(networks[0]?.network ?? network8(task)),
            panels: fields.map(({ gamma, layer, at }): FieldPanel => ({
              name: `A_${layer + 1}, γ = ${gamma}`,
              at,
              scale: { kind: 'magnitude' },
            })),
          },
        ),
      ],
      rows: [
        ...facts.flatMap(({ gamma, layer, largest, mean, median, area }): Row[] => {
          const [top = NaN, middle = NaN, half = NaN, share = NaN] = measured[gamma][layer] ?? [];
          const name = `A_${layer + 1}, γ = ${gamma}`;
          return [
            { claim: `${name}: largest`, here: largest, expected: closed(top, 0.04) },
            { claim: `${name}: mean`, here: mean, expected: closed(middle, 0.02) },
            { claim: `${name}: median`, here: median, expected: closed(half, 0.06) },
            { claim: `${name}: area with half of the sum, in %`, here: area, expected: about(share, 0.3) },
          ];
        }),
        ...[0, 1].flatMap((layer): Row[] =>
          [2, 3].map((gamma) => ({
            claim: `A_${layer + 1}: median at γ = ${gamma - 1} over that at γ = ${gamma}`,
            paper: '"attenuation"',
            here: (fact(gamma - 1, layer)?.median ?? NaN) / (fact(gamma, layer)?.median ?? NaN),
            expected: atLeast(10),
          })),
        ),
        {
          claim: 'A_1: largest at γ = 3 over that at γ = 1',
          here: (fact(3, 0)?.largest ?? NaN) / (fact(1, 0)?.largest ?? NaN),
          expected: atLeast(1),
          note: 'the largest gradient does not become smaller',
        },
      ],
      notes: [
        'Not reproduced as worded: the paper says that scaling "attenuates" the gradients. That is so for the median over the domain and for the means of A_2 and A_3. The largest gradient grows with γ in every layer, and so does the mean for A_1. That gradients become localised holds everywhere.',
        'What is expected comes from an independent computation on [−6, 6]²; largest values depend a little on the grid.',
      ],
    };
  },
};

function factsOf(values: Float64Array) {
  const falling = Float64Array.from(values).sort((a, b) => b - a);
  const sum = falling.reduce((total, value) => total + value, 0);
  let [held, count] = [0, 0];
  while (held < sum / 2) held += falling[count++] ?? NaN;
  return {
    largest: falling[0] ?? NaN,
    mean: sum / falling.length,
    median: falling[Math.floor(falling.length / 2)] ?? NaN,
    area: (100 * count) / falling.length,
  };
}
