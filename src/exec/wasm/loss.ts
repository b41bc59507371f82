import { add, get, type FunctionBuilder, type Local } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { and, choose, not, vectorBytes, xor, type Vectors } from './lanes.ts';
import { pairBytes } from './runs.ts';
import { exp, ln, lnOnePlus, logisticAndRatio } from './sigma.ts';

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

/** What is wanted of a tile, as code that is not 0 where it is. */
export interface LossWishes {
  /** The loss and the right answers: they take logarithms. */
  readonly fit: Code;
  /** Whether answers count differently. */
  readonly weighed: Code;
}

/**
 * Code for the mean cross-entropy of a tile and its derivative by the arguments: weight (p - wanted). `gains` are
 * addresses.
 */
export function emitClassLoss(
  fn: FunctionBuilder,
  v: Vectors,
  places: LossPlaces,
  gains: readonly number[],
  wishes: LossWishes,
): void {
  const { tileBytes } = places;
  const loadAll = (address: Code, offset: number): Code[] =>
    gains.map((_, c) => fn.keep(v.load(address, offset + c * tileBytes)));
  // Two loops: the constants of the one with logarithms would leave the other no registers.
  fn.emit(wishes.fit, [['if']]);
  const sums = openFit(fn, v, places, wishes, 1);
  fn.loop(0, tileBytes, vectorBytes, (sample) => {
    const here = fn.keep(add(places.samples, sample), 'i32');
    const [logits, shares] = [loadAll(sample, places.arguments), loadAll(here, places.wanted)];
    const weight = fn.keep(v.load(here, places.weights));
    const { errors, addLog } = softmaxErrors(fn, v, logits, shares);
    for (const [c, gain] of gains.entries()) {
      fn.emit(v.store(sample, places.deltas + c * tileBytes, deltaOf(v, weight, errors[c] ?? [], gain)));
    }
    // -sum share ln p = sum share (peak - logit) + ln of the sum of e^(logit - peak): shares come to 1.
    const peak = logits.reduce((most, logit) => fn.keep(v.max(most, logit)));
    const below = logits.map((logit, c) => v.mul(shares[c] ?? [], v.sub(peak, logit)));
    const linear = below.reduce((sum, each) => v.add(sum, each));
    sums.loss(v.mul(weight, linear));
    addLog(sums, here, weight);
    sums.right(and(isSameClass(fn, v, logits, shares), v.load(here, places.present)));
  });
  sums.finish();
  fn.emit([['else']]);
  fn.loop(0, tileBytes, pairBytes, (sample) => {
    const here = fn.keep(add(places.samples, sample), 'i32');
    const pair = [0, vectorBytes].map((offset) => {
      const logits = loadAll(sample, places.arguments + offset);
      const { errors } = softmaxErrors(fn, v, logits, loadAll(here, places.wanted + offset));
      const weight = fn.keep(v.load(here, places.weights + offset));
      return gains.map((gain, c) => fn.keep(deltaOf(v, weight, errors[c] ?? [], gain)));
    });
    for (const c of gains.keys()) {
      for (const [i, deltas] of pair.entries()) {
        fn.emit(v.store(sample, places.deltas + c * tileBytes + i * vectorBytes, deltas[c] ?? []));
      }
    }
  });
  fn.emit([['end']]);
}

function deltaOf(v: Vectors, weight: Code, error: Code, gain: number): Code {
  return v.mul(v.mul(weight, error), v.loadSplat([['i32.const', gain]]));
}

/** As `emitClassLoss`, of outputs: of the share l(t) = (1 + u) / 2 of each. */
export function emitOutputLoss(
  fn: FunctionBuilder,
  v: Vectors,
  places: LossPlaces,
  outputs: readonly { readonly slot: number; readonly sign: 1 | -1; readonly gain: number }[],
  wishes: LossWishes,
): void {
  const { tileBytes } = places;
  const sums = openFit(fn, v, places, wishes, outputs.length);
  fn.loop(0, tileBytes, vectorBytes, (sample) => {
    const here = fn.keep(add(places.samples, sample), 'i32');
    for (const [index, { slot, sign, gain }] of outputs.entries()) {
      const argument = v.load(sample, places.arguments + slot * tileBytes);
      const t = fn.keep(sign < 0 ? v.neg(argument) : argument);
      const share = fn.keep(v.load(here, places.wanted + index * tileBytes));
      const weight = fn.keep(v.load(here, places.weights + index * tileBytes));
      const { inside, ratio } = logisticAndRatio(fn, v, t);
      const error = v.mul(v.mul(weight, v.sub(inside, share)), v.loadSplat([['i32.const', gain]]));
      const delta = places.deltas + slot * tileBytes;
      fn.emit(v.store(sample, delta, (sign < 0 ? v.sub : v.add)(v.load(sample, delta), error)));
      fn.emit(wishes.fit, [['if']]);
      const linear = v.sub(v.atLeast(t, v.constant(fn, 0)), v.mul(share, t));
      sums.loss(v.mul(weight, linear));
      sums.log(here, index, ratio());
      const same = not(xor(v.ge(t, v.constant(fn, 0)), v.ge(share, v.constant(fn, 0.5))));
      sums.right(and(same, v.load(here, places.present)));
      fn.emit([['end']]);
    }
  });
  fn.emit(wishes.fit, [['if']]);
  sums.finish();
  fn.emit([['end']]);
}

