import { describe, expect, it } from 'vitest';
import { makeRandom } from '../../src/base/random.ts';
import { makeFit } from '../../src/exec/fit.ts';
import { parametersOf } from '../../src/exec/parameters.ts';
import { compile } from '../../src/network/compile.ts';
import { readNetwork, writeNetwork } from '../../src/network/file.ts';
import { evaluate } from '../../src/network/reference.ts';
import type { Network } from '../../src/network/network.ts';
import { verifyNetwork } from '../../src/network/verify.ts';
import { grow } from '../../src/train/grow.ts';
import { samplesOf } from '../../src/train/samples.ts';
import { score } from '../../src/train/score.ts';
import { randomStart } from '../../src/train/start.ts';
import { programOf } from '../helpers/program-of.ts';
import { mean, trained, type Case } from './cases.ts';

const robot = `input a1, a2, a4 in {1, 2, 3}
input a3, a6 in {1, 2}
input a5 in {1, 2, 3, 4}\n`;
const attributes = [3, 3, 2, 3, 4, 2];

/** All 432 robots as one-hot coordinates, and how many of their attributes have the first value. */
const robots = attributes
  .reduce<number[][]>(
    (some, size) => some.flatMap((values) => Array.from({ length: size }, (_, i) => [...values, i + 1])),
    [[]],
  )
  .map((values) => {
    // The inputs stand in the order of their declarations.
    const order = [0, 1, 3, 2, 5, 4];
    const point = order.flatMap((i) => Array.from({ length: attributes[i] ?? 0 }, (_, k) => +(values[i] === k + 1)));
    return { point, firsts: values.filter((value) => value === 1).length };
  });

function networkOf(text: string): Network {
  const { value } = compile(programOf(text), { mode: 'trainable' });
  if (!value) throw new Error(text);
  return value;
}

function rowsOf(rows: readonly { readonly point: readonly number[]; readonly answer: number }[]): Case['dataset'] {
  const points = Float64Array.from(rows.flatMap(({ point }) => point));
  const indices = Int32Array.from(rows, ({ answer }) => answer);
  return { rows: rows.length, points, targets: { kind: 'classes', indices }, outside: [] };
}

/** Points of the square [-1, 1]^2: the upper half, a disc in the lower one, and the rest. */
function discRows(count: number, seed: number): Case['dataset'] {
  const random = makeRandom(seed);
  const rows = Array.from({ length: count }, () => {
    const [x, y] = [2 * random.uniform() - 1, 2 * random.uniform() - 1];
    return { point: [x, y], answer: y >= 0 ? 0 : Math.hypot(x, y + 0.5) <= 0.4 ? 1 : 2 };
  });
  return rowsOf(rows);
}

const disc = `input x, y in [-1, 1]
class up = y >= 0
class disc = unknown
class rest = unknown\n`;

describe('a network that grows', () => {
  const shapes = [
    ['without gates', `${robot}class one = a5 == 1\nclass zero = otherwise\n`],
    ['with one', `${robot}class one = a5 == 3 and a4 == 1\nclass zero = otherwise\n`],
    ['deep', `${robot}output one = (a5 == 3 and a4 == 1) or (a1 == a2 and not a6 == 1)\n`],
    [
      'of unknown classes',
      `${robot}class one = a5 == 1 or (a1 == 1 and a2 != 1)\nclass odd = unknown\nclass zero = otherwise\n`,
    ],
  ] as const;
  it.each(shapes)('%s is sound, and as it was where new links weigh nothing', (_, text) => {
    const network = networkOf(text);
    const targets: Case['dataset']['targets'] =
      network.head.kind === 'classes'
        ? { kind: 'classes', indices: new Int32Array(robots.length) }
        : { kind: 'outputs', shares: new Float64Array(robots.length) };
    const dataset = { ...rowsOf(robots.map(({ point }) => ({ point, answer: 0 }))), targets };
    const samples = samplesOf(network, dataset);
    for (const links of ['spec', 'all'] as const) {
      const grown = grow(network, samples, { links, noise: 0, extraUnits: 3 }, makeRandom(1));
      expect(verifyNetwork(grown)).toEqual([]);
      expect(readNetwork(writeNetwork(grown)).value).toEqual(grown);
      expect(grown.first.filter(({ node }) => node === undefined).length).toBeGreaterThanOrEqual(3);
      expect(score(grown, dataset).confusion).toEqual(score(network, dataset).confusion);
    }
  });

  it('gives every category a unit of its own', () => {
    const network = networkOf(`${robot}class one = a5 == 1\nclass zero = otherwise\n`);
    const samples = samplesOf(network, rowsOf(robots.map(({ point }) => ({ point, answer: 0 }))));
    const { first } = grow(network, samples, { links: 'all', noise: 0.05 }, makeRandom(1));
    expect(first.length).toBe(17);
    const tested = first.map((unit) => (unit.kind === 'halfspace' ? unit.a.indexOf(1) : -1));
    expect(tested.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 17 }, (_, i) => i));
  });
});

