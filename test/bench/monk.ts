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
import { mean, trained } from '../training/cases.ts';
import { table } from './measure.ts';

/**
 * `npm run bench -- monk FOLDER`: accuracy on all 432 robots after training a part of each rule on the published files
 * monk1_train.csv to monk3_test.csv of FOLDER (the UCI Machine Learning Repository has them), over ten seeds.
 */
const [folder = '.'] = process.argv.slice(3);
const declared = readFileSync(new URL('../../examples/monk/monk1.region', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('input'))
  .join('\n');

const problems: readonly { readonly rule: string; readonly options: Partial<TrainOptions> }[] = [
  { rule: 'a5 == 1', options: { extraUnits: 16, l2Rows: 5e-4, validation: 0 } },
  {
    rule: 'at least 2 of (for a in [a1, a2, a3, a4, a5, a6]: a == 1)',
    options: { extraUnits: 16, l2Rows: 5e-4, validation: 0 },
  },
  { rule: 'a5 == 3 and a4 == 1', options: { extraUnits: 4, l2Rows: 0.01, l1Rows: [0.003] } },
];

const rows: string[][] = [];
for (const [i, { rule, options }] of problems.entries()) {
  const network = networkOf(rule);
  const training = await rowsOf(network, `monk${i + 1}_train.csv`);
  const all = await rowsOf(network, `monk${i + 1}_test.csv`);
  const after = Array.from({ length: 10 }, (_, seed) => {
    const made = trained({ network, dataset: training }, { ...options, seed: seed + 1 });
    return score(made.network, all).accuracy;
  });
  const [worst, best] = [Math.min(...after), Math.max(...after)];
  const figures = [score(network, all).accuracy, mean(after), worst, best].map((share) => (100 * share).toFixed(1));
  rows.push([`MONK-${i + 1}`, `\`${rule}\``, ...figures]);
}
console.log(table(['', 'the text', 'untrained', 'trained, mean', 'worst', 'best'], rows));

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
