import type { Effort } from '../exec/partial-gradient.ts';

/** What partial backpropagation or informative rows spared. */
export interface Savings {
  /** Share of the rows that sent their error to each layer, the first one first, the head last. */
  readonly reached: readonly number[];
  /** Share of the backward multiplications that were not made. */
  readonly avoided: number;
  /** What the bounds cost, as a share of the backward multiplications. */
  readonly bounding: number;
}

export function savingsOf({ rows, reached, made, full, bounding }: Effort): Savings {
  return {
    reached: reached.map((count) => count / rows),
    avoided: 1 - made / full,
    bounding: bounding / full,
  };
}
