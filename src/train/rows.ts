import { hasErrors, type Result } from '../base/diagnostic.ts';
import type { Random } from '../base/random.ts';
import { dropMissing, fillDataset, fillValues } from '../data/missing.ts';
import type { Network } from '../network/network.ts';
import type { TrainOptions } from './options.ts';
import type { LabelledDataset } from './samples.ts';
import { splitRows, type Fold, type Split } from './split.ts';

/** The rows that a training goes by, each with all its values. */
export interface ChosenRows {
  readonly dataset: LabelledDataset;
  readonly split: Split;
  /** Per input, what the training rows say that a missing value is filled with. */
  readonly fills: readonly (number | undefined)[];
}

/** Splits the rows; those that lack a value are left out or filled in from the training rows. */
export function chooseRows(
  network: Network,
  given: LabelledDataset,
  options: TrainOptions,
  random: Random,
  fold?: Fold,
): Result<ChosenRows | undefined> {
  const kept = options.missing === 'median' ? { value: given, diagnostics: [] } : dropMissing(given);
  if (!kept.value) return { value: undefined, diagnostics: kept.diagnostics };
  const split = splitRows(kept.value.targets, kept.value.rows, options, random, fold);
  const fills = fillValues(kept.value.points, split.training, network.inputs);
  const filled = fillDataset(kept.value, network.inputs, fills);
  const diagnostics = [...kept.diagnostics, ...filled.diagnostics];
  if (!filled.value || hasErrors(diagnostics)) return { value: undefined, diagnostics };
  return { value: { dataset: filled.value, split, fills }, diagnostics };
}
