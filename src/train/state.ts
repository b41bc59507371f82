import type { Judgement } from './judge.ts';

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
  /** Absent until the first epoch is judged. */
  readonly judgement?: Judgement;
}

/** What trains: the weights (and the gains, if they are to train jointly), or the gains alone, after them. */
export type Stage = 'weights' | 'gains';

/** What an optimiser remembers between steps, by name; a single number is an array of one. */
export type Memory = Readonly<Record<string, Float64Array>>;

export function startState(parameters: Float64Array): State {
  return { stage: 'weights', stageStart: 0, parameters, memory: {}, steps: 0, epoch: 0, row: 0 };
}

/** The gains' own stage, from the best numbers so far. */
export function gainsStage(state: State): State {
  const parameters = state.judgement?.best.parameters ?? state.parameters;
  return { ...state, stage: 'gains', stageStart: state.epoch, parameters, memory: {} };
}
