import { beforeAll, describe, expect, it } from 'vitest';
import { score } from '../../src/train/score.ts';
import type { TrainOptions } from '../../src/train/options.ts';
import { caseOf, mean, trained, type Case } from './cases.ts';
import { promoterData, promoterSplit, promoterTheory } from './promoters.ts';

/** All splits and sizes: `npm run bench -- promoters`. */
describe('a published theory and twenty sequences', () => {
  let whole: Case;
  let contact: Case;
  beforeAll(async () => {
    whole = await caseOf(promoterTheory(1, 'whole'), promoterData);
    contact = await caseOf(promoterTheory(2, 'contact'), promoterData);
  });

  /** Mean accuracy on 26 other sequences, over splits. */
  function accuracy({ network, dataset }: Case, seeds: readonly number[], options?: Partial<TrainOptions>): number {
    return mean(
      seeds.map((seed) => {
        const { test, training } = promoterSplit(dataset, seed);
        const subject = { network, dataset: training(20) };
        const made = options ? trained(subject, { links: 'all', seed, ...options }).network : network;
        return score(made, test).accuracy;
      }),
    );
  }

  it('teach a network far more than the theory says, and than the sequences do', () => {
    const untrained = accuracy(whole, [1, 2]);
    const fromText = accuracy(whole, [1, 2], {});
    const fromNoise = accuracy(whole, [1, 2], { start: 'random' });
    console.log(`promoters: ${[untrained, fromText, fromNoise].map((share) => share.toFixed(3)).join(', ')}`);
    expect(untrained).toBeLessThan(0.7);
    expect(fromText).toBeGreaterThan(0.8);
    expect(fromText).toBeGreaterThan(fromNoise + 0.1);
  }, 240_000);

  it('take next to nothing from the best rule', () => {
    expect(accuracy(contact, [1], {})).toBeGreaterThanOrEqual(accuracy(contact, [1]) - 0.04);
  }, 120_000);
});
