import { hasErrors, type Result } from '../base/diagnostic.ts';
import type { Checked } from '../check/check-job.ts';
import type { Network } from '../network/network.ts';
import type { RegionGraph } from '../region/graph.ts';
import { score, scoreExact } from '../train/score.ts';
import { loadDataset } from './dataset.ts';

/**
 * Reads the data that `accuracy(...)` names, relative to the folder of the text, and measures what the checks are
 * about: the exact classes of a text, or a trained network.
 */
export async function loadAccuracies(
  text: RegionGraph,
  network: Network,
  folder: string,
  subject: 'text' | 'network',
): Promise<Result<Checked['accuracies']>> {
  const found: Checked['accuracies'][number][] = [];
  const diagnostics = [];
  for (const { claim } of text.checks) {
    for (const { data, label } of claim.kind === 'measure' ? claim.accuracies : []) {
      if (found.some((each) => each.data === data && each.label === label)) continue;
      const path = data.startsWith('/') ? data : `${folder}${data}`;
      const loaded = await loadDataset(network, { data: path, label }, 'needed');
      diagnostics.push(...loaded.diagnostics);
      const { value: dataset } = loaded;
      if (!dataset?.targets || hasErrors(loaded.diagnostics)) continue;
      const labelled = { ...dataset, targets: dataset.targets };
      const { accuracy: share } = subject === 'text' ? scoreExact(text, labelled) : score(network, labelled);
      found.push({ data, label, share });
    }
  }
  return { value: found, diagnostics };
}
