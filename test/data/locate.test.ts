import { describe, expect, it } from 'vitest';
import { diagnostic, type Diagnostic, type Place } from '../../src/base/diagnostic.ts';
import { makeSource } from '../../src/base/source.ts';
import { locate } from '../../src/cli/locate.ts';
import { recordOf } from '../../src/service/records.ts';

function emptyCell(place: Place): Diagnostic {
  return diagnostic('R0620', place, { row: 1, line: undefined, column: 'x', more: 0 });
}

async function placesOf(places: readonly Place[], spec = '') {
  const sources = [makeSource('main.region', spec)];
  const located = await locate({ diagnostics: places.map(emptyCell), sources });
  return located.diagnostics.map((found) => {
    const { file, line, column } = recordOf(found, located.sources);
    return [file, line, column];
  });
}

describe('locate', () => {
  it('gives the lines of what can be read once only', async () => {
    const at = (row: number, line: number): Place => ({ kind: 'cell', file: 'standard input', row, column: 1, line });
    expect(await placesOf([at(4, 5), at(2, 3)])).toEqual([
      ['standard input', 5, 1],
      ['standard input', 3, 1],
    ]);
  });

  it('gives the file where no line is known', async () => {
    const place = { kind: 'cell', file: 'rows.parquet', row: 4, column: 1, line: undefined } as const;
    expect(await placesOf([place])).toEqual([['rows.parquet', 1, 1]]);
  });

  it('finds what the spec declares, of a vector by its element, also in a text with errors', async () => {
    const spec = 'input v[3] in [0, 9]\nclass low = v[1] <=\nclass high = otherwise\n';
    const named = (name: string): Place => ({ kind: 'declaration', name });
    expect(await placesOf([named('v[2]'), named('high'), named('other')], spec)).toEqual([
      ['main.region', 1, 7],
      ['main.region', 3, 7],
      [undefined, undefined, undefined],
    ]);
  });
});
