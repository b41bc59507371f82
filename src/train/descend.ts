import type { Machine } from '../exec/machine.ts';
import type { Fit } from '../exec/fit.ts';
import { criterionFor, isFinal, judge, type Candidate, type Criterion } from './judge.ts';
import { isSettled } from './lbfgs.ts';
import type { TrainOptions } from './options.ts';
import type { Prepared } from './prepare.ts';
import { divergenceOf, type Divergence } from './divergence.ts';
import { gainsStage, type State } from './state.ts';
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
  /** `settled`: no step leads to anything better, or to anything that would be kept (`isFinal`). */
  readonly stopped: 'epochs' | 'patience' | 'settled' | 'cancelled' | 'diverged';
  /** Of a descent that diverged. */
  readonly divergence?: Divergence;
}

/** Where a descent goes on from, and how it runs: of the latter nothing changes what it comes to. */
export interface DescentHow {
  readonly from?: State | undefined;
  readonly leaps?: boolean;
  readonly machine?: Machine;
}

/**
 * From the start, or from where an earlier training stood, to the end; `next(true)` ends it at once. With `leaps` it
 * may go on for many epochs before it hands over: to the same bits, sooner.
 */
export function* descend(
  prepared: Prepared,
  options: TrainOptions,
  { from, leaps = false, machine }: DescentHow = {},
): Generator<Moment, Descended, boolean | undefined> {
  const { opened, judged } = prepared;
  const validates = judged.rows > 0;
  const criterion = criterionFor(judged);
  const epochs = options.epochs * (options.learnGains === 'after' ? 2 : 1);

  let stepper = makeStepper(prepared, options, from?.stage ?? 'weights', machine);
  let state = from ?? stepper.start;
  for (;;) {
    const { parameters, epoch, stage } = state;
    const ended = (stopped: Descended['stopped']): Descended => ({ state, best: state.judgement?.best, stopped });
    let progress: Progress | undefined;
    if (state.row === 0) {
      const fitted = stepper.taughtFit(parameters);
      const divergence = divergenceOf(opened, state, fitted);
      if (divergence) return { ...ended('diverged'), divergence };
      const figures = { training: fitted, ...(validates && { validation: stepper.fit(parameters, judged) }) };
      state = { ...state, judgement: judge(state.judgement, { parameters, epoch, ...figures }, criterion) };
      progress = { epoch, epochs, ...figures };
    }
    if (yield { state, ...(progress && { progress }) }) return ended('cancelled');
    const stopped = progress && reasonToStop(state, options, validates, criterion);
    if (stopped && (stage === 'gains' || options.learnGains !== 'after')) return ended(stopped);
    if (stopped) {
      state = gainsStage(state);
      stepper = makeStepper(prepared, options, 'gains', machine);
    }
    const ahead = options.epochs - (state.epoch - state.stageStart);
    const leap = leaps && !validates && state.row === 0 ? stepper.leap : undefined;
    state = leap?.(state, ahead, criterion, stepper.taughtFit) ?? stepper.step(state);
  }
}

/** Why a stage should end after an epoch, if it should. */
function reasonToStop(
  { epoch, stageStart, judgement, memory }: State,
  { epochs, patience }: TrainOptions,
  validates: boolean,
  criterion: Criterion,
): 'epochs' | 'patience' | 'settled' | undefined {
  if (epoch - stageStart >= epochs) return 'epochs';
  if (isSettled(memory) || (judgement && isFinal(judgement, criterion))) return 'settled';
  const best = Math.max(judgement?.best.epoch ?? epoch, stageStart);
  return validates && epoch - best >= patience ? 'patience' : undefined;
}
