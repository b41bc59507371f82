import { batchRows, optionProblems, type TrainOptions } from './options.ts';
import { boundsOf, project } from './bounds.ts';
import { diagnostic, hasErrors, type Result } from '../base/diagnostic.ts';
import { makeFit, makeGradient, type Fit, type Samples } from '../exec/gradient.ts';
import { makeRandom, type Random } from '../base/random.ts';
import { optimizers, startDescent, type Descent } from './optimizers.ts';
import { parametersOf, trainableMask, withParameters } from '../exec/parameters.ts';
import { prepare, type Prepared } from './prepare.ts';
import { takeRows, type LabelledDataset } from './samples.ts';
import type { HistoryEntry, Network } from '../network/network.ts';
import { fromCoordinates } from './scale.ts';
import { splitRows } from './split.ts';
import { trainingProblems } from './problems.ts';

/** What a training came to. */
export interface Training {
  /** With the best weights and one more entry of history. */
  readonly network: Network;
  /** Of the optimiser. */
  readonly steps: number;
  readonly epochs: number;
  /** The kept weights are those after this epoch; absent where nothing was better than the start. */
  readonly bestEpoch?: number;
  readonly stopped: 'epochs' | 'patience' | 'cancelled' | 'diverged';
  /** The network as it was given, or as drawn at random. */
  readonly before: Figures;
  readonly after: Figures;
}

/** How well a network does on each part of the data; a part without rows is absent. */
export interface Figures {
  readonly training: RowsFit;
  readonly validation?: RowsFit;
  readonly holdout?: RowsFit;
}

export interface RowsFit extends Fit {
  readonly rows: number;
}

/** After `epoch` of `epochs` passes over the training rows. */
export interface Progress {
  readonly epoch: number;
  readonly epochs: number;
  /** On the training rows. */
  readonly loss: number;
  readonly accuracy: number;
  readonly validation?: Fit;
}

export interface TrainHooks {
  readonly onProgress?: (progress: Progress) => void;
  /** Asked after every epoch: true ends the training with the best weights so far. */
  readonly cancelled?: () => boolean;
}

/** Trains to the end. The same network, rows and options give the same bits. */
export function train(
  network: Network,
  dataset: LabelledDataset,
  options: TrainOptions,
  { onProgress, cancelled }: TrainHooks = {},
): Result<Training | undefined> {
  const steps = trainInSteps(network, dataset, options);
  let next = steps.next();
  while (!next.done) {
    onProgress?.(next.value);
    next = steps.next(cancelled?.() ?? false);
  }
  return next.value;
}

/**
 * The same, handing over after every epoch, for callers that let other work run in between; `next(true)` ends it
 * with the best weights so far.
 */
export function* trainInSteps(
  network: Network,
  dataset: LabelledDataset,
  options: TrainOptions,
): Generator<Progress, Result<Training | undefined>, boolean | undefined> {
  const random = makeRandom(options.seed);
  const split = splitRows(dataset.targets, dataset.rows, options, random);
  const diagnostics = [...optionProblems(options), ...trainingProblems(network, dataset, options, split)];
  if (hasErrors(diagnostics)) return { value: undefined, diagnostics };

  const prepared = prepare(network, dataset, split, options, random);
  const before = figures(prepared, parametersOf(prepared.start));
  const { best, epoch, steps, stopped } = yield* descend(prepared, before, options, random);
  if (stopped === 'diverged') diagnostics.push(diagnostic('R0704', undefined, { epoch, lr: options.lr }));

  const entry: HistoryEntry = { step: 'train', options: { ...options, epochs: epoch } };
  const trained = { ...networkOf(best, network, prepared, options), history: [...network.history, entry] };
  return {
    value: {
      network: trained,
      steps,
      epochs: epoch,
      ...(best.epoch !== undefined && { bestEpoch: best.epoch }),
      stopped,
      before,
      after: figures(prepared, best.parameters),
    },
    diagnostics,
  };
}

interface Candidate {
  readonly parameters: Float64Array;
  readonly fit: Fit;
  /** Absent for the start. */
  readonly epoch?: number;
}

