import type { Place } from '../base/diagnostic.ts';
import { makeSource, type Source, type Span } from '../base/source.ts';
import { CsvRecords } from './csv-records.ts';

export type CellAt = Extract<Place, { readonly kind: 'cell' }>;

/** A cell's span, and the lines of its row as an excerpt of the file. */
export interface LocatedCell {
  readonly span: Span;
  readonly source: Source;
}

/**
 * Finds cells in the text of their CSV file, read once more up to the last of them: nobody keeps the text of a large
 * file for the few cells that something is said about. A cell past the end of its row is the end of the row.
 */
export async function locateCells(
  file: string,
  pieces: AsyncIterable<string> | Iterable<string>,
  wanted: readonly CellAt[],
): Promise<ReadonlyMap<CellAt, LocatedCell>> {
  const found = new Map<CellAt, LocatedCell>();
  const records = new CsvRecords();
  const take = (piece: string, last: boolean): boolean => {
    for (const { row } of records.read(piece, last)) {
      const here = wanted.filter((place) => place.row === row);
      if (here.length === 0) continue;
      const { text, from, cells } = records.written();
      const source = makeSource(file, text, from);
      for (const place of here) {
        const [[begin = 0] = [], [, stop = 0] = []] = [cells[0], cells.at(-1)];
        const [start, end] = (place.column === undefined ? [begin, stop] : cells[place.column]) ?? [stop, stop];
        found.set(place, { span: { file, start, end }, source });
      }
      if (found.size === wanted.length) return true;
    }
    return false;
  };
  for await (const piece of pieces) if (take(piece, false)) return found;
  take('', true);
  return found;
}
