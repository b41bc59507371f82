import { describe, expect, it } from 'vitest';
import type { RegionExpression } from '../../src/program/program.ts';
import { buildGraph } from '../../src/region/build.ts';
import { exact } from '../../src/region/exact.ts';
import { gate, graphOf, named, not, over, program, shapeOf } from './check-region.ts';

const [a, b, c] = [over(1, 0), over(2, 0), over(3, 0)];
const always = { kind: 'constant', value: true, span: { file: '', start: 0, end: 0 } } as const;

describe('the graph', () => {
  it('holds equal regions once, whatever line they come from', () => {
    expect(shapeOf(graphOf(program({ p: gate('all', [a, b]), q: gate('any', [gate('all', [b, a]), c]) })))).toEqual([
      'n0 = x1 >= 0',
      'n1 = x2 >= 0',
      'n2 = at least 2 of (n0, n1) named',
      'n3 = x3 >= 0',
      'n4 = at least 1 of (n2, n3) named',
      'output "p" = n2',
      'output "q" = n4',
    ]);
  });

  it('keeps every place of a region that is written often, each once', () => {
    const at = (start: number): RegionExpression => ({ ...over(1, 0), span: { file: '', start, end: start + 1 } });
    const places = Array.from({ length: 30 }, (_, i) => i);
    const graph = graphOf(program({ p: gate('any', [b, ...[...places, ...places].map(at)]) }));
    const place = graph.nodes.findIndex((node) => node.kind === 'halfspace' && node.a[0] === 1);
    expect(graph.origins[place]?.map(({ start }) => start)).toEqual(places);
  });

  it('keeps apart what is sharp in another way, and gates by hand even if they are equal', () => {
    const wide = over(1, 0, { kind: 'width', width: 1 });
    const byHand = gate('all', [a, b], { settings: { gain: 3 } });
    const graph = graphOf(program({ p: gate('any', [a, wide]), q: byHand, r: byHand }));
    expect(graph.nodes.filter(({ kind }) => kind === 'halfspace')).toHaveLength(3);
    expect(graph.nodes.filter((node) => node.kind === 'gate' && node.settings)).toHaveLength(2);
  });

  it('takes gates of one kind into each other, complements too, but never a named one', () => {
    const flat = gate('all', [a, gate('all', [b, not(gate('any', [c, over(4, 0)]))])]);
    expect(shapeOf(graphOf(program({ p: flat }))).at(-2)).toBe('n4 = at least 4 of (n0, n1, not n2, not n3) named');
    const inner = { role: 'region', frozen: false, region: gate('all', [a, b]) } as const;
    expect(shapeOf(graphOf(program({ inner, p: gate('all', [named('inner'), c]) }))).at(-3)).toBe(
      'n4 = at least 2 of (n2, n3) named',
    );
  });

  it('leaves gates alone whose settings, margin or weights matter', () => {
    const byHand = gate('all', [a, a, always], { settings: { bias: 1 } });
    expect(shapeOf(graphOf(program({ p: gate('all', [byHand, b]) })))).toContain(
      'n2 = at least 3 of (n0, n0, n1) with bias 1',
    );
    const weighted = gate('atLeast', [{ weight: 2, region: a }, b, c], { count: 3 });
    expect(shapeOf(graphOf(program({ p: gate('all', [weighted, over(4, 0)]) })))).toContain(
      'n3 = at least 3 of (2 * n0, n1, n2)',
    );
  });

  it.each([
    ['double negation', not(not(a)), 'n0'],
    ['a member twice', gate('all', [a, a]), 'n0'],
    ['a gate of one', gate('any', [not(a)]), 'not n0'],
    ['a constant member', gate('all', [a, always]), 'n0'],
    ['one that decides', gate('any', [a, always]), 'constant true'],
    ['a member and its complement in all', gate('all', [a, b, not(a)]), 'constant false'],
    ['a member and its complement in any', gate('any', [a, b, not(a)]), 'constant true'],
    ['all of nothing', gate('all', []), 'constant true'],
    ['any of nothing', gate('any', []), 'constant false'],
    ['none of nothing', gate('none', []), 'constant true'],
    ['at least none', gate('atLeast', [a, b], { count: 0 }), 'constant true'],
    ['parity of nothing', gate('parity', []), 'constant false'],
    ['parity of one and itself', gate('parity', [a, a]), 'constant false'],
    ['a row of zeros', over(9, -1), 'constant true'],
    ['a member that another one implies', gate('any', [gate('all', [a, b]), a, gate('none', [not(a), c])]), 'n0'],
    ['a member that another one is implied by', gate('all', [gate('any', [b, not(a), c]), not(a)]), 'not n0'],
  ])('folds %s', (_, region, expected) => {
    const shape = shapeOf(graphOf(program({ p: region })));
    const [ref] = shape.slice(-1).map((line) => line.replace('output "p" = ', ''));
    expect(expected.startsWith('constant') ? shape[0] : ref).toBe(
      expected.startsWith('constant') ? `n0 = ${expected} named` : expected,
    );
  });

  it('drops the larger of two gates of which one says all that the other one says', () => {
    const region = gate('any', [gate('all', [a, b, c]), gate('all', [b, a]), over(4, 0)]);
    expect(shapeOf(graphOf(program({ p: region }))).slice(-4)).toEqual([
      'n2 = at least 2 of (n0, n1)',
      'n3 = x4 >= 0',
      'n4 = at least 1 of (n2, n3) named',
      'output "p" = n4',
    ]);
    const inner = { role: 'region', frozen: false, region: gate('all', [a, b]) } as const;
    const around = program({ inner, p: gate('any', [gate('all', [named('inner'), c]), named('inner')]) });
    expect(shapeOf(graphOf(around)).at(-1)).toBe('output "p" = n2');
    const used = program({ inner, p: gate('any', [named('inner'), a]) });
    expect(shapeOf(graphOf(used)).at(-3)).toBe('n3 = at least 1 of (n0, n2) named');
  });

  it('does not drop a gate by hand, nor one whose weights matter', () => {
    const byHand = gate('all', [a, b], { settings: { gain: 3 } });
    const weighted = gate('atLeast', [{ weight: 2, region: a }, b, c], { count: 3 });
    const graph = graphOf(program({ p: gate('any', [a, byHand, weighted]) }));
    expect(graph.nodes.filter(({ kind }) => kind === 'gate')).toHaveLength(3);
  });

  it('counts a member against its complement where weights matter', () => {
    const region = gate('atLeast', [{ weight: 3, region: a }, not(a), b, c], { count: 3 });
    expect(shapeOf(graphOf(program({ p: region }))).at(-2)).toBe('n3 = at least 2 of (2 * n0, n1, n2) named');
  });

  it('freezes what a frozen region needs, named regions included, and says so', () => {
    const regions = program({
      inner: { role: 'region', frozen: false, region: a },
      outer: { role: 'region', frozen: true, region: gate('all', [named('inner'), b]) },
      p: gate('any', [named('inner'), named('outer'), b]),
    });
    const { value, diagnostics } = buildGraph(regions);
    expect(diagnostics.map(({ code, data }) => ({ code, data }))).toEqual([
      { code: 'R0451', data: { name: 'inner', owner: 'outer' } },
    ]);
    expect(shapeOf(value)).toEqual([
      'n0 = x1 >= 0 frozen named',
      'n1 = x2 >= 0 frozen',
      'n2 = at least 2 of (n0, n1) frozen named',
      'n3 = x2 >= 0',
      'n4 = at least 1 of (n0, n2, n3) named',
      'region "inner" = n0',
      'region "outer" = n2',
      'output "p" = n4',
    ]);
  });

  it('takes what lies outside an ellipsoid as its complement, the boundary with it', () => {
    const ball = {
      kind: 'quadric',
      A: [
        [1, 0],
        [0, 1],
      ],
      b: [0, 0],
      alpha: 1,
      beta: 4,
      sharpness: { kind: 'gain', gain: 1 },
      span: { file: '', start: 0, end: 0 },
    } as const;
    const graph = graphOf(program({ inside: ball, outside: { ...ball, alpha: -1, beta: -4 } }, 2));
    const holdsAt = (x: number): boolean[] => graph.names.map(({ ref }) => exact(graph, ref, [x, 0]));
    expect([1, 2, 3].map(holdsAt)).toEqual([
      [true, false],
      [true, true],
      [false, true],
    ]);
    expect(graph.names.map(({ ref }) => ref.negated)).toEqual([false, true]);
  });

  it('copes with regions a hundred thousand deep', () => {
    const leaf = (i: number): RegionExpression => over(1 + (i % 2), i % 500, { kind: 'share', share: 0.05 }, 2);
    let deep = leaf(0);
    for (let i = 0; i < 100_000; i++) deep = gate(i % 2 === 0 ? 'any' : 'all', [deep, leaf(i)]);
    expect(graphOf(program({ p: deep }, 2)).nodes.length).toBeGreaterThan(100_000);
    let flat = leaf(0);
    for (let i = 0; i < 20_000; i++) flat = not(gate('any', [not(flat), leaf(i)]));
    expect(graphOf(program({ p: flat }, 2)).nodes.length).toBeLessThan(502);
  });

  it('refuses more members than there may be', () => {
    const many = gate(
      'parity',
      Array.from({ length: 2_000 }, (_, i) => over(1, i)),
    );
    const { diagnostics } = buildGraph(program({ p: many }));
    expect(diagnostics.map(({ code }) => code)).toEqual(['R0450']);
  });
});
