import { diagnostic, type Diagnostic, type Result } from '../base/diagnostic.ts';
import { oneHotsOf } from '../base/one-hot.ts';
import type { Input } from '../program/program.ts';
import type { Table } from './dataset.ts';
import { findColumn, headerAt, type ColumnSearch } from './find-column.ts';
import { numberOf } from './number-cell.ts';

/** What of an input the data is matched with. */
export type MatchedInput = Pick<Input, 'name' | 'lo' | 'hi' | 'columns' | 'run' | 'category'>;

/** One column of the data: a real coordinate, or all one-hot coordinates of a categorical input. */
export interface Field {
  /** `x`, `v[3]`, or the categorical input `s`. */
  readonly input: string;
  /** Its first coordinate. */
  readonly first: number;
  /** Of a categorical input, one per coordinate. */
  readonly categories?: readonly (string | number)[];
  /** Whether a cell may be of no category. */
  readonly open: boolean;
  /** The vector that it is an element of, or itself. */
  readonly declared: string;
  readonly columns: MatchedInput['columns'];
  readonly run: MatchedInput['run'];
}

/** A field and where its column stands in a table. */
export interface PlacedField extends Field {
  readonly column: number;
}

/** The columns that the inputs want, in order. */
export function fieldsOf(inputs: readonly MatchedInput[]): Field[] {
  const oneHots = new Map(oneHotsOf(inputs).map((oneHot) => [oneHot.coordinates[0], oneHot]));
  return inputs.flatMap(({ name, category, columns, run }, first): Field[] => {
    const oneHot = oneHots.get(first);
    if (category && !oneHot) return [];
    const input = oneHot?.input ?? name;
    const common = { input, first, declared: input.replace(/\[\d+\]$/, ''), columns, run };
    return [oneHot ? { ...common, categories: oneHot.values, open: oneHot.open } : { ...common, open: false }];
  });
}

/** Every field with its column; or what is wrong with the table's columns, of a run of them told once. */
export function placeFields(table: Table, fields: readonly Field[]): Result<readonly PlacedField[] | undefined> {
  const places = fields.map((field) => placeOf(table, field));
  const diagnostics = places.flatMap((place, i): Diagnostic[] => {
    if (place.kind === 'found') return [];
    const { declared = '', input = '', run } = fields[i] ?? {};
    if (run && run.place > 0) return [];
    return [place.kind === 'ambiguous' ? place.found : absent(table, place, run ? declared : input)];
  });
  if (diagnostics.length > 0) return { value: undefined, diagnostics };
  const value = fields.flatMap((field, i): PlacedField[] => {
    const place = places[i];
    return place?.kind === 'found' ? [{ ...field, column: place.index }] : [];
  });
  return { value, diagnostics: [] };
}

function placeOf(table: Table, { columns, run, declared }: Field): ColumnSearch {
  if (!run) return findColumn(table, columns);
  const [first, last] = [findColumn(table, [run.first]), findColumn(table, [run.last])];
  if (first.kind !== 'found') return first;
  if (last.kind !== 'found') return last;
  const found = last.index - first.index + 1;
  if (found === run.size) return { kind: 'found', index: first.index + run.place };
  const data = { input: declared, first: run.first, last: run.last, found, expected: run.size };
  return { kind: 'ambiguous', found: diagnostic('R0615', headerAt(table, last.index), data) };
}

function absent(
  table: Table,
  { column, near, available }: Extract<ColumnSearch, { readonly kind: 'absent' }>,
  input: string,
): Diagnostic {
  const headless = available.every((name) => typeof numberOf(name) === 'number');
  return diagnostic('R0610', headerAt(table), { input, column, near, available, headless });
}
