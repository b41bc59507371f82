import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRandom } from '../../src/base/random.ts';
import { hasErrors } from '../../src/base/diagnostic.ts';
import type { Program, RegionExpression } from '../../src/program/program.ts';
import { compile } from '../../src/network/compile.ts';
import { tausOf } from '../../src/network/kept.ts';
import { evaluate, unitValue } from '../../src/network/reference.ts';
import { verifyNetwork } from '../../src/network/verify.ts';
import { buildGraph } from '../../src/region/build.ts';
import { exact, exactNodes, exactRef } from '../../src/region/exact.ts';
import { toForm } from '../../src/region/forms.ts';
import type { Ref, RegionGraph } from '../../src/region/graph.ts';
import { kleeneNodes, kleeneRef } from '../../src/region/kleene.ts';
import { printGraph } from '../../src/region/print.ts';
import { readGraph } from '../../src/region/read.ts';
import { headRefs, rootsOf } from '../../src/region/roots.ts';
import { simplify } from '../../src/region/simplify.ts';
import { verifyGraph } from '../../src/region/verify.ts';
import { pointsNearFacets } from '../generators/points.ts';
import { programs } from '../generators/programs.ts';

const runs = { seed: 7, numRuns: 300, endOnFailure: true };

/** Generated programs with the settings of their gates left out. */
function unset(program: Program): Program {
  return {
    ...program,
    regions: program.regions.map((region) => ({ ...region, region: withoutSettings(region.region) })),
  };
}

function withoutSettings(region: RegionExpression): RegionExpression {
  if (region.kind === 'not') return { ...region, region: withoutSettings(region.region) };
  if (region.kind !== 'gate') return region;
  const { settings: _, ...gate } = region;
  return { ...gate, members: gate.members.map((member) => ({ ...member, region: withoutSettings(member.region) })) };
}

function pointsFor(graph: RegionGraph, seed: number): number[][] {
  return pointsNearFacets(
    graph,
    graph.nodes.map(() => 0),
    60,
    makeRandom(seed),
  );
}

/** Layers of gates below and with a region. */
function gatesDeep(graph: RegionGraph, { node }: Ref): number {
  const region = graph.nodes[node];
  if (region?.kind !== 'gate') return 0;
  return 1 + Math.max(...region.members.map(({ ref }) => gatesDeep(graph, ref)));
}

describe.each(['dnf', 'cnf'] as const)('the form %s', (form) => {
  it('has the exact sets of the text in two layers of gates', () => {
    let written = 0;
    fc.assert(
      fc.property(programs(), fc.nat(), (program, seed) => {
        const graph = simplify(buildGraph(unset(program)).value);
        const { value: formed, diagnostics } = toForm(graph, form);
        if (!formed) return expect(hasErrors(diagnostics)).toBe(true);
        written += 1;
        expect(verifyGraph(formed)).toEqual([]);
        expect(readGraph(printGraph(formed))).toEqual(formed);
        expect(Math.max(...headRefs(formed.head).map((ref) => gatesDeep(formed, ref)))).toBeLessThanOrEqual(2);
        for (const point of pointsFor(graph, seed)) {
          const [before, after] = [exactNodes(graph, point), exactNodes(formed, point)];
          const roots = (of: RegionGraph): Ref[] => rootsOf({ ...of, names: [] });
          expect(roots(formed).map((ref) => exactRef(after, ref))).toEqual(
            roots(graph).map((ref) => exactRef(before, ref)),
          );
          for (const { name, ref } of formed.names) {
            const own = graph.names.find((other) => other.name === name);
            expect(exactRef(after, ref)).toBe(own && exactRef(before, own.ref));
          }
        }
        return undefined;
      }),
      runs,
    );
    expect(written).toBeGreaterThan(280);
  });

  it('refuses gates by hand in what it writes anew, and nothing else', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(programs(), (program) => {
        const { value, diagnostics } = toForm(simplify(buildGraph(program).value), form);
        const errors = diagnostics.filter((found) => hasErrors([found])).map(({ code }) => code);
        expect(value === undefined).toBe(errors.length > 0);
        for (const code of errors) seen.add(code);
      }),
      runs,
    );
    expect([...seen]).toEqual(['R0464']);
  });

  it('compiles to a network that keeps its promise', () => {
    let definite = 0;
    fc.assert(
      fc.property(programs(), fc.nat(), (program, seed) => {
        const { value: network, diagnostics } = compile(unset(program), { mode: 'guarantee', form });
        if (!network) return expect(hasErrors(diagnostics)).toBe(true);
        expect(verifyNetwork(network)).toEqual([]);
        expect(network.later.length).toBeLessThanOrEqual(2);
        expect(network.history[0]?.options.form).toBe(form);
        const { text, promise } = network;
        const taus = tausOf(network).map((tau) => tau * (1 + 1e-9));
        const points = pointsNearFacets(text, taus, 100, makeRandom(seed));
        const evaluation = evaluate(network, points);
        for (const ref of headRefs(text.head)) {
          const values = unitValue(network, evaluation, ref) ?? [];
          for (const [i, point] of points.entries()) {
            const reading = kleeneRef(kleeneNodes(text, point, taus), ref);
            if (reading === 0) continue;
            expect(reading === 1).toBe(exact(text, ref, point));
            expect(reading * (values[i] ?? 0)).toBeGreaterThanOrEqual(promise.confidence * (1 - 1e-7));
            definite += 1;
          }
        }
        return undefined;
      }),
      { ...runs, numRuns: 80 },
    );
    expect(definite).toBeGreaterThan(5_000);
  });
});

describe('a simplified graph', () => {
  it('has a unit for every named region still, under the same name and with the same set', () => {
    fc.assert(
      fc.property(programs(), fc.nat(), (program, seed) => {
        const graph = buildGraph(program).value;
        const simple = simplify(graph);
        expect(simple.names.map(({ name }) => name)).toEqual(program.regions.map(({ name }) => name));
        for (const { ref } of simple.names) expect(simple.nodes[ref.node]?.named).toBe(true);
        const nodes = new Map(simple.names.map(({ name, ref }) => [name, ref]));
        for (const point of pointsFor(graph, seed).slice(0, 10)) {
          for (const { name, ref } of graph.names) {
            const own = nodes.get(name);
            expect(own && exact(simple, own, point)).toBe(exact(graph, ref, point));
          }
        }
      }),
      runs,
    );
  });

  it('keeps each gate by hand that something needs, as it was written', () => {
    let seen = 0;
    fc.assert(
      fc.property(programs(), (program) => {
        const written = (graph: RegionGraph): string[] =>
          graph.nodes.flatMap((node) =>
            node.kind === 'gate' && node.settings
              ? [JSON.stringify([node.settings, node.threshold, node.members.map(({ weight }) => weight)])]
              : [],
          );
        const graph = buildGraph(program).value;
        const before = written(graph);
        const after = written(simplify(graph));
        for (const gate of after) expect(before).toContain(gate);
        const named = graph.names.filter(({ ref }) => {
          const node = graph.nodes[ref.node];
          return node?.kind === 'gate' && node.settings;
        });
        expect(after.length).toBeGreaterThanOrEqual(new Set(named.map(({ ref }) => ref.node)).size);
        seen += after.length;
      }),
      runs,
    );
    expect(seen).toBeGreaterThan(100);
  });
});
