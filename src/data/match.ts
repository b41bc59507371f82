import type { CellPlace } from '../base/catalogue/r06-data.ts';
import { diagnostic, type Diagnostic, type Place, type Result } from '../base/diagnostic.ts';
import { nearest } from '../base/near.ts';
import { categoryLookup } from './category-cell.ts';
import type { Outside, Table } from './dataset.ts';
import { fieldsOf, placeFields, type MatchedInput, type PlacedField } from './fields.ts';
import { isNoValue, numberOf, type CellProblem } from './number-cell.ts';

/** The inputs' values of a table's rows. */
export interface Points {
  /** Row-major, rows x inputs, in the user's units; NaN in every coordinate of a missing value that is let through. */
  readonly points: Float64Array;
  readonly outside: readonly Outside[];
}

/** Whether a cell without a value is an error, or is let through as NaN. */
export type MissingCells = 'refused' | 'marked';

/**
 * The table's columns matched to the inputs by name, their cells typed. Every input without a column is an error; of
 * each kind of faulty cell the first is named and the others are counted. With an error there is no value.
 */
export function matchInputs(
  table: Table,
  inputs: readonly MatchedInput[],
  missing: MissingCells = 'refused',
): Result<Points | undefined> {
  const { value: fields, diagnostics } = placeFields(table, fieldsOf(inputs));
  if (!fields) return { value: undefined, diagnostics };
  const points = new Float64Array(table.rows * inputs.length);
  const outside = inputs.map(() => nothingOutside);
  const faults = new Map<string, Fault>();
  for (const field of fields) {
    const read = field.categories ? categoryReader(field, field.categories) : readNumber;
    const width = field.categories?.length ?? 1;
    const cells = table.cells[field.column] ?? [];
    for (let row = 0; row < table.rows; row++) {
      const at = row * inputs.length + field.first;
      const problem = read(cells[row], points, at);
      if (problem === undefined) continue;
      if (missing === 'marked' && isMissing(problem, cells[row])) {
        points.fill(NaN, at, at + width);
        continue;
      }
      const key = `${problem} ${field.categories ? field.declared : ''}`;
      const fault = faults.get(key);
      if (fault) fault.more++;
      else faults.set(key, { problem, row, field, more: 0 });
    }
    // One-hot coordinates are 0 and 1, whatever the cell.
    if (!field.categories) outside[field.first] = outsideOf(points, inputs, field.first);
  }
  if (faults.size === 0) return { value: { points, outside }, diagnostics: [] };
  const found = [...faults.values()].sort((a, b) => a.row - b.row);
  return { value: undefined, diagnostics: found.map((fault) => report(table, fault)) };
}

/** One warning for each input that has values outside its range, over `rows` rows. */
export function outsideWarnings(
  inputs: readonly MatchedInput[],
  outside: readonly Outside[],
  rows: number,
): Diagnostic[] {
  return inputs.flatMap(({ name, lo, hi }, i) => {
    const { count, lowest, highest } = outside[i] ?? nothingOutside;
    if (count === 0) return [];
    const at = { kind: 'declaration', name } as const;
    return [diagnostic('R0640', at, { input: name, lo, hi, values: count, rows, lowest, highest })];
  });
}

/** The values outside the ranges in both of two parts of the data. */
export function joinOutside(first: readonly Outside[], second: readonly Outside[]): Outside[] {
  return first.map((left, i) => {
    const right = second[i] ?? nothingOutside;
    return {
      count: left.count + right.count,
      lowest: Math.min(left.lowest, right.lowest),
      highest: Math.max(left.highest, right.highest),
    };
  });
}

/** Where the cell in row `row` of this table (from 0) stands in the data, for messages. */
export function cellPlace(table: Table, row: number, column: number): CellPlace {
  return { row: table.firstRow + row, line: table.lines?.[row], column: table.columns[column] ?? '' };
}

/** The same cell, to be found in its file. */
export function cellAt({ path: file, firstRow, lines }: Table, row: number, column: number): Place | undefined {
  return file === undefined ? undefined : { kind: 'cell', file, row: firstRow + row, column, line: lines?.[row] };
}

const nothingOutside: Outside = { count: 0, lowest: Infinity, highest: -Infinity };

type Problem = CellProblem | 'noCategory';

/** The first cell with some problem, and how many more there are. */
interface Fault {
  readonly problem: Problem;
  readonly row: number;
  readonly field: PlacedField;
  more: number;
}

/** Writes a cell's value to the points, or says what is wrong with it. */
type ReadCell = (cell: string | undefined, points: Float64Array, at: number) => Problem | undefined;

const readNumber: ReadCell = (cell, points, at) => {
  const value = numberOf(cell);
  if (typeof value !== 'number') return value;
  points[at] = value;
  return undefined;
};

/** Of an open input a cell of no category is all zeros. */
function categoryReader({ open }: PlacedField, categories: readonly (string | number)[]): ReadCell {
  const categoryOf = categoryLookup(categories);
  return (cell, points, at) => {
    const place = categoryOf(cell);
    if (place !== undefined) points[at + place] = 1;
    if (place !== undefined || open) return undefined;
    return (cell ?? '').trim() === '' ? 'empty' : 'noCategory';
  };
}

function isMissing(problem: Problem, cell: string | undefined): boolean {
  return problem === 'empty' || problem === 'nan' || isNoValue(cell);
}

function outsideOf(points: Float64Array, inputs: readonly MatchedInput[], at: number): Outside {
  const { lo, hi } = inputs[at] ?? { lo: -Infinity, hi: Infinity };
  let { count, lowest, highest } = nothingOutside;
  for (let i = at; i < points.length; i += inputs.length) {
    const value = points[i] as number;
    if (Number.isNaN(value) || (value >= lo && value <= hi)) continue;
    count++;
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  return { count, lowest, highest };
}

function report(table: Table, { problem, row, field, more }: Fault): Diagnostic {
  const { column, categories, input } = field;
  const place = cellPlace(table, row, column);
  const at = cellAt(table, row, column);
  const cell = table.cells[column]?.[row]?.trim() ?? '';
  switch (problem) {
    case 'empty':
      return categories
        ? diagnostic('R0626', at, { ...place, input, categories: categories.map(String), more })
        : diagnostic('R0620', at, { ...place, more });
    case 'text':
      // `NA` and the like are no text that was put into the wrong column.
      return diagnostic(isNoValue(cell) ? 'R0623' : 'R0621', at, { ...place, cell, more });
    case 'decimalComma':
      return diagnostic('R0622', at, { ...place, cell, written: cell.replace(',', '.'), more });
    case 'nan':
      return diagnostic('R0623', at, { ...place, cell, more });
    case 'infinite':
      return diagnostic('R0624', at, { ...place, cell, more });
    case 'noCategory': {
      const words = (categories ?? []).map(String);
      const written = table.cells[column]?.[row] ?? '';
      const near = words.find((word) => word === cell) ?? nearest(cell, words);
      return diagnostic('R0625', at, { ...place, cell: written, input, categories: words, near, more });
    }
  }
}
