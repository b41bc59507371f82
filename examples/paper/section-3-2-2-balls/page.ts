import { buildGraph, hasErrors, loneModule, makeRandom, makeSource, messageOf, resolve, type Random } from 'regionc';
import { atMost, between, type Page, type Row, type Task } from '../page.ts';
import { chartDrawing } from '../shared/strip-drawings.ts';

const kinds = ['polytope', 'counted'] as const;
type Kind = (typeof kinds)[number];

export const page: Page = {
  name: 'section-3-2-2-balls',
  title: "Section 3.2.2: Cheang and Barron's ball",
  question: 'Is a ball better made of all of n halfspaces, or of at least k of them?',
  texts: ['polytope.region', 'counted.region'],
  run: (task) => {
    const directions = task.size === 'full' ? 400 : 300;
    const dimensions = task.size === 'full' ? [2, 3, 5, 10, 20, 30] : [5, 20];
    const spreads = (kind: Kind, n: number): (readonly [number, number])[] =>
      dimensions.map((d) => {
        task.progress(`${kind}, ${n} halfspaces in ${d} dimensions`);
        return [d, spread(task, kind, d, n, directions)] as const;
      });
    const at = (points: readonly (readonly [number, number])[], d: number): number =>
      points.find(([each]) => each === d)?.[1] ?? NaN;
    const lines = kinds.flatMap((kind) => [1000, 4000].map((n) => ({ kind, n, points: spreads(kind, n) })));
    const of = (kind: Kind, n: number, d: number): number =>
      at(lines.find((line) => line.kind === kind && line.n === n)?.points ?? [], d);
    return {
      pictures: [
        chartDrawing(
          'How uneven the radius is in random directions, by the dimension: the standard deviation over the median.',
          {
            title: 'Roundness of balls made of halfspaces',
            panels: [
              {
                across: { label: 'dimensions', lo: 0, hi: Math.max(...dimensions) + 1 },
                up: { label: 'spread of the radius', lo: 0, hi: 0.1 },
                lines: lines.map(({ kind, n, points }) => ({
                  name: `${kind === 'polytope' ? 'all of' : 'at least k of'} ${n.toLocaleString('en-US')}`,
                  points,
                })),
              },
            ],
          },
          340,
        ),
      ],
      rows: [
        {
          claim: 'd = 20, 4,000 halfspaces: spread when counted over that of the polytope',
          paper: '"far more efficient, especially in high dimensions"',
          here: of('counted', 4000, 20) / of('polytope', 4000, 20),
          expected: atMost(0.6),
        },
        {
          claim: 'd = 20, counted: spread of 1,000 halfspaces over that of 4,000',
          paper: 'n grows as 1/δ²',
          here: of('counted', 1000, 20) / of('counted', 4000, 20),
          expected: between(1.6, 2.9),
          note: '2 by the rate n^(−1/2)',
        },
        {
          claim: 'd = 5, 1,000 halfspaces: spread of the polytope over that when counted',
          here: of('polytope', 1000, 5) / of('counted', 1000, 5),
          expected: atMost(1),
          note: 'in few dimensions the polytope is better',
        },
        ...(task.size === 'full'
          ? (
              [
                ['counted', 1000, 10, 0.04],
                ['polytope', 1000, 10, 0.051],
                ['counted', 4000, 30, 0.023],
                ['polytope', 4000, 30, 0.068],
              ] as const
            ).map(([kind, n, d, value]): Row => ({
              claim: `d = ${d}, ${n.toLocaleString('en-US')} halfspaces, ${kind}: spread`,
              here: of(kind, n, d),
              expected: between(0.75 * value, 1.3 * value),
              note: `${value} with another draw`,
            }))
          : []),
      ],
      notes: [
        "The paper's advantage holds in high dimensions only: measured with 1,000 halfspaces the polytope is rounder up to five dimensions, counting from ten on.",
      ],
    };
  },
};

/** Standard deviation over median of the radius in random directions. */
function spread({ read }: Task, kind: Kind, d: number, n: number, directions: number): number {
  const text = read(`${kind}.region`)
    .replace('v[20]', `v[${d}]`)
    .replace('1..20', `1..${d}`)
    .replace('4_000', String(n));
  const { halfspaces, least } = countedHalfspaces(`${kind}.region`, text);
  const random = makeRandom(d);
  const radii = Array.from({ length: directions }, () => radiusAlong(direction(d, random), halfspaces, least));
  const sorted = radii.toSorted((a, b) => a - b);
  const mean = radii.reduce((sum, r) => sum + r, 0) / directions;
  const variance = radii.reduce((sum, r) => sum + (r - mean) ** 2, 0) / (directions - 1);
  return Math.sqrt(variance) / (sorted[Math.floor(directions / 2)] ?? NaN);
}

interface Halfspace {
  readonly a: readonly number[];
  readonly beta: number;
}

/** The halfspaces of a text's one gate, and how many of them must hold. */
function countedHalfspaces(
  file: string,
  text: string,
): { readonly halfspaces: readonly Halfspace[]; readonly least: number } {
  const { value, diagnostics } = resolve(loneModule(makeSource(file, text)));
  const graph = value.program && buildGraph(value.program).value;
  if (!graph || hasErrors(diagnostics)) throw new Error(diagnostics.map(messageOf).join('; '));
  const gate = graph.nodes.find((node) => node.kind === 'gate');
  if (gate?.kind !== 'gate') throw new Error(`${file} has no gate`);
  const halfspaces = gate.members.flatMap(({ ref }): Halfspace[] => {
    const node = graph.nodes[ref.node];
    if (node?.kind !== 'halfspace') return [];
    return [ref.negated ? { a: node.a.map((x) => -x), beta: -node.beta } : node];
  });
  return { halfspaces, least: gate.threshold };
}

function direction(d: number, random: Random): number[] {
  const drawn = Array.from({ length: d }, () => random.normal());
  const length = Math.hypot(...drawn);
  return drawn.map((x) => x / length);
}

/** How far along a direction at least so many halfspaces hold; at the origin all do, and each is left once at most. */
function radiusAlong(e: readonly number[], halfspaces: readonly Halfspace[], least: number): number {
  const leaves = halfspaces.flatMap(({ a, beta }) => {
    const slope = e.reduce((sum, x, i) => sum + x * (a[i] ?? 0), 0);
    return slope < 0 ? [beta / slope] : [];
  });
  return leaves.sort((x, y) => x - y)[halfspaces.length - Math.ceil(least)] ?? Infinity;
}
