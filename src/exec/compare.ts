import { exp } from '../base/exponential.ts';
import { outputCount, type HeadLayout } from './parameters.ts';
import { tileRows } from './propagate.ts';
import { largestOf } from './forward.ts';

/** Points with what the network should say of them. */
export interface Samples {
  readonly rows: number;
  /** Row-major, rows x inputs. */
  readonly points: Float64Array;
  /**
   * Row-major, rows x outputs, in [0, 1]: per class its share (1 for the right one, and in all), per output the wanted
   * share.
   */
  readonly wanted: Float64Array;
  /** How much each answer (row, or row and output) counts in the loss; all the same where absent. */
  readonly weights?: Float64Array;
}

/** How well a network fits samples; of no rows there is no fit (NaN). */
export interface Fit {
  /**
   * Mean cross-entropy in nats: per row of the softmax, or per row and output of the share (1 + u) / 2 = l_1(t).
   */
  readonly loss: number;
  /** Share of rows (of rows and outputs) on the right side: the largest class, or u >= 0 where the share is >= 1/2. */
  readonly accuracy: number;
  /** How many answers that is a share of: rows, or rows times outputs. */
  readonly answers: number;
}

/** Sums over answers so far. */
export interface Tally {
  loss: number;
  right: number;
}

/** One stretch of rows after it went through the network. */
interface Compared {
  /** The head's arguments, output-major: entry [output * tileRows + row]. */
  readonly given: Float64Array;
  readonly samples: Samples;
  readonly outputs: number;
  /** The stretch's first row among the samples, and its length. */
  readonly from: number;
  readonly count: number;
  /** Where d loss / d argument goes, before the mean is taken: weight (p - wanted). */
  readonly errors: Float64Array;
}

/** Adds a stretch of rows to the tally and writes its errors. */
export function compare(kind: HeadLayout['kind'], compared: Compared, tally: Tally): void {
  if (kind === 'outputs') compareOutputs(compared, tally);
  else compareClasses(compared, tally);
}

/** -share ln l(t) - (1 - share) ln l(-t), with ln l(t) = -ln(1 + e^-t) taken where e^-|t| <= 1. */
function compareOutputs({ given, samples, outputs, from, count, errors }: Compared, tally: Tally): void {
  const { wanted, weights } = samples;
  for (let index = 0; index < outputs; index++) {
    for (let r = 0; r < count; r++) {
      const t = given[index * tileRows + r] as number;
      const share = wanted[(from + r) * outputs + index] as number;
      const e = exp(-Math.abs(t));
      const weight = weights?.[(from + r) * outputs + index] ?? 1;
      tally.loss += weight * (Math.log1p(e) + (t >= 0 ? (1 - share) * t : -share * t));
      errors[index * tileRows + r] = weight * ((t >= 0 ? 1 : e) / (1 + e) - share);
      if (t >= 0 === share >= 0.5) tally.right++;
    }
  }
}

/** -sum share ln p, p the softmax; the largest logit is taken out first so that nothing overflows. */
function compareClasses({ given, samples, outputs, from, count, errors }: Compared, tally: Tally): void {
  const { wanted, weights } = samples;
  const logits = new Float64Array(outputs);
  for (let r = 0; r < count; r++) {
    for (let c = 0; c < outputs; c++) logits[c] = given[c * tileRows + r] as number;
    const largest = largestOf(logits, 0, outputs);
    const peak = logits[largest] as number;
    let total = 0;
    for (let c = 0; c < outputs; c++) total += exp((logits[c] as number) - peak);
    const logTotal = peak + Math.log(total);
    const weight = weights?.[from + r] ?? 1;
    for (let c = 0; c < outputs; c++) {
      const share = wanted[(from + r) * outputs + c] as number;
      const logProbability = (logits[c] as number) - logTotal;
      if (share !== 0) tally.loss -= weight * share * logProbability;
      errors[c * tileRows + r] = weight * (exp(logProbability) - share);
    }
    if (largest === largestOf(wanted, from + r, outputs)) tally.right++;
  }
}

/** How many answers a head gives for `rows` rows. */
export function answersOf(rows: number, head: HeadLayout): number {
  return head.kind === 'outputs' ? rows * outputCount(head) : rows;
}

/** The means that a tally over `rows` rows comes to. */
export function fitOf(tally: Tally, rows: number, head: HeadLayout): Fit {
  const answers = answersOf(rows, head);
  return { loss: tally.loss / answers, accuracy: tally.right / answers, answers };
}
