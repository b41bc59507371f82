import type { Box } from '../base/interval.ts';
import type { Cut } from './cuts.ts';

/** Where <a, x> is least over a box within cuts, to rounding: whoever asks makes bounds anew from the prices. */
export interface Lowest {
  /** What each cut is worth, not below 0: multiples of cuts to take from <a, x> (weak duality). */
  readonly prices: Float64Array;
  readonly point: readonly number[];
  /** Prices at which the cuts contradict the box, where no point is left of it. */
  readonly conflict?: Float64Array;
}

/** Cuts that do not hold by more than this, for the size of their terms, count as held. */
const tolerance = 1e-9;

/** Pivots smaller than this would only blow up rounding. */
const smallest = 1e-9;

/**
 * The dual simplex method with bounded variables, from the corner where <a, x> is least: it leaves a bound of the box
 * or of a cut at each step and the least value only grows, so that it may stop at any step.
 */
export function lowest(a: ArrayLike<number>, cuts: readonly Cut[], box: Box): Lowest {
  const table = makeTable(a, cuts, box);
  const most = 4 * (table.m + table.d);
  for (let step = 0; step < most; step++) {
    const row = mostViolated(table);
    if (row === undefined) break;
    const column = entering(table, row);
    if (column === undefined) {
      return { prices: pricesOf(table), point: pointOf(table, box), conflict: conflictOf(table, row) };
    }
    pivot(table, row, column);
  }
  return { prices: pricesOf(table), point: pointOf(table, box) };
}

/**
 * Variable j < d is x_j, d + k the slack <a_k, x> - beta_k. Every basic variable is a constant and a sum over the free
 * ones, each of which rests at one of its bounds.
 */
interface Table {
  readonly d: number;
  readonly m: number;
  /** Per basic variable and free one: how much the first grows with the second. */
  readonly entries: Float64Array;
  /** Per free variable: how much <a, x> grows with it. */
  readonly slopes: Float64Array;
  readonly basic: Int32Array;
  readonly free: Int32Array;
  /** Of all variables; free ones lie at a bound. */
  readonly values: Float64Array;
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  /** The size of a variable's terms. */
  readonly sizes: Float64Array;
}

