import { diagnostic, type Diagnostic, type Place } from '../base/diagnostic.ts';
import { nearest } from '../base/near.ts';
import type { Table } from './dataset.ts';

/** Where a column stands in a table; or why it cannot be taken: absent, or there more than once. */
export type ColumnSearch =
  | { readonly kind: 'found'; readonly index: number }
  | {
      readonly kind: 'absent';
      readonly column: string;
      readonly near: string | undefined;
      readonly available: readonly string[];
    }
  | { readonly kind: 'ambiguous'; readonly found: Diagnostic };

/** The names of a table's columns. */
export type Header = Pick<Table, 'path' | 'columns'>;

/** The first of `candidates` that is a column of the table. Needs at least one candidate. */
export function findColumn(table: Header, candidates: readonly string[]): ColumnSearch {
  for (const candidate of candidates) {
    const index = table.columns.indexOf(candidate);
    if (index < 0) continue;
    const times = table.columns.filter((name) => name === candidate).length;
    if (times === 1) return { kind: 'found', index };
    const at = headerAt(table, table.columns.lastIndexOf(candidate));
    return { kind: 'ambiguous', found: diagnostic('R0614', at, { column: candidate, times }) };
  }
  const [column = ''] = candidates;
  return { kind: 'absent', column, near: nearest(column, table.columns), available: table.columns };
}

/** Where a column is named, or without one where all of them are. */
export function headerAt({ path: file }: Header, column?: number): Place | undefined {
  return file === undefined ? undefined : { kind: 'cell', file, row: 0, column, line: undefined };
}
