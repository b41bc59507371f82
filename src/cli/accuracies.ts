import { hasErrors, type Result } from '../base/diagnostic.ts';
import type { Network } from '../network/network.ts';
import type { RegionGraph } from '../region/graph.ts';
import { score, scoreExact } from '../train/score.ts';
import { loadDataset } from './dataset.ts';

/** Accuracies by data file and column, as far as the checks of a text speak of them. */
export type Accuracies = (data: string, label: string) => number | undefined;

/**
 * Reads the data that `accuracy(...)` names, relative to the folder of the text, and measures what the checks are
 * about: the exact classes of a text, or a trained network.
 */
export async function loadAccuracies(
  text: RegionGraph,
  network: Network,
  folder: string,
  subject: 'text' | 'network',
): Promise<Result<Accuracies>> {
  const found = new Map<string, number>();
  const diagnostics = [];
  for (const { claim } of text.checks) {
    for (const { data, label } of claim.kind === 'measure' ? claim.accuracies : []) {
      if (found.has(keyOf(data, label))) continue;
      const path = data.startsWith('/') ? data : `${folder}${data}`;
      const loaded = await loadDataset(network, { data: path, label }, 'needed');
      diagnostics.push(...loaded.diagnostics);
      const { value: dataset } = loaded;
      if (!dataset?.targets || hasErrors(loaded.diagnostics)) continue;
      const labelled = { ...dataset, targets: dataset.targets };
      const { accuracy } = subject === 'text' ? scoreExact(text, labelled) : score(network, labelled);
      found.set(keyOf(data, label), accuracy);
    }
  }
  return { value: (data, label) => found.get(keyOf(data, label)), diagnostics };
}

function keyOf(data: string, label: string): string {
  return JSON.stringify([data, label]);
}
