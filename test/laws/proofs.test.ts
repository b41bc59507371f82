import { assert, constantFrom, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRandom, type Random } from '../../src/base/random.ts';
import { makeSource } from '../../src/base/source.ts';
import { attackPoints } from '../../src/check/attack.ts';
import { provedShare } from '../../src/check/certified.ts';
import { decide, type Outcome, type Subject } from '../../src/check/decide.ts';
import { makeUnitValues } from '../../src/exec/forward.ts';
import { tausAt } from '../../src/network/certify.ts';
import { compile } from '../../src/network/compile.ts';
import { lower } from '../../src/network/lower.ts';
import type { Network } from '../../src/network/network.ts';
import { headReadings, type Reading } from '../../src/network/reading.ts';
import { buildGraph } from '../../src/region/build.ts';
import { exactNodes, exactRef } from '../../src/region/exact.ts';
import type { GraphCheck, GraphClaim, GraphName, Ref, RegionGraph } from '../../src/region/graph.ts';
import { kleeneNodes, kleeneRef } from '../../src/region/kleene.ts';
import { simplify } from '../../src/region/simplify.ts';
import { pointsNearFacets } from '../generators/points.ts';
import { programs } from '../generators/programs.ts';

const sampleCount = 20_000;

interface Tally {
  proved: number;
  refuted: number;
  undecided: number;
}

describe('claims of exact sets', () => {
  it('what is proved survives 20,000 samples near facets; what is refuted has its witness', () => {
    const tally: Tally = { proved: 0, refuted: 0, undecided: 0 };
    assert(
      property(programs(), nat(), (program, seed) => {
        const text = simplify(buildGraph(program).value);
        const { graph, checks } = claimsOf(text);
        const samples = samplesOf(
          graph,
          graph.nodes.map(() => 0),
          seed,
        ).map((point) => exactNodes(graph, point));
        for (const check of checks) {
          const outcome = decide({ kind: 'spec', graph, compile: () => undefined }, check, budget(0.01));
          tally[outcome.outcome] += 1;
          const isBroken = (holds: readonly boolean[]): boolean => !claimHolds(check.claim, holds);
          if (outcome.outcome === 'proved') expect(samples.some(isBroken), check.text).toBe(false);
          if (outcome.outcome === 'refuted') {
            expect(isBroken(exactNodes(graph, witnessIn(graph, outcome))), check.text).toBe(true);
          }
        }
      }),
      { seed: 11, numRuns: 16, endOnFailure: true },
    );
    console.log('exact sets', tally);
    expect(tally.proved).toBeGreaterThan(100);
    expect(tally.refuted).toBeGreaterThan(50);
    expect(decided(tally)).toBeGreaterThan(0.9);
  });

  it('a hidden violation is never proved', () => {
    let found = 0;
    assert(
      property(programs(), nat(), constantFrom(1e-2, 1e-4, 1e-6), (program, seed, size) => {
        const text = simplify(buildGraph(program).value);
        const random = makeRandom(seed);
        const point = text.inputs.map(({ lo, hi }) => lo + (hi - lo) * random.uniform());
        // The point's own cell, and a box around the point so small that no sampling comes upon it.
        const holds = exactNodes(text, point);
        const { graph, ref } = corner(text, point, size, seed % 2 === 0 ? random : undefined);
        const inside = exactNodes(graph, point);
        for (const { name, ref: own } of text.names.slice(0, 3)) {
          const side = { node: own.node, negated: !exactRef(holds, own) !== own.negated };
          const both = gateOver(graph, [ref, side], 2);
          expect(exactRef(inside, side)).toBe(true);
          const claim: GraphClaim = { kind: 'empty', region: { region: both.ref } };
          const subject: Subject = { kind: 'spec', graph: both.graph, compile: () => undefined };
          const { outcome } = decide(subject, checkOf(name, claim), budget(0.01));
          expect(outcome).not.toBe('proved');
          if (outcome === 'refuted') found += 1;
        }
      }),
      { seed: 12, numRuns: 60, endOnFailure: true },
    );
    expect(found).toBeGreaterThan(80);
  });
});

