/** Where a function crosses 0 between two places at which its signs differ, to the last bit unless less is asked. */
export function crossing(f: (x: number) => number, from: number, to: number, within = 0): number {
  let [lo, hi] = [from, to];
  const before = Math.sign(f(lo));
  for (let i = 0; i < 200 && hi - lo > within; i++) {
    const middle = (lo + hi) / 2;
    if (middle === lo || middle === hi) break;
    if (Math.sign(f(middle)) === before) lo = middle;
    else hi = middle;
  }
  return (lo + hi) / 2;
}

/** The place of the largest value of a function that has one peak between two places (golden section). */
export function peak(
  f: (x: number) => number,
  from: number,
  to: number,
): { readonly at: number; readonly value: number } {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [lo, hi] = [from, to];
  for (let i = 0; i < 120; i++) {
    const [left, right] = [hi - golden * (hi - lo), lo + golden * (hi - lo)];
    if (f(left) < f(right)) lo = left;
    else hi = right;
  }
  const at = (lo + hi) / 2;
  return { at, value: f(at) };
}

/** Evenly spaced numbers, both ends among them. */
export function spaced(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

/** The same with equal ratios. */
export function spacedByRatio(from: number, to: number, count: number): number[] {
  return spaced(Math.log(from), Math.log(to), count).map(Math.exp);
}
