import { describe, expect, it } from 'vitest';
import { makeUnitValues } from '../../src/exec/forward.ts';
import { compile } from '../../src/network/compile.ts';
import type { Network } from '../../src/network/network.ts';
import { pictureOf } from '../../src/plot/picture-of.ts';
import { plot } from '../../src/plot/plot.ts';
import { buildGraph } from '../../src/region/build.ts';
import { programOf } from '../helpers/program-of.ts';
import { irisRows } from './pictures.ts';

const iris = `/// Two petal measures tell the three irises apart.

/// How long a petal is (cm)
input petal_length in [0, 8]
/// How wide a petal is (cm)
input petal_width  in [0, 3]
region small = petal_length <= 2.45 +- 0.2
region big   = at least 2 of (petal_length >= 4.9, petal_width >= 1.7, petal_length + petal_width >= 6.6)
class setosa     = small
class versicolor = otherwise
class virginica  = big and not small
`;

function networkOf(text: string): Network {
  const network = compile(programOf(text), { mode: 'guarantee' }).value;
  if (network === undefined) throw new Error('the text has no network');
  return network;
}

describe('the picture of a compiled text', () => {
  const network = networkOf(iris);
  const input = pictureOf({ title: 'examples/flowers/spec.region', graph: network.text, network, data: irisRows() });

  it('shows what the units of the last layer say, to the bit', () => {
    const points = Float64Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? (i % 83) / 10 : (i % 37) / 12));
    const { subject } = input;
    const { head } = network;
    if (subject.kind !== 'classes' || head.kind !== 'classes') throw new Error('these are classes');
    const last = makeUnitValues(network)(points, 500).at(-1) ?? new Float64Array();
    const units = last.length / 500;
    const scores = Array.from({ length: 500 }, (_, row) =>
      head.classes.map(({ links, weights, bias, gain }) => {
        const value = (link: number): number => last[row * units + link] ?? NaN;
        return gain * links.reduce((sum, link, k) => sum + (weights[k] ?? 0) * value(link), -bias);
      }),
    );
    expect([...(subject.network?.(points, 500).scores ?? [])]).toEqual(scores.flat());
  });

  it('has names, units, doc and file name', () => {
    expect(input).toMatchObject({
      title: 'spec.region',
      doc: 'Two petal measures tell the three irises apart.',
      inputs: [
        { name: 'petal_length', unit: 'cm', lo: 0, hi: 8, uses: 3 },
        { name: 'petal_width', unit: 'cm', lo: 0, hi: 3, uses: 2 },
      ],
      confidence: network.promise.confidence,
    });
  });

  it('gives the exact class and the network at a point', () => {
    const { subject } = input;
    if (subject.kind !== 'classes') throw new Error('iris has classes');
    const points = Float64Array.of(1.4, 0.2, 4.2, 1.3, 6, 2.2);
    expect(Array.from(subject.exact?.(points, 3) ?? [])).toEqual([0, 1, 2]);
    const { scores, memberships } = subject.network?.(points, 3) ?? {};
    for (const [row, own] of [0, 1, 2].entries()) {
      for (const [index, sign] of [0, 1, 2].map((one) => [one, one === own ? 1 : -1] as const)) {
        expect((memberships?.[3 * row + index] ?? 0) * sign).toBeGreaterThan(0.9);
        expect((scores?.[3 * row + index] ?? 0) * sign).toBeGreaterThan(2);
      }
    }
  });

  it('draws without texts in each other', () => {
    const { svg, overlaps } = plot(input);
    expect(overlaps).toEqual([]);
    expect(svg).toContain('>wrong 6 of 150</text>');
    expect(svg).toContain('>petal_width (cm)</text>');
  });
});

describe('other heads', () => {
  it('outputs have memberships, complements too', () => {
    const network = networkOf(
      'input x in [0, 1]\nregion low = x <= 0.5 +- 0.1\noutput high = not low\noutput under = low\n',
    );
    const { subject } = pictureOf({ title: 'a.region', graph: network.text, network });
    if (subject.kind !== 'outputs') throw new Error('there are outputs');
    const points = Float64Array.of(0.1, 0.9);
    expect(Array.from(subject.exact?.(points, 2) ?? [])).toEqual([0, 1, 1, 0]);
    expect(Array.from(subject.network?.(points, 2) ?? [], Math.sign)).toEqual([-1, 1, 1, -1]);
  });

  it('a text without a head shows its regions', () => {
    const graph = buildGraph(programOf('input x in [0, 1]\nregion low = x <= 0.5\nregion high = not low\n')).value;
    const { subject } = pictureOf({ title: 'a.region', graph });
    expect(subject.kind).toBe('regions');
    expect(subject.names).toEqual(['low', 'high']);
    if (subject.kind !== 'regions') throw new Error('there are regions');
    expect(Array.from(subject.exact?.(Float64Array.of(0.2), 1) ?? [])).toEqual([1, 0]);
  });
});
