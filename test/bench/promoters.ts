import { caseOf, mean, trained, type Case } from '../training/cases.ts';
import { promoterData, promoterSplit, promoterTheory } from '../training/promoters.ts';
import { score, scoreExact } from '../../src/train/score.ts';
import type { TrainOptions } from '../../src/train/options.ts';
import { table } from './measure.ts';

/** `npm run bench -- promoters [SPLITS]`: accuracy on 26 sequences by how many others were trained on. */
const [splits = 50] = process.argv.slice(3).map(Number);
const sizes = [10, 20, 40, 80];
const whole = await caseOf(promoterTheory(1, 'whole'), promoterData);
const contact = await caseOf(promoterTheory(2, 'contact'), promoterData);
const rules = await Promise.all(
  [0, 1, 2, 3].flatMap((k) =>
    (['contact', 'whole'] as const).map((part) => caseOf(promoterTheory(k, part), promoterData)),
  ),
);

/** Accuracy per size, the mean over all splits. */
function measure(
  accuracyOf: (split: ReturnType<typeof promoterSplit>, rows: number, seed: number) => number,
): string[] {
  return sizes.map((rows) => {
    const seeds = Array.from({ length: splits }, (_, i) => i + 1);
    return percent(mean(seeds.map((seed) => accuracyOf(promoterSplit(whole.dataset, seed), rows, seed))));
  });
}

function afterTraining(from: Case, options: Partial<TrainOptions>): string[] {
  return measure(({ test, training }, rows, seed) => {
    const subject = { network: from.network, dataset: training(rows) };
    return score(trained(subject, { links: 'all', seed, ...options }).network, test).accuracy;
  });
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}

const rows: string[][] = [
  ['theory, all but 1: untrained', ...measure(({ test }) => score(whole.network, test).accuracy)],
  ['theory, all but 1: trained', ...afterTraining(whole, {})],
  ['the same network from random weights', ...afterTraining(whole, { start: 'random' })],
  [
    'rule, its k and parts chosen on the same rows',
    ...measure(({ test, training }, size) => {
      const known = training(size);
      const right = rules.map(({ network }) => scoreExact(network.text, known).accuracy);
      const best = rules[right.indexOf(Math.max(...right))] ?? whole;
      return scoreExact(best.network.text, test).accuracy;
    }),
  ],
  ['contact, all but 2: untrained', ...measure(({ test }) => score(contact.network, test).accuracy)],
  ['contact, all but 2: trained', ...afterTraining(contact, {})],
  ['contact, all but 2: trained with --pull 0.1', ...afterTraining(contact, { pull: 0.1 })],
];
console.log(table(['accuracy in %, training rows', ...sizes.map(String)], rows));
