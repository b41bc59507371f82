import { describe, expect, it } from 'vitest';
import { makeRandom } from '../../src/base/random.ts';
import { firstUnproved, makeFirstUnproved } from '../../src/check/certified.ts';
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

  it('finds of parts that changed what it finds of a network that it has never seen', () => {
    const answers = Array.from({ length: 10 }, (_, i) => {
      const { network: start } = keepProblem(i + 1);
      const random = makeRandom(i);
      const known = makeFirstUnproved(start, 1);
      const networks = [start];
      return Array.from({ length: 60 }, () => {
        // From any that came before, so that parts come back too.
        const from = networks[random.below(networks.length)] ?? start;
        const changed = random.below(6);
        const nudged = (value: number): number => value * (1 + 0.05 * random.normal());
        const network = eachPart(from, {
          primitive: (unit, place) =>
            place === changed && unit.kind === 'halfspace' ? { ...unit, a: unit.a.map(nudged) } : unit,
          unit: (unit) => (changed === 4 ? { ...unit, weights: unit.weights.map(nudged) } : unit),
          row: (row) => (changed === 5 ? { ...row, gain: nudged(row.gain) } : row),
        });
        networks.push(network);
        expect(known(network)).toBe(firstUnproved(network, 1));
        return known(network) === undefined;
      });
    }).flat();
    expect(answers).toContain(true);
    expect(answers).toContain(false);
  });

  it('goes by the share that is stated', () => {
    const problem = keepProblem(1);
    const [tight, loose] = [1, 1.5].map((keepShare) => course(problem, { keep: 'certified', keepShare }));
    expect(tight?.broken).toBe(0);
    expect(loose?.broken).toBe(0);
    expect(loose?.gained).toBeGreaterThanOrEqual((tight?.gained ?? 0) - 1e-3);
  }, 60_000);
});
