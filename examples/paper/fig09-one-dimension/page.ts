import { axisOver, makeForward, makeSlopeField, plotChart, type Block } from 'regionc';
import { about, closed, type Page } from '../page.ts';
import { compiled } from '../shared/compiled.ts';
import { crossing, peak, spaced } from '../shared/solve.ts';

const places = spaced(-12, 12, 481);

export const page: Page = {
  name: 'fig09-one-dimension',
  title: 'Figure 9: which points move a boundary',
  question: 'How much does a point of the class say about where the line is, and about how steep it is?',
  texts: ['figure.region'],
  run: ({ read }) => {
    const network = compiled('figure.region', read('figure.region'));
    const forward = makeForward(network);
    const share = (x: number): number => (1 + (forward(Float64Array.of(x), 1)[0] ?? NaN)) / 2;
    const loss = (x: number): number => -Math.log(share(x));
    const slope = (of: Block['of']) => {
      const field = makeSlopeField(network, { of, layer: 0 }, (_, rows) => new Float64Array(rows).fill(1), 'largest');
      return (x: number): number => field(Float64Array.of(x), 1)[0] ?? NaN;
    };
    const [byAlpha, byBeta] = [slope('weights'), slope('biases')];
    const [alphaPeak, betaPeak] = [peak(byAlpha, -6, -0.3), peak(byBeta, -5, 3)];
    const onePercent = (f: (x: number) => number, top: number, from: number, to: number): number =>
      crossing((x) => f(x) - top / 100, from, to);
    const ends = {
      alpha: [onePercent(byAlpha, alphaPeak.value, -12, -3), onePercent(byAlpha, alphaPeak.value, 1.5, 12)],
      beta: [onePercent(byBeta, betaPeak.value, -12, -3), onePercent(byBeta, betaPeak.value, 0.5, 12)],
    } as const;
    const across = { label: 'x', lo: -12, hi: 12 };
    const line = (name: string, f: (x: number) => number) => ({ name, points: places.map((x) => [x, f(x)] as const) });
    return {
      pictures: [
        {
          caption:
            "The class, the loss of its points, and the size of the loss's derivatives; dotted where they fall below one percent of their peak.",
          draw: (width) =>
            plotChart(
              {
                title: 'Points on a line',
                panels: [
                  { title: 'probability', across, up: { label: 'p', lo: 0, hi: 1.05 }, lines: [line('', share)] },
                  { title: 'loss', across, up: axisOver('f', [0, 5.2], { from: 0 }), lines: [line('', loss)] },
                  {
                    title: 'derivatives',
                    across,
                    up: { label: 'size', lo: 0, hi: 2.3 },
                    lines: [line('by α', byAlpha), line('by β', byBeta)],
                    marks: [...ends.alpha, ...ends.beta].map((at) => ({ name: '1 % of the peak', at })),
                  },
                ],
              },
              { width, theme: 'light' },
            ),
        },
      ],
      rows: [
        { claim: 'loss far on the wrong side', here: loss(-60), expected: closed(Math.log(1 + Math.exp(5)), 1e-9) },
        { claim: 'loss at 0', here: loss(0), expected: closed(Math.LN2) },
        { claim: 'loss far on the right side', here: loss(60), expected: closed(Math.log(1 + Math.exp(-5)), 1e-9) },
        { claim: 'largest |df/dα|', here: alphaPeak.value, expected: about(2.15834, 1e-5) },
        { claim: 'and where', here: alphaPeak.at, expected: about(-1.6127, 1e-4) },
        { claim: 'largest |df/dβ|', here: betaPeak.value, expected: about(1.86948, 1e-5) },
        { claim: 'and where', here: betaPeak.at, expected: about(-0.7095, 1e-4) },
        {
          claim: '|df/dα| falls below 1 % of its peak, left',
          paper: 'a line in (c)',
          here: ends.alpha[0],
          expected: about(-8.24, 1e-3),
        },
        { claim: 'right', here: ends.alpha[1], expected: about(2.626, 1e-3) },
        { claim: '|df/dβ| falls below 1 %, left', here: ends.beta[0], expected: about(-6.271, 1e-3) },
        { claim: 'right', here: ends.beta[1], expected: about(2.113, 1e-3) },
        {
          claim: '|df/dα| at x = −5, in % of its peak',
          paper: '"small" from |x| ≥ 5 on',
          here: (100 * byAlpha(-5)) / alphaPeak.value,
          expected: about(15.3, 0.1),
          note: 'not so small: the paper is generous here',
        },
        { claim: '|df/dβ| at x = −5, in %', here: (100 * byBeta(-5)) / betaPeak.value, expected: about(3.5, 0.1) },
      ],
      notes: ['The caption of (c) says one percent of the "asymptotic value", which is 0; the peak is meant.'],
    };
  },
};
