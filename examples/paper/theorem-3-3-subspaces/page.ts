import { makeRandom, type Random } from 'regionc';
import { atLeast, exactly, type Page } from '../page.ts';
import { chartDrawing } from '../shared/strip-drawings.ts';

type Vector = readonly number[];

/** A line A v + b in R^3. */
interface Line {
  readonly a: Vector;
  readonly b: Vector;
}

export const page: Page = {
  name: 'theorem-3-3-subspaces',
  title: 'Theorem 3.3: classes that need a hyperplane a pair',
  question: 'Can there be n convex classes so placed that no hyperplane separates more than one pair of them?',
  texts: [],
  run: ({ size }) => {
    const draws = size === 'full' ? 50 : 10;
    const random = makeRandom(33);
    const families = Array.from({ length: draws }, () => Array.from({ length: 8 }, () => drawnLine(random)));
    const pairs = families.map((lines) =>
      lines.flatMap((line, i) => lines.slice(i + 1).map((other) => [line, other] as const)),
    );
    const gaps = pairs.map((of) => Math.min(...of.map(([line, other]) => distance(line, other))));
    // The one direction in which a plane between two lines can look is across both; every other line crosses that plane.
    const slopes = families.map((lines, family) =>
      Math.min(
        ...(pairs[family] ?? []).flatMap(([line, other]) => {
          const normal = unit(cross(line.a, other.a));
          return lines
            .filter((third) => third !== line && third !== other)
            .map((third) => Math.abs(dot(normal, unit(third.a))));
        }),
      ),
    );
    const extension = (column: 'printed' | 'corrected'): number => {
      const drawn = makeRandom(34);
      const met = Array.from({ length: 200 }, () => meets(drawnLine(drawn), drawnLine(drawn), column));
      return met.filter(Boolean).length;
    };
    return {
      pictures: [
        chartDrawing(
          'Per draw of eight lines: the least distance of two of them, and the least slope of a third one across the plane between two.',
          {
            title: 'Eight random lines',
            panels: [
              {
                across: { label: 'draw', lo: 0, hi: draws + 1 },
                up: { label: 'least', lo: 1e-5, hi: 10, log: true },
                lines: [
                  { name: 'distance of a pair', points: gaps.map((gap, i) => [i + 1, gap] as const) },
                  { name: 'slope across a plane', points: slopes.map((slope, i) => [i + 1, slope] as const) },
                ],
              },
            ],
          },
          320,
        ),
      ],
      rows: [
        {
          claim: `draws of ${draws} with two lines that meet`,
          paper: 'pairwise disjoint',
          here: gaps.filter((gap) => gap < 1e-9).length,
          expected: exactly(0),
        },
        {
          claim: 'draws with a plane between two lines that does not cross all the others',
          paper: '"any hyperplane separating S_i and S_j intersects all S_k"',
          here: slopes.filter((slope) => slope < 1e-9).length,
          expected: exactly(0),
        },
        {
          claim: 'least slope of a line across such a plane',
          here: Math.min(...slopes),
          expected: atLeast(1e-6),
          note: 'above 0: each pair needs a plane of its own, 28 for 8 lines',
        },
        {
          claim: 'R^4, with the last column of the identity of R^4: pairs of 200 that meet',
          here: extension('corrected'),
          expected: exactly(0),
        },
        {
          claim: 'R^4, with the last column of the identity of R^3, as printed: pairs of 200 that meet',
          paper: '"a simple extension"',
          here: extension('printed'),
          expected: exactly(200),
          note: 'not what was meant: these planes meet',
        },
      ],
      notes: [
        'The proof has v in R^(d−1) where A_i has (d−1)/2 columns. For d + 1 the added column has to be the last one of the (d+1) × (d+1) identity: with the printed d × d one the subspaces meet, always.',
      ],
    };
  },
};

function drawnLine(random: Random): Line {
  const draw = (): Vector => Array.from({ length: 3 }, () => random.normal());
  return { a: draw(), b: draw() };
}

function distance({ a, b }: Line, other: Line): number {
  const across = cross(a, other.a);
  return (
    Math.abs(
      dot(
        across,
        b.map((x, i) => x - (other.b[i] ?? 0)),
      ),
    ) / Math.hypot(...across)
  );
}

/**
 * Whether the two planes in R^4 meet: b - b' is made of their three directions, so that the four together have the
 * determinant 0. A line's own direction gets a 0 below it; the added column is e_3 or e_4.
 */
function meets(line: Line, other: Line, column: 'printed' | 'corrected'): boolean {
  const added = column === 'printed' ? [0, 0, 1, 0] : [0, 0, 0, 1];
  const between = line.b.map((x, i) => x - (other.b[i] ?? 0));
  return Math.abs(determinant([[...line.a, 0], added, [...other.a, 0], [...between, 0]])) < 1e-12;
}

/** By the first row. */
function determinant([first = [], ...rest]: readonly Vector[]): number {
  if (rest.length === 0) return first[0] ?? 1;
  return first.reduce((sum, x, column) => {
    if (x === 0) return sum;
    const minor = rest.map((row) => row.filter((_, i) => i !== column));
    return sum + (column % 2 === 0 ? x : -x) * determinant(minor);
  }, 0);
}

function cross([a = 0, b = 0, c = 0]: Vector, [x = 0, y = 0, z = 0]: Vector): Vector {
  return [b * z - c * y, c * x - a * z, a * y - b * x];
}

function dot(left: Vector, right: Vector): number {
  return left.reduce((sum, x, i) => sum + x * (right[i] ?? 0), 0);
}

function unit(vector: Vector): Vector {
  const length = Math.hypot(...vector);
  return vector.map((x) => x / length);
}
