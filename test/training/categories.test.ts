import { describe, expect, it } from 'vitest';
import { makeRandom } from '../../src/base/random.ts';
import type { MissingPolicy } from '../../src/data/missing.ts';
import { makeDataset } from '../../src/data/make-dataset.ts';
import { rowsByMissing } from '../../src/data/missing.ts';
import { compile } from '../../src/network/compile.ts';
import { readNetwork, writeNetwork } from '../../src/network/file.ts';
import { dataCoordinates, rangeCoordinates } from '../../src/train/scale.ts';
import { splitRows } from '../../src/train/split.ts';
import { train } from '../../src/train/train.ts';
import { trainDefaults } from '../../src/train/options.ts';
import { widen } from '../../src/train/widths.ts';
import { programOf } from '../helpers/program-of.ts';
import { present, trained, type Case } from './cases.ts';

/** MONK-1 but for the colour of the jacket, which is written wrong. */
const wrong = `input a1, a2, a4 in {1, 2, 3}
input a3, a6 in {1, 2}
input a5 in {1, 2, 3, 4}
class one  label 1 = a1 == a2 or a5 == 3
class zero label 0 = otherwise\n`;

/** All 432 robots, and whether MONK-1 holds of them. */
const robots = [3, 3, 2, 3, 4, 2].reduce<number[][]>(
  (some, size) => some.flatMap((values) => Array.from({ length: size }, (_, i) => [...values, i + 1])),
  [[]],
);

/** `x` and `s` decide the class; some cells are missing. */
const partly = `input x in [0, 10]
input s in {a, b, c}
class yes = x >= 5 and s == a
class no  = otherwise\n`;

describe('training over categories', () => {
  it('finds the category that the text has wrong', () => {
    const labels = robots.map(([a1, a2, , , a5]) => (a1 === a2 || a5 === 1 ? '1' : '0'));
    const cells = [0, 1, 2, 3, 4, 5].map((i) => robots.map((robot) => String(robot[i])));
    const monk = caseOf(wrong, ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'], cells, labels);
    const { before, after, network } = trained(monk, { holdout: 0.25, seed: 1 });
    expect(present(before.holdout).accuracy).toBeLessThan(0.75);
    expect(present(after.holdout).accuracy).toBeGreaterThan(0.97);
    expect(network.inputs.map(({ category }) => category)).toEqual(monk.network.inputs.map(({ category }) => category));
  });

  it('leaves the coordinates of categories 0 and 1, and their units as sharp as they are', () => {
    const { network, dataset } = partlyCase();
    expect(rangeCoordinates(network)).toEqual({ middle: [5, 0, 0, 0], unit: [5, 1, 1, 1] });
    const scaled = dataCoordinates(network, dataset.points, dataset.rows);
    expect([scaled.middle.slice(1), scaled.unit.slice(1)]).toEqual([
      [0, 0, 0],
      [1, 1, 1],
    ]);
    const sharp = { ...network, first: network.first.map((unit) => ({ ...unit, gain: 1000 })) };
    const gains = widen(sharp, dataset.points, dataset.rows).first.map((unit, i) => [
      network.text.nodes[unit.node ?? i]?.kind === 'halfspace' && unit.kind === 'halfspace' && unit.a[0] !== 0,
      unit.gain,
    ]);
    expect(gains).toContainEqual([false, 1000]);
    expect(gains.filter(([isReal]) => isReal).every(([, gain]) => Number(gain) < 1000)).toBe(true);
  });
});

describe('training with rows that lack a value', () => {
  const { network, dataset } = partlyCase(['', 'NA', '?']);
  const { complete, partial } = rowsByMissing(dataset.points, dataset.rows);

  it('fills them in from the training rows alone, and stores with what', () => {
    const options = { holdout: 0.4, epochs: 3, missing: 'median' } as const;
    const result = trained({ network, dataset }, options);
    const { training } = splitRows(dataset.targets, dataset.rows, { ...trainDefaults, ...options }, makeRandom(1));
    const known = [...training].map((row) => dataset.points[row * 4] ?? NaN).filter((x) => !Number.isNaN(x));
    const sorted = known.toSorted((a, b) => a - b);
    const median = ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
    const fills = result.network.inputs.map(({ fill }) => fill);
    expect(fills[0]).toBe(median);
    expect(fills.slice(1).filter((fill) => fill === 1)).toHaveLength(1);
    expect(result.network.history.at(-1)?.options).toMatchObject({ missing: 'median' });
    expect(
      present(result.after.holdout).rows + result.after.training.rows + present(result.after.validation).rows,
    ).toBe(dataset.rows);
    const read = readNetwork(writeNetwork(result.network)).value;
    expect(read?.inputs).toEqual(result.network.inputs);
    expect(read?.text.inputs).toEqual(network.inputs);
  });

  it.each<MissingPolicy | undefined>(['drop', 'unknown', undefined])('leaves them out with %s', (missing) => {
    const { value, diagnostics } = train(network, dataset, {
      ...trainDefaults,
      epochs: 3,
      validation: 0,
      ...(missing && { missing }),
    });
    expect(diagnostics.map(({ code, data }) => [code, data])).toEqual([
      ['R0641', { rows: partial.length, of: dataset.rows, done: 'left out' }],
    ]);
    expect(value?.after.training.rows).toBe(complete.length);
  });
});

function partlyCase(holes: readonly string[] = []): Case {
  const random = makeRandom(4);
  const rows = Array.from({ length: 120 }, () => ({ x: 10 * random.uniform(), s: 'abc'[random.below(3)] ?? 'a' }));
  const labels = rows.map(({ x, s }) => (x >= 5 && s === 'a' ? 'yes' : 'no'));
  const cell = (written: string): string =>
    random.uniform() < 0.2 && holes.length > 0 ? (holes[random.below(holes.length)] ?? '') : written;
  const cells = [rows.map(({ x }) => cell(String(x))), rows.map(({ s }) => cell(s))];
  return caseOf(partly, ['x', 's'], cells, labels);
}

function caseOf(
  text: string,
  columns: readonly string[],
  cells: readonly (readonly string[])[],
  labels: readonly string[],
): Case {
  const network = compile(programOf(text), { mode: 'trainable' }).value;
  if (network?.head.kind !== 'classes') throw new Error('it has no classes');
  const table = { columns: [...columns, 'class'], cells: [...cells, labels], rows: labels.length, firstRow: 1 };
  const wanted = { kind: 'classes', labelColumn: 'class', classes: network.head.classes } as const;
  const { value } = makeDataset(table, network.inputs, wanted, 'marked');
  if (!value?.targets) throw new Error('it is no data');
  return { network, dataset: { ...value, targets: value.targets } };
}
