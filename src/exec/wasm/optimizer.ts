import { get, i32, type FunctionBuilder, type Local } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { vectorBytes, type Scalars, type Vectors } from './lanes.ts';

export type WasmOptimizer = 'gd' | 'sgd' | 'adam';

/** Runs of `bytes` each, one number per number of the network. */
export interface StepPlaces {
  readonly bytes: number;
  readonly numbers: number;
  readonly slopes: number;
  /** How far each number goes: 0 of those that stay. */
  readonly rates: number;
  /** Where each number has to stay. */
  readonly lower: number;
  readonly upper: number;
  /** What momentum and Adam remember, and the powers of Adam's decays so far: two numbers. */
  readonly mean: number;
  readonly square: number;
  readonly powers: number;
  /** The share of the last step that momentum keeps. */
  readonly momentum: number;
}

const meanDecay = 0.9;
const squareDecay = 0.999;
/** Keeps a step finite where no slope has been seen. */
const floor = 1e-8;

/** Code for one step of an optimiser against the slopes, and back into the bounds. */
export function emitStep(
  fn: FunctionBuilder,
  v: Vectors,
  s: Scalars,
  optimizer: WasmOptimizer,
  places: StepPlaces,
): void {
  const number = (value: number): Code => v.constant(fn, value);
  const advance = advances[optimizer](fn, v, s, places);
  fn.loop(0, places.bytes, vectorBytes, (at) => {
    const slope = fn.keep(v.load(at, places.slopes));
    const step = advance(at, slope, v.load(at, places.rates), number);
    const moved = v.sub(v.load(at, places.numbers), step);
    const kept = v.atMost(v.atLeast(moved, v.load(at, places.lower)), v.load(at, places.upper));
    fn.emit(v.store(at, places.numbers, kept));
  });
}

/** How far a number goes; in the order of the trainer's own optimisers, so that both come to the same bits. */
type Advance = (at: Code, slope: Code, rate: Code, number: (value: number) => Code) => Code;

const advances: Readonly<
  Record<WasmOptimizer, (fn: FunctionBuilder, v: Vectors, s: Scalars, places: StepPlaces) => Advance>
> = {
  gd: (_, v) => (_at, slope, rate) => v.mul(rate, slope),
  sgd: (fn, v, _, places) => (at, slope, rate) => {
    const share = v.loadSplat(i32(places.momentum));
    const velocity = fn.keep(v.add(v.mul(share, v.load(at, places.mean)), slope));
    fn.emit(v.store(at, places.mean, velocity));
    return v.mul(rate, velocity);
  },
  adam: (fn, v, s, places) => {
    // Both means start at 0; dividing by the weight seen so far removes that bias.
    const meanWeight = nextWeight(fn, v, s, places.powers, meanDecay);
    const squareWeight = nextWeight(fn, v, s, places.powers + v.size, squareDecay);
    return (at, slope, rate, number) => {
      const mean = fn.keep(
        v.add(v.mul(number(meanDecay), v.load(at, places.mean)), v.mul(number(1 - meanDecay), slope)),
      );
      const square = fn.keep(
        v.add(
          v.mul(number(squareDecay), v.load(at, places.square)),
          v.mul(number(1 - squareDecay), v.mul(slope, slope)),
        ),
      );
      fn.emit(v.store(at, places.mean, mean), v.store(at, places.square, square));
      const size = v.add(v.sqrt(v.div(square, get(squareWeight))), number(floor));
      return v.div(v.mul(rate, v.div(mean, get(meanWeight))), size);
    };
  },
};

/** 1 - decay^steps in every lane, with one step more than before. */
function nextWeight(fn: FunctionBuilder, v: Vectors, s: Scalars, at: number, decay: number): Local {
  const single = v.size === 4;
  const type = single ? 'f32' : 'f64';
  const power = s.mul(s.load(i32(at)), [[`${type}.const`, decay]]);
  fn.emit(s.store(i32(at), 0, power));
  const weight = fn.local('v128');
  const rest = s.add([[`${type}.const`, 1]], s.neg(s.load(i32(at))));
  fn.set(weight, [...rest, [single ? 'f32x4.splat' : 'f64x2.splat']]);
  return weight;
}
