import { hasErrors, type Diagnostic, type Result } from '../base/diagnostic.ts';
import type { Machine } from '../exec/machine.ts';
import type { Network } from '../network/network.ts';
import type { TrainOptions } from './options.ts';
import type { LabelledDataset } from './samples.ts';
import { trainInSteps, type RowsFit } from './train.ts';

/** What training comes to on rows that it has not seen: every row is held out once per seed. */
export interface CrossValidation {
  readonly folds: number;
  /** One whole cross-validation per seed. */
  readonly seeds: readonly SeedResult[];
  /** Over the seeds. */
  readonly accuracy: MeanAndDeviation;
  readonly loss: MeanAndDeviation;
  /** Of the network before training, over the same rows. */
  readonly before: { readonly accuracy: number; readonly loss: number };
}

export interface SeedResult {
  readonly seed: number;
  /** Of all rows, each answered by the training that had not seen it. */
  readonly accuracy: number;
  readonly loss: number;
  readonly epochs: number;
}

export interface MeanAndDeviation {
  readonly mean: number;
  /** Of the sample; 0 for one seed. */
  readonly sd: number;
}

/** How many of all trainings are done. */
export interface CrossProgress {
  readonly done: number;
  readonly of: number;
}

export interface CrossShape {
  readonly folds: number;
  /** How many seeds, from the one of the options on. */
  readonly seeds: number;
}

/** Hands over after every step of every training; `next(true)` ends it without a result. */
export function* crossValidateInSteps(
  network: Network,
  dataset: LabelledDataset,
  options: TrainOptions,
  { folds, seeds }: CrossShape,
  machine: Machine = {},
): Generator<CrossProgress, Result<CrossValidation | undefined>, boolean | undefined> {
  const diagnostics = new Map<string, Diagnostic>();
  const results: SeedResult[] = [];
  const before: RowsFit[] = [];
  for (let number = 0; number < seeds; number++) {
    const seed = options.seed + number;
    const after: RowsFit[] = [];
    let epochs = 0;
    for (let index = 0; index < folds; index++) {
      const how = { fold: { index, of: folds }, leaps: true, machine };
      const steps = trainInSteps(network, dataset, { ...options, seed }, how);
      let next = steps.next();
      while (!next.done) {
        const stops = yield { done: number * folds + index, of: seeds * folds };
        if (stops) return { value: undefined, diagnostics: [...diagnostics.values()] };
        next = steps.next();
      }
      const { value: training, diagnostics: found } = next.value;
      for (const each of found) diagnostics.set(JSON.stringify([each.code, each.data]), each);
      if (!training || hasErrors(found)) return { value: undefined, diagnostics: [...diagnostics.values()] };
      if (training.after.holdout) after.push(training.after.holdout);
      if (training.before.holdout) before.push(training.before.holdout);
      epochs += training.epochs;
    }
    results.push({ seed, ...pooled(after), epochs });
  }
  const value = {
    folds,
    seeds: results,
    accuracy: meanAndDeviation(results.map(({ accuracy }) => accuracy)),
    loss: meanAndDeviation(results.map(({ loss }) => loss)),
    before: pooled(before),
  };
  return { value, diagnostics: [...diagnostics.values()] };
}

function pooled(parts: readonly RowsFit[]): { accuracy: number; loss: number } {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const mean = (of: (part: RowsFit) => number): number =>
    parts.reduce((sum, part) => sum + (part.rows * of(part)) / rows, 0);
  return { accuracy: mean(({ accuracy }) => accuracy), loss: mean(({ loss }) => loss) };
}

function meanAndDeviation(values: readonly number[]): MeanAndDeviation {
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: values.length > 1 ? Math.sqrt(square / (values.length - 1)) : 0 };
}
