import { makeRandom, type Random } from '../../../src/base/random.ts';
import { makeSource } from '../../../src/base/source.ts';
import type { Samples } from '../../../src/exec/compare.ts';
import type { ClassHead, FirstUnit, LinkedUnit, Network } from '../../../src/network/network.ts';
import type { RegionGraph, RegionNode } from '../../../src/region/graph.ts';

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

export type Workload = keyof typeof shapes;

/** Points that are scored, or samples that are trained on. */
export const rowsOf: Readonly<Record<Workload, number>> = {
  W1: 1_000_000,
  W2: 1_000_000,
  W3: 100_000,
  W4: 3200,
  W5: 569,
  W6: 1280,
};

/** Steps of a training that are timed together. */
export const stepsOf: Readonly<Record<Workload, number>> = { W1: 0, W2: 0, W3: 0, W4: 400, W5: 100, W6: 50 };

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

/** The points with classes that depend on them. */
export function samplesFor(network: Network, rows: number): Samples {
  const points = pointsFor(network, rows);
  const classes = network.head.kind === 'classes' ? network.head.classes.length : 1;
  const inputs = network.inputs.length;
  const wanted = new Float64Array(rows * classes);
  for (let row = 0; row < rows; row++) {
    const [x = 0, y = 0] = points.subarray(row * inputs, row * inputs + 2);
    wanted[row * classes + (Math.floor(4 * (x + y + 2)) % classes)] = 1;
  }
  return { rows, points, wanted };
}

/** A text of a shape: halfspaces, then gates that ask for half of their members. */
export function graphOf({ widths, links = [] }: Shape): RegionGraph {
  const network = networkOf({ widths, links, head: 'output' });
  const sharpness = { kind: 'gain', gain: 3 } as const;
  const common = { frozen: false, named: false } as const;
  const nodes: RegionNode[] = network.first.flatMap((unit) =>
    unit.kind === 'halfspace' ? [{ kind: 'halfspace', a: unit.a, beta: unit.beta, sharpness, ...common }] : [],
  );
  let below = 0;
  for (const layer of network.later) {
    const start = nodes.length;
    for (const { links: members, weights } of layer) {
      nodes.push({
        kind: 'gate',
        members: members.map((link, i) => ({
          ref: { node: below + link, negated: (weights[i] ?? 0) < 0 },
          weight: 1,
        })),
        threshold: Math.ceil(members.length / 2),
        ...common,
      });
    }
    below = start;
  }
  const { inputs } = network;
  return { inputs, nodes, names: [], head: { kind: 'none' }, checks: [], origins: nodes.map(() => []) };
}

function spread(random: Random, links: number): number {
  return (random.normal() * 1.5) / Math.sqrt(links);
}
