import type { Machine } from '../exec/machine.ts';
import { makeFit, type Fit, type FitOf, type Samples } from '../exec/fit.ts';
import { addEfforts, type Effort } from '../exec/partial-gradient.ts';
import { parametersOf } from '../exec/parameters.ts';
import { deriveSeed, makeRandom } from '../base/random.ts';
import { constraintsOf } from './constraints.ts';
import { keepCertified } from './keep.ts';
import { epochsPerChoice, makeInformative } from './informative.ts';
import { makeLeap, type Leap } from './leap.ts';
import { maskOf, movableOf } from './mask.ts';
import { makeObjective, type Point } from './objective.ts';
import { optimizers } from './optimizers.ts';
import { batchRows, type TrainOptions } from './options.ts';
import { penaltiesOf } from './penalties.ts';
import { pullsToText } from './pull.ts';
import { makeRates } from './rates.ts';
import type { Prepared } from './prepare.ts';
import { startState, type Stage, type State } from './state.ts';
import { takeRows } from './samples.ts';
import { addSpreads, noSpread, spreadPoint, variationOf, type Spread } from './spread.ts';

/** One step of the optimiser: a pure function, so that the same state always goes on to the same states. */
export type Step = (state: State) => State;

export interface Stepper {
  /** Before the first step: the network's own numbers, or what the constraints make of them. */
  readonly start: State;
  readonly step: Step;
  /** Of all training rows, between epochs. */
  readonly taughtFit: (parameters: Float64Array) => Fit;
  readonly fit: FitOf;
  /** Where an epoch is one plain step over all rows. */
  readonly leap?: Leap;
}

export function makeStepper(prepared: Prepared, options: TrainOptions, stage: Stage, machine?: Machine): Stepper {
  const { opened, taught } = prepared;
  const mask = maskOf(opened, options, stage);
  const penalties = [...penaltiesOf(opened, mask, options), ...pullsToText(opened, mask, options.pull)];
  const movable = movableOf(opened, options);
  const objective = makeObjective(opened, mask, movable, penalties, options, machine);
  const constraints = [...constraintsOf(opened, mask, options), ...keepCertified(prepared, options)];
  const constrain = (wanted: Float64Array, from: Float64Array, epoch: number): Float64Array =>
    constraints.reduce((next, constraint) => constraint(next, from, epoch), wanted);
  const { growBatch, momentum, informativeSubset } = options;
  const informative = informativeSubset === undefined ? undefined : makeInformative(opened, mask, informativeSubset);
  const ratesIn = makeRates(opened, mask, options);
  const rowsOf = makeRows(taught, options.seed);

  const step: Step = (given) => {
    const staged = given.epoch - given.stageStart;
    const isNew = informative !== undefined && given.row === 0 && staged % epochsPerChoice === 0;
    const state = isNew ? { ...given, lowest: informative(given.parameters, taught) } : given;
    const { samples, lowest } = rowsOf(state);
    const measured: { effort?: Effort | undefined; spread: Spread } = { effort: state.effort, spread: state.spread };
    const evaluate = (at: Float64Array): Point => {
      if (growBatch === undefined) {
        const point = objective(at, samples, lowest);
        measured.effort = addEfforts(measured.effort, point.effort);
        return point;
      }
      const [point, spread] = spreadPoint(samples, (part, from) => {
        const partPoint = objective(at, part, lowest?.subarray(from, from + part.rows));
        measured.effort = addEfforts(measured.effort, partPoint.effort);
        return partPoint;
      });
      measured.spread = addSpreads(measured.spread, spread);
      return point;
    };
    const { parameters, memory } = optimizers[options.optimizer](state, {
      evaluate,
      rates: ratesIn(staged),
      momentum,
      constrain: (wanted) => constrain(wanted, state.parameters, staged),
    });
    const { effort, spread } = measured;
    const next = { ...state, parameters, memory, steps: state.steps + 1, spread, ...(effort && { effort }) };
    const row = state.row + samples.rows;
    return row < taught.rows ? { ...next, row } : endOfEpoch(next, taught.rows, growBatch);
  };

  // Made when it is first asked for, which costs more than a small training.
  let made: FitOf | undefined;
  const fit: FitOf = (parameters, samples) => (made ??= makeFit(opened, movable, machine))(parameters, samples);
  const start = startState(constrain(parametersOf(opened), parametersOf(opened), 0), batchRows(options, taught.rows));
  const isWhole = start.batch === taught.rows && informative === undefined && growBatch === undefined;
  const leap = isWhole ? makeLeap(opened, taught, ratesIn(0), options, machine) : undefined;
  return {
    start,
    step,
    ...(leap && { leap }),
    // The next step asks for the gradient at the same place, and the fit comes with it.
    taughtFit: (parameters) => (isWhole ? objective(parameters, taught).fit : fit(parameters, taught)),
    fit,
  };
}

/** Where the gradients varied too much, the next epoch takes twice the rows per step (paper 5.4). */
function endOfEpoch(state: State, rows: number, growBatch: number | undefined): State {
  const grows = growBatch !== undefined && variationOf(state.spread) > growBatch;
  const batch = grows ? Math.min(rows, 2 * state.batch) : state.batch;
  return { ...state, epoch: state.epoch + 1, row: 0, batch, spread: noSpread };
}

/** The rows of a step, and how far back they send their errors. */
interface StepRows {
  readonly samples: Samples;
  readonly lowest?: Uint8Array;
}

/** The order of the rows in an epoch depends on the seed and the epoch alone: nothing of it has to be remembered. */
function makeRows(taught: Samples, seed: number): (state: State) => StepRows {
  const written = Array.from({ length: taught.rows }, (_, row) => row);
  let last: { epoch: number; order: readonly number[] } | undefined;
  return ({ epoch, row, batch, lowest }) => {
    if (batch >= taught.rows) return { samples: taught, ...(lowest && { lowest }) };
    if (last?.epoch !== epoch) last = { epoch, order: makeRandom(deriveSeed(seed, epoch)).shuffle(written) };
    const chosen = last.order.slice(row, row + batch);
    return {
      samples: takeRows(taught, chosen),
      ...(lowest && { lowest: Uint8Array.from(chosen, (index) => lowest[index] ?? 0) }),
    };
  };
}
