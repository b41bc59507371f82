import type { Fit } from '../exec/fit.ts';

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

/**
 * One answer more or less is chance, not merit: a few validation rows would otherwise decide every training of a small
 * data set, mostly for the worse. So it counts as a tie.
 */
const chance = 1;

/**
 * Candidates are judged by accuracy on the validation rows, then by loss on all rows but the held-out ones; without
 * validation rows by the loss they were trained on, since accuracy on those rows proves nothing.
 */
export function judge(judgement: Judgement | undefined, candidate: Candidate): Judgement {
  const right = candidate.validation ? rightOf(candidate.validation) : 0;
  const mostRight = Math.max(judgement?.mostRight ?? 0, right);
  if (!judgement) return { best: candidate, mostRight };
  const isIn = ({ validation }: Candidate): boolean => !validation || rightOf(validation) >= mostRight - chance;
  const { best } = judgement;
  const isBetter = isIn(candidate) && (!isIn(best) || lossOf(candidate) < lossOf(best));
  return { best: isBetter ? candidate : best, mostRight };
}

/**
 * Whether a candidate may take the place of what was written. With validation rows the text stays unless more of all
 * rows (the held-out ones aside) come out right; without them, unless the loss is lower.
 */
export function replaces(candidate: Candidate, start: Candidate): boolean {
  if (!candidate.validation) return lossOf(candidate) < lossOf(start);
  return allRight(candidate) > allRight(start) + chance;
}

function lossOf({ training, validation }: Candidate): number {
  if (!validation) return training.loss;
  const answers = training.answers + validation.answers;
  return (training.loss * training.answers + validation.loss * validation.answers) / answers;
}

function allRight({ training, validation }: Candidate): number {
  return rightOf(training) + (validation ? rightOf(validation) : 0);
}

function rightOf({ accuracy, answers }: Fit): number {
  return Math.round(accuracy * answers);
}
