import { describe, expect, it } from 'vitest';
import { makeRandom } from '../../src/base/random.ts';
import { firstUnproved } from '../../src/check/certified.ts';
import { withParameters } from '../../src/exec/parameters.ts';
import { eachPart } from '../../src/network/parts.ts';
import type { TrainOptions } from '../../src/train/options.ts';
import { prepare } from '../../src/train/prepare.ts';
import { chooseRows } from '../../src/train/rows.ts';
import { trainInSteps } from '../../src/train/train.ts';
import type { Case } from './cases.ts';
import { keepOptions, keepProblem } from './keep-problems.ts';

interface Course {
  /** Loss before the first step less the least loss. */
  readonly gained: number;
  /** Steps after which the parameters alone no longer proved the text. */
  readonly broken: number;
}

function course({ network, dataset }: Case, options: Partial<TrainOptions>): Course {
  const all: TrainOptions = { ...keepOptions, ...options };
  const random = makeRandom(all.seed);
  const chosen = chooseRows(network, dataset, all, random).value;
  if (!chosen) throw new Error('no rows');
  const { opened, back } = prepare(network, chosen, all, random);
  const losses: number[] = [];
  let broken = 0;
  for (const { state, progress } of trainInSteps(network, dataset, all)) {
    if (progress) losses.push(progress.training.loss);
    if (firstUnproved(eachPart(withParameters(opened, state.parameters), back), all.keepShare) !== undefined) broken++;
  }
  return { gained: (losses[0] ?? 0) - Math.min(...losses), broken };
}

describe('--keep certified', () => {
  it('breaks the text at no step, and gets at least half of what free training gets', () => {
    const shares = Array.from({ length: 20 }, (_, i) => {
      const problem = keepProblem(i + 1);
      const free = course(problem, {});
      const kept = course(problem, { keep: 'certified' });
      expect(kept.broken).toBe(0);
      return { share: kept.gained / free.gained, broken: free.broken };
    });
    const median = shares.map(({ share }) => share).toSorted((a, b) => a - b)[10] ?? 0;
    console.log(`keep certified: ${(100 * median).toFixed(0)} % of the loss reduction of free training in the median`);
    expect(median).toBeGreaterThan(0.5);
    // Without it training does break the text.
    expect(shares.filter(({ broken }) => broken > 0).length).toBeGreaterThan(10);
  }, 240_000);

  it('goes by the share that is stated', () => {
    const problem = keepProblem(1);
    const [tight, loose] = [1, 1.5].map((keepShare) => course(problem, { keep: 'certified', keepShare }));
    expect(tight?.broken).toBe(0);
    expect(loose?.broken).toBe(0);
    expect(loose?.gained).toBeGreaterThanOrEqual((tight?.gained ?? 0) - 1e-3);
  }, 60_000);
});
