import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { exact, exactClass } from '../../src/region/exact.ts';
import { evaluate } from '../../src/network/reference.ts';
import { scoreExact } from '../../src/train/score.ts';
import { caseOf } from '../training/cases.ts';
import { specOf } from '../helpers/spec-of.ts';
import { checkExample, decidedClass } from './check-example.ts';

const root = new URL('../../', import.meta.url).pathname;
const missing = Number.NaN;

/** The claims of an example that are no longer proved after the changes, which its page suggests. */
async function brokenBy(path: string, changes: Readonly<Record<string, string>>): Promise<readonly string[]> {
  let text = readFileSync(`${root}${path}`, 'utf8');
  for (const [before, after] of Object.entries(changes)) {
    expect(text).toContain(before);
    text = text.replace(before, after);
  }
  const load = (file: string) => readFile(file, 'utf8').catch(() => undefined);
  const { claims } = await specOf(`${root}${path}`, text, load);
  return claims.filter((claim) => !claim.startsWith('proved '));
}

describe('clinical scores', () => {
  it('SIRS counts as published, at 4,096 places around its thresholds', async () => {
    const { graph } = await checkExample('examples/clinical/sirs.region');
    for (let i = 0; i < 4 ** 6; i++) {
      const at = (place: number, values: readonly number[]) => values[Math.floor(i / 4 ** place) % 4] ?? 0;
      const temperature = at(0, [35.9, 36, 38, 38.1]);
      const heartRate = at(1, [60, 90, 91, 150]);
      const breaths = at(2, [12, 20, 21, 40]);
      const paco2 = at(3, [31, 32, 40, 50]);
      const cells = at(4, [3.9, 4, 12, 12.1]);
      const bands = at(5, [0, 10, 11, 40]);
      const signs = [
        temperature > 38 || temperature < 36,
        heartRate > 90,
        breaths > 20 || paco2 < 32,
        cells > 12 || cells < 4 || bands > 10,
      ].filter(Boolean).length;
      const found = exactClass(graph, [temperature, heartRate, breaths, paco2, cells, bands]);
      expect(found).toBe(signs >= 2 ? 0 : 1);
    }
  });

  it('the thresholds of SIRS are no signs', async () => {
    const changes = { 'temperature > 38': 'temperature >= 38', 'heart_rate > 90': 'heart_rate >= 90' };
    expect(await brokenBy('examples/clinical/sirs.region', changes)).toEqual([
      'refuted contains(no_sirs, [38, 90, 20, 32, 12, 10])',
    ]);
  });

  it('qSOFA answers without a value where the others decide', async () => {
    const { graph } = await checkExample('examples/clinical/qsofa.region');
    expect(decidedClass(graph, [95, 24, missing])).toBe('high');
    expect(decidedClass(graph, [120, 18, missing])).toBe('low');
    expect(decidedClass(graph, [95, missing, missing])).toBeUndefined();
  });

  it('CHA2DS2-VASc adds up as published, for every combination of signs', async () => {
    const { graph, network } = await checkExample('examples/clinical/cha2ds2-vasc.region');
    const order = ['heart_failure', 'hypertension', 'diabetes', 'stroke', 'vascular_disease'];
    const weights = [1, 1, 1, 2, 1];
    const points: number[][] = [];
    const wanted: number[] = [];
    for (const age of [50, 64, 65.8, 70, 74.2, 75.8, 90]) {
      for (let bits = 0; bits < 64; bits++) {
        const has = order.map((_, i) => ((bits >> i) & 1) === 1);
        const female = bits >= 32;
        const ofAge = age >= 75 ? 2 : age >= 65 ? 1 : 0;
        const score = has.reduce((sum, holds, i) => sum + (holds ? (weights[i] ?? 0) : 0), ofAge + (female ? 1 : 0));
        points.push([age, female ? 1 : 0, female ? 0 : 1, ...has.flatMap((holds) => (holds ? [1, 0] : [0, 1]))]);
        wanted.push(score >= 2 ? 0 : score === 1 ? 1 : 2);
      }
    }
    expect(points.map((point) => exactClass(graph, point))).toEqual(wanted);
    if (!network) throw new Error('no network');
    const { outputs } = evaluate(network, points);
    expect(outputs.map((row) => row.indexOf(Math.max(...row)))).toEqual(wanted);
  });

  it('a stroke decides CHA2DS2-VASc on its own', async () => {
    const { graph } = await checkExample('examples/clinical/cha2ds2-vasc.region');
    const nothing = Array.from<number>({ length: graph.inputs.length + 6 }).fill(missing);
    const stroke = nothing.with(9, 1).with(10, 0);
    expect(decidedClass(graph, stroke)).toBe('high');
    expect(decidedClass(graph, nothing)).toBeUndefined();
  });
});

