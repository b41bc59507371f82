/**
 * The candidate most like `word`, if one is near enough to be what was meant: one slip (a letter wrong, missing, too
 * many, or two neighbours swapped) in words of up to five letters, two in words of up to nine, three beyond. Letter
 * case counts only between candidates that are equally near.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > longestName) return undefined;
  let best: string | undefined;
  let bestDistance = slips(word.length) + 1;
  let bestCase = 0;
  const folded = word.toLowerCase();
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) > bestDistance) continue;
    const distance = editDistance(folded, candidate.toLowerCase(), bestDistance);
    // A slip in every letter is another word.
    if (distance > bestDistance || distance >= Math.min(word.length, candidate.length)) continue;
    const sameCase = commonPlaces(word, candidate);
    if (distance === bestDistance && (best === undefined || sameCase <= bestCase)) continue;
    best = candidate;
    bestDistance = distance;
    bestCase = sameCase;
  }
  return best;
}

/** Beyond this a text is no slip of the finger, and comparing it would cost its length squared. */
const longestName = 64;

/**
 * The least number of letters put in, left out, changed or swapped with their neighbour that turns `a` into `b`; where
 * that is above `limit`, some number above it, found sooner.
 */
export function editDistance(a: string, b: string, limit = Infinity): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    // A swap reaches back two rows: both must be out of reach.
    if (Math.min(...row) > limit && Math.min(...next) > limit) return Infinity;
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

function slips(length: number): number {
  return length <= 5 ? 1 : length <= 9 ? 2 : 3;
}

function commonPlaces(a: string, b: string): number {
  let count = 0;
  for (let i = 0; i < a.length; i++) if (a[i] === b[i]) count++;
  return count;
}
