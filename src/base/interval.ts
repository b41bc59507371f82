/** All numbers from lo to hi, both included. */
export interface Interval {
  readonly lo: number;
  readonly hi: number;
}

/** The smallest interval that holds both. */
export function hull(a: Interval, b: Interval): Interval {
  return { lo: Math.min(a.lo, b.lo), hi: Math.max(a.hi, b.hi) };
}