describe('claims of compiled networks', () => {
  it.each(['guarantee', 'trainable'] as const)('in %s mode, what is proved survives 20,000 samples', (mode) => {
    const tally: Tally = { proved: 0, refuted: 0, undecided: 0 };
    assert(
      property(programs(), nat(), (program, seed) => {
        const network = compile(program, { mode }).value;
        if (network) checkNetwork(network, seed, tally);
      }),
      { seed: 13, numRuns: 6, endOnFailure: true },
    );
    console.log('networks', mode, tally);
    expect(tally.proved).toBeGreaterThan(10);
    expect(tally.refuted).toBeGreaterThan(0);
  });

  it('a network whose numbers were moved is certified only where it still agrees', () => {
    const tally: Tally = { proved: 0, refuted: 0, undecided: 0 };
    assert(
      property(programs(), nat(), constantFrom(1e-3, 1e-2, 0.1), (program, seed, by) => {
        const network = compile(program, { mode: 'guarantee' }).value;
        if (network) checkNetwork(moved(network, by, seed), seed, tally);
      }),
      { seed: 14, numRuns: 8, endOnFailure: true },
    );
    console.log('moved networks', tally);
    expect(tally.proved).toBeGreaterThan(5);
    expect(tally.refuted).toBeGreaterThan(2);
  });

  it('soft sets of a text are those of the network that is compiled for them', () => {
    assert(
      property(programs(), (program) => {
        const graph = simplify(buildGraph(program).value);
        const compileWith = (outputs?: readonly { readonly name: string; readonly ref: Ref }[]) =>
          lower(graph, makeSource('main.region', ''), { mode: 'guarantee', ...(outputs && { outputs }) }).value;
        const [first] = graph.names;
        if (first === undefined || compileWith() === undefined) return;
        const point = graph.inputs.map(({ lo, hi }) => (lo + hi) / 2);
        const region = { region: first.ref, name: first.name };
        const soft: GraphClaim = { kind: 'contains', region: { ...region, meaning: 'soft' }, points: [point] };
        const spec = decide({ kind: 'spec', graph, compile: compileWith }, checkOf('soft', soft), budget(0.006));
        const network = compileWith([{ name: first.name, ref: first.ref }]);
        if (network === undefined || graph.head.kind === 'classes') return;
        const own = decide({ kind: 'network', network }, checkOf('own', { ...soft, region }), budget(0.006));
        expect(spec.outcome).toBe(own.outcome);
      }),
      { seed: 15, numRuns: 30 },
    );
  });
});

/** Certified at several shares, the confidence that was found, and claims of the network's own sets. */
function checkNetwork(network: Network, seed: number, tally: Tally): void {
  const { text } = network;
  const readings = headReadings(network).slice(0, 2);
  // The promise, the least share that is proved and so has nothing to spare, and one that few networks keep.
  const [first] = readings;
  const least = first ? provedShare(network, first, { region: first.ref, name: first.name }) : 1;
  const shares = [1, Math.min(4, least), 0.2];
  const points = shares.flatMap((share) => samplesOf(text, tausAt(network, share), seed, sampleCount / shares.length));
  const layers = makeUnitValues(network)(Float64Array.from(points.flat()), points.length);
  for (const share of shares) {
    const strict = tausAt(network, share).map((tau) => tau * (1 + 1e-9));
    const reads = points.map((point) => kleeneNodes(text, point, strict));
    for (const reading of readings) {
      const region = { region: reading.ref, name: reading.name };
      const values = valuesOf(network, reading, layers, points.length);
      const outcome = decide(
        { kind: 'network', network },
        checkOf(`certified(${reading.name}, ${String(share)})`, { kind: 'certified', region, share }),
        budget(0.006),
      );
      tally[outcome.outcome] += 1;
      const isWrong = (i: number): boolean => kleeneRef(reads[i] ?? [], reading.ref) * (values[i] ?? 0) < -1e-12;
      const broken = points.findIndex((_, i) => isWrong(i));
      if (outcome.outcome === 'proved') expect(broken).toBe(-1);
      if (outcome.outcome === 'refuted') checkWitness(network, reading, outcome, share);
      if (share === 1) checkConfidence(network, reading, reads, values);
    }
  }
  const [one, two] = readings;
  if (one && two) checkSets(network, one, two, seed, tally);
}

/** `inside` and `disjoint` of two values' sets, and that a set is inside itself. */
function checkSets(network: Network, one: Reading, two: Reading, seed: number, tally: Tally): void {
  if (network.head.kind === 'classes') return;
  const points = samplesOf(network.text, tausAt(network, 0), seed);
  const layers = makeUnitValues(network)(Float64Array.from(points.flat()), points.length);
  const values = [one, two].map((reading) => valuesOf(network, reading, layers, points.length));
  const regions = [one, two].map(({ ref, name }) => ({ region: ref, name }));
  const [left = { region: one.ref }, right = { region: two.ref }] = regions;
  for (const claim of [
    { kind: 'disjoint', left, right },
    { kind: 'inside', inner: left, outer: right },
  ] as const) {
    const outcome = decide({ kind: 'network', network }, checkOf(claim.kind, claim), budget(0.006));
    tally[outcome.outcome] += 1;
    const isBroken = (i: number): boolean => {
      const [a, b] = values.map((each) => each[i] ?? 0);
      return (a ?? 0) > 1e-12 && (claim.kind === 'disjoint' ? (b ?? 0) > 1e-12 : (b ?? 0) < -1e-12);
    };
    if (outcome.outcome === 'proved') expect(points.some((_, i) => isBroken(i))).toBe(false);
  }
}

