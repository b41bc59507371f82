import { listProblems, optionProblems } from './option-problems.ts';
import { recordOf, type TrainOptions } from './options.ts';
import { diagnostic, hasErrors, type Result } from '../base/diagnostic.ts';
import { startOfFile } from '../base/source.ts';
import { calibrate, type Calibrated } from './calibrate.ts';
import { criterionFor, replaces, type Candidate } from './judge.ts';
import { descend, type DescentHow, type Descended, type Moment, type Progress } from './descend.ts';
import type { Machine } from '../exec/machine.ts';
import { fitNetwork, type Fit, type Samples } from '../exec/fit.ts';
import { makeRandom } from '../base/random.ts';
import { layoutOf, parametersOf, withParameters } from '../exec/parameters.ts';
import { chooseRows } from './rows.ts';
import { prepare, type Prepared } from './prepare.ts';
import type { LabelledDataset } from './samples.ts';
import type { HistoryEntry, Network } from '../network/network.ts';
import { eachPart, inTurn } from '../network/parts.ts';
import { hashDataset } from '../data/hash.ts';
import { forecast } from './forecast.ts';
import { freeze, thaw } from './freeze.ts';
import { firstUnproved } from '../check/certified.ts';
import { savingsOf, type Savings } from './savings.ts';
import { sharpen } from './sharpen.ts';
import { fitsRun } from './resume.ts';
import type { Fold } from './split.ts';
import { placeOfHead } from '../network/place.ts';
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
  /** What the arguments of the head were divided by (`calibrate`). */
  readonly temperature?: number;
  readonly stopped: Descended['stopped'];
  /** Where not every row sent its error all the way back. */
  readonly savings?: Savings;
  /** Rows per step at the end. */
  readonly batch: number;
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

export interface TrainHooks {
  readonly onProgress?: (progress: Progress) => void;
  /** Asked between steps: true ends the training with the best weights so far. */
  readonly cancelled?: () => boolean;
  readonly machine?: Machine;
}

/** Trains to the end. The same network, rows and options give the same bits. */
export function train(
  network: Network,
  dataset: LabelledDataset,
  options: TrainOptions,
  { onProgress, cancelled, machine = {} }: TrainHooks = {},
): Result<Training | undefined> {
  const steps = trainInSteps(network, dataset, options, { leaps: onProgress === undefined, machine });
  let next = steps.next();
  while (!next.done) {
    const { progress } = next.value;
    if (progress) onProgress?.(progress);
    next = steps.next(cancelled?.() ?? false);
  }
  return next.value;
}

/**
 * The same, handing over after every step, for callers that let other work run in between; `next(true)` ends it
 * with the best weights so far. From the state of an earlier moment it goes on to the same bits; a fold is held out in
 * place of the share that the options say. With `leaps` it may hand over after many epochs at once.
 */
