import type { Effort } from '../exec/partial-gradient.ts';
import type { Judgement } from './judge.ts';
import { noSpread, type Spread } from './spread.ts';

/** Where a training stands: all that decides how it goes on, so that it can be written down and taken up again. */
export interface State {
  readonly stage: Stage;
  /** The epoch that the stage began with. */
  readonly stageStart: number;
  readonly parameters: Float64Array;
  readonly memory: Memory;
  /** Of the optimiser, over all epochs. */
  readonly steps: number;
  /** Passes over the training rows that are complete. */
  readonly epoch: number;
  /** How many rows of the next pass have been used already. */
  readonly row: number;
  /** Rows per step. */
  readonly batch: number;
  /** Absent until the first epoch is judged. */
  readonly judgement?: Judgement;
  /** How far back each training row sends its error, where that has been chosen (`Informative`). */
  readonly lowest?: Uint8Array;
  /** Of this epoch so far. */
  readonly spread: Spread;
  /** Of all steps, where not every row sends its error all the way back. */
  readonly effort?: Effort;
}

/** What trains: the weights (and the gains, if they are to train jointly), or the gains alone, after them. */
export type Stage = 'weights' | 'gains';

/** What an optimiser remembers between steps, by name; a single number is an array of one. */
export type Memory = Readonly<Record<string, Float64Array>>;

export function startState(parameters: Float64Array, batch: number): State {
  return {
    stage: 'weights',
    stageStart: 0,
    parameters,
    memory: {},
    steps: 0,
    epoch: 0,
    row: 0,
    batch,
    spread: noSpread,
  };
}

/** The gains' own stage, from the best numbers so far. */
export function gainsStage(state: State): State {
  const parameters = state.judgement?.best.parameters ?? state.parameters;
  return { ...state, stage: 'gains', stageStart: state.epoch, parameters, memory: {} };
}
