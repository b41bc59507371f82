import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeDataset } from '../../src/data/make-dataset.ts';
import { readWholeTable } from '../../src/node/read-table.ts';
import { exactClass, exactNodes, exactRef } from '../../src/region/exact.ts';
import { evaluate } from '../../src/network/reference.ts';
import { writeNetwork, readNetwork } from '../../src/network/file.ts';
import type { Spec } from '../helpers/spec-of.ts';
import { checkExample } from './check-example.ts';

const root = new URL('../../', import.meta.url).pathname;

/** Every robot there can be: a1 to a6, each from 1. */
const robots = [3, 3, 2, 3, 4, 2].reduce<number[][]>(
  (some, size) => some.flatMap((values) => Array.from({ length: size }, (_, i) => [...values, i + 1])),
  [[]],
);

type Robot = readonly number[];

describe('the MONK problems', () => {
  it.each<[string, (robot: Robot) => boolean, number]>([
    ['monk1', ([a1, a2, , , a5]) => a1 === a2 || a5 === 1, 216],
    ['monk2', (robot) => robot.filter((value) => value === 1).length === 2, 142],
    ['monk3', ([, a2, , a4, a5]) => (a5 === 3 && a4 === 1) || (a5 !== 4 && a2 !== 3), 228],
  ])('%s is right for all 432 robots, its network too', async (name, isOne, ones) => {
    const path = `examples/monk/${name}.region`;
    expect(linesOf(path)).toBeLessThan(12);
    const { graph, network, found } = await checkExample(path);
    expect(found).toEqual([]);
    expect(graph.inputs.length).toBe(17);
    // As data: one column an attribute.
    const columns = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'];
    const cells = columns.map((_, i) => robots.map((robot) => String(robot[i])));
    const { value } = makeDataset({ columns, cells, rows: robots.length, firstRow: 1 }, graph.inputs);
    const points = rowsOf(value?.points ?? new Float64Array(), 17);
    const wanted = robots.map(isOne);
    expect(wanted.filter(Boolean).length).toBe(ones);
    expect(points.map((point) => exactClass(graph, point) === 0)).toEqual(wanted);
    if (!network) throw new Error('no network');
    expect(answersOf(network, points).map((index) => index === 0)).toEqual(wanted);
    const stored = readNetwork(writeNetwork(network)).value;
    expect(stored && answersOf(stored, points).map((index) => index === 0)).toEqual(wanted);
  });
});

describe('the promoter theory', () => {
  it('is under 60 lines for 228 coordinates, and accepts none of the 106 sequences', async () => {
    expect(linesOf('examples/promoters/promoters.region')).toBeLessThan(60);
    const { graph, network, found } = await checkExample('examples/promoters/promoters.region');
    expect(found).toEqual([]);
    expect(graph.inputs.length).toBe(228);
    const { value: table } = await readWholeTable(`${root}examples/promoters/promoters.csv`);
    if (!table || !network) throw new Error('no data or no network');
    const { value, diagnostics } = makeDataset(table, graph.inputs);
    expect(diagnostics).toEqual([]);
    const points = rowsOf(value?.points ?? new Float64Array(), 228);
    expect(points.length).toBe(106);
    expect(points.filter((point) => exactClass(graph, point) === 0)).toEqual([]);
    expect(answersOf(network, points).filter((index) => index === 0)).toEqual([]);

    // The rules one by one, counted by hand over the letters: of promoters and of the others.
    const isPromoter = table.cells[57]?.map((cell) => cell === 'promoter') ?? [];
    const sequences = points.map((_, row) => table.cells.slice(0, 57).map((column) => column[row] ?? ''));
    for (const [name, counts] of Object.entries({
      minus_35: [13, 1],
      minus_10: [27, 1],
      conformation: [12, 0],
      contact: [4, 0],
    })) {
      const ref = graph.names.find((each) => each.name === name)?.ref;
      const holds = points.map((point) => ref !== undefined && exactRef(exactNodes(graph, point), ref));
      expect(holds).toEqual(sequences.map((letters) => theory[name as keyof typeof theory](letters)));
      const count = (of: boolean) => holds.filter((held, row) => held && isPromoter[row] === of).length;
      expect([count(true), count(false)]).toEqual(counts);
    }
  });
});

/** The rules as they are published: places and letters. */
const rules = {
  minus_35: [
    '-37c -36t -35t -34g -33a -32c',
    '-36t -35t -34g -32c -31a',
    '-36t -35t -34g -33a -32c -31a',
    '-36t -35t -34g -33a -32c',
  ],
  minus_10: ['-14t -13a -12t -11a -10a -9t', '-13t -12a -10a -8t', '-13t -12a -11t -10a -9a -8t', '-12t -11a -7t'],
  conformation: [
    '-47c -46a -45a -43t -42t -40a -39c -22g -18t -16c -8g -7c -6g -5c -4c -2c -1c',
    '-45a -44a -41a',
    '-49a -44t -27t -22a -18t -16t -15g -1a',
    '-45a -41a -28t -27t -23t -21a -20a -17t -15t -4t',
  ],
} as const;

const theory = {
  minus_35: anyOf(rules.minus_35),
  minus_10: anyOf(rules.minus_10),
  conformation: anyOf(rules.conformation),
  contact: (letters: readonly string[]) => anyOf(rules.minus_35)(letters) && anyOf(rules.minus_10)(letters),
};

function anyOf(some: readonly string[]): (letters: readonly string[]) => boolean {
  return (letters) =>
    some.some((rule) => rule.split(' ').every((part) => letters[50 + Number(part.slice(0, -1))] === part.at(-1)));
}

function answersOf(network: NonNullable<Spec['network']>, points: readonly (readonly number[])[]): number[] {
  return evaluate(network, points).outputs.map((shares) => shares.indexOf(Math.max(...shares)));
}

function linesOf(path: string): number {
  return readFileSync(`${root}${path}`, 'utf8').trimEnd().split('\n').length;
}

function rowsOf(values: Float64Array, columns: number): number[][] {
  return Array.from({ length: values.length / columns }, (_, row) => [
    ...values.subarray(row * columns, (row + 1) * columns),
  ]);
}
