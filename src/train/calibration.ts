/** How far the probabilities of a network are as often right as they say. */
export interface Calibration {
  /** By how sure an answer is, in ten equal steps from 0 to 1; steps without answers are left out. */
  readonly bins: readonly CalibrationBin[];
  /** Expected calibration error: over all answers, the mean distance of a bin's confidence from its accuracy. */
  readonly error: number;
}

export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly answers: number;
  /** Mean probability of the answers given. */
  readonly confidence: number;
  /** Share of them that is right. */
  readonly accuracy: number;
}

/** An answer with its probability, in [0, 1]. */
export interface SureAnswer {
  readonly probability: number;
  readonly isRight: boolean;
}

const steps = 10;

export function calibrationOf(answers: readonly SureAnswer[]): Calibration {
  const sums = Array.from({ length: steps }, () => ({ answers: 0, probability: 0, right: 0 }));
  for (const { probability, isRight } of answers) {
    const bin = sums[Math.min(steps - 1, Math.floor(probability * steps))];
    if (!bin) continue;
    bin.answers++;
    bin.probability += probability;
    if (isRight) bin.right++;
  }
  const bins = sums.flatMap(({ answers: count, probability, right }, i) =>
    count === 0
      ? []
      : [
          {
            from: i / steps,
            to: (i + 1) / steps,
            answers: count,
            confidence: probability / count,
            accuracy: right / count,
          },
        ],
  );
  const error = bins.reduce(
    (sum, bin) => sum + (bin.answers * Math.abs(bin.confidence - bin.accuracy)) / answers.length,
    0,
  );
  return { bins, error };
}
