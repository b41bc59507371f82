import type { Random } from '../base/random.ts';
import type { Targets } from '../data/dataset.ts';

/** Which rows train, which decide when to stop, and which are kept for the reported figure; each ascending. */
export interface Split {
  readonly training: Int32Array;
  readonly validation: Int32Array;
  readonly holdout: Int32Array;
}

/** One of several parts of the rows, each of which is held out once; from 0. */
export interface Fold {
  readonly index: number;
  readonly of: number;
}

/** Below this many rows none are spared for validation: too few to judge by. */
export const leastRowsToValidate = 40;

/**
 * A seeded split in which every class (every combination of outputs) has nearly its share of each part. `validation`
 * is a share of the rows that are not held out. With the same source of numbers the folds share no row.
 */
export function splitRows(
  targets: Targets,
  rows: number,
  shares: { readonly holdout: number; readonly validation: number },
  random: Random,
  fold?: Fold,
): Split {
  const all = Array.from({ length: rows }, (_, row) => row);
  const isHeldOut = fold ? (index: number) => index % fold.of === fold.index : evenly(shares.holdout);
  const [holdout, rest] = parted(all, targets, rows, isHeldOut, random);
  const share = rest.length < leastRowsToValidate ? 0 : shares.validation;
  const [validation, training] = parted(rest, targets, rows, evenly(share), random);
  return { training, validation, holdout };
}

/** Shuffled, then brought together class by class, so that taking evenly along the row takes evenly from each class. */
function parted(
  from: ArrayLike<number>,
  targets: Targets,
  rows: number,
  isTaken: (index: number) => boolean,
  random: Random,
): [Int32Array, Int32Array] {
  const order = random.shuffle(Array.from(from)).map((row) => ({ row, stratum: stratumOf(targets, row, rows) }));
  order.sort((left, right) => (left.stratum < right.stratum ? -1 : left.stratum > right.stratum ? 1 : 0));
  const part = (taken: boolean): Int32Array =>
    Int32Array.from(order.filter((_, index) => isTaken(index) === taken).map(({ row }) => row)).sort();
  return [part(true), part(false)];
}

function evenly(share: number): (index: number) => boolean {
  return (index) => Math.round((index + 1) * share) > Math.round(index * share);
}

function stratumOf(targets: Targets, row: number, rows: number): string {
  if (targets.kind === 'classes') return String(targets.indices[row]);
  const outputs = targets.shares.length / rows;
  return Array.from(targets.shares.subarray(row * outputs, (row + 1) * outputs), (share) => +(share >= 0.5)).join('');
}
