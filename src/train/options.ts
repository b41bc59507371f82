import type { MissingPolicy } from '../data/missing.ts';

export type OptimizerName = 'gd' | 'adam';

/** How to train (DESIGN section 5). */
export interface TrainOptions {
  readonly optimizer: OptimizerName;
  /** Step size, in scaled coordinates. */
  readonly lr: number;
  readonly epochs: number;
  /** Rows per step; without it all rows, from 4,000 rows on 128. */
  readonly batch?: number;
  /** Share of the rows kept for the reported figure. */
  readonly holdout: number;
  /** Share of the rest that decides which weights are kept and when to stop; none below 40 rows. */
  readonly validation: number;
  /** Epochs without a better validation figure after which training stops. */
  readonly patience: number;
  /** What is compiled from the text, or the same network from random numbers (`randomStart`). */
  readonly start: 'text' | 'random';
  /** Transitions as wide as the rows need, or as the text has them (`widen`). */
  readonly widths: 'data' | 'text';
  readonly scale: 'range' | 'data' | 'none';
  /** What a row that lacks a value counts as; it can be filled in or left out, an unknown teaches nothing. */
  readonly missing?: MissingPolicy;
  readonly seed: number;
}

export const trainDefaults: TrainOptions = {
  optimizer: 'adam',
  lr: 0.01,
  epochs: 500,
  holdout: 0,
  validation: 0.15,
  patience: 100,
  start: 'text',
  widths: 'data',
  scale: 'range',
  seed: 1,
};

const mostRowsAtOnce = 4000;
const smallBatch = 128;

/** Rows per step. */
export function batchRows({ batch }: TrainOptions, rows: number): number {
  return Math.min(rows, batch ?? (rows <= mostRowsAtOnce ? rows : smallBatch));
}