describe('a machine', () => {
  it('keeps its envelope, certified', async () => {
    const { graph, found } = await checkExample('examples/machine/envelope.region');
    expect(found).toEqual([]);
    expect(graph.inputs.map(({ name }) => name)).toEqual(['speed', 'feed', 'depth']);
  });

  it('in turns a minute, float32 is told to be too coarse', async () => {
    const text = readFileSync(`${root}examples/machine/envelope.region`, 'utf8')
      .replace('[0, 12]', '[0, 12_000]')
      .replace('speed / 6', 'speed / 6_000')
      .replace('speed >= 1.5', 'speed >= 1_500')
      .replace('speed <= 10 - 0.6 * depth', 'speed <= 10_000 - 600 * depth')
      .replace('[6.2, 0.2, 4.5], radii: [1.5', '[6_200, 0.2, 4.5], radii: [1_500')
      .replace(/^check .*\n/gm, '');
    expect((await specOf('envelope.region', text, () => undefined)).found).toContain('R0457');
  });
});

describe('a robot', () => {
  const hall = 'examples/robot/hall.region';
  it('keeps to the free floor', async () => {
    const { claims } = await checkExample(hall);
    expect(claims).toHaveLength(9);
  });

  it('a lane too near to a post is refuted', async () => {
    expect(await brokenBy(hall, { '[1.5, 10], [11, 10]': '[1.5, 9.5], [11, 9.5]' })).toEqual([
      'refuted inside(main_lane, free)',
    ]);
  });
});

describe("the paper's figures", () => {
  it('figure 3 has the weights and biases of the paper', async () => {
    const { network } = await checkExample('examples/paper/fig03-boolean-operations/figure.region');
    expect(network?.first).toMatchObject([
      { a: [9, 1], beta: -2, gain: 3 },
      { a: [-2, 6], beta: -1, gain: 3 },
    ]);
    expect(network?.later[0]).toMatchObject([
      { gain: 3, bias: 0 },
      { gain: 3, bias: 1.5 },
      { gain: 3, bias: -1.5 },
    ]);
  });

  it('figure 4 has four levels above the threshold, a disc for a square', async () => {
    const { graph, network, found } = await checkExample('examples/paper/fig04-weighted-gate/figure.region');
    expect(new Set(found)).toEqual(new Set(['R0452']));
    if (!network) throw new Error('no network');
    const { outputs } = graph.head.kind === 'outputs' ? graph.head : { outputs: [] };
    const names = outputs.map(({ name }) => name);
    const at = (name: string, point: readonly number[]) =>
      evaluate(network, [point]).outputs[0]?.[names.indexOf(name)] ?? Number.NaN;
    // Weights 10, 9, 8 and 7: a corner, between the squares, inside of both, outside of one side.
    const levels = [
      [3, 3],
      [3, 0],
      [0, 0],
      [5.5, 0],
    ].map((point) => at('levels', point));
    // sigma_1 over logistic inputs: tanh((weight - 6.5) / 2).
    expect(levels).toEqual([3.5, 2.5, 1.5, 0.5].map((v) => expect.closeTo(Math.tanh(v / 2), 2)));
    // One radius all around.
    for (let turn = 0; turn < 64; turn++) {
      const [cos, sin] = [Math.cos((turn * Math.PI) / 32), Math.sin((turn * Math.PI) / 32)];
      expect(at('round', [4.78 * cos, 4.78 * sin])).toBeGreaterThan(0);
      expect(at('round', [4.88 * cos, 4.88 * sin])).toBeLessThan(0);
    }
    const round = outputs.find(({ name }) => name === 'round');
    if (!round) throw new Error('no such output');
    expect(exact(graph, round.ref, [3.9, 3.9])).toBe(true);
    expect(exact(graph, round.ref, [4, 0])).toBe(false);
  });
});

it('every example has its page, which the overview lists', () => {
  const overview = readFileSync(`${root}examples/README.md`, 'utf8');
  for (const entry of readdirSync(`${root}examples`, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    expect(existsSync(`${root}examples/${entry.name}/README.md`), entry.name).toBe(true);
    expect(overview).toContain(`(${entry.name}/README.md)`);
  }
});

describe('texts beside data', () => {
  it.each([
    ['wine', 171, 178],
    ['breast-cancer', 530, 569],
  ])('%s alone has %i of %i right', async (name, right, rows) => {
    const path = `examples/${name}/${name}`;
    expect((await checkExample(`${path}.region`)).found).toEqual([]);
    const text = readFileSync(`${root}${path}.region`, 'utf8');
    const { network, dataset } = await caseOf(text, `${path}.csv`);
    expect(dataset.rows).toBe(rows);
    expect(dataset.outside.every(({ count }) => count === 0)).toBe(true);
    expect(Math.round(scoreExact(network.text, dataset).accuracy * rows)).toBe(right);
  });

  it('digits says of ten classes that they are unknown', async () => {
    const { graph, found } = await checkExample('examples/digits/digits.region');
    expect(found).toEqual([]);
    const { head } = graph;
    expect(head.kind === 'classes' && head.classes.every(({ unknown }) => unknown)).toBe(true);
  });
});
