import type { ClassHead, FirstUnit, LinkedUnit, Network, OutputHead } from '../../src/network/network.ts';
import { makeRandom, type Random } from '../../src/base/random.ts';
import { makeSource } from '../../src/base/source.ts';

/**
 * A network of any shape that the representation allows, with numbers of the size that compiling and training give.
 * It stands for no text: for tests of executors and exports, not of the compiler.
 */
export function rawNetwork(seed: number): Network {
  const random = makeRandom(seed);
  const dimension = 1 + random.below(8);
  const inputs = Array.from({ length: dimension }, (_, i) => {
    const lo = 10 * random.normal();
    return { name: `x_${i + 1}`, lo, hi: lo + 1 + 10 * random.uniform(), columns: [`x_${i + 1}`] };
  });
  const middle = inputs.map(({ lo, hi }) => lo + (hi - lo) * random.uniform());
  const first = many(random, 1, 9, () => firstUnit(random, middle));
  let width = first.length;
  const later = many(random, 0, 3, () => {
    const units = many(random, 1, 6, () => linkedUnit(random, width));
    width = units.length;
    return units;
  });
  return {
    inputs,
    text: { inputs, nodes: [], names: [], head: { kind: 'none' }, checks: [], origins: [] },
    source: makeSource('raw.region', ''),
    first,
    later,
    head:
      random.uniform() < 0.5
        ? { kind: 'classes', classes: many(random, 2, 4, (i) => classHead(random, width, i)) }
        : { kind: 'outputs', outputs: many(random, 1, 3, (i) => outputHead(random, width, i)) },
    promise: { mode: 'guarantee', confidence: 0.95, tolerances: first.map(() => Infinity) },
    history: [],
  };
}

function firstUnit(random: Random, middle: readonly number[]): FirstUnit {
  const vector = (): number[] => middle.map(() => (random.uniform() < 0.2 ? 0 : random.normal()));
  const common = { gain: 1 + 20 * random.uniform(), frozen: false };
  const rows = many(random, 1, middle.length, vector);
  const at = (row: readonly number[]): number => row.reduce((sum, a, i) => sum + a * (middle[i] ?? 0), 0);
  switch (random.below(3)) {
    case 0: {
      const a = vector();
      return { kind: 'halfspace', a, beta: at(a), ...common };
    }
    case 1: {
      const [alpha, beta] = [0.2 + random.uniform(), 0.5 + 2 * random.uniform()];
      return { kind: 'quadric', A: rows, b: rows.map(at), alpha, beta, ...common };
    }
    default:
      return { kind: 'gaussian', mean: middle, factor: rows, level: 0.1 + 0.8 * random.uniform(), ...common };
  }
}

function linkedUnit(random: Random, width: number): LinkedUnit {
  return { role: 'free', gain: 1 + 5 * random.uniform(), frozen: false, ...randomRow(random, width) };
}

function classHead(random: Random, width: number, i: number): ClassHead {
  const common = { name: `c${i}`, label: `label ${i}`, gain: 3, frozen: false };
  if (random.uniform() < 0.3) return { ...common, plain: false, ...randomRow(random, width) };
  return { ...common, plain: true, links: [random.below(width)], weights: [random.uniform() < 0.5 ? 1 : -1], bias: 0 };
}

function outputHead(random: Random, width: number, i: number): OutputHead {
  return { name: `o${i}`, column: `o${i}`, unit: random.below(width), sign: random.uniform() < 0.5 ? 1 : -1 };
}

function randomRow(random: Random, width: number): Pick<LinkedUnit, 'links' | 'weights' | 'bias'> {
  const links = Array.from({ length: width }, (_, i) => i).filter(() => random.uniform() < 0.8);
  return { links, weights: links.map(() => random.normal()), bias: random.normal() };
}

function many<T>(random: Random, least: number, most: number, make: (i: number) => T): T[] {
  return Array.from({ length: least + random.below(most - least + 1) }, (_, i) => make(i));
}
