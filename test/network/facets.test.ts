import { describe, expect, it } from 'vitest';
import { makeSource } from '../../src/base/source.ts';
import { sigma } from '../../src/base/sigmoid.ts';
import { facetsOf } from '../../src/network/facets.ts';
import type { LinkedUnit, Network } from '../../src/network/network.ts';
import { headReadings, type Reading } from '../../src/network/reading.ts';
import type { GateMember, GateNode, HalfspaceNode, RegionGraph } from '../../src/region/graph.ts';

const atanh95 = Math.atanh(0.95);
const atanh995 = Math.atanh(0.995);

describe("the paper's section 2.4: sigma_gamma(sigma(x) + sigma(y) - beta)", () => {
  it.each([
    { beta: 1, shift: 0, width: 2.8467 },
    { beta: 1.5, shift: 1.0986, width: 1.8369 },
    { beta: 1.8, shift: 2.1972, width: 1.5595 },
  ])('beta $beta shifts by $shift, $width wide', ({ beta, shift, width }) => {
    for (const facet of facetsOf(...quadrant(beta), 0.95)) {
      expect(facet.shift).toBeCloseTo(shift, 4);
      expect(facet.width).toBeCloseTo(width, 4);
      expect(facet.mostWidth).toBeCloseTo(width, 4);
    }
  });

  it('agrees with the closed forms and with bisection to 1e-10', () => {
    for (const beta of [0.8, 1, 1.2, 1.5, 1.8]) {
      const [network, reading] = quadrant(beta);
      const [facet] = facetsOf(network, reading, 0.95);
      const half = ((2 - beta) * atanh95) / atanh995;
      expect(facet?.shift).toBeCloseTo(2 * Math.atanh(beta - 1), 10);
      expect(facet?.width).toBeCloseTo(2 * Math.atanh(beta - 1 + half) - 2 * Math.atanh(beta - 1 - half), 10);
      const gain = (2 * atanh995) / (2 - beta);
      const crossing = (level: number): number => bisect((y) => sigma(gain, 1 + sigma(1, y) - beta) - level, -60, 60);
      expect(facet?.shift).toBeCloseTo(crossing(0), 10);
      expect(facet?.width).toBeCloseTo(crossing(0.95) - crossing(-0.95), 10);
    }
  });

  it('is infinitely wide below the critical beta .759089 only', () => {
    expect(facetsOf(...quadrant(0.7591), 0.95)[0]?.width).toBeLessThan(40);
    expect(facetsOf(...quadrant(0.75908), 0.95)[0]?.width).toBe(Infinity);
    expect(facetsOf(...quadrant(0.6), 0.95)[0]?.width).toBe(Infinity);
    expect(facetsOf(...quadrant(0.6), 0.95)[0]?.shift).toBeCloseTo(-0.847298, 6);
  });

  it('a union that grows is shifted outward', () => {
    const members = [member(0), member(1)];
    const [network, reading] = twoLayers([plane([1, 0], 0), plane([0, 1], 0)], members, 1, { gain: 6, bias: -1.5 });
    expect(facetsOf(network, reading, 0.5)[0]?.shift).toBeCloseTo(-2 * Math.atanh(0.5), 10);
  });
});

