import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRandom } from '../../src/base/random.ts';
import type { Program, RegionExpression } from '../../src/program/program.ts';
import { buildGraph } from '../../src/region/build.ts';
import { exact, exactNodes, exactRef } from '../../src/region/exact.ts';
import type { RegionGraph } from '../../src/region/graph.ts';
import { kleeneNodes, kleeneRef } from '../../src/region/kleene.ts';
import { valueAt } from '../../src/region/primitive.ts';
import { printGraph } from '../../src/region/print.ts';
import { readGraph } from '../../src/region/read.ts';
import { headRefs, rootsOf } from '../../src/region/roots.ts';
import { simplify } from '../../src/region/simplify.ts';
import { verifyGraph } from '../../src/region/verify.ts';
import { pointsNearFacets } from '../generators/points.ts';
import { programs } from '../generators/programs.ts';

const runs = { seed: 4, numRuns: 200, endOnFailure: true };

function pointsFor(graph: RegionGraph, seed: number): number[][] {
  return pointsNearFacets(
    graph,
    graph.nodes.map(() => 0),
    60,
    makeRandom(seed),
  );
}

describe('the graph of a program', () => {
  it('has the exact sets that the text has', () => {
    fc.assert(
      fc.property(programs(), fc.nat(), (program, seed) => {
        const { value: graph, diagnostics } = buildGraph(program);
        expect(diagnostics.filter(({ code }) => code !== 'R0451')).toEqual([]);
        expect(verifyGraph(graph)).toEqual([]);
        for (const point of pointsFor(graph, seed)) {
          for (const { name, ref } of graph.names) expect(exact(graph, ref, point)).toBe(holds(program, name, point));
        }
      }),
      runs,
    );
  });

  it('keeps its exact sets when it is simplified, and is then as simple as can be', () => {
    fc.assert(
      fc.property(programs(), fc.nat(), (program, seed) => {
        const graph = buildGraph(program).value;
        const simple = simplify(graph);
        expect(verifyGraph(simple)).toEqual([]);
        for (const point of pointsFor(graph, seed)) {
          const [before, after] = [exactNodes(graph, point), exactNodes(simple, point)];
          const wanted = rootsOf(graph).map((ref) => exactRef(before, ref));
          expect(rootsOf(simple).map((ref) => exactRef(after, ref))).toEqual(wanted);
        }
        expect(printGraph(simplify(simple))).toBe(printGraph(simple));
      }),
      runs,
    );
  });

  it('is read where it is printed', () => {
    fc.assert(
      fc.property(programs(), (program) => {
        for (const graph of [buildGraph(program).value, simplify(buildGraph(program).value)]) {
          expect(readGraph(printGraph(graph))).toEqual(graph);
        }
      }),
      runs,
    );
  });

  it('reads as the exact set wherever the reading with three values is definite', () => {
    fc.assert(
      fc.property(programs(), fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (program, seed, tau) => {
        const graph = buildGraph(program).value;
        const taus = graph.nodes.map(() => tau);
        for (const point of pointsFor(graph, seed)) {
          const readings = kleeneNodes(graph, point, taus);
          const sets = exactNodes(graph, point);
          for (const ref of headRefs(graph.head)) {
            const reading = kleeneRef(readings, ref);
            if (reading !== 0) expect(reading === 1).toBe(exactRef(sets, ref));
          }
        }
      }),
      runs,
    );
  });
});

describe('a text that is no printed graph', () => {
  it('gives a problem, whatever it says', () => {
    fc.assert(
      fc.property(
        programs(),
        fc.nat(),
        fc.nat(),
        fc.string({ maxLength: 4, unit: 'grapheme' }),
        (program, place, length, text) => {
          const printed = printGraph(buildGraph(program).value);
          const start = place % printed.length;
          const spoilt = printed.slice(0, start) + text + printed.slice(start + (length % 40));
          const found = readGraph(spoilt);
          if (!('kind' in found)) expect(verifyGraph(found)).toEqual([]);
        },
      ),
      { ...runs, numRuns: 500 },
    );
  });

  it.each([
    ['nonsense', 'the lazy dog'],
    ['input "x" in [0, 1] columns []\nn0 = halfspace a [1] beta 1e999 width 1', 'a number past the range'],
    ['input "x" in [0, 1] columns []\nn0 = halfspace a [1, 2] beta 0 width 1', 'too long a row'],
    ['input "x" in [1, 0] columns []', 'an empty range'],
    ['input "x" in [0, 1] columns []\nn0 = at least 1 of (n0)', 'a gate of itself'],
    ['input "x" in [0, 1] columns []\nn1 = constant true', 'a node out of order'],
    ['input "x" in [0, 1] columns []\nregion "r" = n0', 'a name for nothing'],
    [
      'input "x" in [0, 1] columns []\nn0 = constant true\nhead "r" label "a" = n0\nhead "s" column "b" = n0',
      'a mixed head',
    ],
    ['input "x" in [0, 1', 'a line cut short'],
    ['input "x', 'an open string'],
    ['', 'nothing'],
  ])('%j is refused: %s', (text) => {
    expect(readGraph(text)).toMatchObject({ kind: 'problem', problem: expect.stringMatching(/./) });
  });
});

/** A plain reading of LANGUAGE section 5, on the program itself. */
function holds(program: Program, name: string, point: readonly number[]): boolean {
  const known = new Map<string, boolean>();
  const byName = (wanted: string): boolean => {
    const region = program.regions.find((candidate) => candidate.name === wanted);
    if (!region) throw new Error(`no region ${wanted}`);
    const value = known.get(wanted) ?? contains(region.region);
    known.set(wanted, value);
    return value;
  };
  const contains = (region: RegionExpression): boolean => {
    switch (region.kind) {
      case 'constant':
        return region.value;
      case 'not':
        return !contains(region.region);
      case 'reference':
        return byName(region.name);
      case 'halfspace':
      case 'quadric':
      case 'gaussian':
        return valueAt(region, point) >= 0;
      case 'gate': {
        const { members, form, count = 0 } = region;
        const held = members.filter((member) => contains(member.region));
        const [W, WT] = [members, held].map((list) => list.reduce((sum, { weight }) => sum + weight, 0));
        return counts(form, held.length, WT ?? 0, W ?? 0, count);
      }
    }
  };
  return byName(name);
}

function counts(form: string, number: number, WT: number, W: number, k: number): boolean {
  const slack = 1e-9 * Math.max(1, W);
  switch (form) {
    case 'all':
      return WT >= W - slack;
    case 'any':
      return WT > slack;
    case 'none':
      return WT <= slack;
    case 'atLeast':
      return WT >= k - slack;
    case 'atMost':
      return WT <= k + slack;
    case 'exactly':
      return Math.abs(WT - k) <= slack;
    default:
      return number % 2 === 1;
  }
}
