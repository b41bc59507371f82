import { hasErrors, type Diagnostic } from '../base/diagnostic.ts';
import type { Source } from '../base/source.ts';
import type { Network } from '../network/network.ts';
import { optionNames, trainDefaults, type TrainOptions } from '../train/options.ts';
import type { LabelledDataset } from '../train/samples.ts';
import { loadDataset } from './dataset.ts';
import { compiled, load } from './subject.ts';
import type { TrainFlags } from './train-flags.ts';

/** What `regionc train` works on. */
export interface TrainingSubject {
  readonly network: Network;
  readonly labelled: LabelledDataset;
  readonly options: TrainOptions;
}

/** The network, the rows and the options that a command line names; undefined where errors keep it from training. */
export async function loadTraining(
  file: string,
  flags: TrainFlags,
): Promise<{
  readonly value: TrainingSubject | undefined;
  readonly diagnostics: Diagnostic[];
  readonly sources: readonly Source[];
}> {
  const loaded = await load(file, flags);
  const { network, diagnostics, sources } = compiled(loaded, flags, { mode: 'trainable' });
  if (!network) return { value: undefined, diagnostics: [...diagnostics], sources };
  const { value: dataset, diagnostics: dataProblems } = await loadDataset(network, flags, 'needed');
  const found = [...diagnostics, ...dataProblems];
  if (!dataset?.targets || hasErrors(found)) return { value: undefined, diagnostics: found, sources };
  // A network keeps the widths it has; a spec's are widened to what its rows need (DESIGN section 5).
  const widths = loaded.kind === 'network' ? 'text' : trainDefaults.widths;
  const options: TrainOptions = { ...trainDefaults, widths, ...optionsOf(flags) };
  return {
    value: { network, labelled: { ...dataset, targets: dataset.targets }, options },
    diagnostics: found,
    sources,
  };
}

function optionsOf(flags: TrainFlags): Partial<TrainOptions> {
  return Object.fromEntries(
    Object.entries(flags).filter(([name, value]) => optionNames.includes(name) && value !== undefined),
  );
}
