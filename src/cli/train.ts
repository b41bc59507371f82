import { aboutFile, hasErrors, type Result } from '../base/diagnostic.ts';
import { writeNetwork } from '../network/file.ts';
import { hashBytes, hashDataset } from '../data/hash.ts';
import { removeFile } from '../node/append-file.ts';
import { readBytes } from '../node/read-file.ts';
import { removeAbandoned, writeFileAtomically } from '../node/write-file.ts';
import { readCheckpoint, type Run } from '../train/checkpoint.ts';
import { recordOf } from '../train/options.ts';
import { resumeProblems } from '../train/resume.ts';
import type { State } from '../train/state.ts';
import { trainInSteps } from '../train/train.ts';
import { crossValidateCommand } from './cross-validate.ts';
import { networkName } from './file-names.ts';
import { loadTraining } from './load-training.ts';
import { printTraining } from './print-training.ts';
import { done, failed, type Outcome } from './outcome.ts';
import type { Terminal } from './terminal.ts';
import type { TrainFlags } from './train-flags.ts';
import { machineFor } from './threads.ts';
import { openLog } from './training-log.ts';
import { runTraining } from './training-run.ts';
import { UsageError } from './usage-error.ts';

/** `regionc train`: a spec or network and data to a trained network file, or with `--folds` to a figure. */
export async function trainCommand(file: string, flags: TrainFlags, terminal: Terminal): Promise<Outcome> {
  if (flags.folds !== undefined) return crossValidateCommand(file, flags, terminal);
  if (flags.seeds !== undefined) throw new UsageError('--seeds counts whole cross-validations: name --folds as well');
  const started = terminal.now();
  const { value: subject, diagnostics: found, sources } = await loadTraining(file, flags);
  if (!subject) return failed(found, sources);
  const { network, labelled, options } = subject;
  const path = flags.output ?? networkName(file, '.trained');
  const run: Run = {
    network: hashBytes(writeNetwork(network)),
    data: hashDataset(labelled),
    options: recordOf(options),
  };
  const { value: from, diagnostics: unresumed } = await resumed(run, path, flags);
  found.push(...unresumed);
  if (hasErrors(unresumed)) return failed(found, sources);
  const opened = flags.log === undefined ? undefined : await openLog(flags.log, from?.epoch ?? 0);
  if (opened && hasErrors(opened.diagnostics)) {
    return failed([...found, ...opened.diagnostics], [...sources, ...opened.sources]);
  }

  const seconds = flags.checkpoint ?? usualSeconds;
  await removeAbandoned(checkpointName(path));
  await removeAbandoned(path);
  const { machine, close } = machineFor(terminal, flags);
  const { value: training, diagnostics: problems } = await runTraining(
    {
      steps: trainInSteps(network, labelled, options, { from, leaps: opened === undefined, machine }),
      started,
      ...(opened && { log: opened.log }),
      ...(seconds > 0 && { checkpoint: { path: checkpointName(path), seconds, run } }),
    },
    terminal,
  ).finally(close);
  found.push(...problems);
  if (!training) return failed(found, sources);
  const written = await writeFileAtomically(path, writeNetwork(training.network));
  found.push(...written);
  if (hasErrors(written)) return failed(found, sources);
  const isOver = training.stopped !== 'cancelled';
  if (isOver && seconds > 0) await removeFile(checkpointName(path));
  const goOn = isOver || seconds === 0 ? '' : '\nThe same command with --resume goes on from here.';
  const took = (terminal.now() - started) / 1000;
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
    seconds: took,
    ...(!isOver && seconds > 0 && { checkpoint: checkpointName(path) }),
  };
  return done(document, `${printTraining(training, path, took)}${goOn}\n`, found, sources);
}

/** Seconds between checkpoints, if nothing else is asked for. */
const usualSeconds = 30;

/** Beside the network that the training is going to write. */
function checkpointName(path: string): string {
  return `${path}.checkpoint`;
}

/** The state to go on from, where `--resume` asks for it. */
async function resumed(run: Run, path: string, { resume, limit }: TrainFlags): Promise<Result<State | undefined>> {
  if (resume === undefined) return { value: undefined, diagnostics: [] };
  const file = resume === true ? checkpointName(path) : resume;
  const { value: bytes, diagnostics } = await readBytes(file, limit.networkBytes);
  if (!bytes) return { value: undefined, diagnostics };
  const { value: checkpoint, diagnostics: unread } = readCheckpoint(bytes);
  const found = checkpoint ? resumeProblems(checkpoint.run, run) : unread;
  return { value: checkpoint?.state, diagnostics: aboutFile(found, file) };
}
