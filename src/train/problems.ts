import { diagnostic, type Diagnostic } from '../base/diagnostic.ts';
import type { LabelledDataset } from './samples.ts';
import type { Network } from '../network/network.ts';
import type { Split } from './split.ts';
import type { TrainOptions } from './options.ts';
import { trainableMask } from '../exec/parameters.ts';

/** What keeps these rows from training this network, and what will go badly. */
export function trainingProblems(
  network: Network,
  dataset: LabelledDataset,
  { holdout }: TrainOptions,
  split: Split,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  if (!trainableMask(network).includes(1)) found.push(diagnostic('R0702', undefined, {}));
  if (split.training.length === 0 || (holdout > 0 && split.holdout.length === 0)) {
    found.push(diagnostic('R0703', undefined, { rows: dataset.rows, holdout }));
    return found;
  }
  const { head } = network;
  if (head.kind === 'classes' && dataset.targets.kind === 'classes') {
    const seen = new Set(dataset.targets.indices);
    const missing = head.classes.filter((_, index) => !seen.has(index)).map(({ label }) => label);
    if (missing.length > 0) found.push(diagnostic('R0705', undefined, { labels: missing }));
  }
  return found;
}
