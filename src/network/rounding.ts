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
 * What rounding can do at most to each unit, for points with |x_i| <= reach_i, inputs and parameters rounded too
 * (GUARANTEES 7, About which network): e_j = g/2 (pad of the row + sum |a_i| e_i) + 4u, and no more than 2.
 */
export function roundingBounds(
  network: Pick<Network, 'first' | 'later' | 'head'>,
  arithmetic: Arithmetic,
  reach: readonly number[],
): RoundingBounds {
  const u = arithmetic.unit;
  const layers = [network.first.map((unit) => firstUnitBound(unit, arithmetic, reach))];
  for (const units of network.later) {
    const below = layers.at(-1) ?? [];
    layers.push(units.map((unit) => throughSigmoid(unit.gain, linkedError(unit, below, u), arithmetic)));
  }
  const last = layers.at(-1) ?? [];
  return { layers, outputs: headBounds(network.head, last, u) };
}

/** The bound for one unit of the first layer. */
export function firstUnitBound(unit: FirstUnit, arithmetic: Arithmetic, reach: readonly number[]): number {
  return throughSigmoid(unit.gain, firstError(unit, reach, arithmetic.unit), arithmetic);
}

/** |x_i| in the declared ranges. */
export function reachOf(inputs: Network['inputs']): number[] {
  return inputs.map(({ lo, hi }) => Math.max(Math.abs(lo), Math.abs(hi)));
}

/** sigma is 1-Lipschitz in gain/2 of its argument; two values of it are never more than 2 apart. */
function throughSigmoid(gain: number, error: number, { unit, tanhError }: Arithmetic): number {
  return Math.min(2, (gain / 2) * error + 4 * unit + tanhError);
}

/** Of f of a first-layer unit. */
function firstError(unit: FirstUnit, reach: readonly number[], u: number): number {
  switch (unit.kind) {
    case 'halfspace':
      return rowPad(unit.a, reach, unit.beta, u);
    case 'quadric': {
      // beta - alpha sum y_i^2: each y_i of size Y is off by r, so its square by 2 Y r + r^2.
      const { A, b, alpha, beta } = unit;
      const rows = A.map((row, i) => ({ size: rowSize(row, reach, b[i] ?? 0), off: rowPad(row, reach, b[i] ?? 0, u) }));
      const squares = sum(rows.map(({ size }) => size * size));
      const moved = sum(rows.map(({ size, off }) => 2 * size * off + off * off));
      return alpha * moved + relativeError(A.length + 4, u) * (alpha * squares + beta);
    }
    case 'gaussian': {
      // exp(-q^2 / 2) - level, q = norm(y): its slope in q is at most exp(-1/2), and q^2 exp(-q^2 / 2) at most 2/e.
      const { factor, mean, level } = unit;
      const off = factor.map((row) => rowPad(row, reach, dotSize(row, mean), u));
      const relative = relativeError(factor.length + 4, u);
      return Math.exp(-1 / 2) * Math.hypot(...off) + relative * Math.exp(-1) + 4 * u + 2 * u * level;
    }
  }
}

/** Of the argument of a later unit, the layer below off by `below`; its values are within [-1, 1], but for tanh. */
function linkedError(
  { links, weights, bias }: Pick<LinkedUnit, 'links' | 'weights' | 'bias'>,
  below: readonly number[],
  u: number,
): number {
  const errors = links.map((link) => below[link] ?? 0);
  const reach = errors.map((error) => 1 + error);
  return rowPad(weights, reach, bias, u) + dotSize(weights, errors);
}

function headBounds(head: Network['head'], last: readonly number[], u: number): number[] {
  if (head.kind === 'outputs') return head.outputs.map(({ unit }) => last[unit] ?? 0);
  const logits = head.classes.map(({ gain, ...row }) => {
    const size =
      dotSize(
        row.weights,
        row.weights.map(() => 1),
      ) + Math.abs(row.bias);
    return Math.abs(gain) * (linkedError(row, last, u) + 2 * u * size);
  });
  // A probability moves by at most half of the largest move of a logit; the softmax itself rounds a few times a class.
  const moved = Math.max(...logits) / 2 + (head.classes.length + 8) * u;
  return head.classes.map(() => Math.min(1, moved));
}

/** (n + 4) u (sum |a_i| X_i + |beta|): n products and sums, the row, the bias and the point rounded as well. */
function rowPad(row: readonly number[], reach: readonly number[], beta: number, u: number): number {
  return relativeError(row.length + 4, u) * rowSize(row, reach, beta);
}

/** Of a value after k roundings: k u, and what they do to each other. */
function relativeError(k: number, u: number): number {
  return (k * u) / (1 - k * u);
}

function rowSize(row: readonly number[], reach: readonly number[], beta: number): number {
  return dotSize(row, reach) + Math.abs(beta);
}

function dotSize(left: readonly number[], right: readonly number[]): number {
  return left.reduce((total, value, i) => total + Math.abs(value * (right[i] ?? 0)), 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
