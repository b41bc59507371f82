import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/network/compile.ts';
import { planLayers, plannedUnits, printPlan, verifyPlan } from '../../src/network/plan.ts';
import { buildGraph } from '../../src/region/build.ts';
import { headRefs } from '../../src/region/roots.ts';
import { simplify } from '../../src/region/simplify.ts';
import { programs } from '../generators/programs.ts';
import { gate, graphOf, named, over, program } from '../region/check-region.ts';

const [a, b, c, d] = [over(1, 0), over(2, 0), over(3, 0), over(4, 0)];

function planOf(regions: Parameters<typeof program>[0]): string[] {
  const graph = graphOf(program(regions));
  const roots = headRefs(graph.head);
  const plan = planLayers(graph, roots);
  expect(verifyPlan(plan, graph, roots)).toEqual([]);
  return printPlan(plan).trimEnd().split('\n');
}

describe('the layers of a network', () => {
  it('hold primitives first and each gate above its members, values in between carried', () => {
    expect(planOf({ p: gate('any', [gate('all', [a, b]), c]) })).toEqual([
      'layer 1: n0 n1 n3',
      'layer 2: n2 (n3)',
      'layer 3: n4',
    ]);
  });

  it('hold one carry for all who need the value later, and every output in the last', () => {
    const inner = { role: 'region', frozen: false, region: gate('any', [gate('all', [a, b]), c]) } as const;
    const upper = gate('any', [gate('all', [named('inner'), d]), a]);
    expect(planOf({ inner, p: gate('all', [named('inner'), c]), q: c, r: upper })).toEqual([
      'layer 1: n0 n1 n3 n6',
      'layer 2: (n0) n2 (n3) (n6)',
      'layer 3: (n0) (n3) n4 (n6)',
      'layer 4: (n0) (n3) n5 n7',
      'layer 5: (n3) (n5) n8',
    ]);
  });

  it('leave out what no output needs', () => {
    expect(planOf({ unused: { role: 'region', frozen: false, region: gate('all', [a, b]) }, p: c })).toEqual([
      'layer 1: n3',
    ]);
  });

  it('let a gate wait where its members are carried anyway', () => {
    const late = { role: 'region', frozen: false, region: gate('all', [a, b]) } as const;
    const tower = gate('any', [gate('all', [gate('any', [a, c]), b]), a, b]);
    const lines = planOf({ late, p: gate('atLeast', [tower, named('late'), d, a], { count: 2 }), q: b });
    expect(lines.filter((line) => line.includes('(n2)'))).toEqual([]);
  });

  it('are counted before they are made: deep regions would carry millions of values', () => {
    let deep = a;
    for (let i = 0; i < 3_000; i++) deep = gate(i % 2 === 0 ? 'any' : 'all', [deep, over(1 + (i % 8), i)]);
    const { value, diagnostics } = compile(program({ p: deep }), { mode: 'guarantee' });
    expect(value).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(['R0462']);
  });

  it('are sound for every program', () => {
    fc.assert(
      fc.property(programs(), (generated) => {
        const graph = simplify(buildGraph(generated).value);
        const roots = headRefs(graph.head);
        const plan = planLayers(graph, roots);
        expect(verifyPlan(plan, graph, roots)).toEqual([]);
        expect(plannedUnits(graph, roots)).toBe(plan.layers.flat().length);
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});
