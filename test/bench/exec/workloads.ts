import { makeRandom, type Random } from '../../../src/base/random.ts';
import { makeSource } from '../../../src/base/source.ts';
import type { ClassHead, FirstUnit, LinkedUnit, Network } from '../../../src/network/network.ts';

/** Widths of a network's layers from the inputs on, and how many links each row of a layer has (absent: all). */
interface Shape {
  readonly widths: readonly number[];
  readonly links?: readonly number[];
  readonly head: 'output' | 'softmax';
}

/** The shapes of the workloads W1 to W6. */
export const shapes = {
  W1: { widths: [2, 8, 1], head: 'output' },
  W2: { widths: [10, 200, 20, 1], links: [3, 10, 20], head: 'output' },
  W3: { widths: [64, 256, 10], head: 'softmax' },
  W4: { widths: [2, 1, 2], head: 'softmax' },
  W5: { widths: [30, 64, 8, 2], head: 'softmax' },
  W6: { widths: [64, 256, 10], head: 'softmax' },
} as const satisfies Readonly<Record<string, Shape>>;

/** A network of a shape with random numbers of the size that training gives; it stands for no text. */
export function networkOf({ widths, links = [], head }: Shape, seed = 1): Network {
  const random = makeRandom(seed);
  const rows = (layer: number): { links: number[]; weights: number[]; bias: number; gain: number }[] => {
    const below = widths[layer - 1] ?? 0;
    return Array.from({ length: widths[layer] ?? 0 }, () => {
      const all = Array.from({ length: below }, (_, i) => i);
      const chosen = random
        .shuffle(all)
        .slice(0, links[layer - 1] ?? below)
        .sort((a, b) => a - b);
      return {
        links: chosen,
        weights: chosen.map(() => spread(random, chosen.length)),
        bias: random.normal() / 2,
        gain: 3,
      };
    });
  };
  const last = widths.length - 1;
  const inputs = Array.from({ length: widths[0] ?? 0 }, (_, i) => ({
    name: `x${i}`,
    lo: -1,
    hi: 1,
    columns: [`x${i}`],
  }));
  const first = rows(1).map((row): FirstUnit => {
    const a = inputs.map((_, i) => row.weights[row.links.indexOf(i)] ?? 0);
    return { kind: 'halfspace', a, beta: row.bias, gain: row.gain, frozen: false };
  });
  const layersAfter = Array.from({ length: head === 'softmax' ? last - 2 : last - 1 }, (_, i) => i + 2);
  const later = layersAfter.map((layer) =>
    rows(layer).map((row): LinkedUnit => ({ role: 'free', frozen: false, ...row })),
  );
  return {
    inputs,
    text: { inputs, nodes: [], names: [], head: { kind: 'none' }, checks: [], origins: [] },
    source: makeSource('bench.region', ''),
    first,
    later,
    head:
      head === 'output'
        ? { kind: 'outputs', outputs: [{ name: 'y', column: 'y', unit: 0, sign: 1 }] }
        : {
            kind: 'classes',
            classes: rows(last).map((row, i): ClassHead => ({
              name: `c${i}`,
              label: `c${i}`,
              plain: false,
              frozen: false,
              ...row,
              gain: 1,
            })),
          },
    promise: { mode: 'trainable', confidence: 0.8, tolerances: first.map(() => Infinity) },
    history: [],
  };
}

/** Points in [-1, 1], row-major. */
export function pointsFor(network: Network, rows: number, seed = 2): Float64Array {
  const random = makeRandom(seed);
  return Float64Array.from({ length: rows * network.inputs.length }, () => 2 * random.uniform() - 1);
}

function spread(random: Random, links: number): number {
  return (random.normal() * 1.5) / Math.sqrt(links);
}
