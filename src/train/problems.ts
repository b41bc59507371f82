import { diagnostic, type Diagnostic } from '../base/diagnostic.ts';
import { startOfFile } from '../base/source.ts';
import type { ChosenRows } from './rows.ts';
import type { Network } from '../network/network.ts';
import { placeOfHead } from '../network/place.ts';
import type { TrainOptions } from './options.ts';
import { trainableMask } from '../exec/parameters.ts';

/** What keeps these rows from training this network. */
export function trainingProblems(
  network: Network,
  { dataset, split }: ChosenRows,
  { holdout }: TrainOptions,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  if (!trainableMask(network).includes(1)) found.push(diagnostic('R0702', placeOfHead(network), {}));
  if (split.training.length === 0 || (holdout > 0 && split.holdout.length === 0)) {
    found.push(diagnostic('R0703', startOfFile(dataset.path), { rows: dataset.rows, holdout }));
  }
  return found;
}
