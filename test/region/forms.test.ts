import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/base/limits.ts';
import { buildGraph } from '../../src/region/build.ts';
import { toForm, type TwoLayerForm } from '../../src/region/forms.ts';
import type { RegionGraph } from '../../src/region/graph.ts';
import { headRefs } from '../../src/region/roots.ts';
import { simplify } from '../../src/region/simplify.ts';
import { verifyGraph } from '../../src/region/verify.ts';
import { programOf } from '../helpers/program-of.ts';
import { shapeOf } from './check-region.ts';

const header = 'input x, y, z, w in [0, 10]\n';

function formOf(text: string, form: TwoLayerForm, limits = defaultLimits) {
  return toForm(simplify(buildGraph(programOf(text)).value), form, limits);
}

function graphOf(text: string, form: TwoLayerForm): RegionGraph {
  const { value } = formOf(text, form);
  if (!value) throw new Error('the form was refused');
  expect(verifyGraph(value)).toEqual([]);
  return value;
}

/** How many terms the first output has: members of its outer gate, 1 where there is none. */
function termsIn(text: string, form: TwoLayerForm): number {
  const graph = graphOf(text, form);
  const [ref] = headRefs(graph.head);
  const node = graph.nodes[ref?.node ?? -1];
  if (node?.kind !== 'gate') return 1;
  const isOuter = form === 'dnf' ? node.threshold === 1 : node.threshold === node.members.length;
  return isOuter ? node.members.length : 1;
}

