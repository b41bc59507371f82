import { hasErrors } from '../base/diagnostic.ts';
import { makeSource } from '../base/source.ts';
import { renderPng } from '../node/png.ts';
import { readExactText } from '../node/read-file.ts';
import { writeFileAtomically } from '../node/write-file.ts';
import { plotCurves, type Curves } from '../plot/curves.ts';
import { readLog, type LogEntry } from '../train/log.ts';
import { percent } from './numbers.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { pictureEnding, type PlotFlags } from './plot.ts';
import { table } from './table.ts';
import { largestLog } from './training-log.ts';

/** `regionc plot --log`: the curves of a training, or without a picture to write a few of its epochs. */
export async function plotLogCommand(log: string, flags: PlotFlags): Promise<Outcome> {
  const ending = pictureEnding(flags.output);
  const { value: text, diagnostics } = await readExactText(log, largestLog);
  if (text === undefined) return failed(diagnostics);
  const source = makeSource(log, text);
  const { value: entries, diagnostics: unread } = readLog(source);
  if (!entries) return failed(unread, [source]);
  const { output, theme, width, height } = flags;
  if (output === undefined) {
    const lines = printEntries(entries);
    return done({ ok: true, text: lines, epochs: entries.at(-1)?.epoch ?? 0 }, `${lines}\n`);
  }
  const picture = plotCurves(curvesOf(log, entries), {
    ...(width && { width }),
    ...(height && { height }),
    theme: theme ?? (ending === '.png' ? 'light' : 'auto'),
  });
  const written = await writeFileAtomically(output, ending === '.svg' ? picture.svg : renderPng(picture.svg));
  if (hasErrors(written)) return failed(written);
  return done(
    { ok: true, output, width: picture.width, height: picture.height },
    `${output}: ${picture.width} x ${picture.height}\n`,
  );
}

function curvesOf(title: string, entries: readonly LogEntry[]): Curves {
  const validations = entries.flatMap(({ validation }) => validation ?? []);
  return {
    title,
    epochs: entries.map(({ epoch }) => epoch),
    training: { loss: entries.map(({ loss }) => loss), accuracy: entries.map(({ accuracy }) => accuracy) },
    ...(validations.length === entries.length && {
      validation: {
        loss: validations.map(({ loss }) => loss),
        accuracy: validations.map(({ accuracy }) => accuracy),
      },
    }),
  };
}

const shownEpochs = 11;

/** Evenly chosen epochs, the first and the last among them. */
function printEntries(entries: readonly LogEntry[]): string {
  const count = Math.min(shownEpochs, entries.length);
  const places = Array.from({ length: count }, (_, i) =>
    count === 1 ? 0 : Math.round((i * (entries.length - 1)) / (count - 1)),
  );
  const body = places.flatMap((place) => {
    const entry = entries[place];
    if (!entry) return [];
    const { epoch, loss, accuracy, validation } = entry;
    const checked = validation ? [validation.loss.toFixed(4), percent(validation.accuracy)] : ['-', '-'];
    return [[String(epoch), loss.toFixed(4), percent(accuracy), ...checked]];
  });
  return table(['epoch', 'loss', 'right', 'validation loss', 'validation right'], body).join('\n');
}
