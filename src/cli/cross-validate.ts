import { hasErrors } from '../base/diagnostic.ts';
import { breathe } from '../node/breathe.ts';
import { crossValidateInSteps, type CrossValidation } from '../train/cross-validate.ts';
import { loadTraining } from './load-training.ts';
import { percent } from './numbers.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { table } from './table.ts';
import { machineFor } from './threads.ts';
import type { Terminal } from './terminal.ts';
import type { TrainFlags } from './train-flags.ts';
import { UsageError } from './usage-error.ts';

/** `regionc train --folds`: how well training does on rows that it has not seen. Writes no network. */
export async function crossValidateCommand(file: string, flags: TrainFlags, terminal: Terminal): Promise<Outcome> {
  const { folds = 0, seeds = 1 } = flags;
  if (!Number.isInteger(folds) || folds < 2)
    throw new UsageError(`--folds takes a whole number from 2 on, not ${folds}`);
  if (!Number.isInteger(seeds) || seeds < 1)
    throw new UsageError(`--seeds takes a whole number from 1 on, not ${seeds}`);
  const misplaced = (['output', 'resume', 'log', 'checkpoint', 'holdout'] as const).find(
    (name) => flags[name] !== undefined,
  );
  if (misplaced)
    throw new UsageError(`--${misplaced} does not go with --folds, which writes no network and holds out every row`);
  const started = terminal.now();
  const { value: subject, diagnostics: found, sources } = await loadTraining(file, flags);
  if (!subject) return failed(found, sources);

  const { machine, close } = machineFor(terminal, flags);
  const { network, labelled, options } = subject;
  const steps = crossValidateInSteps(network, labelled, options, { folds, seeds }, machine);
  let breathed = started;
  let next = steps.next();
  while (!next.done) {
    if (terminal.now() - breathed > 100) {
      breathed = terminal.now();
      terminal.progress(`training ${next.value.done + 1} of ${next.value.of}`);
      await breathe();
    }
    next = steps.next(terminal.cancelled());
  }
  close();
  const { value, diagnostics } = next.value;
  found.push(...diagnostics);
  if (!value && !hasErrors(diagnostics)) return { ...failed(found, sources), text: 'Stopped on request.\n' };
  if (!value) return failed(found, sources);
  const seconds = (terminal.now() - started) / 1000;
  return done(
    { ok: true, ...value, seconds },
    `${printCrossValidation(value, subject.labelled.rows)}\n`,
    found,
    sources,
  );
}

function printCrossValidation({ folds, seeds, accuracy, loss, before }: CrossValidation, rows: number): string {
  const body = seeds.map((each) => [
    String(each.seed),
    percent(each.accuracy),
    each.loss.toFixed(4),
    String(Math.round(each.epochs / folds)),
  ]);
  const spread = seeds.length > 1 ? `, standard deviation ${percent(accuracy.sd)} over ${seeds.length} seeds` : '';
  return [
    ...table(['seed', 'right', 'loss', 'epochs a fold'], body),
    '',
    `${folds} folds of ${rows} rows: ${percent(accuracy.mean)} right${spread}; loss ${loss.mean.toFixed(4)}`,
    `Before training: ${percent(before.accuracy)} right, loss ${before.loss.toFixed(4)}`,
  ].join('\n');
}
