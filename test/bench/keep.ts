import type { TrainOptions } from '../../src/train/options.ts';
import { train } from '../../src/train/train.ts';
import type { Case } from '../training/cases.ts';
import { keepOptions, keepProblem } from '../training/keep-problems.ts';
import { interleaved, table } from './measure.ts';

/**
 * `npm run bench -- keep`: what `--keep certified` costs on twenty generated problems of two inputs and 120 rows: how
 * much of free training's loss reduction is left after as many epochs, and how many times as long they take.
 */
const problems = 20;
const rounds = 5;

const rows = ['2%', '5%', '10%'].map((width) => {
  const courses = Array.from({ length: problems }, (_, i) => {
    const problem = keepProblem(i + 1, width);
    const [free, kept] = [gained(problem, {}), gained(problem, { keep: 'certified' })];
    const [freeTime = 0, keptTime = 0] = interleaved(rounds, [
      () => gained(problem, {}),
      () => gained(problem, { keep: 'certified' }),
    ]);
    return { share: kept / free, times: keptTime / freeTime };
  });
  const shares = courses.map(({ share }) => 100 * share);
  const times = courses.map((course) => course.times);
  return [width, spread(shares, 0), spread(times, 1)];
});
console.log(table(['bands', "% of free training's gain: median, from, to", 'times as long: median, from, to'], rows));

/** Loss before the first step less the least loss of the training rows. */
function gained({ network, dataset }: Case, options: Partial<TrainOptions>): number {
  const losses: number[] = [];
  const onProgress = ({ training }: { readonly training: { readonly loss: number } }): void => {
    losses.push(training.loss);
  };
  train(network, dataset, { ...keepOptions, ...options }, { onProgress });
  return (losses[0] ?? 0) - Math.min(...losses);
}

function spread(values: readonly number[], digits: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return [sorted[Math.floor(sorted.length / 2)], sorted[0], sorted.at(-1)]
    .map((value) => (value ?? 0).toFixed(digits))
    .join(', ');
}
