/** A halfspace {<a, x> >= beta} as a ray of a line: exactly, so that multiples of one row are told from near ones. */
export interface Ray {
  /** Equal for rows that are multiples of each other, also negative ones: <u, x> for one shared u is the line. */
  readonly line: string;
  /** Whether it holds from `offset` up, else from `offset` down; the offset belongs to it. */
  readonly upward: boolean;
  readonly offset: Fraction;
}

/** over / under, under > 0. */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

/** Undefined for a row of zeros. */
export function rayOf(a: readonly number[], beta: number): Ray | undefined {
  const [over = 0n, ...row] = wholeMultiples([beta, ...a]);
  const divisor = row.reduce(greatestDivisor, 0n);
  if (divisor === 0n) return undefined;
  const upward = (row.find((entry) => entry !== 0n) ?? 0n) > 0n;
  const under = upward ? divisor : -divisor;
  const line = row.map((entry) => String(entry / under)).join(' ');
  return { line, upward, offset: { over: upward ? over : -over, under: divisor } };
}

/** Below 0, 0 or above 0, as for `sort`. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const [left, right] = [a.over * b.under, b.over * a.under];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Finite numbers times one power of two that makes all of them whole. */
export function wholeMultiples(values: readonly number[]): bigint[] {
  const scaled = values.map((value) => {
    let [whole, doublings] = [value, 0];
    for (; !Number.isInteger(whole); doublings++) whole *= 2;
    return { whole: BigInt(whole), doublings };
  });
  const most = scaled.reduce((largest, { doublings }) => Math.max(largest, doublings), 0);
  return scaled.map(({ whole, doublings }) => whole << BigInt(most - doublings));
}

/** Not below 0. */
function greatestDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
