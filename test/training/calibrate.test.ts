import { describe, expect, it } from 'vitest';
import { makeRandom } from '../../src/base/random.ts';
import { takeDatasetRows } from '../../src/data/missing.ts';
import type { CalibrationBin } from '../../src/train/calibration.ts';
import { trainDefaults, type TrainOptions } from '../../src/train/options.ts';
import { score } from '../../src/train/score.ts';
import { splitRows, type Fold } from '../../src/train/split.ts';
import { trainInSteps } from '../../src/train/train.ts';
import { caseOf, readText, type Case } from './cases.ts';

const breastCancer = await caseOf(
  readText('examples/breast-cancer/breast-cancer.region'),
  'examples/breast-cancer/breast-cancer.csv',
);
const digits = await caseOf(readText('examples/digits/digits.region'), 'examples/digits/digits.csv');

/** The bins of the rows that each of these trainings held out, all together. */
function heldOutBins(
  { network, dataset }: Case,
  trainings: readonly { readonly options: Partial<TrainOptions>; readonly fold?: Fold }[],
): CalibrationBin[] {
  return trainings.flatMap(({ options: given, fold }) => {
    const options = { ...trainDefaults, ...given };
    const { holdout } = splitRows(dataset.targets, dataset.rows, options, makeRandom(options.seed), fold);
    const steps = trainInSteps(network, dataset, options, fold && { fold });
    let next = steps.next();
    while (!next.done) next = steps.next();
    const after = next.value.value?.network;
    return after ? score(after, takeDatasetRows(dataset, [...holdout])).calibration.bins : [];
  });
}

/** Expected calibration error: ten bins by how sure an answer is. */
function errorOf(bins: readonly CalibrationBin[]): number {
  const total = bins.reduce((sum, { answers }) => sum + answers, 0);
  const gaps = new Map<number, number>();
  for (const { from, answers, confidence, accuracy } of bins) {
    gaps.set(from, (gaps.get(from) ?? 0) + answers * (confidence - accuracy));
  }
  return [...gaps.values()].reduce((sum, gap) => sum + Math.abs(gap), 0) / total;
}

describe('--calibrate', () => {
  it('leaves an expected calibration error below 0.03 on the rows of ten folds of breast cancers', () => {
    const folds = Array.from({ length: 10 }, (_, index) => ({ index, of: 10 }));
    const bins = heldOutBins(
      breastCancer,
      folds.map((fold) => ({ options: { calibrate: true }, fold })),
    );
    expect(bins.reduce((sum, { answers }) => sum + answers, 0)).toBe(569);
    console.log(`breast cancer: calibration error ${errorOf(bins).toFixed(4)}`);
    expect(errorOf(bins)).toBeLessThan(0.03);
  });

  it('leaves one below 0.03 on 30 % of the digits that were held out', () => {
    const bins = heldOutBins(digits, [{ options: { calibrate: true, holdout: 0.3, epochs: 120 } }]);
    console.log(`digits: calibration error ${errorOf(bins).toFixed(4)}`);
    expect(errorOf(bins)).toBeLessThan(0.03);
  });

  it('changes how sure the answers are, and none of them', () => {
    const options = { ...trainDefaults, epochs: 100 };
    const [plain, calibrated] = [false, true].map((calibrate) => {
      const steps = trainInSteps(breastCancer.network, breastCancer.dataset, { ...options, calibrate });
      let next = steps.next();
      while (!next.done) next = steps.next();
      return next.value.value;
    });
    expect(plain?.temperature).toBeUndefined();
    expect(calibrated?.temperature).toBeGreaterThan(0);
    expect(calibrated?.network.history.at(-1)?.options['temperature']).toBe(calibrated?.temperature);
    expect(calibrated?.after.training.accuracy).toBe(plain?.after.training.accuracy);
    expect(calibrated?.after.training.loss).not.toBe(plain?.after.training.loss);
  });
});
