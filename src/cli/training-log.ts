import { hasErrors, type Diagnostic } from '../base/diagnostic.ts';
import { appendText } from '../node/append-file.ts';
import { readExactText } from '../node/read-file.ts';
import { writeFileAtomically } from '../node/write-file.ts';
import type { Progress } from '../train/descend.ts';
import { savingsOf } from '../train/savings.ts';
import type { State } from '../train/state.ts';

/** The file of `--log`: JSON lines, one per epoch, 0 being the start. */
export interface TrainingLog {
  readonly add: (progress: Progress, state: State, seconds: number) => void;
  /** Writes what has been added since. */
  readonly flush: () => Promise<readonly Diagnostic[]>;
}

/** An empty log, or for a training that goes on, what the log says of the epochs before `firstEpoch`. */
export async function openLog(
  path: string,
  firstEpoch: number,
  largest: number,
): Promise<{ readonly log: TrainingLog; readonly diagnostics: readonly Diagnostic[] }> {
  const former = firstEpoch === 0 ? undefined : await readExactText(path, largest);
  const kept = (former?.value ?? '').split('\n').filter((line) => isBefore(line, firstEpoch));
  const unreadable = former && hasErrors(former.diagnostics) ? former.diagnostics : [];
  const diagnostics =
    unreadable.length > 0 ? unreadable : await writeFileAtomically(path, kept.map((line) => `${line}\n`).join(''));
  let waiting = '';
  const log: TrainingLog = {
    add(progress, state, seconds) {
      waiting += `${JSON.stringify(lineOf(progress, state, seconds))}\n`;
    },
    async flush() {
      const text = waiting;
      waiting = '';
      return text === '' ? [] : appendText(path, text);
    },
  };
  return { log, diagnostics };
}

function lineOf({ epoch, training, validation }: Progress, { steps, batch, effort }: State, seconds: number) {
  return {
    epoch,
    steps,
    loss: training.loss,
    accuracy: training.accuracy,
    ...(validation && { validation: { loss: validation.loss, accuracy: validation.accuracy } }),
    batch,
    ...(effort && { reached: savingsOf(effort).reached }),
    seconds: Number(seconds.toFixed(3)),
  };
}

/** A line that was cut off while it was written is of no epoch. */
function isBefore(line: string, firstEpoch: number): boolean {
  const [, epoch] = /^\{"epoch":(\d+),.*\}$/.exec(line) ?? [];
  return epoch !== undefined && Number(epoch) < firstEpoch;
}
