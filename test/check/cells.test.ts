import { expect, it } from 'vitest';
import { countCells, mostCells, planesOf } from '../../src/check/geometry/cells.ts';
import { makeRandom } from '../../src/base/random.ts';
import { specOf } from '../helpers/spec-of.ts';

const square = [
  { lo: -10, hi: 10 },
  { lo: -10, hi: 10 },
];

it.each([
  ['no plane', [], 1],
  ['one that misses the box', [[1, 0, 11]], 1],
  ['one that touches its face', [[1, 0, 10]], 1],
  ['one that touches its corner', [[1, 1, 20]], 1],
  [
    'the same twice, and turned',
    [
      [1, 2, 1],
      [2, 4, 2],
      [-1, -2, -1],
    ],
    2,
  ],
  [
    'parallel ones',
    [
      [0, 1, 0],
      [0, 1, 1],
      [0, 3, 2],
    ],
    4,
  ],
  [
    'three through a point that is no double',
    [
      [1, 0, 0.1],
      [0, 1, 0.1],
      [1, 1, 0.2],
    ],
    6,
  ],
  [
    'three that just do not meet',
    [
      [1, 0, 0.1],
      [0, 1, 0.1],
      [1, 1, 0.2000001],
    ],
    7,
  ],
] as const)('counts the cells of %s', (_, rows, cells) => {
  const planes = rows.map(([a = 0, b = 0, beta = 0]) => ({ a: [a, b], beta }));
  expect(countCells(planes, square)).toMatchObject({ cells, unsure: 0, complete: true });
});

it('agrees with the most there can be, in general position', () => {
  for (const [n, d] of [
    [7, 2],
    [5, 3],
    [6, 4],
  ] as const) {
    const random = makeRandom(n);
    const planes = Array.from({ length: n }, () => ({
      a: Array.from({ length: d }, () => random.normal()),
      beta: random.normal(),
    }));
    const box = Array.from({ length: d }, () => ({ lo: -1e4, hi: 1e4 }));
    expect(countCells(planes, box)).toEqual({ planes: n, cells: mostCells(n, d), unsure: 0, complete: true });
  }
});

it('stops where there are too many', () => {
  const planes = Array.from({ length: 9 }, (_, i) => ({ a: [Math.cos(i), Math.sin(i)], beta: i / 10 }));
  const { cells, complete } = countCells(planes, square, { most: 10 });
  expect(complete).toBe(false);
  expect(cells).toBeGreaterThan(10);
});

it('takes the planes of a text once each, and no tests of categories', async () => {
  const text =
    'input x, y in [0, 9]\ninput s in {a, c}\noutput r = (x >= 3 or not x >= 3 and y < 2) and s == a\noutput q = 2 * x >= 6';
  const { graph } = await specOf('planes.region', text, () => undefined);
  expect(planesOf(graph)).toHaveLength(2);
});
