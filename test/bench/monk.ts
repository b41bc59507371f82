import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWholeTable } from '../../src/node/read-table.ts';
import { makeDataset } from '../../src/data/make-dataset.ts';
import { compile } from '../../src/network/compile.ts';
import { score } from '../../src/train/score.ts';
import type { LabelledDataset } from '../../src/train/samples.ts';
import type { TrainOptions } from '../../src/train/options.ts';
import type { Network } from '../../src/network/network.ts';
import { programOf } from '../helpers/program-of.ts';
import { crossValidated, mean, trained } from '../training/cases.ts';
import { table } from './measure.ts';

/**
 * `npm run bench -- monk FOLDER`: accuracy on all 432 robots after training a part of each rule on the published files
 * monk1_train.csv to monk3_train.csv of FOLDER (the UCI Machine Learning Repository has them), over ten seeds, with
 * `--extra-units 16 --validation 0`. How much short rows are worth is chosen by folds of the training rows alone; of
 * settings that have as many right there, the strongest penalties.
 */
const [folder = '.'] = process.argv.slice(3);
const declared = readFileSync(new URL('../../examples/monk/monk1.region', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('input'))
  .join('\n');

const rules = ['a5 == 1', 'at least 2 of (for a in [a1, a2, a3, a4, a5, a6]: a == 1)', 'a5 == 3 and a4 == 1'];
const strengths = [0, 0.001, 0.003, 0.01, 0.03, 0.1];
/** From the strongest penalties to none. */
const settings = strengths
  .flatMap((l2Rows) => strengths.map((l1) => ({ l2Rows, l1Rows: l1 > 0 ? [l1, l1] : [] })))
  .toSorted((a, b) => strengthOf(b) - strengthOf(a))
  .map((penalties) => ({ extraUnits: 16, validation: 0, ...penalties }));

const rows: string[][] = [];
for (const [i, rule] of rules.entries()) {
  const network = networkOf(rule);
  const training = await rowsOf(network, `monk${i + 1}_train.csv`);
  const all = await rowsOf(network, `monk${i + 1}_test.csv`);
  const subject = { network, dataset: training };
  const judged = settings.map((options) => ({
    options,
    folds: crossValidated(subject, options, { folds: 10, seeds: 2 }),
  }));
  const { options, folds } = judged.reduce((best, each) =>
    each.folds.accuracy.mean > best.folds.accuracy.mean ? each : best,
  );
  const after = Array.from({ length: 10 }, (_, seed) => {
    const made = trained(subject, { ...options, seed: seed + 1 });
    return score(made.network, all).accuracy;
  });
  const figures = [score(network, all).accuracy, mean(after), Math.min(...after), Math.max(...after)].map(percent);
  const chosen = `--l2-rows ${options.l2Rows} --l1-rows ${options.l1Rows.join(',') || 0}`;
  rows.push([`MONK-${i + 1}`, `\`${rule}\``, chosen, percent(folds.accuracy.mean), ...figures]);
}
console.log(table(['', 'the text', 'chosen', 'its folds', 'untrained', 'trained, mean', 'worst', 'best'], rows));

function strengthOf({ l2Rows, l1Rows }: Pick<TrainOptions, 'l2Rows' | 'l1Rows'>): number {
  return l2Rows + (l1Rows[0] ?? 0);
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}

function networkOf(rule: string): Network {
  const text = `${declared}\nclass one label 1 = ${rule}\nclass zero label 0 = otherwise\n`;
  const { value } = compile(programOf(text), { mode: 'trainable' });
  if (!value) throw new Error(text);
  return value;
}

async function rowsOf({ inputs, head }: Network, file: string): Promise<LabelledDataset> {
  const { value: read } = await readWholeTable(join(folder, file));
  const classes = head.kind === 'classes' ? head.classes : [];
  const made = read && makeDataset(read, inputs, { kind: 'classes', labelColumn: 'class', classes });
  if (!made?.value?.targets) throw new Error(`no rows in ${file}`);
  return { ...made.value, targets: made.value.targets };
}