function checkConfidence(
  network: Network,
  reading: Reading,
  reads: readonly (readonly number[])[],
  values: readonly number[],
): void {
  const region = { region: reading.ref, name: reading.name };
  const claim: GraphClaim = {
    kind: 'measure',
    accuracies: [],
    terms: [{ coefficient: 1, measure: 'confidence', region }],
    constant: 0,
    operator: '>=',
  };
  const { lo = -1, hi = 1 } = decide({ kind: 'network', network }, checkOf('confidence', claim), budget(0.006));
  expect(lo).toBeLessThanOrEqual(hi);
  for (const [i, value] of values.entries()) {
    const read = kleeneRef((reads[i] ?? []) as (1 | 0 | -1)[], reading.ref);
    if (read !== 0) expect(read * value).toBeGreaterThanOrEqual(lo - 1e-12);
  }
}

function checkWitness(network: Network, reading: Reading, outcome: Outcome, share: number): void {
  const point = witnessIn(network.text, outcome);
  const layers = makeUnitValues(network)(Float64Array.from(point), 1);
  const [value = 0] = valuesOf(network, reading, layers, 1);
  const read = kleeneRef(kleeneNodes(network.text, point, tausAt(network, share)), reading.ref);
  // A class may also be refuted by losing where it alone is true; a tied value counts as held.
  if (network.head.kind === 'outputs') expect(read * value).toBeLessThanOrEqual(0);
  expect(read).not.toBe(0);
}

function valuesOf(network: Network, reading: Reading, layers: readonly Float64Array[], rows: number): number[] {
  const width = reading.layer === 0 ? network.first.length : (network.later[reading.layer - 1]?.length ?? 0);
  const below = layers[reading.layer] ?? new Float64Array(0);
  return Array.from({ length: rows }, (_, row) => {
    const sum = reading.links.reduce(
      (total, link, i) => total + (reading.weights[i] ?? 0) * (below[row * width + link] ?? 0),
      -reading.bias,
    );
    return reading.gain === undefined ? sum : Math.tanh((reading.gain * sum) / 2);
  });
}

/** Claims of a text's names, alone, in pairs, and of gates over pairs, of which some are true whatever they are. */
function claimsOf(text: RegionGraph): { readonly graph: RegionGraph; readonly checks: readonly GraphCheck[] } {
  let graph = text;
  const checks: GraphCheck[] = [];
  const add = (name: string, claim: GraphClaim): void => void checks.push(checkOf(name, claim));
  const names = text.names.slice(0, 3);
  for (const [i, one] of names.entries()) {
    add(`empty(${one.name})`, { kind: 'empty', region: { region: one.ref } });
    for (const two of names.slice(i + 1)) {
      const both = gateOver(graph, [one.ref, two.ref], 2);
      const apart = gateOver(both.graph, [one.ref, { ...two.ref, negated: !two.ref.negated }], 2);
      ({ graph } = apart);
      const pair = pairOf(one, two);
      add(`inside(${pair})`, { kind: 'inside', inner: { region: one.ref }, outer: { region: two.ref } });
      add(`disjoint(${pair})`, { kind: 'disjoint', left: { region: one.ref }, right: { region: two.ref } });
      add(`inside(both ${pair})`, { kind: 'inside', inner: { region: both.ref }, outer: { region: two.ref } });
      add(`disjoint(apart ${pair})`, { kind: 'disjoint', left: { region: apart.ref }, right: { region: two.ref } });
    }
  }
  return { graph, checks };
}

function pairOf(one: GraphName, two: GraphName): string {
  return `${one.name}, ${two.name}`;
}

function claimHolds(claim: GraphClaim, holds: readonly boolean[]): boolean {
  switch (claim.kind) {
    case 'empty':
      return !exactRef(holds, claim.region.region);
    case 'inside':
      return !exactRef(holds, claim.inner.region) || exactRef(holds, claim.outer.region);
    case 'disjoint':
      return !exactRef(holds, claim.left.region) || !exactRef(holds, claim.right.region);
    case 'contains':
    case 'certified':
    case 'measure':
      throw new Error(`no sample decides ${claim.kind}`);
  }
}

