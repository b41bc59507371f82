import { hasErrors, type Diagnostic, type Result } from '../base/diagnostic.ts';
import { breathe } from '../node/breathe.ts';
import { writeFileAtomically } from '../node/write-file.ts';
import { writeCheckpoint, type Run } from '../train/checkpoint.ts';
import type { Moment, Progress } from '../train/descend.ts';
import type { Training } from '../train/train.ts';
import { percent } from './numbers.ts';
import type { Terminal } from './terminal.ts';
import type { TrainingLog } from './training-log.ts';

/** A training on its way, and what is written down of it. */
export interface TrainingRun {
  readonly steps: Generator<Moment, Result<Training | undefined>, boolean | undefined>;
  readonly started: number;
  readonly log?: TrainingLog;
  readonly checkpoint?: { readonly path: string; readonly seconds: number; readonly run: Run };
}

/** How often the terminal is served. */
const breath = 100;

/**
 * Runs a training to its end, or to where the user asks it to stop. The first checkpoint is written before the first
 * step: where that fails nothing is begun; later on the training is worth more than a checkpoint.
 */
export async function runTraining(
  { steps, started, log, checkpoint }: TrainingRun,
  terminal: Terminal,
): Promise<Result<Training | undefined>> {
  const diagnostics: Diagnostic[] = [];
  let [breathed, saved] = [started, -Infinity];
  let progress: Progress | undefined;
  let firstEpoch: number | undefined;
  const save = async ({ state }: Moment): Promise<readonly Diagnostic[]> => {
    // The log is never behind the checkpoint, so that going on leaves no gap in it.
    const logged = (await log?.flush()) ?? [];
    if (!checkpoint || hasErrors(logged)) return logged;
    saved = terminal.now();
    return writeFileAtomically(checkpoint.path, writeCheckpoint({ run: checkpoint.run, state }));
  };

  let next = steps.next();
  while (!next.done) {
    const moment = next.value;
    if (moment.progress) {
      progress = moment.progress;
      firstEpoch ??= progress.epoch;
      log?.add(moment.progress, moment.state, (terminal.now() - started) / 1000);
    }
    const isFirst = saved === -Infinity;
    const stops = terminal.cancelled();
    if (isFirst || stops || terminal.now() - saved >= 1000 * (checkpoint?.seconds ?? Infinity)) {
      const found = await save(moment);
      if (isFirst && hasErrors(found)) return { value: undefined, diagnostics: found };
      diagnostics.splice(0, diagnostics.length, ...found);
      if (isFirst && !checkpoint) saved = terminal.now();
    }
    if (progress && terminal.now() - breathed > breath) {
      breathed = terminal.now();
      terminal.progress(progressLine(progress, firstEpoch ?? 0, breathed - started));
      await breathe();
    }
    next = steps.next(stops);
  }
  const unlogged = (await log?.flush()) ?? [];
  return { value: next.value.value, diagnostics: [...next.value.diagnostics, ...diagnostics, ...unlogged] };
}

/** The time left goes by the epochs of this run, which may have gone on from a checkpoint. */
function progressLine(progress: Progress, firstEpoch: number, elapsed: number): string {
  const { epoch, epochs, training, validation } = progress;
  const perEpoch = elapsed / (epoch - firstEpoch);
  const left = epoch === firstEpoch ? '' : `, at most ${Math.ceil((perEpoch * (epochs - epoch)) / 1000)} s left`;
  const checked = validation ? `, validation ${percent(validation.accuracy)}` : '';
  return `epoch ${epoch} of ${epochs}, loss ${training.loss.toFixed(4)}, ${percent(training.accuracy)} right${checked}${left}`;
}
