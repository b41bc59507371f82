import { affineRange, roundingUnit, type Box } from '../base/interval.ts';
import type { Cut } from './cuts.ts';
import { lowest } from './dual-simplex.ts';
import { priced } from './least-within.ts';
import type { LinearSolution, LinearSolver } from './linear-solver.ts';

/** A tableau of more is handed to a solver, where there is one; a smaller one is solved here before that has begun. */
const mostEntries = 16_000;

/**
 * The point of the box that lies deepest behind all cuts, and a proved bound on that depth: below 0, nothing of the
 * box is behind all of them. The depth of a cut is <a, x> - beta over the length of its row, in sides of the box.
 */
export function deepest(
  box: Box,
  cuts: readonly Cut[],
  solver?: LinearSolver,
): { readonly point: number[]; readonly bound: number } {
  const rows = cuts.map(({ a, beta }): Row => {
    const scaled = box.map(({ lo, hi }, i) => (a[i] ?? 0) * (hi - lo));
    const offset = box.reduce((sum, { lo }, i) => sum + (a[i] ?? 0) * lo, -beta);
    return { scaled, offset, length: Math.hypot(...scaled) || 1 };
  });
  const isLarge = cuts.length * box.length > mostEntries;
  const { values, prices } = (isLarge && solver ? bySolver(rows, solver) : undefined) ?? bySimplex(rows, box.length);
  const point = box.map(({ lo, hi }, i) => Math.min(hi, Math.max(lo, lo + (values[i] ?? 0) * (hi - lo))));
  // Weak duality: whatever the prices, no depth is above the priced sum of all cuts over the box.
  const length = rows.reduce((sum, row, k) => sum + Math.max(0, prices[k] ?? 0) * row.length, 0);
  if (length === 0) return { point, bound: Infinity };
  const { a, beta, size } = priced(
    cuts,
    Float64Array.from(cuts, (_, k) => Math.max(0, prices[k] ?? 0)),
    box,
  );
  const pad = 2 * (cuts.length + box.length + 8) * roundingUnit * size;
  return { point, bound: (affineRange([...a], beta, box).hi + pad) / length };
}

/** A cut in sides of the box: the depth of y is (<scaled, y> + offset) / length. */
interface Row {
  readonly scaled: readonly number[];
  readonly offset: number;
  readonly length: number;
}

/** The least of -s over the depths s that all cuts allow; its own range is wide enough to leave that to the cuts. */
function bySimplex(rows: readonly Row[], d: number): LinearSolution {
  const least = Math.min(0, ...rows.map(({ offset, length }) => offset / length));
  const mostOf = ({ scaled, offset, length }: Row): number =>
    scaled.reduce((sum, x) => sum + Math.max(0, x), offset) / length;
  const most = Math.max(least, Math.min(...rows.map(mostOf)));
  const cuts = rows.map(({ scaled, offset, length }): Cut => ({ a: [...scaled, -length], beta: -offset }));
  const unit: Box = [...Array.from({ length: d }, () => ({ lo: 0, hi: 1 })), { lo: least - 1, hi: most + 1 }];
  const { point, prices } = lowest([...Array.from({ length: d }, () => 0), -1], cuts, unit);
  return { values: point, prices: [...prices] };
}

/** Maximise s over y in [0, 1]^d: length s - <scaled, y> <= offset + length lift, s counted from -lift. */
function bySolver(rows: readonly Row[], solver: LinearSolver): LinearSolution | undefined {
  const lift = Math.max(0, ...rows.map(({ offset, length }) => -offset / length));
  return solver(
    rows.map(({ scaled, length }) => [...scaled.map((x) => -x), length]),
    rows.map(({ offset, length }) => offset + length * lift),
  );
}