interface Descended {
  readonly best: Candidate;
  readonly epoch: number;
  readonly steps: number;
  readonly stopped: Training['stopped'];
}

function* descend(
  { start, opened, training, validation }: Prepared,
  before: Figures,
  options: TrainOptions,
  random: Random,
): Generator<Progress, Descended, boolean | undefined> {
  const fit = makeFit(start);
  const gradientOf = makeGradient(start);
  const gradient = new Float64Array(parametersOf(start).length);
  const advance = makeAdvance(opened, options);
  const batch = batchRows(options, training.rows);
  const validates = validation.rows > 0;

  let descent = startDescent(parametersOf(opened));
  let best: Candidate = { parameters: parametersOf(start), fit: before.validation ?? before.training };
  for (let epoch = 0; ; epoch++) {
    const ended = (stopped: Training['stopped']): Descended => ({ best, epoch, steps: descent.steps, stopped });
    const { parameters } = descent;
    // With all rows in one step, the gradient for the next one comes with the fit after the last.
    const atOnce = batch === training.rows;
    const fitted = atOnce ? gradientOf(parameters, training, gradient) : fit(parameters, training);
    if (!Number.isFinite(fitted.loss) || !parameters.every(Number.isFinite)) return ended('diverged');

    const judged = validates ? fit(parameters, validation) : fitted;
    if (isBetter(judged, best.fit, validates)) best = { parameters, fit: judged, epoch };
    const stop = yield { epoch, epochs: options.epochs, ...fitted, ...(validates && { validation: judged }) };
    if (epoch === options.epochs) return ended('epochs');
    if (stop) return ended('cancelled');
    if (validates && epoch - (best.epoch ?? 0) >= options.patience) return ended('patience');

    if (atOnce) {
      descent = advance(descent, gradient);
    } else {
      for (const rows of batches(training, batch, random)) {
        gradientOf(descent.parameters, rows, gradient);
        descent = advance(descent, gradient);
      }
    }
  }
}

/**
 * Validation rows judge by accuracy, then loss. Training rows judge by loss alone: it is what they are fitted by,
 * and their accuracy proves nothing.
 */
function isBetter(one: Fit, other: Fit, validates: boolean): boolean {
  if (validates && one.accuracy !== other.accuracy) return one.accuracy > other.accuracy;
  return one.loss < other.loss;
}

/** One step of the optimiser on the numbers that may change, within their bounds. */
function makeAdvance(network: Network, options: TrainOptions): (descent: Descent, gradient: Float64Array) => Descent {
  const mask = trainableMask(network);
  const bounds = boundsOf(network);
  const step = optimizers[options.optimizer];
  return (descent, gradient) => {
    const next = step(
      descent,
      gradient.map((slope, i) => (mask[i] === 1 ? slope : 0)),
      options.lr,
    );
    return { ...next, parameters: project(next.parameters, bounds) };
  };
}

function* batches(samples: Samples, batch: number, random: Random): Generator<Samples> {
  const order = random.shuffle(Array.from({ length: samples.rows }, (_, row) => row));
  for (let from = 0; from < order.length; from += batch) yield takeRows(samples, order.slice(from, from + batch));
}

function figures({ start, training, validation, holdout }: Prepared, parameters: Float64Array): Figures {
  const fit = makeFit(start);
  const of = (samples: Samples): RowsFit => ({ rows: samples.rows, ...fit(parameters, samples) });
  return {
    training: of(training),
    ...(validation.rows > 0 && { validation: of(validation) }),
    ...(holdout.rows > 0 && { holdout: of(holdout) }),
  };
}

/** A text that nothing improved on comes back as it was, to the bit. */
function networkOf(best: Candidate, given: Network, { start, coordinates }: Prepared, options: TrainOptions): Network {
  if (best.epoch === undefined && options.start === 'text') return given;
  const trained = withParameters(start, best.parameters);
  return coordinates ? fromCoordinates(trained, given, coordinates) : trained;
}
