import { diagnostic, type Diagnostic, type Result } from '../base/diagnostic.ts';
import { nearest } from '../base/near.ts';
import type { Table, Targets } from './dataset.ts';
import { findColumn, headerAt } from './find-column.ts';
import { cellAt, cellPlace } from './match.ts';
import { numberOf } from './number-cell.ts';

/** A class, and the data's value for it. */
export interface MatchedClass {
  readonly name: string;
  readonly label: string;
}

/** An output, and the data column that it is trained on. */
export interface MatchedOutput {
  readonly name: string;
  readonly column: string;
}

/**
 * Per row the class whose label stands in `labelColumn`: equal as text, or as a number (`1` is `1.0`). With an error
 * there is no value.
 */
export function matchClasses(
  table: Table,
  labelColumn: string,
  classes: readonly MatchedClass[],
): Result<Targets | undefined> {
  const place = findColumn(table, [labelColumn]);
  if (place.kind === 'ambiguous') return { value: undefined, diagnostics: [place.found] };
  if (place.kind === 'absent') {
    const { column, near, available } = place;
    return { value: undefined, diagnostics: [diagnostic('R0611', headerAt(table), { column, near, available })] };
  }

  const classOf = labelLookup(classes);
  const indices = new Int32Array(table.rows);
  const empty: number[] = [];
  const unknown = new Map<string, { readonly first: number; rows: number }>();
  table.cells[place.index]?.forEach((cell, row) => {
    const label = cell?.trim() ?? '';
    const index = classOf(cell ?? '') ?? classOf(label);
    if (index !== undefined) {
      indices[row] = index;
    } else if (label === '') {
      empty.push(row);
    } else {
      const seen = unknown.get(label) ?? { first: row, rows: 0 };
      seen.rows++;
      unknown.set(label, seen);
    }
  });

  const diagnostics: Diagnostic[] = [];
  const [stray, ...others] = unknown;
  if (stray !== undefined) {
    const [label, { first, rows }] = stray;
    const labels = classes.map((each) => each.label);
    diagnostics.push(
      diagnostic('R0630', cellAt(table, first, place.index), {
        ...cellPlace(table, first, place.index),
        label,
        rows,
        others: others.map(([other]) => other),
        near: nearest(label, labels),
        labels,
      }),
    );
  }
  if (empty[0] !== undefined) {
    const at = cellAt(table, empty[0], place.index);
    const data = { ...cellPlace(table, empty[0], place.index), more: empty.length - 1 };
    diagnostics.push(diagnostic('R0631', at, data));
  }
  if (diagnostics.length > 0) return { value: undefined, diagnostics };

  const shown = new Set(indices);
  const unseen = classes.flatMap(({ name }, i) => (shown.has(i) ? [] : [name]));
  if (unseen.length > 0) {
    const at = { kind: 'declaration', name: unseen[0] ?? '' } as const;
    diagnostics.push(diagnostic('R0632', at, { column: labelColumn, classes: unseen }));
  }
  return { value: { kind: 'classes', indices }, diagnostics };
}

/**
 * Per row and output the share in [0, 1] that its column asks for. A column with -1 in it is read as 1 and -1, any
 * other as true/false, yes/no or a share. With an error there is no value.
 */
export function matchOutputs(table: Table, outputs: readonly MatchedOutput[]): Result<Targets | undefined> {
  const shares = new Float64Array(table.rows * outputs.length);
  const diagnostics: Diagnostic[] = [];
  outputs.forEach((output, i) => {
    const place = findColumn(table, [output.column]);
    if (place.kind === 'ambiguous') return diagnostics.push(place.found);
    if (place.kind === 'absent') {
      const { column, near, available } = place;
      return diagnostics.push(diagnostic('R0612', headerAt(table), { output: output.name, column, near, available }));
    }
    const cells = table.cells[place.index] ?? [];
    const values = cells.map(truthOf);
    const signed = values.includes(-1);
    const wrong = values.flatMap((value, row) => {
      const share = signed ? shareOfSign(value) : value;
      if (share === undefined || !(share >= 0 && share <= 1)) return [row];
      shares[row * outputs.length + i] = share;
      return [];
    });
    const [first] = wrong;
    if (first === undefined) return;
    const cell = cells[first]?.trim() ?? '';
    const data = { ...cellPlace(table, first, place.index), cell, output: output.name, more: wrong.length - 1 };
    diagnostics.push(diagnostic('R0633', cellAt(table, first, place.index), data));
  });
  if (diagnostics.length > 0) return { value: undefined, diagnostics };
  return { value: { kind: 'outputs', shares }, diagnostics };
}

function labelLookup(classes: readonly MatchedClass[]): (label: string) => number | undefined {
  const byText = new Map(classes.map(({ label }, i) => [label, i]));
  const byNumber = new Map(classes.map(({ label }, i) => [numberOf(label), i]));
  return (label) => {
    const number = numberOf(label);
    return byText.get(label) ?? (typeof number === 'number' ? byNumber.get(number) : undefined);
  };
}

/** 1 and 0 for true and false, the number where it is one. */
function truthOf(cell: string | undefined): number | undefined {
  const word = cell?.trim().toLowerCase();
  if (word === 'true' || word === 'yes') return 1;
  if (word === 'false' || word === 'no') return 0;
  const number = numberOf(cell);
  return typeof number === 'number' ? number : undefined;
}

function shareOfSign(value: number | undefined): number | undefined {
  if (value === 1) return 1;
  return value === -1 ? 0 : undefined;
}
