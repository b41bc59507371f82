import type { Fit, Samples } from '../exec/fit.ts';
import { leastRowsToValidate } from './split.ts';

/** Weights that a training passes through, with how well they do. */
export interface Candidate {
  readonly parameters: Float64Array;
  readonly epoch: number;
  readonly training: Fit;
  /** Absent where no rows are spared to judge by. */
  readonly validation?: Fit;
}

/** The best candidate so far, and the most validation answers that any had right. */
export interface Judgement {
  readonly best: Candidate;
  readonly mostRight: number;
}

/** What makes one candidate better than another. */
export type Criterion = 'accuracy' | 'loss';

/**
 * Accuracy needs rows that were not trained on, since on those it proves nothing, and answers that are right or wrong:
 * where the data gives shares between 0 and 1 there is only the loss.
 */
export function criterionFor(validation: Samples): Criterion {
  const isCrisp = validation.wanted.every((share) => share === 0 || share === 1);
  return validation.rows > 0 && isCrisp ? 'accuracy' : 'loss';
}

/**
 * One answer more or less is chance, not merit: a few validation rows would otherwise decide every training of a small
 * data set, mostly for the worse. So it counts as a tie.
 */
const chance = 1;

/**
 * In nats. Once the rows are right, training goes on to make the answers surer, which few rows do not ask for and other
 * rows pay for. So of weights that get no more rows right and whose losses differ by less, the earlier ones are better.
 */
const sureness = 0.01;

/**
 * By accuracy, the validation rows decide; where they tie, the loss on all rows but the held-out ones. By loss, the
 * validation rows decide, or where there are none the training rows.
 */
export function judge(judgement: Judgement | undefined, candidate: Candidate, criterion: Criterion): Judgement {
  const mostRight = Math.max(judgement?.mostRight ?? 0, rightOf(candidate.validation));
  if (!judgement) return { best: candidate, mostRight };
  const { best } = judgement;
  const isIn = ({ validation }: Candidate): boolean => rightOf(validation) >= mostRight - chance;
  const isBetter =
    criterion === 'loss'
      ? judgedLoss(candidate) < judgedLoss(best) - slack(candidate, best)
      : isIn(candidate) && (!isIn(best) || knownLoss(candidate) < knownLoss(best) - slack(candidate, best));
  return { best: isBetter ? candidate : best, mostRight };
}

/** Whether no weights at all could be better than the best so far: few rows, all right, and as sure as they should be. */
export function isFinal({ best }: Judgement, criterion: Criterion): boolean {
  const answers = best.training.answers + (best.validation?.answers ?? 0);
  const loss = criterion === 'loss' ? judgedLoss(best) : knownLoss(best);
  return knownRight(best) === answers && loss < slack(best, best);
}

/**
 * Whether a candidate may take the place of the start. By accuracy, the start stays unless more of all rows (the
 * held-out ones aside) come out right, or where the candidate keeps the text anyway, as many at a lower loss; by loss,
 * unless the loss is lower.
 */
export function replaces(candidate: Candidate, start: Candidate, criterion: Criterion, keepsText: boolean): boolean {
  if (criterion === 'loss') return judgedLoss(candidate) < judgedLoss(start);
  if (keepsText && knownRight(candidate) >= knownRight(start)) return knownLoss(candidate) < knownLoss(start);
  return knownRight(candidate) > knownRight(start) + chance;
}

/** Of few training rows; from more on, later weights have more to show for themselves. */
function slack(candidate: Candidate, best: Candidate): number {
  const isFew = candidate.training.answers < leastRowsToValidate;
  return isFew && knownRight(candidate) <= knownRight(best) ? sureness : 0;
}

function judgedLoss({ training, validation }: Candidate): number {
  return (validation ?? training).loss;
}

function knownLoss({ training, validation }: Candidate): number {
  if (!validation) return training.loss;
  const answers = training.answers + validation.answers;
  return (training.loss * training.answers + validation.loss * validation.answers) / answers;
}

function knownRight({ training, validation }: Candidate): number {
  return rightOf(training) + rightOf(validation);
}

function rightOf(fit: Fit | undefined): number {
  return fit ? Math.round(fit.accuracy * fit.answers) : 0;
}