describe('free units', () => {
  it("learn MONK-2's exactly two from at least two", () => {
    const text = `${robot}class one = at least 2 of (for a in [a1, a2, a3, a4, a5, a6]: a == 1)\nclass zero = otherwise\n`;
    const network = networkOf(text);
    const labelled = robots.map(({ point, firsts }) => ({ point, answer: firsts === 2 ? 0 : 1 }));
    const dataset = rowsOf(makeRandom(5).shuffle(labelled).slice(0, 169));
    const { network: learnt } = trained({ network, dataset }, { extraUnits: 16, validation: 0, epochs: 300 });
    expect(score(network, rowsOf(labelled)).accuracy).toBeLessThan(0.7);
    expect(score(learnt, rowsOf(labelled)).accuracy).toBeGreaterThan(0.98);
  });

  it('learn the classes that nobody describes', () => {
    const network = networkOf(disc);
    const { network: learnt } = trained({ network, dataset: discRows(400, 1) }, {});
    expect(learnt.first.length).toBe(network.first.length + 16);
    expect(score(learnt, discRows(1000, 2)).accuracy).toBeGreaterThan(0.93);
    expect(makeFit(learnt)(parametersOf(learnt), samplesOf(learnt, discRows(50, 3))).accuracy).toBeGreaterThan(0.9);
  });

  it('are more for more classes that nobody describes', () => {
    const countFor = (unknown: number): number => {
      const classes = Array.from({ length: unknown }, (_, i) => `class c${i} = unknown`).join('\n');
      const network = networkOf(`input x, y in [-1, 1]\n${classes}\nclass up = y >= 0\n`);
      const samples = samplesOf(network, rowsOf([{ point: [0, 0], answer: 0 }]));
      return grow(network, samples, { links: 'spec', noise: 0.05 }, makeRandom(1)).first.length - network.first.length;
    };
    expect([1, 4, 5, 10].map(countFor)).toEqual([16, 16, 20, 40]);
  });
});

describe('a random start', () => {
  it('saturates no unit, however many links it has', () => {
    const letters = Array.from({ length: 40 }, (_, i) => `p[${i + 1}] == 1`).join(', ');
    const text = `input p[40] in {1, 2, 3, 4}\nclass most = at least 30 of (${letters})\nclass rest = otherwise\n`;
    const network = networkOf(text);
    const random = makeRandom(4);
    const points = Array.from({ length: 50 }, () =>
      Array.from({ length: 40 }, () => random.below(4)).flatMap((letter) =>
        [0, 1, 2, 3].map((each) => +(each === letter)),
      ),
    );
    const dataset = rowsOf(points.map((point) => ({ point, answer: 0 })));
    const begun = randomStart(grow(network, samplesOf(network, dataset), { links: 'all', noise: 0 }, random), random);
    const { layers } = evaluate(begun, points);
    const sizes = layers.slice(1).flatMap(({ values }) => values.flat().map(Math.abs));
    expect(mean(sizes)).toBeGreaterThan(0.2);
    expect(mean(sizes)).toBeLessThan(0.8);
  });
});
