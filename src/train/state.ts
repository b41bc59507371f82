import type { Judgement } from './judge.ts';

/** Where a training stands: all that decides how it goes on, so that it can be written down and taken up again. */
export interface State {
  readonly parameters: Float64Array;
  readonly memory: Memory;
  /** Of the optimiser, over all epochs. */
  readonly steps: number;
  /** Passes over the training rows that are complete. */
  readonly epoch: number;
  /** How many rows of the next pass have been used already. */
  readonly row: number;
  /** Absent until the first epoch is judged. */
  readonly judgement?: Judgement;
}

/** What an optimiser remembers between steps, by name; a single number is an array of one. */
export type Memory = Readonly<Record<string, Float64Array>>;

export function startState(parameters: Float64Array): State {
  return { parameters, memory: {}, steps: 0, epoch: 0, row: 0 };
}
