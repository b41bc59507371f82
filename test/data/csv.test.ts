import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageOf } from '../../src/base/diagnostic.ts';
import { readCsv } from '../../src/data/csv.ts';
import type { Table } from '../../src/data/dataset.ts';

describe('readCsv', () => {
  it('takes quotes, doubled quotes, separators and line ends inside them, blanks around them', async () => {
    await checkCsv('a,b\n"1,5","x ""y"""\n "two\nlines" ,z\n', {
      columns: ['a', 'b'],
      rows: [
        ['1,5', 'x "y"'],
        ['two\nlines', 'z'],
      ],
      lines: [2, 3],
    });
  });

  it('takes CR LF, LF and CR, a last line without an end, and counts lines past blank ones', async () => {
    const rows = [
      ['1', '2'],
      ['3', '4'],
    ];
    await checkCsv('\r\na,b\r\n1,2\r\n\r\n3,4', { columns: ['a', 'b'], rows, lines: [3, 5] });
    await checkCsv('a,b\r1,2\r3,4\r', { columns: ['a', 'b'], rows, lines: [2, 3] });
    await checkCsv('a,b\r\n1,2\n3,4\r', { columns: ['a', 'b'], rows, lines: [2, 3] });
  });

  it('finds the separator in the first line', async () => {
    for (const separator of [',', ';', '\t', '|']) {
      const text = `"a,;|b"${separator}c\n1${separator}2\n`;
      await checkCsv(text, { columns: ['a,;|b', 'c'], rows: [['1', '2']], lines: [2] });
    }
    await checkCsv('a\n1\n', { columns: ['a'], rows: [['1']], lines: [2] });
  });

  it('keeps every cell as the file says it, empty ones as undefined', async () => {
    await checkCsv('a,b,c,\n yes,,"", 01.50\n', {
      columns: ['a', 'b', 'c', ''],
      rows: [[' yes', undefined, undefined, ' 01.50']],
      lines: [2],
    });
    await checkCsv('a,b\n5" disk,#no comment\n', {
      columns: ['a', 'b'],
      rows: [['5" disk', '#no comment']],
      lines: [2],
    });
  });

  it('names what is wrong with the form, and the line', async () => {
    await checkFault('', '`data.csv` is empty, expected a first line with the names of its columns and rows below it');
    await checkFault(
      '\n \n',
      '`data.csv` is empty, expected a first line with the names of its columns and rows below it',
    );
    await checkFault('a,b\n', '`data.csv` names its columns but has no row, expected at least one');
    await checkFault('a,b\n1,2\n3\n', '`data.csv`, line 3: found 1 cell, the first line names 2 columns');
    await checkFault(
      'a,b\n1,2,3\n',
      '`data.csv`, line 2: found 3 cells, the first line names 2 columns; a cell with the separator in it needs double quotes around it',
    );
    await checkFault('a,b\n1,2\n"3,4\n5,6\n', '`data.csv`, line 3: a cell opens with `"` and no `"` closes it');
    await checkFault(
      'a,b\n"1\n"x,2\n',
      '`data.csv`, line 3: found text after the closing `"` of a cell, expected a separator; a quote inside such a cell is written twice, `""`',
    );
  });

  it('gives up on a quote that nobody closes before it has the whole file in memory', async () => {
    let pieces = 0;
    const endless = (function* () {
      yield 'a,b\n1,"2\n';
      for (;;) {
        pieces++;
        yield 'x'.repeat(1024 * 1024);
      }
    })();
    const { messages } = await read(endless);
    expect(messages).toEqual(['`data.csv`, line 2: a cell opens with `"` and no `"` closes it']);
    expect(pieces).toBeLessThan(20);
  });

  it('hands on the rows in tables of bounded size, numbered through', async () => {
    const text = `a\n${'1\n'.repeat(10_000)}`;
    const { tables } = await read([text]);
    expect(tables.map(({ rows }) => rows)).toEqual([4096, 4096, 1808]);
    expect(tables.map(({ firstRow }) => firstRow)).toEqual([1, 4097, 8193]);
  });

  it('reads back any cells, however the text is cut into pieces', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '1', ',', '"', '\n', '\r', ' ', '.'), maxLength: 4 });
    const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom('\n', '\r\n'),
        async (cells, size, end) => {
          const quoted = cells.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(','));
          const text = ['x,y', ...quoted, ''].join(end);
          const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
          const { tables } = await read(pieces);
          expect(rowsOf(tables)).toEqual(cells.map((row) => row.map((each) => (each === '' ? undefined : each))));
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });
});

interface Expected {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | undefined)[])[];
  readonly lines: readonly number[];
}

/** The text reads as `expected`, in one piece and cut after every character. */
async function checkCsv(text: string, { columns, rows, lines }: Expected): Promise<void> {
  for (const pieces of [[text], text.split('')]) {
    const { tables, messages } = await read(pieces);
    expect(messages).toEqual([]);
    expect(tables[0]?.columns).toEqual(columns);
    expect(rowsOf(tables)).toEqual(rows);
    expect(tables.flatMap((table) => table.lines ?? [])).toEqual(lines);
  }
}

async function checkFault(text: string, message: string): Promise<void> {
  for (const pieces of [[text], text.split('')]) expect((await read(pieces)).messages).toEqual([message]);
}

async function read(pieces: Iterable<string>): Promise<{ tables: Table[]; messages: string[] }> {
  const tables: Table[] = [];
  const messages: string[] = [];
  for await (const { value, diagnostics } of readCsv('data.csv', pieces)) {
    if (value) tables.push(value);
    messages.push(...diagnostics.map(messageOf));
  }
  return { tables, messages };
}

function rowsOf(tables: readonly Table[]): (string | undefined)[][] {
  return tables.flatMap(({ cells, rows }) =>
    Array.from({ length: rows }, (_, row) => cells.map((column) => column[row])),
  );
}
