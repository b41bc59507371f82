import { makeRandom } from '../../src/base/random.ts';
import { takeDatasetRows } from '../../src/data/missing.ts';
import type { TrainOptions } from '../../src/train/options.ts';
import type { LabelledDataset } from '../../src/train/samples.ts';
import { score, scoreExact } from '../../src/train/score.ts';
import { splitRows } from '../../src/train/split.ts';
import { caseOf, crossValidated, mean, readText, trained, type Case } from '../training/cases.ts';
import { keepIn } from './stored-figures.ts';
import { table } from './measure.ts';

/**
 * `npm run bench -- data-sets [SEEDS] [FILE]`: how much the examples have right by 10-fold cross-validation, with the
 * defaults and, of few rows, with `--validation 0 --l2-rows L`, beside the best of six usual methods by the same folds
 * in number. L is chosen for every fold anew, by five folds of the rows that it trains on: what is held out has no part
 * in it. With FILE, figures are kept there.
 */
const [seeds = '5', file] = process.argv.slice(3);
const keep = keepIn(file);
const folds = 10;

interface Subject {
  readonly name: string;
  /** In %, the best of scikit-learn 1.2.1's logistic regression, svm, forest, tree and two networks, not tuned. */
  readonly best: number;
  /** Whether rows are too few to spare some of them to judge by. */
  readonly isSmall: boolean;
}

const subjects: readonly Subject[] = [
  { name: 'iris', best: 96.1, isSmall: true },
  { name: 'penguins', best: 99.0, isSmall: true },
  { name: 'wine', best: 98.3, isSmall: true },
  { name: 'breast-cancer', best: 98.0, isSmall: true },
  { name: 'digits', best: 98.2, isSmall: false },
];
const strengths = [0.1, 0.03, 0.01, 0.003];

const rows: string[][] = [];
for (const { name, best, isSmall } of subjects) {
  const subject = await caseOf(
    readText(`examples/${name}/${name}.region`).replaceAll(/^check .*$/gm, ''),
    `examples/${name}/${name}.csv`,
  );
  const bySeed = (flags: string, accuracy: (seed: number) => number): string => {
    const shares = Array.from({ length: Number(seeds) }, (_, seed) =>
      keep(`${name} ${flags}: seed ${seed}`, () => accuracy(seed)),
    );
    return `${percent(mean(shares))} (${percent(Math.min(...shares))} to ${percent(Math.max(...shares))})`;
  };
  rows.push([
    name,
    percent(scoreExact(subject.network.text, subject.dataset).accuracy),
    bySeed('defaults', (seed) => crossValidated(subject, { seed }, { folds, seeds: 1 }).accuracy.mean),
    isSmall ? bySeed('chosen --l2-rows', (seed) => withinFolds(subject, seed)) : '',
    best.toFixed(1),
  ]);
}
console.log(
  table(
    [
      `${folds} folds, ${seeds} seeds from 0 on, % right`,
      'text alone',
      'defaults',
      '--l2-rows chosen within',
      'others',
    ],
    rows,
  ),
);

/** The share of all rows that is right, each held out once while the strength is chosen and the network is trained. */
function withinFolds({ network, dataset }: Case, seed: number): number {
  const right = Array.from({ length: folds }, (_, index) => {
    const none = { holdout: 0, validation: 0 };
    const fold = splitRows(dataset.targets, dataset.rows, none, makeRandom(seed), { index, of: folds });
    const known: Case = { network, dataset: rowsOf(dataset, fold.training) };
    const judged = strengths.map((l2Rows) => {
      const options: Partial<TrainOptions> = { validation: 0, l2Rows, seed };
      return { options, loss: crossValidated(known, options, { folds: 5, seeds: 1 }).loss.mean };
    });
    const { options } = judged.reduce((best, each) => (each.loss < best.loss ? each : best));
    return score(trained(known, options).network, rowsOf(dataset, fold.holdout)).accuracy * fold.holdout.length;
  });
  return right.reduce((sum, count) => sum + count, 0) / dataset.rows;
}

function rowsOf(dataset: LabelledDataset, chosen: Int32Array): LabelledDataset {
  return takeDatasetRows(dataset, [...chosen]);
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}