describe('two-layer forms', () => {
  it.each([
    ['xor of 3', 'x >= 1 xor y >= 1 xor z >= 1', 4, 4],
    ['at least 2 of 4', 'at least 2 of (x >= 1, y >= 1, z >= 1, w >= 1)', 6, 4],
    ['a majority of 3', 'at least 2 of (x >= 1, y >= 1, z >= 1)', 3, 3],
    ['exactly 2 of 4', 'exactly 2 of (x >= 1, y >= 1, z >= 1, w >= 1)', 6, 8],
    ['weights', 'at least 3 of (2*(x >= 1), y >= 1, 1.5*(z >= 1))', 2, 2],
    ['an implication', 'x >= 1 => y >= 1', 2, 1],
    ['a redundant consensus', '(x >= 1 and y >= 1) or (not x >= 1 and z >= 1) or (y >= 1 and z >= 1)', 2, 2],
    ['a cycle', '(x >= 1 and y < 1) or (y >= 1 and z < 1) or (z >= 1 and x < 1)', 3, 2],
  ])('of %s have as few terms as can be', (_, region, dnf, cnf) => {
    expect(termsIn(`${header}output r = ${region}`, 'dnf')).toBe(dnf);
    expect(termsIn(`${header}output r = ${region}`, 'cnf')).toBe(cnf);
  });

  it('of MONK-2 list the fifteen ways to have two of six', () => {
    const text = `input a1, a2, a4 in {1, 2, 3}\ninput a3, a6 in {1, 2}\ninput a5 in {1, 2, 3, 4}
      output one = exactly 2 of (for a in [a1, a2, a3, a4, a5, a6]: a == 1)`;
    expect(termsIn(text, 'dnf')).toBe(15);
  });

  it('of MONK-1 use that an attribute has one value', () => {
    const text = 'input a1, a2 in {1, 2, 3}\ninput a5 in {1, 2, 3, 4}\noutput one = a1 == a2 or a5 == 1';
    expect(termsIn(text, 'dnf')).toBe(4);
    expect(termsIn(text, 'cnf')).toBe(3);
  });

  it('write each term as a gate over primitives', () => {
    const text = `${header}output r = (x >= 1 or y >= 2) and z >= 3`;
    expect(shapeOf(graphOf(text, 'dnf'))).toEqual([
      'n0 = x1 >= 1',
      'n1 = x2 >= 2',
      'n2 = x3 >= 3',
      'n3 = at least 2 of (n0, n2)',
      'n4 = at least 2 of (n1, n2)',
      'n5 = at least 1 of (n3, n4) named',
      'output "r" = n5',
    ]);
    expect(shapeOf(graphOf(text, 'cnf')).slice(-3)).toEqual([
      'n3 = at least 1 of (n0, n1)',
      'n4 = at least 2 of (n2, n3) named',
      'output "r" = n4',
    ]);
  });

  it.each([
    ['a weaker bound goes', 'x >= 1 and x >= 2', ['halfspace a [1, 0, 0, 0] beta 2']],
    ['a stronger bound goes', 'x >= 1 or 3*x >= 6', ['halfspace a [1, 0, 0, 0] beta 1']],
    ['multiples of a row are one', '(x + y <= 3 or z >= 1) and (3*x + 3*y <= 9 or w >= 1) and (x + y > 3)', undefined],
    ['the whole line is always', 'x >= 1 or -x >= -2', ['constant true']],
    ['two values at once are never', 'x <= 1 and 2*x > 2', ['constant false']],
    ['one point is not nothing', 'x <= 1 and x >= 1', undefined],
  ])('know how parallel planes lie: %s', (_, region, expected) => {
    const nodes = graphOf(`${header}default width 1\noutput r = ${region}`, 'dnf').nodes.map((node) =>
      node.kind === 'halfspace'
        ? `halfspace a [${node.a.join(', ')}] beta ${String(node.beta)}`
        : node.kind === 'constant'
          ? `constant ${String(node.value)}`
          : node.kind,
    );
    if (expected) expect(nodes).toEqual(expected);
    else expect(nodes.filter((node) => node.startsWith('constant'))).toEqual([]);
  });

  it('know hundreds of thresholds of one input', () => {
    const text = 'input x in [0, 1]\noutput r = exactly 20 of (for i in 1..400: x >= i/400)';
    expect(graphOf(text, 'dnf').nodes).toMatchObject([{ beta: 20 / 400 }, { beta: 21 / 400 }, { kind: 'gate' }]);
  });

  it('take tests of one category together, open ones with their none', () => {
    const closed = 'input s in {a, b, c}\noutput r = s == a or s in {b, c}';
    expect(graphOf(closed, 'dnf').nodes).toMatchObject([{ kind: 'constant', value: true }]);
    const open = 'input s in {a, b, c, ..}\noutput r = s == a or s in {b, c}';
    expect(graphOf(open, 'dnf').nodes).toHaveLength(3);
    const whole = 'input x in [0, 1]\ninput s in {a, b}\noutput r = x >= 0.5 and s in {a, b}';
    expect(graphOf(whole, 'dnf').nodes).toMatchObject([{ kind: 'halfspace', beta: 0.5 }]);
  });

  it('lose the names inside, say so, and keep those that still have a unit', () => {
    const text = `${header}frozen region low = x <= 1\nregion pair = low and y >= 1\nregion apart = z >= 1 or w >= 1
      output r = pair or z >= 2\ncheck inside(pair, r)\ncheck empty(apart)`;
    const { value, diagnostics } = formOf(text, 'dnf');
    expect(diagnostics.map(({ code, data }) => ({ code, data }))).toEqual([
      { code: 'R0465', data: { form: 'dnf', names: ['pair'] } },
    ]);
    expect(value?.names.map(({ name }) => name)).toEqual(['low', 'apart', 'r']);
    expect(value?.checks).toHaveLength(2);
    const low = value?.names.find(({ name }) => name === 'low');
    expect(value?.nodes[low?.ref.node ?? -1]).toMatchObject({ frozen: true, named: true });
  });

  it('keep a frozen primitive where an equal one is not', () => {
    const text = `${header}frozen region low = x <= 1\noutput r = (x <= 1 or y >= 1) and (low or z >= 1)`;
    expect(graphOf(text, 'dnf').nodes.filter((node) => node.kind === 'halfspace' && node.a[0] !== 0)).toMatchObject([
      { frozen: true },
    ]);
  });

  it('share the terms of several outputs, and a class with its complement', () => {
    const text = `${header}class a = (x >= 1 and y >= 1) or z >= 1\nclass b = otherwise`;
    const graph = graphOf(text, 'dnf');
    expect(headRefs(graph.head).map(({ negated }) => negated)).toEqual([false, true]);
    expect(graph.nodes.filter(({ kind }) => kind === 'gate')).toHaveLength(2);
  });

  it('are refused past the limit, naming the form that stays small', () => {
    const codes = (region: string, form: TwoLayerForm, formTerms: number) =>
      formOf(`${header}output r = ${region}`, form, { ...defaultLimits, formTerms }).diagnostics.map(
        ({ code, data }) => ({
          code,
          data,
        }),
      );
    const pairs = '(x >= 1 or y >= 1) and (z >= 1 or w >= 1) and (x >= 5 or z >= 5)';
    expect(codes(pairs, 'dnf', 3)).toEqual([
      { code: 'R0913', data: { form: 'dnf', region: 'r', terms: 4, limit: 3, other: 3 } },
    ]);
    expect(codes('x >= 1 xor y >= 1 xor z >= 1', 'cnf', 3)).toEqual([
      { code: 'R0913', data: { form: 'cnf', region: 'r', terms: 4, limit: 3, other: undefined } },
    ]);
  });

  it('count terms without listing them, and give up where there is no counting', () => {
    const many = (count: number, text: string): string => `input v[${String(count)}] in [0, 1]\noutput r = ${text}`;
    const half = formOf(many(40, 'at least 20 of (for i in 1..40: v[i] >= 0.5)'), 'dnf');
    expect(half.diagnostics).toMatchObject([{ code: 'R0913', data: { terms: 137_846_528_820, other: undefined } }]);
    const rows = formOf(many(40, 'any of (for i in 1..20: v[i] >= 0.5 and v[i + 20] >= 0.5)'), 'cnf');
    expect(rows.diagnostics).toMatchObject([{ code: 'R0913', data: { other: 20 } }]);
    const weights = Array.from(
      { length: 40 },
      (_, i) => `${String(1 + Math.sin(i) ** 2)}*(v[${String(i + 1)}] >= 0.5)`,
    );
    const uncounted = formOf(many(40, `at least 30 of (${weights.join(', ')})`), 'dnf');
    expect(uncounted.diagnostics).toMatchObject([{ code: 'R0913', data: { terms: undefined, other: undefined } }]);
  });

  it('are refused for gates by hand and for thousands of primitives', () => {
    const byHand = formOf(`${header}region g = all of (x >= 1, y >= 1) with gain 3\noutput r = g or z >= 1`, 'dnf');
    expect(byHand.diagnostics).toMatchObject([{ code: 'R0464', data: { form: 'dnf', region: 'r' } }]);
    const wide = `input v[3_000] in [0, 1]\noutput r = any of (for i in 1..3_000: v[i] >= 0.5)`;
    expect(formOf(wide, 'dnf').diagnostics).toMatchObject([{ code: 'R0914', data: { primitives: 3000 } }]);
    const deep = `input v[1_000] in [0, 1]\noutput r = any of (for i in 1..1_000: v[i] >= 0.5)`;
    expect(termsIn(deep, 'dnf')).toBe(1000);
  });
});