/** The sums of a tile's fit. */
interface FitSums {
  readonly loss: (value: Code) => void;
  readonly right: (value: Code) => void;
  /** Adds ln(1 + e) to the loss of an answer of the samples `here`, 0 <= e <= 1. */
  readonly log: (here: Code, answer: number, e: Code) => void;
  readonly finish: () => void;
}

/**
 * Where all answers count alike the sum of ln(1 + e) is the logarithm of a product, taken once; of the product 1 is
 * left out, which keeps the digits of small losses.
 */
function openFit(
  fn: FunctionBuilder,
  v: Vectors,
  places: LossPlaces,
  { weighed }: LossWishes,
  answers: number,
): FitSums {
  const [zero, one] = [v.constant(fn, 0), v.constant(fn, 1)];
  const open = (): Local => {
    const sum = fn.local('v128');
    fn.set(sum, zero);
    return sum;
  };
  const [loss, right] = [open(), open()];
  const products = Array.from({ length: answers }, open);
  const addTo = (sum: Local, value: Code): void => fn.set(sum, v.add(get(sum), value));
  return {
    loss: (value) => addTo(loss, value),
    right: (value) => addTo(right, value),
    log: (here, answer, e) => {
      const power = fn.keep(e);
      fn.emit(weighed, [['if']]);
      const weight = v.load(here, places.weights + answer * places.tileBytes);
      addTo(loss, v.mul(weight, lnOnePlus(fn, v, power)));
      fn.emit([['else']]);
      const own = fn.keep(v.mul(power, v.load(here, places.present)));
      const product = products[answer] ?? loss;
      fn.set(product, v.add(v.madd(get(product), own, own), get(product)));
      fn.emit([['end']]);
    },
    finish: () => {
      for (const product of products) {
        const isFar = v.gt(get(product), one);
        const near = lnOnePlus(fn, v, v.atMost(get(product), one));
        addTo(loss, choose(isFar, ln(fn, v, v.add(v.atLeast(get(product), one), one)), near));
      }
      addToMemory(fn, v, places.loss, get(loss));
      addToMemory(fn, v, places.right, get(right));
    },
  };
}

/** p - share of each class, and code that adds the logarithm of what the powers come to. */
function softmaxErrors(
  fn: FunctionBuilder,
  v: Vectors,
  logits: readonly Code[],
  shares: readonly Code[],
): {
  readonly errors: readonly Code[];
  readonly addLog: (sums: FitSums, here: Code, weight: Code) => void;
} {
  const [first = [], second = []] = logits;
  if (logits.length === 2) {
    // Shares come to 1, so what one class has too much the other one has too little.
    const { inside, ratio } = logisticAndRatio(fn, v, v.sub(second, first));
    const error = fn.keep(v.sub(inside, shares[1] ?? []));
    return {
      errors: [v.neg(error), error],
      addLog: (sums, here) => sums.log(here, 0, ratio()),
    };
  }
  const peak = logits.reduce((most, logit) => fn.keep(v.max(most, logit)));
  const powers = logits.map((logit) => exp(fn, v, fn.keep(v.sub(logit, peak))));
  const total = fn.keep(powers.reduce((sum, power) => v.add(sum, power)));
  const inverse = fn.keep(v.div(v.constant(fn, 1), total));
  return {
    errors: powers.map((power, c) => fn.keep(v.sub(v.mul(power, inverse), shares[c] ?? []))),
    addLog: (sums, _, weight) => sums.loss(v.mul(weight, ln(fn, v, total))),
  };
}

/** Where the largest of both stands in the same place, the first of equals. */
function isSameClass(fn: FunctionBuilder, v: Vectors, logits: readonly Code[], shares: readonly Code[]): Code {
  const second = ([left = [], right = []]: readonly Code[]): Code => v.gt(right, left);
  if (logits.length === 2) return not(xor(second(logits), second(shares)));
  return v.eq(largest(fn, v, logits), largest(fn, v, shares));
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

function addToMemory(fn: FunctionBuilder, v: Vectors, at: number, value: Code): void {
  const place: Code = [['i32.const', at]];
  fn.emit(v.store(place, 0, v.add(v.load(place), value)));
}
