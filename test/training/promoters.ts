import { makeRandom } from '../../src/base/random.ts';
import { takeDatasetRows } from '../../src/data/missing.ts';
import type { LabelledDataset } from '../../src/train/samples.ts';
import { readText } from './cases.ts';

export const promoterData = 'examples/promoters/promoters.csv';

/**
 * The published theory with every conjunction loosened to "all but k of" its conditions, with or without what it says
 * of conformation.
 */
export function promoterTheory(k: number, part: 'whole' | 'contact'): string {
  const published = readText('examples/promoters/promoters.region').replaceAll(/^check .*$/gm, '');
  const loosened = published.replace('= all of match(', `= all but ${k} of match(`);
  return part === 'whole' ? loosened : loosened.replace('contact and conformation', 'contact');
}

export interface PromoterSplit {
  readonly test: LabelledDataset;
  /** The first `rows` of the training rows, half of each class: fewer rows are among the more. */
  readonly training: (rows: number) => LabelledDataset;
}

/** 13 sequences of each class to test on, the others in a random order to train on. */
export function promoterSplit(dataset: LabelledDataset, seed: number): PromoterSplit {
  const random = makeRandom(seed);
  const { targets } = dataset;
  const classOf = targets.kind === 'classes' ? [...targets.indices] : [];
  const shuffled = [0, 1].map((index) => random.shuffle(classOf.flatMap((own, row) => (own === index ? [row] : []))));
  const take = (from: number, to: number): LabelledDataset =>
    takeDatasetRows(
      dataset,
      shuffled.flatMap((rows) => rows.slice(from, to)),
    );
  return { test: take(0, tested), training: (rows) => take(tested, tested + rows / 2) };
}

/** Rows of each class. */
const tested = 13;