/** Around a point a cell of `size` (a share of each range): a box, or turned so that no box fits it well. */
function corner(
  text: RegionGraph,
  point: readonly number[],
  size: number,
  turn: Random | undefined,
): { graph: RegionGraph; ref: Ref } {
  const planes = point.flatMap((_, i) => {
    const axis = point.map((_unused, j) => (turn ? turn.normal() : i === j ? 1 : 0));
    const at = axis.reduce((sum, a, j) => sum + a * (point[j] ?? 0), 0);
    const reach = axis.reduce((sum, a, j) => {
      const { lo, hi } = text.inputs[j] ?? { lo: 0, hi: 0 };
      return sum + Math.abs(a) * (hi - lo);
    }, 0);
    const half = (size / 2) * reach;
    return [
      { a: axis, beta: at - half },
      { a: axis.map((a) => -a), beta: -at - half },
    ];
  });
  const nodes = planes.map(({ a, beta }) => ({
    kind: 'halfspace' as const,
    a,
    beta,
    sharpness: { kind: 'share' as const, share: 0.05 },
    frozen: false,
    named: false,
  }));
  const graph = withNodes(text, nodes);
  const refs = nodes.map((_, i) => ({ node: text.nodes.length + i, negated: false }));
  return gateOver(graph, refs, refs.length);
}

function gateOver(text: RegionGraph, refs: readonly Ref[], threshold: number): { graph: RegionGraph; ref: Ref } {
  const members = refs.map((ref) => ({ ref, weight: 1 }));
  const graph = withNodes(text, [{ kind: 'gate', members, threshold, frozen: false, named: false }]);
  return { graph, ref: { node: text.nodes.length, negated: false } };
}

function withNodes(text: RegionGraph, nodes: RegionGraph['nodes']): RegionGraph {
  return { ...text, nodes: [...text.nodes, ...nodes], origins: [...text.origins, ...nodes.map(() => [])] };
}

/** Every number off by up to a share of the largest of its row, as training might leave it. */
function moved(network: Network, by: number, seed: number): Network {
  const random = makeRandom(seed);
  const shake = (row: readonly number[]): number[] => {
    const most = Math.max(...row.map(Math.abs), 1e-3);
    return row.map((x) => (x === 0 ? 0 : x + by * most * (2 * random.uniform() - 1)));
  };
  return {
    ...network,
    first: network.first.map((unit) => {
      if (unit.kind !== 'halfspace') return unit;
      return { ...unit, a: shake(unit.a), beta: unit.beta + by * (2 * random.uniform() - 1) };
    }),
    later: network.later.map((units) =>
      units.map((unit) => ({ ...unit, weights: shake(unit.weights), bias: unit.bias + by * (random.uniform() - 0.5) })),
    ),
  };
}

function samplesOf(graph: RegionGraph, taus: readonly number[], seed: number, count = sampleCount): number[][] {
  const near = pointsNearFacets(graph, taus, count / 8, makeRandom(seed)).map((point) =>
    point.map((x, i) => {
      const { lo, hi } = graph.inputs[i] ?? { lo: x, hi: x };
      return Math.min(hi, Math.max(lo, x));
    }),
  );
  const edges = graph.nodes.flatMap((node, i) => {
    const tau = (taus[i] ?? 0) * (1 + 1e-6);
    if (node.kind === 'constant' || node.kind === 'gate') return [];
    return [{ primitive: node, levels: Number.isFinite(tau) ? [tau, -tau, 1.5 * tau] : [0] }];
  });
  const attack = attackPoints(edges, { box: graph.inputs, oneHots: [] }, makeRandom(seed + 1));
  return [...near, ...Array.from({ length: count - near.length }, () => attack.next().value)];
}

function witnessIn({ inputs }: RegionGraph, { witness }: Outcome): number[] {
  return inputs.map(({ name }) => Number(witness?.[name]));
}

function checkOf(text: string, claim: GraphClaim): GraphCheck {
  return { text, line: 1, negated: false, claim };
}

/** A clock that ticks when it is asked, so that a budget ends at the same place on every machine. */
function budget(seconds: number): { budget: number; now: () => number } {
  let ticks = 0;
  return { budget: seconds, now: () => ticks++ * 1e-5 };
}

function decided({ proved, refuted, undecided }: Tally): number {
  return (proved + refuted) / (proved + refuted + undecided);
}
