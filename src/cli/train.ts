import { hasErrors } from '../base/diagnostic.ts';
import { writeNetwork } from '../network/file.ts';
import { breathe } from '../node/breathe.ts';
import { writeFileAtomically } from '../node/write-file.ts';
import { optionNames, trainDefaults, type TrainOptions } from '../train/options.ts';
import type { Progress } from '../train/descend.ts';
import { trainInSteps } from '../train/train.ts';
import { loadDataset } from './dataset.ts';
import { networkName } from './file-names.ts';
import { percent } from './numbers.ts';
import { printTraining } from './print-training.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { compiled, load } from './subject.ts';
import type { Terminal } from './terminal.ts';
import type { TrainFlags } from './train-flags.ts';

/** `regionc train`: a spec or network and data to a trained network file. */
export async function trainCommand(file: string, flags: TrainFlags, terminal: Terminal): Promise<Outcome> {
  const started = terminal.now();
  const loaded = await load(file, flags);
  const { network, diagnostics, sources } = compiled(loaded, flags, { mode: 'trainable' });
  if (!network) return failed(diagnostics, sources);
  const { value: dataset, diagnostics: dataProblems } = await loadDataset(network, flags, 'needed');
  const found = [...diagnostics, ...dataProblems];
  if (!dataset?.targets || hasErrors(found)) return failed(found, sources);

  const labelled = { ...dataset, targets: dataset.targets };
  // A network keeps the widths it has; a spec's are widened to what its rows need (DESIGN section 5).
  const widths = loaded.kind === 'network' ? 'text' : trainDefaults.widths;
  const options: TrainOptions = { ...trainDefaults, widths, ...optionsOf(flags) };
  const steps = trainInSteps(network, labelled, options);
  const { value: training, diagnostics: trainProblems } = await runSteps(steps, terminal, started);
  found.push(...trainProblems);
  if (!training || hasErrors(trainProblems)) return failed(found, sources);

  const path = flags.output ?? networkName(file, '.trained');
  const written = await writeFileAtomically(path, writeNetwork(training.network));
  found.push(...written);
  if (hasErrors(written)) return failed(found, sources);
  const seconds = (terminal.now() - started) / 1000;
  const document = {
    ok: true,
    network: path,
    steps: training.steps,
    epochs: training.epochs,
    loss: training.after.training.loss,
    accuracy: training.after.training.accuracy,
    validation: training.after.validation,
    holdout: training.after.holdout,
    before: training.before,
    stopped: training.stopped,
    temperature: training.temperature,
    savings: training.savings,
    batch: training.batch,
    bestEpoch: training.bestEpoch ?? 0,
    seed: options.seed,
    seconds,
  };
  return done(document, `${printTraining(training, path, seconds)}\n`, found, sources);
}

function optionsOf(flags: TrainFlags): Partial<TrainOptions> {
  return Object.fromEntries(
    Object.entries(flags).filter(([name, value]) => optionNames.includes(name) && value !== undefined),
  );
}

/** Runs the training, letting the terminal breathe so that Ctrl-C is heard. */
async function runSteps(steps: ReturnType<typeof trainInSteps>, terminal: Terminal, started: number) {
  let breathed = terminal.now();
  let next = steps.next();
  let progress: Progress | undefined;
  while (!next.done) {
    progress = next.value.progress ?? progress;
    if (progress && terminal.now() - breathed > 100) {
      breathed = terminal.now();
      terminal.progress(progressLine(progress, breathed - started));
      await breathe();
    }
    next = steps.next(terminal.cancelled());
  }
  return next.value;
}

function progressLine({ epoch, epochs, training, validation }: Progress, elapsed: number): string {
  const left = Math.ceil(((elapsed / epoch) * (epochs - epoch)) / 1000);
  const checked = validation ? `, validation ${percent(validation.accuracy)}` : '';
  return `epoch ${epoch} of ${epochs}, loss ${training.loss.toFixed(4)}, ${percent(training.accuracy)} right${checked}, at most ${left} s left`;
}
