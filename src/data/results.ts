import { diagnostic, type Result } from '../base/diagnostic.ts';
import type { Table } from './dataset.ts';
import { findColumn, headerAt, type Header } from './find-column.ts';

/** One column of what `predict` writes; every column of a result has as many values as it has rows. */
export type ResultColumn =
  /** NaN for an empty cell. */
  | { readonly kind: 'number'; readonly name: string; readonly values: Float64Array }
  /** Undefined for an empty cell, here and below. */
  | { readonly kind: 'boolean'; readonly name: string; readonly values: readonly (boolean | undefined)[] }
  | { readonly kind: 'text'; readonly name: string; readonly values: readonly (string | undefined)[] };

/** Named scores over the rows: class probabilities, outputs in [-1, 1] or memberships of regions. */
export interface Scores {
  readonly names: readonly string[];
  /** Row-major, rows x names; NaN where there is no answer. */
  readonly values: Float64Array;
}

/** What stands in place of a class whose probability is below the threshold (the paper's decision region (5)). */
export interface Abstention {
  readonly threshold: number;
  /** Undefined for an empty cell. */
  readonly answer: string | undefined;
}

/** What is known of some rows, as far as it was asked for. */
export interface Prediction {
  readonly rows: number;
  /** Names and labels of the classes and their probabilities; or the outputs. */
  readonly head:
    | {
        readonly kind: 'classes';
        readonly labels: readonly string[];
        readonly scores: Scores;
        readonly abstention?: Abstention;
      }
    | { readonly kind: 'outputs'; readonly scores: Scores };
  /** Whether each row lies in the exact set of each name: 1 inside, -1 outside, 0 not known. */
  readonly exact?: { readonly names: readonly string[]; readonly values: Int8Array };
  /** Soft memberships of the named regions. */
  readonly regions?: Scores;
  /** Columns of the data that are carried along as they are. */
  readonly kept?: { readonly table: Table; readonly columns: readonly number[] };
}

/**
 * The columns that `predict` writes, in order: those kept, `class` and `p_NAME` of each class or the outputs by name,
 * `exact_NAME`, the regions by name. `class` is the label of the
 * most probable class, the first of equals, or none where there is no answer, or what `abstention` says. A kept
 * column that is called like one of the others is written as `data_NAME`.
 */
export function resultColumns({ rows, head, exact, regions, kept }: Prediction): ResultColumn[] {
  const found = [
    ...(head.kind === 'classes' ? classColumns(rows, head) : scoreColumns(rows, head.scores, '')),
    ...(exact ? exactColumns(rows, exact.names, exact.values) : []),
    ...(regions ? scoreColumns(rows, regions, '') : []),
  ];
  if (kept === undefined) return found;
  const taken = new Set(found.map(({ name }) => name));
  const carried = kept.columns.map((column): ResultColumn => {
    const name = kept.table.columns[column] ?? '';
    return { kind: 'text', name: taken.has(name) ? `data_${name}` : name, values: kept.table.cells[column] ?? [] };
  });
  return [...carried, ...found];
}

/** Where the columns to keep stand in the data, in the order asked for; `all` is every one that has a name. */
export function findKept(table: Header, keep: 'all' | readonly string[]): Result<number[]> {
  if (keep === 'all') return { value: table.columns.flatMap((name, i) => (name === '' ? [] : [i])), diagnostics: [] };
  const places = keep.map((name) => findColumn(table, [name]));
  return {
    value: places.flatMap((place) => (place.kind === 'found' ? [place.index] : [])),
    diagnostics: places.flatMap((place) => {
      switch (place.kind) {
        case 'found':
          return [];
        case 'ambiguous':
          return [place.found];
        case 'absent': {
          const { column, near, available } = place;
          return [diagnostic('R0613', headerAt(table), { column, near, available })];
        }
      }
    }),
  };
}

/** The value in one row; undefined for an empty cell. */
export function resultCell({ values }: ResultColumn, row: number): number | boolean | string | undefined {
  const value = values[row];
  return Number.isNaN(value) ? undefined : value;
}

/** The first line of a CSV file with these columns. */
export function csvHeader(columns: readonly ResultColumn[]): string {
  return `${columns.map(({ name }) => csvCell(name)).join(',')}\n`;
}

/** The rows as lines of CSV, numbers written so that reading them gives the same double. */
export function csvRows(rows: number, columns: readonly ResultColumn[]): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const cells = columns.map((column) => csvCell(String(resultCell(column, row) ?? '')));
    return `${cells.join(',')}\n`;
  });
  return lines.join('');
}

function exactColumns(rows: number, names: readonly string[], values: Int8Array): ResultColumn[] {
  const sides = new Map([
    [1, true],
    [-1, false],
  ]);
  return names.map((name, i) => ({
    kind: 'boolean',
    name: `exact_${name}`,
    values: Array.from({ length: rows }, (_, row) => sides.get(values[row * names.length + i] ?? 0)),
  }));
}

type ClassPrediction = Extract<Prediction['head'], { readonly kind: 'classes' }>;

function classColumns(rows: number, { labels, scores, abstention }: ClassPrediction): ResultColumn[] {
  const n = labels.length;
  const best = Array.from({ length: rows }, (_, row) => {
    const probabilities = scores.values.subarray(row * n, (row + 1) * n);
    const largest = probabilities.reduce((at, value, i) => (value > (probabilities[at] ?? 0) ? i : at), 0);
    const probability = probabilities[largest] ?? NaN;
    if (Number.isNaN(probability)) return undefined;
    return abstention && probability < abstention.threshold ? abstention.answer : labels[largest];
  });
  return [{ kind: 'text', name: 'class', values: best }, ...scoreColumns(rows, scores, 'p_')];
}

function scoreColumns(rows: number, { names, values }: Scores, prefix: string): ResultColumn[] {
  return names.map((name, i) => ({
    kind: 'number',
    name: `${prefix}${name}`,
    values: Float64Array.from({ length: rows }, (_, row) => values[row * names.length + i] ?? NaN),
  }));
}

/** Quoted where it must be: a separator, a quote or a line end in it, or blanks that a reader might drop. */
function csvCell(cell: string): string {
  return /[",;\t|\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
