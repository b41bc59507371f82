import { describe, expect, it } from 'vitest';
import { makeRandom } from '../../src/base/random.ts';
import type { PictureData, PictureInput } from '../../src/plot/picture.ts';
import { plot } from '../../src/plot/plot.ts';
import { irisRows } from './pictures.ts';
import { axis, classSubject, irisInput } from './subjects.ts';

function uses(svg: string): number {
  return svg.match(/<use /g)?.length ?? 0;
}

/** Signs of the legend: one a class that has rows, and the ring. */
const legendSigns = 4;

/** Two classes beside each other in `inputs` inputs, and rows whose class is known. */
function halves(points: readonly (readonly number[])[], classes: readonly number[], inputs = 2): PictureInput {
  return {
    title: 'halves.region',
    inputs: Array.from({ length: inputs }, (_, k) => axis(`x${k}`, 0, 10, inputs - k)),
    subject: classSubject(inputs, ['low', 'high'], ([x = 0]) => (x < 5 ? 0 : 1)),
    confidence: 0.95,
    data: {
      rows: points.length,
      points: Float64Array.from(points.flat()),
      targets: { kind: 'classes', indices: Int32Array.from(classes) },
    },
  };
}

describe('rows', () => {
  it('are drawn once where they coincide, with a ring where they are wrong', () => {
    const data = irisRows();
    const places = new Set(
      Array.from({ length: data.rows }, (_, row) => {
        const target = data.targets?.kind === 'classes' ? data.targets.indices[row] : -1;
        return `${data.points[2 * row]} ${data.points[2 * row + 1]} ${target}`;
      }),
    );
    const { svg } = plot(irisInput(data));
    // Two of the seven wrong rows are one place.
    expect(uses(svg)).toBe(places.size + 6 + legendSigns);
    expect(svg).toContain('>wrong 7 of 150</text>');
  });

  it('show their own class where they are wrong, and are drawn last', () => {
    const { svg } = plot(
      halves(
        [
          [2, 5],
          [8, 5],
          [3, 5],
        ],
        [1, 1, 0],
      ),
    );
    const hrefs = [...svg.matchAll(/<use href="#([^"]*)"/g)].map(([, id]) => id);
    const [high, low, ring, wrong] = hrefs;
    expect(wrong).toBe(high);
    expect(new Set([high, low, ring]).size).toBe(3);
    expect(svg).toContain('>wrong 1 of 3</text>');
  });

  it('outside the ranges are counted and not drawn', () => {
    const { svg } = plot(
      halves(
        [
          [2, 5],
          [12, 5],
          [3, -1],
        ],
        [0, 1, 0],
      ),
    );
    expect(svg).toContain('>2 outside the ranges</text>');
    expect(uses(svg)).toBe(1 + 2);
  });

  it('far from the slice are faint', () => {
    const { svg } = plot(
      halves(
        [
          [2, 5, 5],
          [2, 6, 9],
          [8, 5, 5],
        ],
        [0, 0, 1],
        3,
      ),
      { axes: ['x0', 'x1'] },
    );
    const faint = /<g opacity="0.28">\n((?:<use [^\n]*\n)*)<\/g>/.exec(svg)?.[1] ?? '';
    expect(uses(faint)).toBe(1);
    expect(svg).toContain('Slice at x2 5.');
    expect(svg).toContain('>far from the slice</text>');
  });

  it('of too many, a fixed part is drawn, the wrong ones all', () => {
    const random = makeRandom(1);
    const points = Array.from({ length: 3000 }, () => [10 * random.uniform(), 10 * random.uniform()]);
    const classes = points.map(([x = 0], row) => (row % 100 === 0 ? 1 : 0) ^ (x < 5 ? 0 : 1));
    const input = halves(points, classes);
    const { svg } = plot(input);
    expect(svg).toContain('>wrong 30 of 3,000</text>');
    expect(svg).toContain('>2,000 of 3,000 rows drawn</text>');
    expect(uses(svg)).toBeGreaterThan(1900 + 30);
    expect(uses(svg)).toBeLessThanOrEqual(2000 + 30 + 3);

    const order = points.map((_, row) => row).toReversed();
    const turned = halves(
      order.map((row) => points[row] ?? []),
      order.map((row) => classes[row] ?? 0),
    );
    const places = (text: string): string[] => (text.match(/<use [^\n]*/g) ?? []).sort();
    expect(places(plot(turned).svg)).toEqual(places(svg));
  });

  it('without classes are plain dots, and nothing is wrong', () => {
    const { points, rows } = irisRows();
    const unlabelled: PictureData = { points, rows };
    const { svg } = plot(irisInput(unlabelled));
    expect(svg).toContain('>a row of the data</text>');
    expect(svg).not.toContain('wrong');
  });

  it('an empty table draws nothing', () => {
    const { svg } = plot(halves([], []));
    expect(uses(svg)).toBe(0);
  });
});
