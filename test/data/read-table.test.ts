import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, it } from 'vitest';
import { messageOf } from '../../src/base/diagnostic.ts';
import { readTable, readWholeTable } from '../../src/node/read-table.ts';

const folder = mkdtempSync(join(tmpdir(), 'regionc-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('readTable', () => {
  it('reads CSV with a byte order mark, under a name that looks like a pattern', async () => {
    await checkTable(file('d[1]*?.csv', '\uFEFFa;b\n1,5;ja\n'), { a: ['1,5'], b: ['ja'] });
  });

  it('reads Parquet, each value as a text that stands for exactly that value', async () => {
    const path = join(folder, "it's [1].parquet");
    await runSql(`COPY (SELECT 0.1::DOUBLE AS d, 0.1::FLOAT AS f, 'nan'::DOUBLE AS n, '-inf'::DOUBLE AS i, true AS b,
      12345678901234::BIGINT AS w, 1.50::DECIMAL(5, 2) AS e, NULL::INTEGER AS m, 'it''s' AS "The Text", '' AS "none",
      DATE '2020-01-02' AS t) TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`);
    await checkTable(path, {
      d: ['0.1'],
      f: ['0.10000000149011612'],
      n: ['NaN'],
      i: ['-Infinity'],
      b: ['true'],
      w: ['12345678901234'],
      e: ['1.50'],
      m: [undefined],
      'The Text': ["it's"],
      none: [undefined],
      t: ['2020-01-02'],
    });
  });

  it('knows Parquet by its first bytes, whatever its name', async () => {
    const path = join(folder, 'parquet.data');
    await runSql(`COPY (SELECT range AS x FROM range(5000)) TO '${path}' (FORMAT parquet)`);
    const sizes: number[] = [];
    for await (const { value } of readTable(path)) sizes.push(value?.rows ?? 0);
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(5000);
    const { value } = await readWholeTable(path);
    expect(value?.cells[0]?.[4999]).toBe('4999');
  });

  it('reads JSON lines, values as they are written', async () => {
    const lines = '{"a": 1.5, "b": "2020-1-1", "c": true}\n{"b": "yes", "d": null, "a": 2}\n';
    await checkTable(file('rows.jsonl', lines), {
      a: ['1.5', '2'],
      b: ['2020-1-1', 'yes'],
      c: ['true', undefined],
      d: [undefined, undefined],
    });
  });

  it('reads what a query finds', async () => {
    const path = file('numbers.csv', 'n\n1\n2\n3\n');
    const { value } = await readWholeTable(`SELECT 2 * n AS twice FROM '${path}' WHERE n > 1`, { sql: true });
    expect(value).toMatchObject({ columns: ['twice'], cells: [['4', '6']], rows: 2 });
  });

  it('reads a pipe, of which nothing can be read twice', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [{ value }] = await Promise.all([readWholeTable(pipe), writeFile(pipe, 'a\n1\n2\n')]);
    expect(value?.cells).toEqual([['1', '2']]);
  });

  it('says what is wrong with a file that it cannot read', async () => {
    await checkTrouble(join(folder, 'none.csv'), 'cannot read `none.csv`: there is no such file or folder');
    await checkTrouble(folder, 'cannot read `.`: it is a folder');
    const text = file('plain.csv', 'a\n1\n');
    await checkTrouble(
      join(text, 'x.csv'),
      'cannot read `plain.csv/x.csv`: a part of its path is a file, not a folder',
    );
    await checkTrouble(
      file('empty.csv', ''),
      '`empty.csv` is empty, expected a first line with the names of its columns and rows below it',
    );
    await checkTrouble(
      file('empty.parquet', ''),
      '`empty.parquet` is empty, expected a first line with the names of its columns and rows below it',
    );
    await checkTrouble(
      file('text.parquet', 'a,b\n1,2\n'),
      'cannot read `text.parquet` as Parquet: it does not start as a Parquet file does',
    );
    await checkTrouble(file('cut.parquet', 'PAR1 and then nothing'), /^cannot read `cut.parquet` as Parquet: ./);
    await checkTrouble(
      file('cut.jsonl', '{"a": 1}\n{"a":\n'),
      /^cannot read `cut.jsonl` as JSON lines: Malformed JSON/,
    );
    await checkTrouble(
      file('latin.csv', Buffer.from('name\ncaf\xe9\n', 'latin1')),
      'cannot read `latin.csv` as CSV: it is not UTF-8 text',
    );
    await checkTrouble(
      file('sheet.csv', Buffer.from('PK\x03\x04\0\0')),
      'cannot read `sheet.csv` as CSV: it holds bytes that no text has',
    );
  });

  it('says what is wrong with a query', async () => {
    const missing = await readWholeTable('SELECT nothing', { sql: true });
    expect(missing.diagnostics.map(messageOf)[0]).toMatch(/^the query failed: Referenced column "nothing"/);
    const none = await readWholeTable('SELECT 1 WHERE false', { sql: true });
    expect(none.diagnostics.map(messageOf)).toEqual(['the query found no row, expected at least one']);
  });
});

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function runSql(sql: string): Promise<void> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

async function checkTable(path: string, expected: Record<string, (string | undefined)[]>): Promise<void> {
  const { value, diagnostics } = await readWholeTable(path);
  expect(diagnostics).toEqual([]);
  expect(Object.fromEntries(value?.columns.map((name, i) => [name, value.cells[i]]) ?? [])).toEqual(expected);
}

/** One error, in which `folder` is left out. */
async function checkTrouble(path: string, message: string | RegExp): Promise<void> {
  const { value, diagnostics } = await readWholeTable(path);
  expect(value).toBeUndefined();
  expect(diagnostics).toHaveLength(1);
  const found = diagnostics.map(messageOf)[0]?.replaceAll(`${folder}/`, '').replaceAll(folder, '.');
  if (typeof message === 'string') expect(found).toBe(message);
  else expect(found).toMatch(message);
}
