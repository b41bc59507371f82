import { countCells, makeRandom, mostCells } from 'regionc';
import { exactly, type Page, type Row } from '../page.ts';
import { fieldDrawing } from '../shared/drawings.ts';

const formula = [
  [3, 2, 7],
  [5, 2, 16],
  [8, 2, 37],
  [4, 3, 15],
  [6, 3, 42],
  [10, 3, 176],
] as const;

const counted = [
  [5, 2],
  [8, 2],
  [12, 2],
  [4, 3],
  [6, 3],
] as const;

export const page: Page = {
  name: 'section-3-1-number-of-regions',
  title: 'Section 3.1: how many regions hyperplanes make',
  question: 'Into how many parts do n hyperplanes cut the space, and does the count agree with (6)?',
  texts: [],
  run: ({ size, progress }) => {
    const cases = size === 'full' ? [...counted, [10, 3] as const] : counted;
    // Each touches the unit circle: all ten crossings are near.
    const planes = [0, 1, 2, 3, 4].map((k) => {
      const angle = ((2 * k + 0.36) * Math.PI) / 5;
      return { a: [Math.cos(angle), Math.sin(angle)], beta: 1 };
    });
    const sideOf = (points: Float64Array, row: number, index: number): boolean => {
      const { a, beta } = planes[index] ?? { a: [], beta: 0 };
      return (a[0] ?? 0) * (points[2 * row] ?? 0) + (a[1] ?? 0) * (points[2 * row + 1] ?? 0) >= beta;
    };
    return {
      pictures: [
        fieldDrawing(
          'Five lines in general position: sixteen cells, coloured by how many lines have them on their outer side.',
          {
            title: 'Sixteen cells of five lines',
            inputs: [
              { name: 'x', lo: -4, hi: 4, uses: 1 },
              { name: 'y', lo: -4, hi: 4, uses: 1 },
            ],
            panels: [
              {
                name: 'lines that have a point on their outer side',
                at: (points, rows) =>
                  Float64Array.from(
                    { length: rows },
                    (_, row) => planes.filter((__, index) => sideOf(points, row, index)).length,
                  ),
                scale: { kind: 'parts', names: ['0', '1', '2', '3'] },
              },
            ],
          },
        ),
      ],
      rows: [
        ...formula.map(([n, d, cells]): Row => ({
          claim: `r(${n}, ${d})`,
          paper: '(6)',
          here: mostCells(n, d),
          expected: exactly(cells),
        })),
        ...cases.map(([n, d]): Row => {
          progress(`${n} hyperplanes in ${d} dimensions`);
          const { cells, unsure } = countCells(drawnPlanes(n, d), cube(d));
          return {
            claim: `cells counted: ${n} drawn hyperplanes in ${d} dimensions`,
            paper: 'attained in general position',
            here: unsure === 0 ? cells : NaN,
            expected: exactly(mostCells(n, d)),
          };
        }),
        {
          claim: 'three parallel lines and two across them, not in general position',
          here: countCells(
            [0, 1, 2].map((beta) => ({ a: [1, 0], beta })).concat([0, 1].map((beta) => ({ a: [0, 1], beta }))),
            cube(2),
          ).cells,
          expected: exactly(12),
          note: `r(5, 2) = ${mostCells(5, 2)}`,
        },
        {
          claim: 'three lines through one point',
          here: countCells(
            [
              [1, 0],
              [0, 1],
              [1, 1],
            ].map((a) => ({ a, beta: 0 })),
            cube(2),
          ).cells,
          expected: exactly(6),
          note: 'one less than r(3, 2): the middle cell is gone, and whole numbers prove it',
        },
      ],
      notes: [
        '3.1 calls a region "the union of (complements of) halfspaces"; a cell is their intersection, and unions come after. `regionc compile --cells` counts the cells of a text.',
      ],
    };
  },
};

/** Of random direction, close to the origin, so that all of their crossings lie in the box. */
function drawnPlanes(count: number, dimensions: number) {
  const random = makeRandom(count + 100 * dimensions);
  return Array.from({ length: count }, () => ({
    a: Array.from({ length: dimensions }, () => random.normal()),
    beta: 0.5 * random.normal(),
  }));
}

function cube(dimensions: number) {
  return Array.from({ length: dimensions }, () => ({ lo: -1e5, hi: 1e5 }));
}