describe('gates', () => {
  it('the midpoint bias shifts no facet of at-least-k', () => {
    for (const k of [1, 2, 3, 4]) {
      const planes = [0, 1, 2, 3].map((i) => plane([1, i / 3], i));
      const members = planes.map((_, i) => member(i));
      const facets = facetsOf(...twoLayers(planes, members, k, { gain: 5, bias: 2 * k - 5 }), 0.9);
      expect(facets).toHaveLength(4);
      for (const { shift, mostShift } of facets) {
        expect(shift).toBeCloseTo(0, 12);
        expect(mostShift).toBeCloseTo(0, 12);
      }
    }
  });

  it('a weighted literal is off by L(1 - h / w) in its worst cell', () => {
    // 2a + b + c >= 2: t+ = 2, t- = 1, h = 1; for a the other weight is 0 or 1.
    const planes = [plane([1, 0], 0), plane([0, 1], 0), plane([1, 1], 0.5)];
    const members = [member(0, 2), member(1), member(2)];
    const facets = facetsOf(...twoLayers(planes, members, 2, { gain: 8, bias: 2 + 1 - 4 }), 0.9);
    expect(Math.abs(facets[0]?.shift ?? 0)).toBeCloseTo(2 * Math.atanh(1 - 1 / 2), 10);
    expect(facets[1]?.shift).toBeCloseTo(0, 12);
  });

  it('a member that decides nothing has no facet', () => {
    const planes = [plane([1, 0], 0), plane([0, 1], 0)];
    const facets = facetsOf(...twoLayers(planes, [member(0, 3), member(1)], 3, { gain: 8, bias: 2 }), 0.9);
    expect(facets.map(({ unit }) => unit)).toEqual([0]);
  });

  it('follows a primitive with two paths by bisection, as the closed form does where they agree', () => {
    // a and (a or b): the facet of a, where b holds, is that of one path.
    const a = plane([1, 0], 0);
    const b = plane([0, 1], 0.25);
    const or = gate([member(0), member(1)], 1);
    const and = gate([member(0), member(2)], 2);
    const graph = graphOf([a, b, or, and], 3);
    const later: LinkedUnit[][] = [
      [
        { node: 0, role: 'carry', gain: 4, frozen: false, links: [0], weights: [1], bias: 0 },
        { node: 2, role: 'gate', gain: 4, frozen: false, links: [0, 1], weights: [1, 1], bias: -1 },
      ],
      [{ node: 3, role: 'gate', gain: 6, frozen: false, links: [0, 1], weights: [1, 1], bias: 1 }],
    ];
    const [network, reading] = networkOf(graph, later);
    const facets = facetsOf(network, reading, 0.8);
    expect(facets.map(({ unit }) => unit)).toEqual([0]);
    const out =
      (side: number) =>
      (x: number): number => {
        const u = sigma(1, x);
        return sigma(6, sigma(4, u) + sigma(4, u + side + 1) - 1);
      };
    const zeros = [1, -1].map((side) => bisect(out(side), -30, 30));
    const worst = Math.abs(zeros[0] ?? 0) > Math.abs(zeros[1] ?? 0) ? zeros[0] : zeros[1];
    expect(facets[0]?.shift).toBeCloseTo(worst ?? NaN, 9);
    expect(facets[0]?.mostShift).toBeCloseTo(Math.abs(worst ?? NaN), 7);
    expect(facets[0]?.mostWidth).toBeCloseTo(facets[0]?.width ?? NaN, 7);
  });
});

function quadrant(beta: number): [Network, Reading] {
  const gain = (2 * atanh995) / (2 - beta);
  return twoLayers([plane([1, 0], 0), plane([0, 1], 0)], [member(0), member(1)], 2, { gain, bias: beta });
}

function twoLayers(
  planes: readonly HalfspaceNode[],
  members: readonly GateMember[],
  threshold: number,
  { gain, bias }: { readonly gain: number; readonly bias: number },
): [Network, Reading] {
  const unit: LinkedUnit = {
    node: planes.length,
    role: 'gate',
    gain,
    frozen: false,
    links: members.map(({ ref }) => ref.node),
    weights: members.map(({ weight, ref }) => (ref.negated ? -weight : weight)),
    bias,
  };
  return networkOf(graphOf([...planes, gate(members, threshold)], planes.length), [[unit]]);
}

function networkOf(graph: RegionGraph, later: readonly (readonly LinkedUnit[])[]): [Network, Reading] {
  const first = graph.nodes.flatMap((node, index) =>
    node.kind === 'halfspace'
      ? [{ kind: node.kind, a: node.a, beta: node.beta, node: index, gain: 1, frozen: false }]
      : [],
  );
  const network: Network = {
    inputs: graph.inputs,
    text: graph,
    source: makeSource('main.region', ''),
    first,
    later,
    head: { kind: 'outputs', outputs: [{ name: 'r', column: 'r', unit: 0, sign: 1 }] },
    promise: { mode: 'guarantee', confidence: 0.95, tolerances: first.map(() => Infinity) },
    history: [],
  };
  const [reading] = headReadings(network);
  if (reading === undefined) throw new Error('the network has no output');
  return [network, reading];
}

function graphOf(nodes: RegionGraph['nodes'], root: number): RegionGraph {
  const ref = { node: root, negated: false };
  return {
    inputs: ['x', 'y'].map((name) => ({ name, lo: -10, hi: 10, columns: [name] })),
    nodes,
    names: [{ name: 'r', role: 'output', ref }],
    head: { kind: 'outputs', outputs: [{ name: 'r', column: 'r', ref }] },
    checks: [],
    origins: nodes.map(() => []),
  };
}

function plane(a: readonly number[], beta: number): HalfspaceNode {
  return { kind: 'halfspace', a, beta, sharpness: { kind: 'gain', gain: 1 }, frozen: false, named: false };
}

function gate(members: readonly GateMember[], threshold: number): GateNode {
  return { kind: 'gate', members, threshold, frozen: false, named: false };
}

function member(node: number, weight = 1): GateMember {
  return { ref: { node, negated: false }, weight };
}

function bisect(f: (x: number) => number, low: number, high: number): number {
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (f(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
