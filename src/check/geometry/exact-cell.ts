import { wholeMultiples } from '../../region/hyperplane.ts';
import type { Box } from '../../base/interval.ts';
import type { Cut } from '../cuts.ts';

/** A halfspace {<a, x> - beta >= 0}, without its boundary where it is open. */
export interface Side extends Cut {
  readonly open: boolean;
}

/** Steps of the simplex method; a cell that needs more is not known to be empty. */
const mostSteps = 200;

/**
 * Whether no point of a box lies on all of these sides, by whole numbers and so without rounding: what people write
 * often just touches, as `x + y >= 6` does behind `x >= 3` and `y >= 3`. False where it cannot be said.
 */
export function isExactlyEmpty(sides: readonly Side[], box: Box): boolean {
  const used = box.flatMap((_, j) => (sides.some(({ a }) => a[j] !== 0) ? [j] : []));
  const columns = used.length + 1;
  // x = lo + y, y >= 0. Of each side the room that y leaves it, as far as the smallest of all rooms: that is maximised.
  const behind = sides.map(({ a, beta }) => roomOf(a, beta, used, box));
  const lift = behind.reduce((most, { room }) => (-room > most ? -room : most), 0n);
  const rows = behind.map(({ row, room }) => [...row.map((x) => -x), 1n, room + lift]);
  const faces = used.map((j, k) => faceOf(box[j], k, columns));
  const tableau = [...rows, ...faces];
  const objective = Array.from({ length: columns + 1 }, (_, j) => (j === columns - 1 ? -1n : 0n));
  const solved = maximise(tableau, objective, columns);
  if (!solved) return false;
  const { denominator, free } = solved;
  const depth = (objective[columns] ?? 0n) - lift * denominator;
  if (depth !== 0n) return depth < 0n;
  // They touch: some of them bind each other, and one of those is open.
  return free.some((variable, j) => {
    const side = sides[variable - columns];
    return side?.open === true && (objective[j] ?? 0n) > 0n;
  });
}

/** Whole multiples of a side's coefficients for y, and of its room at y = 0. */
function roomOf(
  a: readonly number[],
  beta: number,
  used: readonly number[],
  box: Box,
): { readonly row: readonly bigint[]; readonly room: bigint } {
  const [whole = 0n, ...row] = wholeMultiples([beta, ...used.map((j) => a[j] ?? 0)]);
  const [unit = 1n, ...lows] = wholeMultiples([1, ...used.map((j) => box[j]?.lo ?? 0)]);
  const at = row.reduce((sum, x, k) => sum + x * (lows[k] ?? 0n), 0n);
  return { row: row.map((x) => x * unit), room: at - whole * unit };
}

/** y_k <= hi - lo. */
function faceOf(side: Box[number] | undefined, k: number, columns: number): bigint[] {
  const [unit = 1n, lo = 0n, hi = 0n] = wholeMultiples([1, side?.lo ?? 0, side?.hi ?? 0]);
  return Array.from({ length: columns + 1 }, (_, j) => (j === k ? unit : j === columns ? hi - lo : 0n));
}

/**
 * The simplex method on the dense tableau, in place, by whole numbers over one denominator (Edmonds 1967), with Bland's
 * rule. Variable j < columns is one of the problem, columns + i the slack of row i; `free` has those that are 0.
 */
function maximise(
  tableau: bigint[][],
  objective: bigint[],
  columns: number,
): { readonly denominator: bigint; readonly free: readonly number[] } | undefined {
  const basic = tableau.map((_, i) => columns + i);
  const free = Array.from({ length: columns }, (_, j) => j);
  let denominator = 1n;
  for (let step = 0; step < mostSteps; step++) {
    const enter = lowest(free, (j) => (objective[j] ?? 0n) < 0n);
    if (enter === undefined) return { denominator, free };
    const leave = leaving(tableau, basic, enter, columns);
    const pivotRow = tableau[leave ?? -1];
    if (leave === undefined || !pivotRow) return undefined;
    const pivot = pivotRow[enter] ?? 1n;
    for (const row of [...tableau, objective]) {
      if (row === pivotRow) continue;
      const factor = row[enter] ?? 0n;
      for (const [j, x] of row.entries()) {
        row[j] = j === enter ? -factor : (x * pivot - factor * (pivotRow[j] ?? 0n)) / denominator;
      }
    }
    pivotRow[enter] = denominator;
    denominator = pivot;
    [basic[leave], free[enter]] = [free[enter] ?? 0, basic[leave] ?? 0];
  }
  return undefined;
}

/** The row that limits the entering variable first; of equal ones that of the lowest variable. */
function leaving(
  tableau: readonly (readonly bigint[])[],
  basic: readonly number[],
  enter: number,
  columns: number,
): number | undefined {
  let best: number | undefined;
  for (const [i, row] of tableau.entries()) {
    const entry = row[enter] ?? 0n;
    if (entry <= 0n) continue;
    const other = best === undefined ? undefined : tableau[best];
    const order = other ? (row[columns] ?? 0n) * (other[enter] ?? 0n) - (other[columns] ?? 0n) * entry : -1n;
    if (order < 0n || (order === 0n && (basic[i] ?? 0) < (basic[best ?? 0] ?? 0))) best = i;
  }
  return best;
}

/** The place of the lowest variable that is eligible. */
function lowest(variables: readonly number[], isEligible: (place: number) => boolean): number | undefined {
  let best: number | undefined;
  for (const [j, variable] of variables.entries()) {
    if (isEligible(j) && (best === undefined || variable < (variables[best] ?? 0))) best = j;
  }
  return best;
}
