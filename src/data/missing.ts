import type { DataOf } from '../base/catalogue/index.ts';
import { diagnostic, type Diagnostic, type Result } from '../base/diagnostic.ts';
import { startOfFile } from '../base/source.ts';
import { oneHotsOf } from '../base/one-hot.ts';
import type { Dataset, Table, Targets } from './dataset.ts';
import type { MatchedInput } from './fields.ts';

/** What a row with a missing value counts as: nothing, the rest filled in, or what the rest decides. */
export type MissingPolicy = 'drop' | 'median' | 'unknown';

/** The rows without a missing value, ascending, and those with one. */
export function rowsByMissing(points: Float64Array, rows: number): { complete: number[]; partial: number[] } {
  const inputs = points.length / rows;
  const complete: number[] = [];
  const partial: number[] = [];
  for (let row = 0; row < rows; row++) {
    const lacks = points.subarray(row * inputs, (row + 1) * inputs).some(Number.isNaN);
    (lacks ? partial : complete).push(row);
  }
  return { complete, partial };
}

/** The chosen rows, in the order given; what lies outside the ranges is still that of the whole. */
export function takeDatasetRows<D extends Dataset>(dataset: D, chosen: readonly number[]): D {
  const { rows, points, targets } = dataset;
  return {
    ...dataset,
    rows: chosen.length,
    points: takeValues(points, rows, chosen),
    ...(targets && { targets: takeTargets(targets, rows, chosen) }),
  };
}

/** The rows that have all values, with a note on the others. */
export function dropMissing<D extends Dataset>(dataset: D): Result<D | undefined> {
  const { complete, partial } = rowsByMissing(dataset.points, dataset.rows);
  const rows = partial.length;
  if (rows === 0) return { value: dataset, diagnostics: [] };
  if (complete.length === 0) {
    return { value: undefined, diagnostics: [diagnostic('R0628', startOfFile(dataset.path), { rows })] };
  }
  return { value: takeDatasetRows(dataset, complete), diagnostics: [missingNote(dataset, rows, 'left out')] };
}

/** The chosen rows of a table, in the order given. */
export function takeTableRows(table: Table, chosen: readonly number[]): Table {
  const { cells, lines } = table;
  return {
    ...table,
    cells: cells.map((column) => chosen.map((row) => column[row])),
    rows: chosen.length,
    ...(lines && { lines: chosen.map((row) => lines[row] ?? 0) }),
  };
}

/** How many of the rows lack a value, and what was done with them. */
export function missingNote(
  { path, rows: of }: Pick<Dataset, 'path' | 'rows'>,
  rows: number,
  done: DataOf<'R0641'>['done'],
): Diagnostic {
  return diagnostic('R0641', startOfFile(path), { rows, of, done });
}

/** Row-major values of the chosen rows. */
export function takeValues(values: Float64Array, rows: number, chosen: ArrayLike<number>): Float64Array {
  const columns = values.length / rows;
  const taken = new Float64Array(chosen.length * columns);
  for (let i = 0; i < chosen.length; i++) {
    const row = chosen[i] ?? 0;
    taken.set(values.subarray(row * columns, (row + 1) * columns), i * columns);
  }
  return taken;
}

/** The dataset with every missing value filled in, with a note on the rows that lacked one. */
export function fillDataset<D extends Dataset>(
  dataset: D,
  inputs: readonly MatchedInput[],
  fills: readonly (number | undefined)[],
): Result<D | undefined> {
  const rows = rowsByMissing(dataset.points, dataset.rows).partial.length;
  if (rows === 0) return { value: dataset, diagnostics: [] };
  const { value: points, diagnostics } = fillMissing(dataset.points, inputs, fills);
  if (!points) return { value: undefined, diagnostics };
  return { value: { ...dataset, points }, diagnostics: [missingNote(dataset, rows, 'filled')] };
}

/**
 * Per coordinate what a missing value is filled with: the median of the rows that have one; of a categorical input the
 * coordinates of its most frequent category, the first of equals. Undefined where no row has one.
 */
export function fillValues(
  points: Float64Array,
  rows: ArrayLike<number>,
  inputs: readonly MatchedInput[],
): (number | undefined)[] {
  const known = (at: number): Float64Array =>
    Float64Array.from(rows, (row) => points[row * inputs.length + at] as number).filter((x) => !Number.isNaN(x));
  const fills = inputs.map(({ category }, at) => (category ? undefined : median(known(at))));
  for (const { coordinates } of oneHotsOf(inputs)) {
    const counts = coordinates.map((at) => known(at).reduce((sum, value) => sum + value, 0));
    const most = Math.max(...counts);
    if (most === 0) continue;
    for (const [k, at] of coordinates.entries()) fills[at] = k === counts.indexOf(most) ? 1 : 0;
  }
  return fills;
}

/** The points with every missing value filled in; an error names the inputs that lack a value to fill them with. */
export function fillMissing(
  points: Float64Array,
  inputs: readonly MatchedInput[],
  fills: readonly (number | undefined)[],
): Result<Float64Array | undefined> {
  const filled = Float64Array.from(points);
  const lacking = new Set<string>();
  for (let i = 0; i < points.length; i++) {
    if (!Number.isNaN(points[i])) continue;
    const at = i % inputs.length;
    const fill = fills[at];
    if (fill === undefined) lacking.add(inputs[at]?.category?.input ?? inputs[at]?.name ?? '');
    else filled[i] = fill;
  }
  const [name] = lacking;
  if (name === undefined) return { value: filled, diagnostics: [] };
  const found = diagnostic('R0627', { kind: 'declaration', name }, { inputs: [...lacking] });
  return { value: undefined, diagnostics: [found] };
}

function takeTargets(targets: Targets, rows: number, chosen: readonly number[]): Targets {
  return targets.kind === 'classes'
    ? { kind: 'classes', indices: Int32Array.from(chosen, (row) => targets.indices[row] ?? 0) }
    : { kind: 'outputs', shares: takeValues(targets.shares, rows, chosen) };
}

function median(values: Float64Array): number | undefined {
  const sorted = values.sort();
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
