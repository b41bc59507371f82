import { describe, expect, it } from 'vitest';
import { makeRandom } from '../../src/base/random.ts';
import { exact } from '../../src/region/exact.ts';
import { buildGraph } from '../../src/region/build.ts';
import { simplify } from '../../src/region/simplify.ts';
import { importingProgramOf } from '../helpers/program-of.ts';

type Point = readonly number[];

/** Forms of the language beside the same set as a plain predicate of x, y in [-5, 5] and v in [0, 1]^3. */
const forms: readonly (readonly [string, (point: { x: number; y: number; v: Point }) => boolean])[] = [
  ['2*x + y >= 3', ({ x, y }) => 2 * x + y >= 3],
  ['2*x + y <= 3', ({ x, y }) => 2 * x + y <= 3],
  ['x > y', ({ x, y }) => x > y],
  ['x < 1', ({ x }) => x < 1],
  ['-1 <= x + y < 2', ({ x, y }) => x + y >= -1 && x + y < 2],
  ['3 >= x > y', ({ x, y }) => x <= 3 && x > y],
  ['x in [-1, 2]', ({ x }) => x >= -1 && x <= 2],
  ['x not in [-1, 2]', ({ x }) => x < -1 || x > 2],
  ['x + y >= 1 +- 0.1', ({ x, y }) => x + y >= 1],
  ['abs(x) <= 2', ({ x }) => Math.abs(x) <= 2],
  ['abs(x) + abs(y) <= 3', ({ x, y }) => Math.abs(x) + Math.abs(y) <= 3],
  ['abs(x) - abs(y) >= 1', ({ x, y }) => Math.abs(x) - Math.abs(y) >= 1],
  ['max(x, y) >= 2', ({ x, y }) => Math.max(x, y) >= 2],
  ['min(x, y, x + y) >= -3', ({ x, y }) => Math.min(x, y, x + y) >= -3],
  ['max(v) <= 0.5', ({ v }) => Math.max(...v) <= 0.5],
  ['sum(v) >= 1.5', ({ v }) => v.reduce((a, b) => a + b) >= 1.5],
  ['dot([1, -1, 2], v) >= 0.7', ({ v }) => (v[0] ?? 0) - (v[1] ?? 0) + 2 * (v[2] ?? 0) >= 0.7],
  ['v[2] <= 0.3', ({ v }) => (v[1] ?? 0) <= 0.3],
  ['sum(v[2..3]) >= 1', ({ v }) => (v[1] ?? 0) + (v[2] ?? 0) >= 1],
  ['norm([x, y]) <= 3', ({ x, y }) => Math.hypot(x, y) <= 3],
  ['norm([x, y] - [1, 2]) > 2', ({ x, y }) => Math.hypot(x - 1, y - 2) > 2],
  ['1 <= norm([x, y]) <= 3', ({ x, y }) => Math.hypot(x, y) >= 1 && Math.hypot(x, y) <= 3],
  ['x^2 + 4*(y - 1)^2 <= 4', ({ x, y }) => x * x + 4 * (y - 1) ** 2 <= 4],
  ['x^2 + x*y + y^2 - 2*x >= 1.01', ({ x, y }) => x * x + x * y + y * y - 2 * x >= 1.01],
  ['(x + y)^2 < 4', ({ x, y }) => (x + y) ** 2 < 4],
  ['x/2 - y/4 >= 1', ({ x, y }) => x / 2 - y / 4 >= 1],
  ['x >= 1 and y >= 1', ({ x, y }) => x >= 1 && y >= 1],
  ['x >= 1 or y >= 1', ({ x, y }) => x >= 1 || y >= 1],
  ['x >= 1 xor y >= 1', ({ x, y }) => x >= 1 !== y >= 1],
  ['x >= 1 xor y >= 1 xor x >= y', ({ x, y }) => ((x >= 1 ? 1 : 0) + (y >= 1 ? 1 : 0) + (x >= y ? 1 : 0)) % 2 === 1],
  ['x >= 1 => y >= 1', ({ x, y }) => x < 1 || y >= 1],
  ['not x >= 1', ({ x }) => !(x >= 1)],
  ['not x >= 1 and y >= 0', ({ x, y }) => !(x >= 1) && y >= 0],
  ['none of (x >= 1, y >= 1)', ({ x, y }) => x < 1 && y < 1],
  ['at least 2 of (x >= 0, y >= 0, x >= y)', ({ x, y }) => count(x >= 0, y >= 0, x >= y) >= 2],
  ['at most 1 of (x >= 0, y >= 0, x >= y)', ({ x, y }) => count(x >= 0, y >= 0, x >= y) <= 1],
  ['exactly 2 of (x >= 0, y >= 0, x >= y)', ({ x, y }) => count(x >= 0, y >= 0, x >= y) === 2],
  ['all but 1 of (x >= 0, y >= 0, x >= y)', ({ x, y }) => count(x >= 0, y >= 0, x >= y) >= 2],
  ['at least 60% of (x >= 0, y >= 0, x >= y)', ({ x, y }) => count(x >= 0, y >= 0, x >= y) >= 1.8],
  [
    'at least 3 of (2*(x >= 0), y >= 0, 1.5*(x >= y))',
    ({ x, y }) => 2 * count(x >= 0) + count(y >= 0) + 1.5 * count(x >= y) >= 3,
  ],
  [
    'at least 3 +- 0.5 of (2*(x >= 0), y >= 0, 1.5*(x >= y))',
    ({ x, y }) => 2 * count(x >= 0) + count(y >= 0) + 1.5 * count(x >= y) >= 3,
  ],
  ['at least 2 of [x >= 0, [y >= 0, x >= y]]', ({ x, y }) => count(x >= 0, y >= 0, x >= y) >= 2],
  ['at least 2 of (for i in 1..4: x + y >= i)', ({ x, y }) => x + y >= 2],
  ['at least 2 of (for i in 1..4 if i != 3: x + y >= i)', ({ x, y }) => x + y >= 2],
  [
    'any of (for c in [[1, 2], [-3, 0]]: norm([x, y] - c) <= 1)',
    ({ x, y }) => Math.hypot(x - 1, y - 2) <= 1 || Math.hypot(x + 3, y) <= 1,
  ],
  ['any of (for i in 1..2: [x >= 3*i, y <= -2*i])', ({ x, y }) => x >= 3 || y <= -2],
  ['halfspace(normal: [9, 1], offset: -2, over: [x, y])', ({ x, y }) => 9 * x + y >= -2],
  ['ball(center: [1, 1], radius: 2, over: [x, y])', ({ x, y }) => Math.hypot(x - 1, y - 1) <= 2],
  ['ellipsoid(center: [1, 0], radii: [3, 1], over: [x, y])', ({ x, y }) => ((x - 1) / 3) ** 2 + y ** 2 <= 1],
  [
    'ellipsoid(matrix: [[1, 1], [0, 2]], offset: [1, 0], scale: -2, level: 8, over: [x, y])',
    ({ x, y }) => 2 * ((x + y - 1) ** 2 + (2 * y) ** 2) <= 8,
  ],
  [
    'gaussian(mean: [1, 0], sd: [2, 1], over: [x, y])',
    ({ x, y }) => Math.exp(-(((x - 1) / 2) ** 2 + y ** 2) / 2) >= 0.5,
  ],
  [
    'gaussian(mean: [0, 0], cov: [[2, 1], [1, 2]], level: 0.2, over: [x, y])',
    ({ x, y }) => Math.exp(-(2 * x * x - 2 * x * y + 2 * y * y) / 6) >= 0.2,
  ],
  ['box(lo: [-1, 0], hi: [2, 3], over: [x, y])', ({ x, y }) => x >= -1 && x <= 2 && y >= 0 && y <= 3],
  [
    'polygon([[0, 0], [4, 0], [4, 4], [2, 1], [0, 4]], over: [x, y])',
    ({ x, y }) =>
      insidePolygon(
        [
          [0, 0],
          [4, 0],
          [4, 4],
          [2, 1],
          [0, 4],
        ],
        x,
        y,
      ),
  ],
  [
    'polygon([[-3, -3], [-3, 3], [3, 3], [3, 1], [-1, 1], [-1, -1], [3, -1], [3, -3]], over: [x, y])',
    ({ x, y }) =>
      insidePolygon(
        [
          [-3, -3],
          [-3, 3],
          [3, 3],
          [3, 1],
          [-1, 1],
          [-1, -1],
          [3, -1],
          [3, -3],
        ],
        x,
        y,
      ),
  ],
  [
    'simplex([[0, 0], [4, 1], [1, 3]], over: [x, y])',
    ({ x, y }) =>
      insidePolygon(
        [
          [0, 0],
          [4, 1],
          [1, 3],
        ],
        x,
        y,
      ),
  ],
  [
    'polytope_ball(center: [1, 0], radius: 2, facets: 4, over: [x, y])',
    ({ x, y }) => Math.max(Math.abs(x - 1), Math.abs(y)) <= 2,
  ],
  ['(x >= 1 and y >= 1) with gain 3 with bias 1', ({ x, y }) => x >= 1 && y >= 1],
  ['half(x - y) >= 0.5', ({ x, y }) => (x - y) / 2 >= 0.5],
  ['ring([x, y], inner: 1)', ({ x, y }) => Math.hypot(x, y) >= 1 && Math.hypot(x, y) <= 3],
  ['lib.ring([x, y], [1, 0], inner: lib.unit)', ({ x, y }) => Math.hypot(x - 1, y) >= 1 && Math.hypot(x - 1, y) <= 2],
  ['beyond([x, y], 2)', ({ x, y }) => x + y > 2],
  ['corner and not named', ({ x, y }) => x >= 1 && y >= 1 && !(x + y >= 3)],
  ['at least 2 of signs', ({ x, y }) => count(x >= 0, y >= 0, x >= y) >= 2],
];

