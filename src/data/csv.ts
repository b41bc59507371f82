import { diagnostic, type Diagnostic, type Result } from '../base/diagnostic.ts';
import type { Table } from './dataset.ts';
import { separatorOf, takeRecord } from './csv-record.ts';

/** A cell or row longer than this is taken for a quote that nobody closed. */
const longestRecord = 16 * 1024 * 1024;

/** Rows that one table holds at most. */
const tableRows = 4096;

/**
 * The tables of a CSV text that arrives in pieces, in order: each holds the next rows. The first line names the
 * columns; the separator is the one of `,` `;` tab `|` that it has most of. Blank lines are skipped. The first
 * fault of form ends the reading. `path` is for messages.
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

/** Holds the text that is no whole record yet, and the rows that are no whole table yet. */
class CsvReader {
  readonly #path: string;
  #text = '';
  #line = 1;
  #separator = ',';
  #columns: readonly string[] | undefined;
  #cells: (string | undefined)[][] = [];
  #lines: number[] = [];
  #firstRow = 1;
  failed = false;

  constructor(path: string) {
    this.#path = path;
  }

  *read(piece: string, last: boolean): Generator<Result<Table | undefined>> {
    this.#text += piece;
    let start = 0;
    for (;;) {
      if (this.#columns === undefined) this.#separator = separatorOf(this.#text, start);
      const record = takeRecord(this.#text, start, this.#separator, last);
      if (record.kind === 'partial') break;
      if (record.kind === 'broken') return yield this.#fail(record.problem, this.#line + record.line);
      const line = this.#line;
      start = record.end;
      this.#line += record.lineEnds;
      if (record.cells.length === 1 && record.cells[0]?.trim() === '') continue;
      if (this.#columns === undefined) this.#open(record.cells);
      else if (record.cells.length === this.#columns.length) this.#add(record.cells, line);
      else return yield this.#failWith(raggedRow(this.#path, line, record.cells.length, this.#columns.length));
      if (this.#lines.length === tableRows) yield this.#take(this.#columns ?? []);
    }
    this.#text = this.#text.slice(start);
    if (this.#text.length > longestRecord) yield this.#fail('unclosed', this.#line);
  }

  /** The rest of the rows, or what is wrong with a text that has none. */
  *close(): Generator<Result<Table | undefined>> {
    if (this.#columns === undefined) yield this.#failWith(diagnostic('R0602', undefined, { path: this.#path }));
    else if (this.#lines.length > 0) yield this.#take(this.#columns);
    else if (this.#firstRow === 1) yield this.#failWith(diagnostic('R0603', undefined, { path: this.#path }));
  }

  #open(names: readonly string[]): void {
    this.#columns = names.map((name) => name.trim());
    this.#cells = names.map(() => []);
  }

  #add(cells: readonly string[], line: number): void {
    for (let i = 0; i < cells.length; i++) this.#cells[i]?.push(cells[i] === '' ? undefined : cells[i]);
    this.#lines.push(line);
  }

  #take(columns: readonly string[]): Result<Table> {
    const rows = this.#lines.length;
    const value = { columns, cells: this.#cells, rows, firstRow: this.#firstRow, lines: this.#lines };
    this.#firstRow += rows;
    this.#cells = columns.map(() => []);
    this.#lines = [];
    return { value, diagnostics: [] };
  }

  #fail(problem: 'unclosed' | 'after', line: number): Result<undefined> {
    return this.#failWith(diagnostic('R0606', undefined, { path: this.#path, line, problem }));
  }

  #failWith(found: Diagnostic): Result<undefined> {
    this.failed = true;
    return { value: undefined, diagnostics: [found] };
  }
}

function raggedRow(path: string, line: number, found: number, expected: number): Diagnostic {
  return diagnostic('R0605', undefined, { path, line, found, expected });
}
