import { hasErrors, type Diagnostic } from '../base/diagnostic.ts';
import { makeSource, type Source } from '../base/source.ts';
import { appendText } from '../node/append-file.ts';
import { readExactText } from '../node/read-file.ts';
import { writeFileAtomically } from '../node/write-file.ts';
import type { Progress } from '../train/descend.ts';
import { logEntry, printLogEntry, readLog } from '../train/log.ts';
import type { State } from '../train/state.ts';

/** The file of `--log`, to which a training adds. */
export interface TrainingLog {
  readonly add: (progress: Progress, state: State, seconds: number) => void;
  /** Writes what has been added since. */
  readonly flush: () => Promise<readonly Diagnostic[]>;
}

/** A longer file is no log. */
export const largestLog = 1 << 30;

/** An empty log, or for a training that goes on, what the log says of the epochs before `firstEpoch`. */
export async function openLog(
  path: string,
  firstEpoch: number,
): Promise<{
  readonly log: TrainingLog;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
}> {
  const former = await formerLines(path, firstEpoch);
  const opened = hasErrors(former.diagnostics) ? former.diagnostics : await writeFileAtomically(path, former.text);
  let waiting = '';
  const log: TrainingLog = {
    add(progress, state, seconds) {
      waiting += printLogEntry(logEntry(progress, state, seconds));
    },
    async flush() {
      const text = waiting;
      waiting = '';
      return text === '' ? [] : appendText(path, text);
    },
  };
  return { log, diagnostics: opened, sources: former.sources };
}

async function formerLines(path: string, firstEpoch: number) {
  if (firstEpoch === 0) return { text: '', diagnostics: [], sources: [] };
  const { value: text, diagnostics } = await readExactText(path, largestLog);
  if (text === undefined) return { text: '', diagnostics, sources: [] };
  const source = makeSource(path, text);
  const { value: entries, diagnostics: unread } = readLog(source);
  const kept = (entries ?? []).filter(({ epoch }) => epoch < firstEpoch);
  return { text: kept.map(printLogEntry).join(''), diagnostics: unread, sources: [source] };
}
