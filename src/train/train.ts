import { batchRows, optionProblems, type TrainOptions } from './options.ts';
import { boundsOf, project } from './bounds.ts';
import { diagnostic, hasErrors, type Result } from '../base/diagnostic.ts';
import { criterionFor, judge, replaces, type Candidate, type Judgement } from './judge.ts';
import { makeFit, type Fit, type Samples } from '../exec/fit.ts';
import { makeGradient } from '../exec/gradient.ts';
import { makeRandom, type Random } from '../base/random.ts';
import { optimizers, startDescent, type Descent } from './optimizers.ts';
import { parametersOf, trainableMask, withParameters } from '../exec/parameters.ts';
import { chooseRows } from './rows.ts';
import { prepare, type Prepared } from './prepare.ts';
import { takeRows, type LabelledDataset } from './samples.ts';
import type { HistoryEntry, Network } from '../network/network.ts';
import { hashDataset } from '../data/hash.ts';
import { fromCoordinates } from './scale.ts';
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
  readonly training: Fit;
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
  const { value: chosen, diagnostics: rowProblems } = chooseRows(network, dataset, options, random);
  const problems = chosen ? trainingProblems(network, chosen, options) : [];
  const diagnostics = [...optionProblems(options), ...rowProblems, ...problems];
  if (!chosen || hasErrors(diagnostics)) return { value: undefined, diagnostics };

  const prepared = prepare(network, chosen, options, random);
  const before = figuresOf(prepared, parametersOf(prepared.start));
  const { best, epoch, steps, stopped } = yield* descend(prepared, options, random);
  if (stopped === 'diverged') diagnostics.push(diagnostic('R0704', undefined, { epoch, lr: options.lr }));

  const start = { parameters: parametersOf(prepared.start), epoch: 0, ...before };
  const kept = best && replaces(best, start, criterionFor(prepared.validation)) ? best : undefined;
  const entry: HistoryEntry = { step: 'train', options: { ...options, epochs: epoch, data: hashDataset(dataset) } };
  return {
    value: {
      network: {
        ...networkOf(kept, network, prepared, options),
        inputs: withFills(network.text.inputs, chosen.fills),
        history: [...network.history, entry],
      },
      steps,
      epochs: epoch,
      ...(kept && { bestEpoch: kept.epoch }),
      stopped,
      before,
      after: kept ? figuresOf(prepared, kept.parameters) : before,
    },
    diagnostics,
  };
}

interface Descended {
  /** Absent where the first step already went wrong. */
  readonly best: Candidate | undefined;
  readonly epoch: number;
  readonly steps: number;
  readonly stopped: Training['stopped'];
}

function* descend(
  { opened, training, validation }: Prepared,
  options: TrainOptions,
  random: Random,
): Generator<Progress, Descended, boolean | undefined> {
  const fit = makeFit(opened);
  const gradientOf = makeGradient(opened);
  const gradient = new Float64Array(parametersOf(opened).length);
  const advance = makeAdvance(opened, options);
  const batch = batchRows(options, training.rows);
  const validates = validation.rows > 0;
  const criterion = criterionFor(validation);

  let descent = startDescent(parametersOf(opened));
  let judgement: Judgement | undefined;
  for (let epoch = 0; ; epoch++) {
    const ended = (stopped: Training['stopped']): Descended => ({
      best: judgement?.best,
      epoch,
      steps: descent.steps,
      stopped,
    });
    const { parameters } = descent;
    // With all rows in one step, the gradient for the next one comes with the fit after the last.
    const atOnce = batch === training.rows;
    const fitted = atOnce ? gradientOf(parameters, training, gradient) : fit(parameters, training);
    if (!Number.isFinite(fitted.loss) || !parameters.every(Number.isFinite)) return ended('diverged');

    const figures = { training: fitted, ...(validates && { validation: fit(parameters, validation) }) };
    judgement = judge(judgement, { parameters, epoch, ...figures }, criterion);
    const stop = yield { epoch, epochs: options.epochs, ...figures };
    if (epoch === options.epochs) return ended('epochs');
    if (stop) return ended('cancelled');
    if (validates && epoch - judgement.best.epoch >= options.patience) return ended('patience');

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

function figuresOf({ start, training, validation, holdout }: Prepared, parameters: Float64Array): Figures {
  const fit = makeFit(start);
  const of = (samples: Samples): RowsFit => ({ rows: samples.rows, ...fit(parameters, samples) });
  return {
    training: of(training),
    ...(validation.rows > 0 && { validation: of(validation) }),
    ...(holdout.rows > 0 && { holdout: of(holdout) }),
  };
}

/** Where nothing replaces the text it comes back as it was, to the bit. */
function networkOf(
  kept: Candidate | undefined,
  given: Network,
  { start, coordinates }: Prepared,
  options: TrainOptions,
): Network {
  if (!kept && options.start === 'text') return given;
  const trained = kept ? withParameters(start, kept.parameters) : start;
  return coordinates ? fromCoordinates(trained, given, coordinates) : trained;
}

function withFills(inputs: Network['text']['inputs'], fills: readonly (number | undefined)[]): Network['inputs'] {
  return inputs.map((input, i) => {
    const fill = fills[i];
    return fill === undefined ? input : { ...input, fill };
  });
}
