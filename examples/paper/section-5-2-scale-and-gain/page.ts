import { makeSteps, parametersOf, trainableMask, withParameters, type Network } from 'regionc';
import { atMost, type Page, type Row } from '../page.ts';
import { chartDrawing } from '../shared/strip-drawings.ts';
import { drawnStrip, lineNetwork, stripText } from '../shared/strip.ts';

const alphas = [0.5, 2, 10];
const rate = 0.01;

export const page: Page = {
  name: 'section-5-2-scale-and-gain',
  title: 'Section 5.2: scaling weights against gains',
  question: 'Is a network with α A_1, α b_1 and gain γ/α trained like one with A_1, b_1 and γ?',
  texts: [stripText],
  run: (task) => {
    const base = lineNetwork(task, 4);
    const { samples } = drawnStrip(6, 200, 1);
    const steps = 2000;
    const places = Array.from({ length: 21 }, (_, i) => (i * steps) / 20);
    // Where the line meets y = 0, on the way.
    const path = (network: Network, step: number) => {
      const rates = Float64Array.from(trainableMask(network), (trains, i) => (trains === 1 && i < 3 ? step : 0));
      const going = makeSteps(network, samples, { optimizer: 'gd', rates });
      if (!going) throw new Error('this needs WebAssembly');
      return places.map((place, index) => {
        going.run(place - (places[index - 1] ?? 0));
        return going.position().parameters;
      });
    };
    const plain = path(base, rate);
    const ways = alphas.map((alpha) => {
      const network = scaled(base, alpha);
      return { alpha, same: path(network, rate), matched: path(network, alpha ** 2 * rate) };
    });
    const meets = ([a = NaN, , b = NaN]: ArrayLike<number> & Iterable<number>): number => b / a;
    const apart = (left: readonly Float64Array[], alpha: number, right: readonly Float64Array[]): number =>
      Math.max(
        ...left.flatMap((numbers, i) =>
          [0, 1, 2].map((k) => Math.abs((numbers[k] ?? NaN) / alpha / (right[i]?.[k] ?? NaN) - 1)),
        ),
      );
    return {
      pictures: [
        chartDrawing(
          'Where the line is on its way, from the same start with the same step: the same function, but not the same training.',
          {
            title: 'Equivalent networks, other trainings',
            panels: [
              {
                across: { label: 'step', lo: 0, hi: steps },
                up: { label: 'where the line meets y = 0', lo: 0, hi: 2.05 },
                lines: [
                  {
                    name: 'α = 1',
                    points: places.map((place, i) => [place, meets(plain[i] ?? new Float64Array())] as const),
                  },
                  ...ways.map(({ alpha, same }) => ({
                    name: `α = ${alpha}`,
                    points: places.map((place, i) => [place, meets(same[i] ?? new Float64Array())] as const),
                  })),
                ],
              },
            ],
          },
          320,
        ),
      ],
      rows: [
        ...ways.flatMap(({ alpha, matched }): Row[] => [
          {
            claim: `α = ${alpha}: largest relative difference after ${steps.toLocaleString('en-US')} steps that are α² longer`,
            paper: '"a stepsize that is α² smaller"',
            here: apart(matched, alpha, plain),
            expected: atMost(1e-12),
          },
        ]),
        {
          claim: 'α = 10 with the same step: how far the line came, as a share of the way at α = 1',
          paper: '"their training certainly is not" equivalent',
          here:
            (2 - meets(ways[2]?.same.at(-1) ?? new Float64Array())) / (2 - meets(plain.at(-1) ?? new Float64Array())),
          expected: atMost(0.1),
        },
      ],
      notes: ['The statement is exact, for the numbers of the first layer.'],
    };
  },
};

/** α A_1, α b_1 and γ / α: the same function. */
function scaled(network: Network, alpha: number): Network {
  return withParameters(
    network,
    parametersOf(network).map((value, i) => (i < 3 ? alpha * value : i === 3 ? value / alpha : value)),
  );
}
