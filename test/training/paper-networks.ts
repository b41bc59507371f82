import type { Samples } from '../../src/exec/fit.ts';
import type { ClassHead, LinkedUnit, Network } from '../../src/network/network.ts';
import { makeSource } from '../../src/base/source.ts';

type Rows = readonly (readonly number[])[];

/** One layer of a network of the paper: sigma_gain(A x - b), or for the head gain (A x - b). */
interface PaperLayer {
  readonly A: Rows;
  readonly b: readonly number[];
  readonly gain: number;
  readonly frozen?: boolean;
}

/** A network given by its matrices, with a softmax at its head, over two inputs; its text says nothing. */
export function paperNetwork([first, ...later]: readonly [PaperLayer, ...PaperLayer[]], head: PaperLayer): Network {
  const inputs = ['x', 'y'].map((name) => ({ name, lo: -6, hi: 6, columns: [name] }));
  const row = ({ A, b, gain, frozen = false }: PaperLayer, i: number) => {
    const weights = [...(A[i] ?? [])];
    return { links: weights.map((_, link) => link), weights, bias: b[i] ?? 0, gain, frozen };
  };
  const classes = head.A.map((_, i): ClassHead => {
    const name = `c${String(i + 1)}`;
    return { name, label: name, plain: false, ...row(head, i) };
  });
  return {
    inputs,
    text: { inputs, nodes: [], names: [], head: { kind: 'none' }, checks: [], origins: [] },
    source: makeSource('paper.region', ''),
    first: first.A.map((a, i) => ({
      kind: 'halfspace',
      a,
      beta: first.b[i] ?? 0,
      gain: first.gain,
      frozen: first.frozen ?? false,
    })),
    later: later.map((layer) => layer.A.map((_, i): LinkedUnit => ({ role: 'free', ...row(layer, i) }))),
    head: { kind: 'classes', classes },
    promise: { mode: 'trainable', confidence: 0.8, tolerances: first.A.map(() => Infinity) },
    history: [],
  };
}

/** The paper's network (8), all weights and biases times `gamma` (its Figures 12 and 17). */
export function networkEight(gamma: number): Network {
  const layer = (A: Rows, b: readonly number[], gain: number): PaperLayer => ({
    A: A.map((row) => row.map((value) => gamma * value)),
    b: b.map((value) => gamma * value),
    gain,
  });
  return paperNetwork(
    [
      layer(
        [
          [1, 0.3],
          [0.4, -1],
        ],
        [-1, 0.5],
        3,
      ),
      layer(
        [
          [-1, -1],
          [1, -1],
          [1, 1],
          [-1, 1],
        ],
        [1, 1, 1, 1],
        3,
      ),
    ],
    layer(
      [
        [1, 0, 1, 0],
        [0, 1, 0, 1],
      ],
      [-1.1, -1.1],
      1,
    ),
  );
}

/** The centres of a square grid over [-half, half]^2, the first class where x y < 0. */
export function quadrants(half: number, side: number): Samples {
  const rows = side * side;
  const at = (index: number): number => -half + ((index + 0.5) * 2 * half) / side;
  const points = new Float64Array(2 * rows);
  const wanted = new Float64Array(2 * rows);
  for (let row = 0; row < rows; row++) {
    const [x, y] = [at(row % side), at(Math.floor(row / side))];
    points.set([x, y], 2 * row);
    wanted.set(x * y < 0 ? [1, 0] : [0, 1], 2 * row);
  }
  return { rows, points, wanted };
}
