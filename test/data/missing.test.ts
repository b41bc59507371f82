import { describe, expect, it } from 'vitest';
import { messageOf } from '../../src/base/diagnostic.ts';
import type { Dataset } from '../../src/data/dataset.ts';
import {
  dropMissing,
  fillDataset,
  fillValues,
  rowsByMissing,
  takeDatasetRows,
  takeTableRows,
} from '../../src/data/missing.ts';
import { programOf } from '../helpers/program-of.ts';

/** Coordinates x, s=a, s=b, s=c. */
const { inputs } = programOf('input x in [0, 9]\ninput s in {a, b, c}\n');

const rows = [
  [1, 0, 1, 0],
  [NaN, 0, 0, 1],
  [3, NaN, NaN, NaN],
  [8, 0, 0, 1],
  [4, 0, 1, 0],
];

const dataset: Dataset = {
  rows: rows.length,
  points: Float64Array.from(rows.flat()),
  targets: { kind: 'classes', indices: Int32Array.of(0, 1, 0, 1, 0) },
  outside: [],
};

describe('rows that lack a value', () => {
  it('are told from those that have all', () => {
    expect(rowsByMissing(dataset.points, dataset.rows)).toEqual({ complete: [0, 3, 4], partial: [1, 2] });
  });

  it('are left out, with a note', () => {
    const { value, diagnostics } = dropMissing(dataset);
    expect(value).toEqual(takeDatasetRows(dataset, [0, 3, 4]));
    expect(value?.targets).toEqual({ kind: 'classes', indices: Int32Array.of(0, 1, 0) });
    expect(diagnostics.map(messageOf)).toEqual(['2 of 5 rows lack a value of some input: left out']);
  });

  it('are not all of them', () => {
    const { value, diagnostics } = dropMissing(takeDatasetRows(dataset, [1, 2]));
    expect(value).toBeUndefined();
    expect(diagnostics.map(messageOf)).toEqual([
      'each of the 2 rows of the data lacks a value of some input, expected at least one that has all; is a column empty?',
    ]);
  });

  it('are filled with the median, or with the most frequent category, the first of equals', () => {
    const fills = fillValues(dataset.points, [0, 1, 2, 3, 4], inputs);
    expect(fills).toEqual([3.5, 0, 1, 0]);
    const { value, diagnostics } = fillDataset(dataset, inputs, fills);
    expect([...(value?.points ?? [])]).toEqual([1, 0, 1, 0, 3.5, 0, 0, 1, 3, 0, 1, 0, 8, 0, 0, 1, 4, 0, 1, 0]);
    expect(diagnostics.map(messageOf)).toEqual(['2 of 5 rows lack a value of some input: filled in']);
    expect(fillValues(dataset.points, [1, 2, 3], inputs)).toEqual([5.5, 0, 0, 1]);
  });

  it('cannot be filled with what no row has', () => {
    const fills = fillValues(dataset.points, [2], inputs);
    expect(fills).toEqual([3, undefined, undefined, undefined]);
    const { value, diagnostics } = fillDataset(dataset, inputs, fills);
    expect(value).toBeUndefined();
    expect(diagnostics.map(({ code, data }) => [code, data])).toEqual([['R0627', { inputs: ['s'] }]]);
  });

  it('change nothing where there are none', () => {
    const whole = takeDatasetRows(dataset, [0, 4]);
    expect(dropMissing(whole)).toEqual({ value: whole, diagnostics: [] });
    expect(fillDataset(whole, inputs, [])).toEqual({ value: whole, diagnostics: [] });
  });

  it('take their cells and lines along', () => {
    const table = { columns: ['a', 'b'], cells: [['1', '2'], ['x']], rows: 2, firstRow: 1, lines: [2, 4] };
    expect(takeTableRows(table, [1])).toEqual({
      columns: ['a', 'b'],
      cells: [['2'], [undefined]],
      rows: 1,
      firstRow: 1,
      lines: [4],
    });
  });
});
