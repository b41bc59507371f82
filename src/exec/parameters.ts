import type { FirstUnit, HalfspaceUnit, Network } from '../network/network.ts';
import { eachPart, type Part } from '../network/parts.ts';

/** Where each number of a network stands in its flat parameter vector: unit by unit, layer by layer, then the head. */
export interface Layout {
  readonly inputs: number;
  /** Numbers in all. */
  readonly size: number;
  /** The first layer, then the later ones. */
  readonly layers: readonly (readonly Slot[])[];
  readonly head: HeadLayout;
}

export type Slot = SumSlot | QuadricSlot | GaussianSlot;

/**
 * sum weights_i source[links_i] - bias: a halfspace (its links are all inputs, of a frozen one those that it reads), a
 * later unit, or a class's row.
 */
export interface SumSlot {
  readonly kind: 'sum';
  readonly links: Int32Array;
  /** Of the first weight, one per link. */
  readonly at: number;
  readonly bias: number;
  readonly gain: number;
}

/** beta - alpha norm(A x - b)^2. */
export interface QuadricSlot {
  readonly kind: 'quadric';
  /** Rows of A. */
  readonly rank: number;
  /** Of A, row by row. */
  readonly at: number;
  readonly b: number;
  readonly alpha: number;
  readonly beta: number;
  readonly gain: number;
}

/** exp(-norm(factor (x - mean))^2 / 2) - level. */
export interface GaussianSlot {
  readonly kind: 'gaussian';
  /** Rows of the factor. */
  readonly rank: number;
  /** Of the factor, row by row. */
  readonly at: number;
  readonly mean: number;
  readonly level: number;
  readonly gain: number;
}

export type HeadLayout =
  | { readonly kind: 'outputs'; readonly outputs: readonly { readonly unit: number; readonly sign: 1 | -1 }[] }
  | { readonly kind: 'classes'; readonly classes: readonly SumSlot[] };

export function layoutOf(network: Network): Layout {
  const inputs = network.inputs.length;
  const all = Int32Array.from({ length: inputs }, (_, input) => input);
  let next = 0;
  const take = (count: number): number => {
    next += count;
    return next - count;
  };
  const sum = (links: Int32Array): SumSlot => ({
    kind: 'sum',
    links,
    at: take(links.length),
    bias: take(1),
    gain: take(1),
  });
  const primitive = (unit: FirstUnit): Slot => {
    switch (unit.kind) {
      case 'halfspace':
        return sum(unit.frozen ? new Int32Array(readInputs(unit)) : all);
      case 'quadric': {
        const rank = unit.A.length;
        const [at, b] = [take(rank * inputs), take(rank)];
        return { kind: 'quadric', rank, at, b, alpha: take(1), beta: take(1), gain: take(1) };
      }
      case 'gaussian': {
        const rank = unit.factor.length;
        const [at, mean] = [take(rank * inputs), take(inputs)];
        return { kind: 'gaussian', rank, at, mean, level: take(1), gain: take(1) };
      }
    }
  };
  const layers = [
    network.first.map(primitive),
    ...network.later.map((layer) => layer.map((unit): Slot => sum(new Int32Array(unit.links)))),
  ];
  const head: HeadLayout =
    network.head.kind === 'outputs'
      ? { kind: 'outputs', outputs: network.head.outputs.map(({ unit, sign }) => ({ unit, sign })) }
      : { kind: 'classes', classes: network.head.classes.map(({ links }) => sum(new Int32Array(links))) };
  return { inputs, size: next, layers, head };
}

/**
 * The inputs of a frozen halfspace whose weights are numbers of the network, of others all are: where nothing trains a
 * weight of 0 is none, and a test of one category among hundreds has one number of its own instead of hundreds.
 */
function readInputs({ a }: HalfspaceUnit): number[] {
  const read: number[] = [];
  for (let input = 0; input < a.length; input++) if (a[input] !== 0) read.push(input);
  return read;
}

/** Multiplications of a row on its way through, roughly: a sigma costs as much as some tens of them. */
export function rowWork({ size }: Layout): number {
  return size + 40;
}

/** How many numbers the head gives per row. */
export function outputCount(head: HeadLayout): number {
  return head.kind === 'outputs' ? head.outputs.length : head.classes.length;
}

/** The numbers of a network in the order of its layout. */
export function parametersOf(network: Network): Float64Array {
  const numbers = partsOf(network).map(numbersOf);
  const parameters = new Float64Array(numbers.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const each of numbers) for (const number of each) parameters[at++] = number;
  return parameters;
}

/** The same network with other numbers: `parameters` must have its layout. */
export function withParameters(network: Network, parameters: Float64Array): Network {
  let next = 0;
  const refill = <P extends Part>(part: P): P => {
    const count = numbersOf(part).length;
    next += count;
    return withNumbers(part, parameters.subarray(next - count, next));
  };
  return eachPart(network, { primitive: refill, unit: refill, row: refill });
}

/** 1 for each number that training may change: none of a frozen unit, no unit's gain, of a plain class only its gain. */
export function trainableMask(network: Network): Uint8Array {
  return Uint8Array.from(
    partsOf(network).flatMap((part) => {
      const count = numbersOf(part).length;
      const isTrained = (index: number): boolean => {
        const isGain = index === count - 1;
        if (part.frozen) return false;
        return 'plain' in part ? isGain || !part.plain : !isGain;
      };
      return Array.from({ length: count }, (_, index) => (isTrained(index) ? 1 : 0));
    }),
  );
}

/** Every piece that has numbers, in layout order. */
function partsOf(network: Network): Part[] {
  return [...network.first, ...network.later.flat(), ...(network.head.kind === 'classes' ? network.head.classes : [])];
}

/** The gain is the last number of every part. */
function numbersOf(part: Part): number[] {
  if (!('kind' in part)) return [...part.weights, part.bias, part.gain];
  switch (part.kind) {
    case 'halfspace':
      return part.frozen
        ? [...readInputs(part).map((input) => part.a[input] ?? 0), part.beta, part.gain]
        : [...part.a, part.beta, part.gain];
    case 'quadric':
      return [...part.A.flat(), ...part.b, part.alpha, part.beta, part.gain];
    case 'gaussian':
      return [...part.factor.flat(), ...part.mean, part.level, part.gain];
  }
}

/** A part with other numbers, the gain the last of them. */
export function withNumbers<P extends Part>(part: P, numbers: Float64Array): P {
  const count = numbers.length;
  const values = (from: number, to: number): number[] => [...numbers.subarray(from, to)];
  const at = (index: number): number => numbers[index] ?? 0;
  const matrix = (like: readonly (readonly number[])[]): number[][] => {
    const columns = like[0]?.length ?? 0;
    return like.map((_, row) => values(row * columns, (row + 1) * columns));
  };
  const gain = at(count - 1);
  if (!('kind' in part)) return { ...part, weights: values(0, count - 2), bias: at(count - 2), gain };
  switch (part.kind) {
    case 'halfspace': {
      if (!part.frozen) return { ...part, a: values(0, count - 2), beta: at(count - 2), gain };
      const a = [...part.a];
      for (const [i, input] of readInputs(part).entries()) a[input] = at(i);
      return { ...part, a, beta: at(count - 2), gain };
    }
    case 'quadric': {
      const A = matrix(part.A);
      const b = values(A.flat().length, count - 3);
      return { ...part, A, b, alpha: at(count - 3), beta: at(count - 2), gain };
    }
    case 'gaussian': {
      const factor = matrix(part.factor);
      const mean = values(factor.flat().length, count - 2);
      return { ...part, factor, mean, level: at(count - 2), gain };
    }
  }
}
