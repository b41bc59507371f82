import { diagnostic, type Result } from '../base/diagnostic.ts';
import type { Source } from '../base/source.ts';
import { Unreadable, UntrustedJson } from '../base/untrusted.ts';
import type { Progress } from './descend.ts';
import { savingsOf } from './savings.ts';
import type { State } from './state.ts';

/** One line of a training's log, in JSON: how an epoch ended, 0 being the start. */
export interface LogEntry {
  readonly epoch: number;
  readonly steps: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly validation?: { readonly loss: number; readonly accuracy: number };
  /** Rows per step. */
  readonly batch: number;
  /** Share of the rows so far whose error came to each layer, where that is not all. */
  readonly reached?: readonly number[];
  /** Since the training, or what is now of it, began. */
  readonly seconds: number;
}

export function logEntry(
  { epoch, training, validation }: Progress,
  { steps, batch, effort }: State,
  seconds: number,
): LogEntry {
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

export function printLogEntry(entry: LogEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

/** The entries of a log; a last line that was cut off while it was written is left out. */
export function readLog(source: Source): Result<LogEntry[] | undefined> {
  const lines = source.text.split('\n');
  const whole = lines.slice(0, -1);
  const entries: LogEntry[] = [];
  for (const [index, line] of whole.entries()) {
    try {
      entries.push(readEntry(UntrustedJson.parse(line, '')));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      return refused(source, index + 1, error.message);
    }
  }
  return entries.length > 0 ? { value: entries, diagnostics: [] } : refused(source, 1, 'the file has no line');
}

function refused({ path: file, lineStarts, text }: Source, line: number, problem: string): Result<undefined> {
  const start = lineStarts[line - 1] ?? 0;
  const end = (lineStarts[line] ?? text.length + 1) - 1;
  return { value: undefined, diagnostics: [diagnostic('R0712', { file, start, end }, { line, problem })] };
}

function readEntry(entry: UntrustedJson): LogEntry {
  const number = (name: string): number => entry.field(name).number();
  const validation = entry.optional('validation');
  const reached = entry.optional('reached');
  return {
    epoch: entry.field('epoch').index(),
    steps: entry.field('steps').index(),
    loss: number('loss'),
    accuracy: number('accuracy'),
    ...(validation && {
      validation: { loss: validation.field('loss').number(), accuracy: validation.field('accuracy').number() },
    }),
    batch: entry.field('batch').index(),
    ...(reached && { reached: reached.items().map((share) => share.number()) }),
    seconds: number('seconds'),
  };
}
