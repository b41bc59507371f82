import type { Samples } from '../exec/fit.ts';
import { parametersOf } from '../exec/parameters.ts';
import { deriveSeed, makeRandom } from '../base/random.ts';
import { constraintsOf } from './constraints.ts';
import { maskOf } from './mask.ts';
import { makeObjective, type Objective } from './objective.ts';
import { optimizers } from './optimizers.ts';
import { batchRows, type TrainOptions } from './options.ts';
import { penaltiesOf } from './penalties.ts';
import { makeRates } from './rates.ts';
import type { Prepared } from './prepare.ts';
import { startState, type Stage, type State } from './state.ts';
import { takeRows } from './samples.ts';

/** One step of the optimiser: a pure function, so that the same state always goes on to the same states. */
export type Step = (state: State) => State;

export interface Stepper {
  /** Before the first step: the network's own numbers, or what the constraints make of them. */
  readonly start: State;
  readonly step: Step;
  readonly objective: Objective;
  /** Whether every step sees all training rows. */
  readonly atOnce: boolean;
}

export function makeStepper({ opened, taught: training }: Prepared, options: TrainOptions, stage: Stage): Stepper {
  const mask = maskOf(opened, options, stage);
  const objective = makeObjective(opened, mask, penaltiesOf(opened, mask, options));
  const constraints = constraintsOf(opened, mask, options);
  const optimizer = optimizers[options.optimizer];
  const batch = batchRows(options, training.rows);
  const atOnce = batch === training.rows;
  const ratesIn = makeRates(opened, mask, options);
  const orderOf = makeOrder(training, options.seed);
  const constrain = (wanted: Float64Array, from: Float64Array, epoch: number): Float64Array =>
    constraints.reduce((next, constraint) => constraint(next, from, epoch), wanted);
  const written = parametersOf(opened);
  const step: Step = (state) => {
    const { parameters: from, epoch, row } = state;
    const staged = epoch - state.stageStart;
    const rows = atOnce ? training : takeRows(training, orderOf(epoch).slice(row, row + batch));
    const { parameters, memory } = optimizer(state, {
      evaluate: (at) => objective(at, rows),
      rates: ratesIn(staged),
      momentum: options.momentum,
      constrain: (wanted) => constrain(wanted, from, staged),
    });
    const used = row + rows.rows;
    const isOver = used >= training.rows;
    return {
      ...state,
      parameters,
      memory,
      steps: state.steps + 1,
      epoch: isOver ? epoch + 1 : epoch,
      row: isOver ? 0 : used,
    };
  };
  return { start: startState(constrain(written, written, 0)), step, objective, atOnce };
}

/** The order of the rows in an epoch depends on the seed and the epoch alone: nothing of it has to be remembered. */
function makeOrder({ rows }: Samples, seed: number): (epoch: number) => readonly number[] {
  const written = Array.from({ length: rows }, (_, row) => row);
  let last: { epoch: number; order: readonly number[] } | undefined;
  return (epoch) => {
    if (last?.epoch !== epoch) last = { epoch, order: makeRandom(deriveSeed(seed, epoch)).shuffle(written) };
    return last.order;
  };
}
