import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { diagnostic, messageOf } from '../../src/base/diagnostic.ts';
import { readCsv } from '../../src/data/csv.ts';
import type { Table } from '../../src/data/dataset.ts';
import { csvHeader, csvRows, findKept, resultColumns, type Prediction } from '../../src/data/results.ts';
import { readWholeTable } from '../../src/node/read-table.ts';
import { writeResults } from '../../src/node/write-results.ts';

const folder = mkdtempSync(join(tmpdir(), 'regionc-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const data: Table = {
  columns: ['id', 'class', 'note', ''],
  cells: [
    ['001', '2'],
    ['b', 'a'],
    ['x, "y"', undefined],
    ['9', '9'],
  ],
  rows: 2,
  firstRow: 1,
};

const classified: Prediction = {
  rows: 2,
  head: {
    kind: 'classes',
    labels: ['<=50K', 'b'],
    scores: { names: ['low', 'high'], values: Float64Array.of(0.5, 0.5, 0.1, 0.9) },
  },
  exact: { names: ['low', 'big'], values: Int8Array.of(1, -1, -1, 1) },
  regions: { names: ['big'], values: Float64Array.of(-0.25, 1e-7) },
  kept: { table: data, columns: [0, 1, 2] },
};

describe('the result of predict', () => {
  it('has class and probabilities, exact sets, regions, and the columns kept, as CSV', () => {
    const columns = resultColumns(classified);
    expect(csvHeader(columns) + csvRows(2, columns)).toBe(
      'id,data_class,note,class,p_low,p_high,exact_low,exact_big,big\n' +
        '001,b,"x, ""y""",<=50K,0.5,0.5,true,false,-0.25\n' +
        '2,a,,b,0.1,0.9,false,true,1e-7\n',
    );
  });

  it('has empty cells where there is no answer', () => {
    const head = {
      kind: 'classes',
      labels: ['0', '1'],
      scores: { names: ['a', 'b'], values: Float64Array.of(NaN, NaN) },
    } as const;
    const exact = { names: ['a', 'b'], values: Int8Array.of(0, -1) };
    const columns = resultColumns({ rows: 1, head, exact });
    expect(csvHeader(columns) + csvRows(1, columns)).toBe('class,p_a,p_b,exact_a,exact_b\n,,,,false\n');
  });

  it('has one column for each output', () => {
    const scores = { names: ['safe', 'near'], values: Float64Array.of(1, -1) };
    const columns = resultColumns({ rows: 1, head: { kind: 'outputs', scores } });
    expect(csvHeader(columns) + csvRows(1, columns)).toBe('safe,near\n1,-1\n');
  });

  it('keeps the columns asked for, or all that have a name', () => {
    expect(findKept(data, 'all').value).toEqual([0, 1, 2]);
    expect(findKept(data, ['note', 'id']).value).toEqual([2, 0]);
    expect(findKept(data, ['nota']).diagnostics.map(messageOf)).toEqual([
      'the data has no column `nota` to keep; did you mean `note`?',
    ]);
  });

  it('reads back as it was written', async () => {
    const columns = resultColumns(classified);
    for await (const { value } of readCsv('out.csv', [csvHeader(columns), csvRows(2, columns)])) {
      expect(value?.columns).toEqual(columns.map(({ name }) => name));
      expect(value?.cells[2]).toEqual(['x, "y"', undefined]);
    }
  });
});

describe('writeResults', () => {
  it('writes the same values to CSV and to Parquet, in parts', async () => {
    const tables = await Promise.all(
      ['out.csv', "it's.parquet"].map(async (name) => {
        const path = join(folder, name);
        const diagnostics = await writeResults(path, async (write) => {
          await write(2, resultColumns(classified));
          await write(2, resultColumns(classified));
          return [];
        });
        expect(diagnostics).toEqual([]);
        const { value } = await readWholeTable(path);
        return { columns: value?.columns, cells: value?.cells, rows: value?.rows };
      }),
    );
    expect(tables[0]?.rows).toBe(4);
    expect(tables[1]).toEqual(tables[0]);
    expect(readFileSync(join(folder, "it's.parquet")).toString('latin1', 0, 4)).toBe('PAR1');
  });

  it('leaves nothing where an error is found on the way', async () => {
    const error = diagnostic('R0607', undefined, { reason: 'it broke' });
    for (const name of ['half.csv', 'half.parquet']) {
      const found = await writeResults(join(folder, name), async (write) => {
        await write(2, resultColumns(classified));
        return [error];
      });
      expect(found).toEqual([error]);
    }
    expect(readdirSync(folder).filter((name) => name.includes('half'))).toEqual([]);
  });
});
