/** Items by rank, the highest first; of equal ranks the latest. */
export interface Queue<T> {
  readonly size: () => number;
  readonly push: (item: T, rank: number) => void;
  readonly pop: () => T | undefined;
}

/** A binary heap. */
export function makeQueue<T>(): Queue<T> {
  const heap: { readonly item: T; readonly rank: number; readonly order: number }[] = [];
  let order = 0;
  const isBefore = (i: number, j: number): boolean => {
    const [one, two] = [heap[i], heap[j]];
    if (one === undefined || two === undefined) return false;
    return one.rank === two.rank ? one.order > two.order : one.rank > two.rank;
  };
  const swap = (i: number, j: number): void => {
    const [one, two] = [heap[i], heap[j]];
    if (one && two) [heap[i], heap[j]] = [two, one];
  };
  return {
    size: () => heap.length,
    push(item, rank) {
      heap.push({ item, rank, order: order++ });
      for (let at = heap.length - 1, up = (at - 1) >> 1; at > 0 && isBefore(at, up); at = up, up = (at - 1) >> 1) {
        swap(at, up);
      }
    },
    pop() {
      const [top] = heap;
      swap(0, heap.length - 1);
      heap.pop();
      for (let at = 0; ;) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        const best = isBefore(right, left) ? right : left;
        if (!isBefore(best, at)) return top?.item;
        swap(at, best);
        at = best;
      }
    },
  };
}
