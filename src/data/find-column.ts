import { diagnostic, type Diagnostic } from '../base/diagnostic.ts';
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

/** The first of `candidates` that is a column of the table. Needs at least one candidate. */
export function findColumn(table: Pick<Table, 'columns'>, candidates: readonly string[]): ColumnSearch {
  for (const candidate of candidates) {
    const index = table.columns.indexOf(candidate);
    if (index < 0) continue;
    const times = table.columns.filter((name) => name === candidate).length;
    if (times === 1) return { kind: 'found', index };
    return { kind: 'ambiguous', found: diagnostic('R0614', undefined, { column: candidate, times }) };
  }
  const [column = ''] = candidates;
  return { kind: 'absent', column, near: nearest(column, table.columns), available: table.columns };
}
