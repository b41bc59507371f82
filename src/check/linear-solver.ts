/**
 * Solves max x_last under rows x <= right and 0 <= x, where all but the last variable are at most 1. Undefined where it
 * finds nothing. Whoever asks trusts no number of it: values are tried, and bounds made anew from the prices.
 */
export type LinearSolver = (
  rows: readonly (readonly number[])[],
  right: readonly number[],
) => LinearSolution | undefined;

export interface LinearSolution {
  readonly values: readonly number[];
  /** The multiplier of each row, not below 0. */
  readonly prices: readonly number[];
}
