import { centreInputs } from './centred.ts';
import type { FirstUnit, LinkedUnit, Network } from './network.ts';

/** How exactly a runtime computes. */
export interface Arithmetic {
  /** u: half the distance from 1 to the next number. */
  readonly unit: number;
  /** The most that the runtime's tanh is off, beyond the rounding of its result. */
  readonly tanhError: number;
}

/** Correctly rounded single precision with the tanh of ONNX Runtime (measured: off by up to 3.3e-7). */
export const singlePrecision: Arithmetic = { unit: 2 ** -24, tanhError: 3.3e-7 };

/** Bounds on the difference between a run and the real-number function of the stored parameters. */
export interface RoundingBounds {
  /** Per layer and unit. */
  readonly layers: readonly (readonly number[])[];
  /** Per output; or per class, of its probability. */
  readonly outputs: readonly number[];
}

/**
 * What rounding can do at most to each unit of a run that centres its inputs, for points of the box, points and
 * parameters rounded too (GUARANTEES 7, About which network): e_j = g/2 (pad of the row + sum |a_i| e_i) + 4u, and no
 * more than 2. The inputs are a layer like the others, with an e_i of their own. `origin` is `input` for a run that takes
 * points as they are.
 */
export function roundingBounds(
  network: Pick<Network, 'inputs' | 'first' | 'later' | 'head'>,
  arithmetic: Arithmetic,
  origin: 'centre' | 'input' = 'centre',
): RoundingBounds {
  const u = arithmetic.unit;
  const { centre, first } = origin === 'centre' ? centreInputs(network) : { centre: undefined, first: network.first };
  const inputs = inputBounds(network.inputs, arithmetic, centre);
  const layers = [first.map((unit) => firstUnitBound(unit, arithmetic, inputs))];
  for (const units of network.later) {
    const below = layers.at(-1) ?? [];
    layers.push(units.map((unit) => throughSigmoid(unit.gain, linkedError(unit, below, u), arithmetic)));
  }
  return { layers, outputs: headBounds(network.head, layers.at(-1) ?? [], u) };
}

/** What a value of a layer below can be. */
export interface ValueBound {
  readonly reach: number;
  /** How far the value of the run is from it at most. */
  readonly error: number;
}

/** Points of the box, rounded; and less their centre where it is given, rounded again. */
export function inputBounds(
  inputs: Network['inputs'],
  { unit: u }: Arithmetic,
  centre?: readonly number[],
): ValueBound[] {
  return inputs.map(({ lo, hi }, i) => {
    const size = Math.max(Math.abs(lo), Math.abs(hi));
    const middle = centre?.[i];
    if (middle === undefined) return { reach: size, error: u * size };
    const reach = Math.max(hi - middle, middle - lo);
    return { reach, error: u * (size + reach) };
  });
}

/** The bound for one unit of the first layer. */
export function firstUnitBound(unit: FirstUnit, arithmetic: Arithmetic, inputs: readonly ValueBound[]): number {
  return throughSigmoid(unit.gain, firstError(unit, inputs, arithmetic.unit), arithmetic);
}

/** sigma is 1-Lipschitz in gain/2 of its argument; two values of it are never more than 2 apart. */
function throughSigmoid(gain: number, error: number, { unit, tanhError }: Arithmetic): number {
  return Math.min(2, (gain / 2) * error + 4 * unit + tanhError);
}

/** Of f of a first-layer unit. */
function firstError(unit: FirstUnit, inputs: readonly ValueBound[], u: number): number {
  switch (unit.kind) {
    case 'halfspace':
      return rowError(unit.a, inputs, unit.beta, u);
    case 'quadric': {
      // beta - alpha sum y_i^2: each y_i of size Y is off by r, so its square by 2 Y r + r^2.
      const { A, b, alpha, beta } = unit;
      const sizes = A.map((row, i) => rowSize(row, inputs, b[i] ?? 0));
      const errors = A.map((row, i) => rowError(row, inputs, b[i] ?? 0, u));
      const squares = sum(sizes.map((size) => size * size));
      const moved = sum(errors.map((error, i) => 2 * (sizes[i] ?? 0) * error + error * error));
      return alpha * moved + relativeError(A.length + 4, u) * (alpha * squares + beta);
    }
    case 'gaussian': {
      // exp(-q^2 / 2) - level, q = norm(y): its slope in q is at most exp(-1/2), and q^2 exp(-q^2 / 2) at most 2/e.
      const { factor, mean, level } = unit;
      const errors = factor.map((row) => rowError(row, inputs, dotSize(row, mean), u));
      return (
        Math.exp(-1 / 2) * Math.hypot(...errors) + relativeError(factor.length + 4, u) / Math.E + (4 + 2 * level) * u
      );
    }
  }
}

/** Of the argument of a later unit, the layer below off by `below`. */
function linkedError(
  { links, weights, bias }: Pick<LinkedUnit, 'links' | 'weights' | 'bias'>,
  below: readonly number[],
  u: number,
): number {
  const values = links.map((link): ValueBound => ({ reach: 1, error: below[link] ?? 0 }));
  return rowError(weights, values, bias, u);
}

function headBounds(head: Network['head'], last: readonly number[], u: number): number[] {
  if (head.kind === 'outputs') return head.outputs.map(({ unit }) => last[unit] ?? 0);
  const logits = head.classes.map(({ gain, weights, ...row }) => {
    const size = sum(weights.map(Math.abs)) + Math.abs(row.bias);
    return Math.abs(gain) * (linkedError({ ...row, weights }, last, u) + 2 * u * size);
  });
  // A probability moves by at most half of the largest move of a logit; the softmax itself rounds a few times a class.
  const moved = Math.max(...logits) / 2 + (head.classes.length + 8) * u;
  return head.classes.map(() => Math.min(1, moved));
}

/** The pad (n + 4) u (sum |a_i| X_i + |beta|), for n products and sums and rounded parameters, and sum |a_i| e_i. */
function rowError(row: readonly number[], values: readonly ValueBound[], beta: number, u: number): number {
  const pad = relativeError(row.length + 4, u) * rowSize(row, values, beta);
  return (
    pad +
    dotSize(
      row,
      values.map(({ error }) => error),
    )
  );
}

function rowSize(row: readonly number[], values: readonly ValueBound[], beta: number): number {
  return (
    dotSize(
      row,
      values.map(({ reach, error }) => reach + error),
    ) + Math.abs(beta)
  );
}

/** Of a value after k roundings: k u, and what they do to each other. */
function relativeError(k: number, u: number): number {
  return (k * u) / (1 - k * u);
}

function dotSize(left: readonly number[], right: readonly number[]): number {
  return left.reduce((total, value, i) => total + Math.abs(value * (right[i] ?? 0)), 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
