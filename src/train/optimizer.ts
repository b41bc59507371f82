import type { Point } from './objective.ts';
import type { Memory } from './state.ts';

/** What a step can ask of its surroundings. */
export interface Surroundings {
  /** The objective on the rows of this step. */
  readonly evaluate: (parameters: Float64Array) => Point;
  /** Per number, how far it may move for its slope; 0 for what stays. */
  readonly rates: Float64Array;
  /** Share of the last step that is carried on, where the optimiser does that. */
  readonly momentum: number;
  /** The numbers that are allowed in place of those wanted. */
  readonly constrain: (parameters: Float64Array) => Float64Array;
}

/** Numbers, and what is remembered of the way to them. */
export interface Position {
  readonly parameters: Float64Array;
  readonly memory: Memory;
}

/** One step. A number whose slope is 0 from the start on is left as it is, to the bit. */
export type Optimizer = (from: Position, surroundings: Surroundings) => Position;