function makeTable(a: ArrayLike<number>, cuts: readonly Cut[], box: Box): Table {
  const [d, m] = [box.length, cuts.length];
  const entries = new Float64Array(d * m);
  const [values, lows, highs, sizes] = Array.from({ length: 4 }, () => new Float64Array(d + m)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (const [j, { lo, hi }] of box.entries()) {
    [lows[j], highs[j], sizes[j]] = [lo, hi, Math.max(1e-300, -lo, hi)];
    values[j] = (a[j] ?? 0) < 0 ? hi : lo;
  }
  for (const [k, cut] of cuts.entries()) {
    let [value, size] = [-cut.beta, Math.abs(cut.beta)];
    for (let j = 0; j < d; j++) {
      const x = cut.a[j] ?? 0;
      entries[k * d + j] = x;
      value += x * (values[j] as number);
      size += Math.abs(x) * (sizes[j] as number);
    }
    [values[d + k], highs[d + k], sizes[d + k]] = [value, Infinity, size];
  }
  return {
    d,
    m,
    entries,
    slopes: Float64Array.from({ length: d }, (_, j) => a[j] ?? 0),
    basic: Int32Array.from({ length: m }, (_, k) => d + k),
    free: Int32Array.from({ length: d }, (_, j) => j),
    values,
    lows,
    highs,
    sizes,
  };
}

/** The basic variable that lies farthest outside its bounds, for its size. */
function mostViolated({ m, basic, values, lows, highs, sizes }: Table): number | undefined {
  let best: number | undefined;
  let most = tolerance;
  for (let k = 0; k < m; k++) {
    const v = basic[k] as number;
    const value = values[v] as number;
    const outside = Math.max((lows[v] as number) - value, value - (highs[v] as number)) / (sizes[v] as number);
    if (outside > most) [best, most] = [k, outside];
  }
  return best;
}

/**
 * The free variable to exchange with the basic one of a row so that slopes keep their signs. On the way those whose
 * whole range does not suffice go over to their other bound, which only raises the least value further.
 */
function entering(table: Table, row: number): number | undefined {
  const { d, entries, slopes, free, values, lows, highs, basic } = table;
  const leaving = basic[row] as number;
  const below = (values[leaving] as number) < (lows[leaving] as number);
  const candidates: { readonly column: number; readonly ratio: number; readonly entry: number }[] = [];
  for (let j = 0; j < d; j++) {
    const v = free[j] as number;
    const entry = entries[row * d + j] as number;
    const size = Math.abs(entry);
    if (size < smallest || lows[v] === highs[v]) continue;
    // It can rise from its lower bound and sink from its upper one.
    const grows = values[v] === lows[v];
    if ((entry > 0 === grows) === below)
      candidates.push({ column: j, ratio: Math.abs(slopes[j] as number) / size, entry: size });
  }
  candidates.sort((one, two) => one.ratio - two.ratio || two.entry - one.entry);
  let missing = below
    ? (lows[leaving] as number) - (values[leaving] as number)
    : (values[leaving] as number) - (highs[leaving] as number);
  const flipped: number[] = [];
  for (const { column, entry } of candidates) {
    const v = free[column] as number;
    missing -= entry * ((highs[v] as number) - (lows[v] as number));
    if (missing <= 0) {
      for (const other of flipped) flip(table, other);
      return column;
    }
    flipped.push(column);
  }
  return undefined;
}

/** Moves a free variable to its other bound. */
function flip(table: Table, column: number): void {
  const { free, values, lows, highs } = table;
  const v = free[column] as number;
  const to = values[v] === lows[v] ? (highs[v] as number) : (lows[v] as number);
  const step = to - (values[v] as number);
  values[v] = to;
  follow(table, column, step);
}

/** Moves the basic variables with a free one. */
function follow({ d, m, entries, basic, values }: Table, column: number, step: number): void {
  for (let k = 0; k < m; k++) {
    const v = basic[k] as number;
    values[v] = (values[v] as number) + (entries[k * d + column] as number) * step;
  }
}

/** Exchanges a basic variable, which goes to the bound that it lies outside of, with a free one. */
function pivot(table: Table, row: number, column: number): void {
  const { d, m, entries, slopes, basic, free, values, lows, highs } = table;
  const [leaving, enters] = [basic[row] as number, free[column] as number];
  const entry = entries[row * d + column] as number;
  const to =
    (values[leaving] as number) < (lows[leaving] as number) ? (lows[leaving] as number) : (highs[leaving] as number);
  const step = (to - (values[leaving] as number)) / entry;
  follow(table, column, step);
  values[enters] = (values[enters] as number) + step;
  values[leaving] = to;
  [basic[row], free[column]] = [enters, leaving];
  // enters = leaving / entry less the rest of the row.
  for (let j = 0; j < d; j++)
    entries[row * d + j] = j === column ? 1 / entry : -(entries[row * d + j] as number) / entry;
  const substitute = (into: Float64Array, at: number): void => {
    const factor = into[at + column] as number;
    if (factor === 0) return;
    for (let j = 0; j < d; j++) {
      const change = factor * (entries[row * d + j] as number);
      into[at + j] = j === column ? change : (into[at + j] as number) + change;
    }
  };
  for (let k = 0; k < m; k++) if (k !== row) substitute(entries, k * d);
  substitute(slopes, 0);
}

function pricesOf({ d, m, slopes, free }: Table): Float64Array {
  const prices = new Float64Array(m);
  for (let j = 0; j < d; j++) {
    const v = free[j] as number;
    if (v >= d) prices[v - d] = Math.max(0, slopes[j] as number);
  }
  return prices;
}

/** Of a row that no free variable can bring within its bounds: by what multiples its cuts say so. */
function conflictOf({ d, m, entries, free, basic, values, lows }: Table, row: number): Float64Array {
  const leaving = basic[row] as number;
  const sign = (values[leaving] as number) < (lows[leaving] as number) ? -1 : 1;
  const prices = new Float64Array(m);
  if (leaving >= d) prices[leaving - d] = 1;
  for (let j = 0; j < d; j++) {
    const v = free[j] as number;
    if (v >= d) prices[v - d] = Math.max(0, sign * (entries[row * d + j] as number));
  }
  return prices;
}

function pointOf({ values }: Table, box: Box): number[] {
  return box.map(({ lo, hi }, j) => Math.min(hi, Math.max(lo, values[j] ?? lo)));
}
