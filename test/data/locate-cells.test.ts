import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import { positionAt } from '../../src/base/source.ts';
import { readCsv } from '../../src/data/csv.ts';
import { locateCells, type CellAt, type LocatedCell } from '../../src/data/locate-cells.ts';

describe('locateCells', () => {
  it('finds cells, a whole row, and the names of the columns', async () => {
    const text = 'a;b\n\n 1 ; "two\nlines" \n3;4\n';
    expect(await cellIn(text, 0, 1)).toEqual({ shown: 'b', line: 1, column: 3, excerpt: 'a;b\n' });
    expect(await cellIn(text, 1, 0)).toEqual({ shown: ' 1 ', line: 3, column: 1, excerpt: ' 1 ; "two\nlines" \n' });
    expect(await cellIn(text, 1, 1)).toMatchObject({ shown: '"two\nlines"', line: 3, column: 6 });
    expect(await cellIn(text, 2, undefined)).toEqual({ shown: '3;4', line: 5, column: 1, excerpt: '3;4\n' });
  });

  it('takes a cell past the end of its row for the end of the row', async () => {
    expect(await cellIn('a,b\n1\n', 1, 1)).toMatchObject({ shown: '', line: 2, column: 2 });
  });

  it('finds where the form of a text is at fault', async () => {
    expect(await faultIn('a,b\n1,2,3,4\n')).toMatchObject({ shown: '3', line: 2, column: 5 });
    expect(await faultIn('a,b,c\n1,2\n')).toMatchObject({ shown: '2', line: 2, column: 3 });
    expect(await faultIn('a,b\n1,"two\n3,4\n')).toMatchObject({ shown: '"two', line: 2, column: 3, excerpt: '1,"two' });
    expect(await faultIn('a,b\n1,"two"x,\n3,4\n')).toMatchObject({ shown: 'x', line: 2, column: 8 });
    expect(await faultIn('a,b\n')).toMatchObject({ shown: 'a,b', line: 1, column: 1 });
  });

  it('gives the place of every cell of any text, however it is cut into pieces', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '1', ',', '"', '\n', ' ', 'é', '🙂'), maxLength: 5 });
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 });
    const chance = fc.record({ rows, size: fc.integer({ min: 1, max: 7 }), at: fc.nat(), column: fc.nat(2) });
    await fc.assert(
      fc.asyncProperty(chance, async ({ rows: cells, size, at, column }) => {
        const quoted = cells.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`));
        const text = ['x,y,z', ...quoted.map((row) => row.join(',')), ''].join('\n');
        const row = at % cells.length;
        const { shown, ...place } = await cellIn(text, row + 1, column, size);
        expect(shown).toBe(quoted[row]?.[column]);
        const start = ['x,y,z', ...quoted.slice(0, row).map((each) => each.join(',')), ''].join('\n').length;
        const before = text.slice(0, start + [...(quoted[row] ?? []).slice(0, column), ''].join(',').length);
        const lastLine = before.split('\n').at(-1) ?? '';
        expect(place).toMatchObject({ line: before.split('\n').length, column: lastLine.length + 1 });
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('reads no further than it has to', async () => {
    let pieces = 0;
    const endless = (function* () {
      yield 'a\n1\n';
      for (;;) {
        pieces++;
        yield '2\n'.repeat(1000);
      }
    })();
    await locateCells('data.csv', endless, [placeOf(1, 0), placeOf(0, 0)]);
    expect(pieces).toBe(0);
  });
});

function placeOf(row: number, column: number | undefined): CellAt {
  return { kind: 'cell', file: 'data.csv', row, column, line: undefined };
}

async function cellIn(text: string, row: number, column: number | undefined, size = text.length) {
  return placeIn(text, placeOf(row, column), size);
}

/** Where the one fault of a text is. */
async function faultIn(text: string) {
  const found: Diagnostic[] = [];
  for await (const { diagnostics } of readCsv('data.csv', [text])) found.push(...diagnostics);
  const [place] = found.map((each) => each.place);
  if (place?.kind !== 'cell') throw new Error('the fault has no place');
  return placeIn(text, place, 3);
}

/** What stands at a place, by the whole text and by the excerpt, which have to agree. */
async function placeIn(text: string, place: CellAt, size: number) {
  const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(i * size, (i + 1) * size));
  const located = (await locateCells('data.csv', pieces, [place])).get(place);
  if (!located) throw new Error('no such cell');
  const { span, source }: LocatedCell = located;
  const shown = text.slice(span.start, span.end);
  expect(source.text.slice(span.start - source.from.offset, span.end - source.from.offset)).toBe(shown);
  return { shown, ...positionAt(source, span.start), excerpt: source.text };
}
