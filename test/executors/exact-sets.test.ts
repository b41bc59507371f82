import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeRandom } from '../../src/base/random.ts';
import { makeExactSets, makePlainExactSets } from '../../src/exec/exact-sets.ts';
import { buildGraph } from '../../src/region/build.ts';
import type { GateMember, Ref, RegionGraph, RegionNode } from '../../src/region/graph.ts';
import { simplify } from '../../src/region/simplify.ts';
import { categoricalPrograms, programs } from '../generators/programs.ts';
import { programOf } from '../helpers/program-of.ts';

it('decides the regions of programs as the evaluator does', () => {
  const drawn = [programs(), categoricalPrograms()].flatMap((some) => fc.sample(some, { numRuns: 60, seed: 11 }));
  for (const program of drawn) {
    const graph = buildGraph(program).value;
    checkSets(graph, 200);
    checkSets(simplify(graph), 70);
  }
});

it('decides points on boundaries alike, and open and closed sets', () => {
  const graph = buildGraph(
    programOf(`
      input x, y in [-4, 4]
      region a = 0.1*x + 0.3*y >= 0.4
      region b = not (0.1*x + 0.3*y > 0.4)
      region c = (x - 1)^2 + 2*y^2 <= 4
      region d = (x - 1)^2 + 2*y^2 < 4
      region e = gaussian(mean: [1, 0], sd: [1, 2], level: 0.3)
      region f = at least 0.5 of (0.1*a, 0.2*b, 0.3*(not c), 0.4*e)
      output r = at least 2 of (a, not b, c, d, e, f)
    `),
  ).value;
  const places = Array.from({ length: 81 }, (_, i) => (i - 40) / 10);
  const points = Float64Array.from(places.flatMap((x) => places.flatMap((y) => [x, y])));
  checkPoints(graph, points, places.length ** 2);
});

it.each([0, 1, 63, 64, 65, 1023, 1024, 1025, 5000])('decides %i points', (rows) => {
  checkSets(randomGraph(3, 40, 30), rows);
});

it('leaves points that are not finite to the evaluator', () => {
  const graph = randomGraph(4, 30, 20);
  const points = pointsIn(graph, 300, 6);
  for (const [i, value] of [NaN, Infinity, -Infinity, 5e-324, -0, 1e308].entries()) points[i * 37] = value;
  checkPoints(graph, points, 300);
});

it('decides graphs of many nodes, deep and wide', () => {
  for (let seed = 1; seed <= 20; seed++) checkSets(randomGraph(seed, 60, 120), 130);
});

function checkSets(graph: RegionGraph, rows: number): void {
  checkPoints(graph, pointsIn(graph, rows, 5), rows);
}

function checkPoints(graph: RegionGraph, points: Float64Array, rows: number): void {
  const refs = graph.names.length > 0 ? graph.names.map(({ ref }) => ref) : lastRefs(graph);
  expect(makeExactSets(graph, refs)(points, rows)).toEqual(makePlainExactSets(graph, refs)(points, rows));
}

function lastRefs({ nodes }: RegionGraph): Ref[] {
  return nodes.slice(-5).map((_, i) => ({ node: nodes.length - 1 - i, negated: i % 2 === 1 }));
}

/** Points of the box, a third of them on its simple places. */
function pointsIn({ inputs }: RegionGraph, rows: number, seed: number): Float64Array {
  const random = makeRandom(seed);
  return Float64Array.from({ length: rows * inputs.length }, (_, at) => {
    const { lo, hi } = inputs[at % inputs.length] ?? { lo: 0, hi: 1 };
    const share = random.below(3) === 0 ? random.below(5) / 4 : random.uniform();
    return lo + (hi - lo) * share;
  });
}

/** A graph of any shape: primitives of all kinds, then gates over what stands before them. */
function randomGraph(seed: number, primitives: number, gates: number): RegionGraph {
  const random = makeRandom(seed);
  const inputs = Array.from({ length: 1 + random.below(12) }, (_, i) => ({
    name: `x${i}`,
    lo: -2,
    hi: 2,
    columns: [`x${i}`],
  }));
  const vector = (): number[] => inputs.map(() => (random.uniform() < 0.3 ? 0 : random.normal()));
  const common = { frozen: false, named: false } as const;
  const sharpness = { kind: 'gain', gain: 1 } as const;
  const primitive = (): RegionNode => {
    const rows = Array.from({ length: 1 + random.below(3) }, vector);
    switch (random.below(4)) {
      case 0:
        return {
          kind: 'quadric',
          A: rows,
          b: rows.map(() => random.normal()),
          alpha: 0.5,
          beta: 2,
          sharpness,
          ...common,
        };
      case 1:
        return { kind: 'gaussian', mean: vector(), factor: rows, level: 0.3 * random.uniform(), sharpness, ...common };
      case 2:
        return { kind: 'constant', value: random.uniform() < 0.5, ...common };
      default:
        return { kind: 'halfspace', a: vector(), beta: random.normal(), sharpness, ...common };
    }
  };
  const nodes: RegionNode[] = Array.from({ length: primitives }, primitive);
  for (let i = 0; i < gates; i++) {
    const counted = random.uniform() < 0.6;
    const members = Array.from({ length: 1 + random.below(9) }, (): GateMember => ({
      ref: { node: random.below(nodes.length), negated: random.uniform() < 0.4 },
      weight: counted ? 1 : Math.ceil(10 * random.uniform()) / 10,
    }));
    const total = members.reduce((sum, { weight }) => sum + weight, 0);
    const threshold = counted ? 1 + random.below(members.length) : Math.ceil(10 * total * random.uniform()) / 10;
    nodes.push({ kind: 'gate', members, threshold, ...common });
  }
  return { inputs, nodes, names: [], head: { kind: 'none' }, checks: [], origins: nodes.map(() => []) };
}