/** By crossings of a ray, with its edges and corners. */
function insidePolygon(corners: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let inside = false;
  for (const [i, [ax, ay]] of corners.entries()) {
    const [bx, by] = corners[(i + 1) % corners.length] ?? [0, 0];
    const side = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    const along = (x - ax) * (x - bx) + (y - ay) * (y - by);
    if (side === 0 && along <= 0) return true;
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}

function count(...holds: readonly boolean[]): number {
  return holds.filter(Boolean).length;
}

const preamble = `
import "rings.region" as lib
import "sides.region"
input x, y in [-5, 5]
input v[3] in [0, 1]
let half(p) = p / 2
let signs = [x >= 0, y >= 0, x >= y]
region ring(p, inner, outer = 3) = inner <= norm(p) <= outer
region named = x + y >= 3
region corner = x >= 1 and y >= 1
`;

const imported = new Map([
  ['rings.region', 'let unit = 1\nregion ring(p, c, inner, outer = 2) = inner <= norm(p - c) <= outer\n'],
  ['sides.region', 'region beyond(p, t) = sum(p) > t\n'],
]);

describe('every form means what its plain predicate says', () => {
  it.each(forms)('%s', async (form, predicate) => {
    const text = `${preamble}output r = ${form}\n`;
    const graph = buildGraph(await importingProgramOf(text, (path) => imported.get(path))).value;
    const simple = simplify(graph);
    const random = makeRandom(7);
    let held = 0;
    for (let i = 0; i < 400; i++) {
      // Points on a coarse grid too: there comparisons meet their boundaries exactly.
      const spread = (): number => (i % 2 === 0 ? 10 * random.uniform() - 5 : random.below(21) / 2 - 5);
      const [x, y] = [spread(), spread()];
      const v = [random.uniform(), random.uniform(), random.uniform()];
      const expected = predicate({ x, y, v });
      held += expected ? 1 : 0;
      for (const each of [graph, simple]) {
        const { head } = each;
        const ref = head.kind === 'outputs' ? head.outputs[0]?.ref : undefined;
        expect(ref && exact(each, ref, [x, y, ...v]), `at ${[x, y, ...v].join(', ')}`).toBe(expected);
      }
    }
    expect(held).toBeGreaterThan(0);
    expect(held).toBeLessThan(400);
  });
});
