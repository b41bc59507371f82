import { makeFit, type Fit } from '../exec/fit.ts';
import { parametersOf } from '../exec/parameters.ts';
import { criterionFor, judge, type Candidate } from './judge.ts';
import type { TrainOptions } from './options.ts';
import type { Prepared } from './prepare.ts';
import { startState, type State } from './state.ts';
import { makeStepper } from './step.ts';

/** How far a training has come; handed over after every step. */
export interface Moment {
  /** To go on from: `descend` from here comes to the same bits. */
  readonly state: State;
  /** Where an epoch has just ended, and before the first one. */
  readonly progress?: Progress;
}

/** After `epoch` of `epochs` passes over the training rows. */
export interface Progress {
  readonly epoch: number;
  readonly epochs: number;
  readonly training: Fit;
  readonly validation?: Fit;
}

/** How a descent ended. */
export interface Descended {
  readonly state: State;
  /** Absent where the first step already went wrong. */
  readonly best: Candidate | undefined;
  readonly stopped: 'epochs' | 'patience' | 'cancelled' | 'diverged';
}

/** From the start, or from where an earlier training stood, to the end; `next(true)` ends it at once. */
export function* descend(
  prepared: Prepared,
  options: TrainOptions,
  from?: State,
): Generator<Moment, Descended, boolean | undefined> {
  const { opened, training, validation } = prepared;
  const { step, objective, atOnce } = makeStepper(prepared, options);
  const fit = makeFit(opened);
  const validates = validation.rows > 0;
  const criterion = criterionFor(validation);

  let state = from ?? startState(parametersOf(opened));
  for (;;) {
    const { parameters, epoch } = state;
    const ended = (stopped: Descended['stopped']): Descended => ({ state, best: state.judgement?.best, stopped });
    let progress: Progress | undefined;
    if (state.row === 0) {
      const fitted = atOnce ? objective(parameters, training).fit : fit(parameters, training);
      if (!Number.isFinite(fitted.loss) || !parameters.every(Number.isFinite)) return ended('diverged');
      const figures = { training: fitted, ...(validates && { validation: fit(parameters, validation) }) };
      state = { ...state, judgement: judge(state.judgement, { parameters, epoch, ...figures }, criterion) };
      progress = { epoch, epochs: options.epochs, ...figures };
    }
    const stop = yield { state, ...(progress && { progress }) };
    if (epoch === options.epochs) return ended('epochs');
    if (stop) return ended('cancelled');
    if (progress && validates && epoch - (state.judgement?.best.epoch ?? epoch) >= options.patience)
      return ended('patience');
    state = step(state);
  }
}
