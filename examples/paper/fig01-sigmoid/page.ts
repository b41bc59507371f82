import { plotChart, sigma, sigmaSlope } from 'regionc';
import { about, atMost, closed, type Page } from '../page.ts';
import { peak, spaced } from '../shared/solve.ts';

const gains = [0.5, 1, 2, 3];
const places = spaced(-6, 6, 241);

export const page: Page = {
  name: 'fig01-sigmoid',
  title: 'Figure 1: the sigmoid and its derivative',
  question: 'What does a unit do to its argument, and where does it pass a change on?',
  texts: [],
  run: () => {
    const lines = (f: (gain: number, x: number) => number) =>
      gains.map((gain) => ({ name: `γ = ${gain}`, points: places.map((x) => [x, f(gain, x)] as const) }));
    const across = { label: 'x', lo: -6, hi: 6 };
    const logistic = (gain: number, x: number): number => 1 / (1 + Math.exp(-gain * x));
    const apart = gains.flatMap((gain) => places.map((x) => Math.abs(sigma(gain, x) - (2 * logistic(gain, x) - 1))));
    const top = peak((x) => sigmaSlope(3, x), -2, 1.5);
    return {
      pictures: [
        {
          caption: 'The sigmoid and its derivative for four values of γ.',
          draw: (width) =>
            plotChart(
              {
                title: 'Sigmoid units',
                panels: [
                  { title: 'σ_γ(x)', across, up: { label: 'σ', lo: -1.1, hi: 1.1 }, lines: lines(sigma) },
                  { title: "σ'_γ(x)", across, up: { label: "σ'", lo: 0, hi: 1.6 }, lines: lines(sigmaSlope) },
                ],
              },
              { width, theme: 'light' },
            ),
        },
      ],
      rows: [
        { claim: 'largest |σ_γ − (2 l_γ − 1)|', paper: '0, by (2)', here: Math.max(...apart), expected: atMost(1e-12) },
        { claim: 'σ(1)', paper: '0.46', here: sigma(1, 1), expected: closed(Math.tanh(0.5)) },
        { claim: 'σ(3)', paper: '0.91', here: sigma(1, 3), expected: closed(Math.tanh(1.5)) },
        { claim: 'largest derivative at γ = 3', here: top.value, expected: closed(1.5), note: 'γ / 2' },
        { claim: 'and where', paper: 'around the origin', here: top.at, expected: about(0, 1e-6) },
      ],
      notes: [],
    };
  },
};
