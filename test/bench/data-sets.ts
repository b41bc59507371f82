import { scoreExact } from '../../src/train/score.ts';
import type { TrainOptions } from '../../src/train/options.ts';
import { caseOf, crossValidated, mean, readText } from '../training/cases.ts';
import { keepIn } from './kept.ts';
import { table } from './measure.ts';

/**
 * `npm run bench -- data-sets [SEEDS] [FILE]`: how much the examples have right by 10-fold cross-validation, beside the
 * best of six usual methods by the same folds in number. With FILE, figures are kept there.
 */
const [seeds = '5', file] = process.argv.slice(3);
const keep = keepIn(file);

interface Subject {
  readonly name: string;
  readonly options: Partial<TrainOptions>;
  readonly flags: string;
  /** In %, the best of scikit-learn 1.2.1's logistic regression, svm, forest, tree and two networks, not tuned. */
  readonly best: number;
  /** Fewer than are asked for, where one takes minutes. */
  readonly mostSeeds?: number;
}

/** What examples/training.md advises for a few hundred rows of several columns; chosen with folds of seeds 11 to 13. */
const small = (l2Rows: number, scale: TrainOptions['scale']): Pick<Subject, 'options' | 'flags'> => ({
  options: { scale, l2Rows, validation: 0 },
  flags: `${scale === 'range' ? '' : `--scale ${scale} `}--l2-rows ${l2Rows} --validation 0`,
});
const asIs: Pick<Subject, 'options' | 'flags'> = { options: {}, flags: 'none' };

const subjects: readonly Subject[] = [
  { name: 'iris', ...asIs, best: 96.1 },
  { name: 'penguins', ...small(0.05, 'data'), best: 99.0 },
  { name: 'wine', ...small(0.003, 'range'), best: 98.3 },
  { name: 'breast-cancer', ...small(0.1, 'data'), best: 98.0 },
  { name: 'digits', ...asIs, best: 98.2, mostSeeds: 1 },
];

const rows: string[][] = [];
for (const { name, options, flags, best, mostSeeds = Infinity } of subjects) {
  const subject = await caseOf(
    readText(`examples/${name}/${name}.region`).replaceAll(/^check .*$/gm, ''),
    `examples/${name}/${name}.csv`,
  );
  const shares = Array.from({ length: Math.min(Number(seeds), mostSeeds) }, (_, seed) =>
    keep(
      `${name} ${flags}: seed ${seed}`,
      () => crossValidated(subject, { ...options, seed }, { folds: 10, seeds: 1 }).accuracy.mean,
    ),
  );
  rows.push([
    name,
    flags,
    percent(scoreExact(subject.network.text, subject.dataset).accuracy),
    percent(mean(shares)),
    `${percent(Math.min(...shares))} to ${percent(Math.max(...shares))}`,
    best.toFixed(1),
  ]);
}
console.log(
  table([`10 folds, ${seeds} seeds from 0 on, % right`, 'flags', 'text alone', 'trained', 'by seed', 'others'], rows),
);

function percent(share: number): string {
  return (100 * share).toFixed(1);
}
