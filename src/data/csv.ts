import { diagnostic, type Diagnostic, type Place, type Result } from '../base/diagnostic.ts';
import { startOfFile } from '../base/source.ts';
import type { Table } from './dataset.ts';
import { headerAt } from './find-column.ts';
import { CsvRecords, type BrokenRecord, type PlacedRecord } from './csv-records.ts';

/** Rows that one table holds at most. */
const tableRows = 4096;

/**
 * The tables of a CSV text that arrives in pieces, in order: each holds the next rows. The first line names the
 * columns; the separator is the one of `,` `;` tab `|` that it has most of. Blank lines are skipped. The first
 * fault of form ends the reading. `path` names the text in what is found.
 */
export async function* readCsv(
  path: string,
  pieces: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<Result<Table | undefined>> {
  const reader = new CsvReader(path);
  for await (const piece of pieces) {
    yield* reader.read(piece, false);
    if (reader.failed) return;
  }
  yield* reader.read('', true);
  if (!reader.failed) yield* reader.close();
}

/** Holds the rows that are no whole table yet. */
class CsvReader {
  readonly #path: string;
  readonly #records = new CsvRecords();
  #columns: readonly string[] | undefined;
  #cells: (string | undefined)[][] = [];
  #lines: number[] = [];
  #firstRow = 1;
  failed = false;

  constructor(path: string) {
    this.#path = path;
  }

  *read(piece: string, last: boolean): Generator<Result<Table | undefined>> {
    for (const record of this.#records.read(piece, last)) {
      if (record.kind === 'broken') return yield this.#fail(brokenQuotes(this.#path, record));
      if (this.#columns === undefined) this.#open(record.cells);
      else if (record.cells.length === this.#columns.length) this.#add(record);
      else return yield this.#fail(raggedRow(this.#path, record, this.#columns.length));
      if (this.#lines.length === tableRows) yield this.#take(this.#columns ?? []);
    }
  }

  /** The rest of the rows, or what is wrong with a text that has none. */
  *close(): Generator<Result<Table | undefined>> {
    const path = this.#path;
    if (this.#columns === undefined) yield this.#fail(diagnostic('R0602', startOfFile(path), { path }));
    else if (this.#lines.length > 0) yield this.#take(this.#columns);
    else if (this.#firstRow === 1)
      yield this.#fail(diagnostic('R0603', headerAt({ path, columns: this.#columns }), { path }));
  }

  #open(names: readonly string[]): void {
    this.#columns = names.map((name) => name.trim());
    this.#cells = names.map(() => []);
  }

  #add({ cells, line }: PlacedRecord): void {
    for (let i = 0; i < cells.length; i++) this.#cells[i]?.push(cells[i] === '' ? undefined : cells[i]);
    this.#lines.push(line);
  }

  #take(columns: readonly string[]): Result<Table> {
    const rows = this.#lines.length;
    const value = {
      path: this.#path,
      columns,
      cells: this.#cells,
      rows,
      firstRow: this.#firstRow,
      lines: this.#lines,
    };
    this.#firstRow += rows;
    this.#cells = columns.map(() => []);
    this.#lines = [];
    return { value, diagnostics: [] };
  }

  #fail(found: Diagnostic): Result<undefined> {
    this.failed = true;
    return { value: undefined, diagnostics: [found] };
  }
}

function brokenQuotes(path: string, broken: BrokenRecord): Diagnostic {
  const { line, problem, column } = broken;
  return diagnostic('R0606', cellOf(path, broken, column), { path, line, problem });
}

/** The first cell too many, or the last of too few. */
function raggedRow(path: string, record: PlacedRecord, expected: number): Diagnostic {
  const found = record.cells.length;
  const place = cellOf(path, record, Math.min(found - 1, expected));
  return diagnostic('R0605', place, { path, line: record.line, found, expected });
}

function cellOf(file: string, { row, line }: PlacedRecord | BrokenRecord, column: number): Place {
  return { kind: 'cell', file, row, column, line };
}
