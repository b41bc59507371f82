/** The one stretch in which two texts differ. */
export interface Difference {
  readonly start: number;
  /** Where it ends in the text before, and in the one after. */
  readonly before: number;
  readonly after: number;
}

/** Undefined where the texts are equal. */
export function difference(before: string, after: string): Difference | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return { start, before: before.length - same, after: after.length - same };
}
