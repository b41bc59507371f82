import type { LineStart } from '../base/source.ts';
import { cellText, scanRecord, separatorOf, type CsvRecord, type VisitCell } from './csv-record.ts';

/** A cell or row longer than this is taken for a quote that nobody closed. */
const longestRecord = 16 * 1024 * 1024;

/** A record of a CSV text. Rows are counted from 1, row 0 names the columns; it starts on line `line`, from 1. */
export interface PlacedRecord {
  readonly kind: 'record';
  readonly row: number;
  readonly line: number;
  readonly cells: readonly string[];
}

/** The fault of form that ends the reading, in cell `column` (from 0) of its row, on line `line`. */
export interface BrokenRecord {
  readonly kind: 'broken';
  readonly problem: 'unclosed' | 'after';
  readonly row: number;
  readonly column: number;
  readonly line: number;
}

/** A record as it is written. */
export interface WrittenRecord {
  readonly text: string;
  readonly from: LineStart;
  /** Start and end of each cell in the whole text; of a broken record the last is its fault. */
  readonly cells: readonly (readonly [number, number])[];
}

/**
 * The records of a CSV text that arrives in pieces, blank lines left out. The separator is the one of `,` `;` tab `|`
 * that the first of them has most of. It holds the text that is no whole record yet.
 */
export class CsvRecords {
  #text = '';
  /** Where the text that is held stands in the whole. */
  #offset = 0;
  /** The next record, or the one handed on last: where it starts in what is held, its line and its row. */
  #start = 0;
  #line = 1;
  #row = 0;
  #separator = ',';

  *read(piece: string, last: boolean): Generator<PlacedRecord | BrokenRecord> {
    this.#text += piece;
    for (;;) {
      if (this.#row === 0) this.#separator = separatorOf(this.#text, this.#start);
      const cells: string[] = [];
      const record = this.#scan(last, (start, end, quoted) => cells.push(cellText(this.#text, start, end, quoted)));
      if (record.kind === 'partial') break;
      if (record.kind === 'broken') return yield this.#broken(record.problem, cells.length, record.line);
      if (cells.length > 1 || cells[0]?.trim() !== '') {
        yield { kind: 'record', row: this.#row, line: this.#line, cells };
        this.#row++;
      }
      this.#start = record.end;
      this.#line += record.lineEnds;
    }
    this.#text = this.#text.slice(this.#start);
    this.#offset += this.#start;
    this.#start = 0;
    if (this.#text.length > longestRecord) yield this.#broken('unclosed', 0, 0);
  }

  /** The record that was handed on last. */
  written(): WrittenRecord {
    const cells: [number, number][] = [];
    const place = (start: number, end: number): number => cells.push([this.#offset + start, this.#offset + end]);
    const record = this.#scan(true, place);
    const end = this.#endOf(record);
    if (record.kind === 'broken') place(record.at, record.problem === 'after' ? record.at + 1 : end);
    const from = { offset: this.#offset + this.#start, line: this.#line };
    return { text: this.#text.slice(this.#start, end), from, cells };
  }

  #scan(last: boolean, visit: VisitCell): CsvRecord {
    return scanRecord(this.#text, this.#start, this.#separator, last, visit);
  }

  /** Of a broken record the end of the line that the fault is on. */
  #endOf(record: CsvRecord): number {
    switch (record.kind) {
      case 'record':
        return record.end;
      case 'broken':
        return record.at + this.#text.slice(record.at).search(/[\r\n]|$/);
      case 'partial':
        return this.#text.length;
    }
  }

  #broken(problem: BrokenRecord['problem'], column: number, lines: number): BrokenRecord {
    return { kind: 'broken', problem, row: this.#row, column, line: this.#line + lines };
  }
}
