import { diagnostic, type Diagnostic, type Result } from '../base/diagnostic.ts';
import type { Input } from '../program/program.ts';
import type { Outside, Table } from './dataset.ts';
import { findColumn } from './find-column.ts';
import { numberOf, type CellProblem } from './number-cell.ts';

/** What of an input the data is matched with. */
export type MatchedInput = Pick<Input, 'name' | 'lo' | 'hi' | 'columns'>;

/** The inputs' values of a table's rows. */
export interface Points {
  /** Row-major, rows x inputs, in the user's units. */
  readonly points: Float64Array;
  readonly outside: readonly Outside[];
}

/**
 * The table's columns matched to the inputs by name, their cells typed. Every input without a column is an error; of
 * each kind of faulty cell the first is named and the others are counted. With an error there is no value.
 */
export function matchInputs(table: Table, inputs: readonly MatchedInput[]): Result<Points | undefined> {
  const places = inputs.map((input) => findColumn(table, input.columns));
  const diagnostics = places.flatMap((place, i): Diagnostic[] => {
    switch (place.kind) {
      case 'found':
        return [];
      case 'ambiguous':
        return [place.found];
      case 'absent': {
        const { column, near, available } = place;
        const headless = available.every((name) => typeof numberOf(name) === 'number');
        return [diagnostic('R0610', undefined, { input: inputs[i]?.name ?? '', column, near, available, headless })];
      }
    }
  });
  if (diagnostics.length > 0) return { value: undefined, diagnostics };

  const points = new Float64Array(table.rows * inputs.length);
  const faults = new Map<CellProblem, Fault>();
  const outside = inputs.map((input, i): Outside => {
    const place = places[i];
    const column = place?.kind === 'found' ? place.index : -1;
    const cells = table.cells[column] ?? [];
    let [count, lowest, highest] = [0, Infinity, -Infinity];
    for (let row = 0; row < table.rows; row++) {
      const value = numberOf(cells[row]);
      if (typeof value !== 'number') {
        const fault = faults.get(value);
        if (fault === undefined) faults.set(value, { row, column, more: 0 });
        else fault.more++;
        continue;
      }
      points[row * inputs.length + i] = value;
      if (value >= input.lo && value <= input.hi) continue;
      count++;
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
    return { count, lowest, highest };
  });
  if (faults.size === 0) return { value: { points, outside }, diagnostics: [] };
  const found = [...faults].sort(([, a], [, b]) => a.row - b.row);
  return { value: undefined, diagnostics: found.map(([problem, fault]) => report(table, problem, fault)) };
}

/** One warning for each input that has values outside its range, over `rows` rows. */
export function outsideWarnings(
  inputs: readonly MatchedInput[],
  outside: readonly Outside[],
  rows: number,
): Diagnostic[] {
  return inputs.flatMap(({ name, lo, hi }, i) => {
    const { count = 0, lowest = 0, highest = 0 } = outside[i] ?? {};
    if (count === 0) return [];
    return [diagnostic('R0640', undefined, { input: name, lo, hi, values: count, rows, lowest, highest })];
  });
}

/** The values outside the ranges in both of two parts of the data. */
export function joinOutside(first: readonly Outside[], second: readonly Outside[]): Outside[] {
  return first.map((left, i) => {
    const right = second[i] ?? { count: 0, lowest: Infinity, highest: -Infinity };
    return {
      count: left.count + right.count,
      lowest: Math.min(left.lowest, right.lowest),
      highest: Math.max(left.highest, right.highest),
    };
  });
}

/** Where the cell in row `row` of this table (from 0) stands in the data, for messages. */
export function cellPlace(table: Table, row: number, column: number) {
  return { row: table.firstRow + row, line: table.lines?.[row], column: table.columns[column] ?? '' };
}

/** The first cell with some problem, and how many more there are. */
interface Fault {
  readonly row: number;
  readonly column: number;
  more: number;
}

function report(table: Table, problem: CellProblem, { row, column, more }: Fault): Diagnostic {
  const place = cellPlace(table, row, column);
  const cell = table.cells[column]?.[row]?.trim() ?? '';
  switch (problem) {
    case 'empty':
      return diagnostic('R0620', undefined, { ...place, more });
    case 'text':
      return diagnostic('R0621', undefined, { ...place, cell, more });
    case 'decimalComma':
      return diagnostic('R0622', undefined, { ...place, cell, written: cell.replace(',', '.'), more });
    case 'nan':
      return diagnostic('R0623', undefined, { ...place, cell, more });
    case 'infinite':
      return diagnostic('R0624', undefined, { ...place, cell, more });
  }
}
