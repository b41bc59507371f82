import { evaluate, plotChart, report } from 'regionc';
import { about, atMost, closed, type Page } from '../page.ts';
import { compiled } from '../shared/compiled.ts';
import { fieldDrawing } from '../shared/drawings.ts';
import { axesOf, unitAt, unitsAt } from '../shared/networks.ts';
import { crossing, spaced } from '../shared/solve.ts';

const panels = ['⟨a, x⟩', 'σ(⟨a, x⟩)', "σ(⟨a', x⟩ − 12), a' = 4a"] as const;

export const page: Page = {
  name: 'fig02-one-unit',
  title: 'Figure 2: one unit',
  question: 'How does a unit turn a linear map into a soft halfspace, and what moves and sharpens it?',
  texts: ['figure.region'],
  run: ({ read }) => {
    const text = read('figure.region');
    const network = compiled('figure.region', text);
    const [soft, sharp] = [unitAt(network, 0, 0), unitAt(network, 0, 1)];
    const linear = (x: number, y: number): number => evaluate(network, [[x, y]]).layers[0]?.arguments[0]?.[0] ?? NaN;
    const alike = compiled(
      'alike.region',
      text.replace('dot(4 * a, [x, y]) >= 12 with gain 1', 'dot(a, [x, y]) >= 3 with gain 4'),
    );
    const scaledAlone = compiled('alone.region', text.replace('>= 12', '>= 3'));
    const moved = unitAt(scaledAlone, 0, 1);
    const likeSharp = unitAt(alike, 0, 1);
    const apart = spaced(-6, 6, 61).flatMap((x) =>
      spaced(-6, 6, 13).map((y) => Math.abs(sharp([x, y]) - likeSharp([x, y]))),
    );
    const width = crossing((x) => sharp([x, 0]) - 0.95, 0, 6) - crossing((x) => sharp([x, 0]) + 0.95, 0, 6);
    const along = 6 / Math.hypot(6, 2);
    const inside = unitsAt(network, [{ name: '', layer: 0, unit: 0 }]);
    const outside = unitsAt(network, [{ name: '', layer: 0, unit: 1 }]);
    const across = { label: 'x, at y = 0', lo: -6, hi: 6 };
    const slice = (f: (x: number) => number) => [
      { name: '', points: spaced(-6, 6, 241).map((x) => [x, f(x)] as const) },
    ];
    const facet = report(compiled('figure.region', text, 'guarantee')).facets.find(({ output }) => output === 'sharp');
    return {
      pictures: [
        fieldDrawing('Values over the plane; those of (a) are divided by 12, their largest.', {
          title: 'A unit, step by step',
          inputs: axesOf(network),
          panels: [
            {
              name: panels[0],
              at: (points, rows) => Float64Array.from({ length: rows }, (_, row) => linearAt(points, row) / 12),
              scale: { kind: 'signed' },
            },
            { name: panels[1], at: inside, scale: { kind: 'signed' } },
            { name: panels[2], at: outside, scale: { kind: 'signed' } },
          ],
        }),
        {
          caption: 'The same along the line y = 0.',
          draw: (pixels) =>
            plotChart(
              {
                title: 'At y = 0',
                panels: [
                  {
                    title: panels[0],
                    across,
                    up: { label: 'value', lo: -9, hi: 9 },
                    lines: slice((x) => linear(x, 0)),
                  },
                  {
                    title: panels[1],
                    across,
                    up: { label: 'value', lo: -1.1, hi: 1.1 },
                    lines: slice((x) => soft([x, 0])),
                  },
                  {
                    title: panels[2],
                    across,
                    up: { label: 'value', lo: -1.1, hi: 1.1 },
                    lines: slice((x) => sharp([x, 0])),
                  },
                ],
              },
              { width: pixels, theme: 'light' },
            ),
        },
      ],
      rows: [
        {
          claim: '(c): where the line meets y = 0',
          paper: 'x = β a / |a|² + v',
          here: crossing((x) => sharp([x, 0]), 0, 6),
          expected: about(2, 1e-9),
        },
        {
          claim: 'width of (c) between −0.95 and 0.95, across the line',
          here: width * along,
          expected: closed((4 * Math.atanh(0.95)) / Math.hypot(6, 2)),
          note: '4 atanh(c) / |a|',
        },
        {
          claim: 'the same as the compiler reports it',
          here: facet?.width ?? NaN,
          expected: closed((4 * Math.atanh(0.95)) / Math.hypot(6, 2), 1e-6),
        },
        {
          claim: 'scaling a and β by 4, against σ_4: largest difference',
          paper: 'the same',
          here: Math.max(...apart),
          expected: atMost(1e-12),
        },
        {
          claim: 'scaling a alone moves the line to',
          paper: 'a shift along the normal',
          here: crossing((x) => moved([x, 0]), 0, 6),
          expected: about(3 / 6, 1e-9),
          note: 'β / (γ |a|) along the normal: from x = 2 to 3/6 at y = 0',
        },
      ],
      notes: ['The paper does not name the range of its picture; here it is [−6, 6]².'],
    };
  },
};

function linearAt(points: Float64Array, row: number): number {
  return 1.5 * (points[2 * row] ?? 0) + 0.5 * (points[2 * row + 1] ?? 0);
}
