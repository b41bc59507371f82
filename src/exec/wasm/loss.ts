import { add, get, type FunctionBuilder } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { and, choose, not, vectorBytes, xor, type Vectors } from './lanes.ts';
import { exp, ln, lnOnePlus, logistic } from './sigma.ts';

/** Where the loss finds what it compares, and where it puts the errors. All are runs of values, a number per sample. */
export interface LossPlaces {
  /** The address of the tile's samples, and how far past it their parts stand. */
  readonly samples: Code;
  readonly wanted: number;
  /** How much each answer counts in the loss: 0 of samples that only fill the tile. */
  readonly weights: number;
  /** 1, and 0 of samples that only fill the tile. */
  readonly present: number;
  /** Of classes their logits, of outputs the arguments of the last layer, by slot. */
  readonly arguments: number;
  /** gain d loss / d t: of the classes' rows, or of the last layer's, by slot; 0 there before. */
  readonly deltas: number;
  /** A vector each: the losses so far, and how many answers were right. */
  readonly loss: number;
  readonly right: number;
  readonly tileBytes: number;
}

/**
 * Code for the mean cross-entropy of a tile and its derivative by the arguments: weight (p - wanted). `fit` says
 * whether the loss and the right answers are wanted too; they take logarithms. `gains` are addresses.
 */
export function emitClassLoss(
  fn: FunctionBuilder,
  v: Vectors,
  places: LossPlaces,
  gains: readonly number[],
  fit: Code,
): void {
  const { tileBytes } = places;
  const classes = gains.map((_, c) => c);
  fn.loop(0, tileBytes, vectorBytes, (sample) => {
    const here = fn.keep(add(places.samples, sample), 'i32');
    const logits = classes.map((c) => fn.keep(v.load(sample, places.arguments + c * tileBytes)));
    const shares = classes.map((c) => fn.keep(v.load(here, places.wanted + c * tileBytes)));
    const weight = fn.keep(v.load(here, places.weights));
    const { probabilities, logTotal } = softmaxParts(fn, v, logits);
    for (const [c, gain] of gains.entries()) {
      const error = v.mul(weight, v.sub(probabilities[c] ?? [], shares[c] ?? []));
      fn.emit(v.store(sample, places.deltas + c * tileBytes, v.mul(error, v.loadSplat([['i32.const', gain]]))));
    }
    fn.emit(fit, [['if']]);
    const total = fn.keep(logTotal());
    const losses = logits.map((logit, c) => v.mul(shares[c] ?? [], v.sub(total, logit)));
    const loss = losses.reduce((sum, each) => v.add(sum, each));
    accumulate(fn, v, places.loss, v.mul(weight, loss));
    const same = v.eq(largest(fn, v, logits), largest(fn, v, shares));
    accumulate(fn, v, places.right, and(same, v.load(here, places.present)));
    fn.emit([['end']]);
  });
}

/** As `emitClassLoss`, of outputs: of the share l(t) = (1 + u) / 2 of each. */
export function emitOutputLoss(
  fn: FunctionBuilder,
  v: Vectors,
  places: LossPlaces,
  outputs: readonly { readonly slot: number; readonly sign: 1 | -1; readonly gain: number }[],
  fit: Code,
): void {
  const { tileBytes } = places;
  fn.loop(0, tileBytes, vectorBytes, (sample) => {
    const here = fn.keep(add(places.samples, sample), 'i32');
    for (const [index, { slot, sign, gain }] of outputs.entries()) {
      const argument = v.load(sample, places.arguments + slot * tileBytes);
      const t = fn.keep(sign < 0 ? v.neg(argument) : argument);
      const share = fn.keep(v.load(here, places.wanted + index * tileBytes));
      const weight = fn.keep(v.load(here, places.weights + index * tileBytes));
      const { inside, outside } = logistic(fn, v, v.mul(t, v.constant(fn, Math.LOG2E)));
      const error = v.mul(v.mul(weight, v.sub(inside, share)), v.loadSplat([['i32.const', gain]]));
      const delta = places.deltas + slot * tileBytes;
      fn.emit(v.store(sample, delta, (sign < 0 ? v.sub : v.add)(v.load(sample, delta), error)));
      fn.emit(fit, [['if']]);
      const power = v.div(v.atMost(inside, outside), v.atLeast(inside, outside));
      const loss = v.add(lnOnePlus(fn, v, power), v.sub(v.atLeast(t, v.constant(fn, 0)), v.mul(share, t)));
      accumulate(fn, v, places.loss, v.mul(weight, loss));
      const same = not(xor(v.ge(t, v.constant(fn, 0)), v.ge(share, v.constant(fn, 0.5))));
      accumulate(fn, v, places.right, and(same, v.load(here, places.present)));
      fn.emit([['end']]);
    }
  });
}

/** The shares of a softmax, and code for the logarithm of the sum that they were divided by. */
function softmaxParts(
  fn: FunctionBuilder,
  v: Vectors,
  logits: readonly Code[],
): { probabilities: readonly Code[]; logTotal: () => Code } {
  const [first = [], second = []] = logits;
  const peak = logits.reduce((most, logit) => fn.keep(v.max(most, logit)));
  if (logits.length === 2) {
    const { inside, outside } = logistic(fn, v, v.mul(v.sub(second, first), v.constant(fn, Math.LOG2E)));
    const power = (): Code => v.div(v.atMost(inside, outside), v.atLeast(inside, outside));
    return { probabilities: [outside, inside], logTotal: () => v.add(peak, lnOnePlus(fn, v, power())) };
  }
  const powers = logits.map((logit) => exp(fn, v, fn.keep(v.sub(logit, peak))));
  const total = fn.keep(powers.reduce((sum, power) => v.add(sum, power)));
  return {
    probabilities: powers.map((power) => fn.keep(v.div(power, total))),
    logTotal: () => v.add(peak, ln(fn, v, total)),
  };
}

/** The index of the largest, the first of equals, as a number in each lane. */
function largest(fn: FunctionBuilder, v: Vectors, values: readonly Code[]): Code {
  const best = fn.local('v128');
  const index = fn.local('v128');
  fn.set(best, values[0] ?? []);
  fn.set(index, v.constant(fn, 0));
  for (const [c, value] of values.entries()) {
    if (c === 0) continue;
    const larger = fn.keep(v.gt(value, get(best)));
    fn.set(best, choose(larger, value, get(best)));
    fn.set(index, choose(larger, v.constant(fn, c), get(index)));
  }
  return get(index);
}

function accumulate(fn: FunctionBuilder, v: Vectors, at: number, value: Code): void {
  const place: Code = [['i32.const', at]];
  fn.emit(v.store(place, 0, v.add(v.load(place), value)));
}