export function* trainInSteps(
  network: Network,
  dataset: LabelledDataset,
  options: TrainOptions,
  { fold, ...how }: DescentHow & { readonly fold?: Fold } = {},
): Generator<Moment, Result<Training | undefined>, boolean | undefined> {
  const random = makeRandom(options.seed);
  const { value: chosen, diagnostics: rowProblems } = chooseRows(network, dataset, options, random, fold);
  const { value: frozen, diagnostics: nameProblems } = freeze(network, options.freeze);
  const problems = chosen && frozen ? trainingProblems(frozen, chosen, options) : [];
  const diagnostics = [...optionProblems(options), ...rowProblems, ...nameProblems, ...problems];
  if (!chosen || !frozen || hasErrors(diagnostics)) return { value: undefined, diagnostics };

  const { from } = how;
  const prepared = prepare(frozen, chosen, options, random);
  const layout = layoutOf(prepared.opened);
  diagnostics.push(...listProblems(layout, options));
  if (hasErrors(diagnostics)) return { value: undefined, diagnostics };
  if (from && !fitsRun(from, layout.size, prepared.training.rows)) {
    const problem = 'its numbers are not as many as the network and the rows have';
    return { value: undefined, diagnostics: [...diagnostics, diagnostic('R0707', undefined, { problem })] };
  }
  const unproved = options.keep && firstUnproved(eachPart(prepared.opened, prepared.back), options.keepShare);
  if (unproved !== undefined) {
    const data = { region: unproved, share: options.keepShare };
    const found = diagnostic('R0710', { kind: 'declaration', name: unproved }, data);
    return { value: undefined, diagnostics: [...diagnostics, found] };
  }
  diagnostics.push(...forecast(prepared.opened, prepared.training));
  const fitStart = fitNetwork(prepared.start, how.machine);
  const before = figuresOf(prepared, fitStart);
  const { best, state, stopped, divergence } = yield* descend(prepared, options, how);
  const { epoch, steps } = state;
  if (divergence) diagnostics.push(diagnostic('R0704', undefined, { epoch, lr: options.lr, ...divergence }));

  const atStart = candidateAtStart(prepared, fitStart);
  const keepsText = options.keep !== undefined;
  const kept = best && replaces(best, atStart, criterionFor(prepared.judged), keepsText) ? best : undefined;
  const better = kept && sharpened(withParameters(prepared.opened, kept.parameters), prepared, options);
  const calibrated = calibration(prepared, better ?? prepared.start, options, dataset.path);
  diagnostics.push(...calibrated.diagnostics);
  const { network: trained = better, temperature } = calibrated.value ?? {};
  const entry: HistoryEntry = {
    step: 'train',
    options: {
      ...recordOf(options),
      epochs: epoch,
      data: hashDataset(dataset),
      ...(temperature !== undefined && { temperature }),
    },
  };
  return {
    value: {
      network: {
        ...networkOf(trained, network, prepared, options),
        inputs: withFills(network.text.inputs, chosen.fills),
        history: [...network.history, entry],
      },
      steps,
      epochs: epoch,
      ...(kept && { bestEpoch: kept.epoch }),
      ...(temperature !== undefined && { temperature }),
      stopped,
      ...(state.effort && { savings: savingsOf(state.effort) }),
      batch: state.batch,
      before,
      after: trained ? figuresOf(prepared, fitNetwork(trained, how.machine)) : before,
    },
    diagnostics,
  };
}

type FitOfRows = ReturnType<typeof fitNetwork>;

/** The network as it was given, judged as the epochs are. */
function candidateAtStart({ start, taught, judged }: Prepared, fit: FitOfRows): Candidate {
  const validation = judged.rows > 0 && { validation: fit(judged) };
  return { parameters: parametersOf(start), epoch: 0, training: fit(taught), ...validation };
}

/** What `--calibrate` makes of the network that was kept. */
function calibration(
  { validation }: Prepared,
  kept: Network,
  { calibrate: isAsked }: TrainOptions,
  path: string | undefined,
): Result<Calibrated | undefined> {
  if (!isAsked) return { value: undefined, diagnostics: [] };
  if (validation.rows === 0) {
    return { value: undefined, diagnostics: [diagnostic('R0705', startOfFile(path), { reason: 'rows' })] };
  }
  const value = calibrate(kept, validation);
  return { value, diagnostics: value ? [] : [diagnostic('R0705', placeOfHead(kept), { reason: 'frozen' })] };
}

function figuresOf({ training, validation, holdout }: Prepared, fit: FitOfRows): Figures {
  const of = (samples: Samples): RowsFit => ({ rows: samples.rows, ...fit(samples) });
  return {
    training: of(training),
    ...(validation.rows > 0 && { validation: of(validation) }),
    ...(holdout.rows > 0 && { holdout: of(holdout) }),
  };
}

/** Where nothing replaces the text it comes back as it was, to the bit. */
function networkOf(
  trained: Network | undefined,
  given: Network,
  { start, back }: Prepared,
  options: TrainOptions,
): Network {
  if (!trained && options.start === 'text') return given;
  return eachPart(trained ?? start, inTurn(back, thaw(given)));
}

function sharpened(trained: Network, { opened, start }: Prepared, options: TrainOptions): Network {
  return options.sharpen ? sharpen(trained, opened, start) : trained;
}

function withFills(inputs: Network['text']['inputs'], fills: readonly (number | undefined)[]): Network['inputs'] {
  return inputs.map((input, i) => {
    const fill = fills[i];
    return fill === undefined ? input : { ...input, fill };
  });
}
