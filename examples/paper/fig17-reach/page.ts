import { makeReach, makeSlopeField, type FieldPanel, type Network } from 'regionc';
import { about, exactly, type Page, type Row } from '../page.ts';
import { fieldDrawing } from '../shared/drawings.ts';
import { shareOf, squareGrid } from '../shared/grid.ts';
import { axesOf } from '../shared/networks.ts';
import { gammas, network8, quadrants, text8 } from '../shared/network-8.ts';

const thresholds = [0.05, 0.01];
const kinds = ['norm', 'elements'] as const;
const names = { norm: 'norms, (14)', elements: 'elements, (15)' } as const;

/** Shares of [-6, 6]^2 in % that reach the second and the first layer, by bound and by true gradient. */
const shares = {
  norm: {
    bound: [
      [100, 44.8],
      [25, 14.5],
      [7.6, 6.4],
    ],
    gradient: [
      [100, 37.1],
      [24.1, 12.9],
      [6.5, 5.9],
    ],
  },
  elements: {
    bound: [
      [100, 43.8],
      [24.8, 14.3],
      [6.8, 6.3],
    ],
    gradient: [
      [100, 36.3],
      [23.9, 12.7],
      [5.9, 5.8],
    ],
  },
} as const;

export const page: Page = {
  name: 'fig17-reach',
  title: 'Figure 17: how far errors come back',
  question: 'Which points can stop on their way back because what is left of their error is too small?',
  texts: [text8],
  run: (task) => {
    const networks = gammas.map((gamma) => network8(task, gamma));
    const { points, rows } = squareGrid(6, task.size === 'full' ? 300 : 200);
    const cases = kinds.flatMap((norm) =>
      networks.map((network, index) => ({
        norm,
        index,
        network,
        at: makeReach(network, quadrants, { norm, thresholds }),
      })),
    );
    const found = cases.map((each) => {
      const bound = each.at(points, rows);
      const gradient = trueReach(each.network, each.norm)(points, rows);
      return { ...each, bound, gradient };
    });
    const reaching = (lowest: Float64Array, layer: number): number =>
      100 * shareOf(rows, (row) => (lowest[row] ?? NaN) <= layer);
    return {
      pictures: [
        fieldDrawing(
          'How far back errors go at γ = 1, 2 and 3: stopped by bounds on norms (a) to (c), and on entries (d) to (f).',
          {
            title: 'Partial backpropagation',
            inputs: axesOf(networks[0] ?? network8(task)),
            panels: found.map(({ index, at, bound }): FieldPanel => ({
              name: `γ = ${gammas[index]}: ${[1, 0].map((layer) => reaching(bound, layer).toFixed(1)).join(' / ')} %`,
              at: (places, count) => at(places, count).map((lowest) => 2 - lowest),
              scale: { kind: 'parts', names: ['head only', 'back to layer 2', 'back to layer 1'] },
            })),
          },
        ),
      ],
      rows: [
        ...found.flatMap(({ norm, index, bound, gradient }): Row[] =>
          [1, 0].flatMap((layer): Row[] => [
            {
              claim: `${names[norm]}, γ = ${gammas[index]}: reaches layer ${layer + 1}, in %`,
              ...(index === 0 && layer === 1 && { paper: 'only in the image' }),
              here: reaching(bound, layer),
              expected: about(shares[norm].bound[index]?.[1 - layer] ?? NaN, 0.5),
            },
            {
              claim: 'by the true gradient',
              here: reaching(gradient, layer),
              expected: about(shares[norm].gradient[index]?.[1 - layer] ?? NaN, 0.5),
            },
          ]),
        ),
        {
          claim: 'points that a bound stops and whose true gradient below is above its threshold',
          here: found.reduce(
            (sum, { bound, gradient }) =>
              sum + rows * shareOf(rows, (row) => (gradient[row] ?? NaN) < (bound[row] ?? NaN)),
            0,
          ),
          expected: exactly(0),
          note: 'the bounds keep what they promise',
        },
      ],
      notes: [
        "The percentages of the paper's figure stand in its image only, and it does not state domain and classes; they are not compared. Those expected here are from an independent computation on [−6, 6]² with the axis quadrants; on [−3, 3]² the shares are larger (70.2 % at γ = 1), on [−10, 10]² smaller (31.2 %).",
        "Thresholds as in 5.3: 0.05 for the first layer, 0.01 for the second. (15) has the columns of A_k, not its rows: z_k is A_k'y_k, and rows fail for A = [1; 1], y = [1, 1]. The bound for two layers down needs |y_2|_2, taken as the norm of the bounds of its entries.",
      ],
    };
  },
};

/** The lowest layer, 2 for the head, whose own gradient, of weights or biases, is above its threshold. */
function trueReach(network: Network, norm: 'norm' | 'elements') {
  const measure = norm === 'norm' ? 'norm' : 'largest';
  const fields = thresholds.map((_, layer) =>
    (['weights', 'biases'] as const).map((of) => makeSlopeField(network, { of, layer }, quadrants, measure)),
  );
  return (points: Float64Array, rows: number): Float64Array => {
    const sizes = fields.map((of) => of.map((at) => at(points, rows)));
    return Float64Array.from({ length: rows }, (_, row) => {
      const lowest = thresholds.findIndex((limit, layer) => sizes[layer]?.some((size) => (size[row] ?? NaN) > limit));
      return lowest < 0 ? 2 : lowest;
    });
  };
}
