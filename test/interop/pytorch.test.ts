import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { makeRandom } from '../../src/base/random.ts';
import type { Samples } from '../../src/exec/fit.ts';
import { layoutOf, parametersOf, trainableMask } from '../../src/exec/parameters.ts';
import { compile } from '../../src/network/compile.ts';
import type { Network } from '../../src/network/network.ts';
import { unchanged } from '../../src/network/parts.ts';
import { isSettled } from '../../src/train/lbfgs.ts';
import { trainDefaults, type TrainOptions } from '../../src/train/options.ts';
import { makeStepper } from '../../src/train/step.ts';
import { programOf } from '../helpers/program-of.ts';

const script = new URL('train_torch.py', import.meta.url).pathname;

interface Trained {
  readonly numbers: readonly number[];
  readonly loss: number;
}

function withTorch(network: Network, samples: Samples, options: TrainOptions, steps: number): Trained {
  const { inputs, layers, head } = layoutOf(network);
  const plain = (slots: readonly object[]): object[] =>
    slots.map((slot) => ({ ...slot, ...('links' in slot && { links: [...(slot.links as Int32Array)] }) }));
  const job = {
    layout: {
      inputs,
      layers: layers.map(plain),
      head: head.kind === 'classes' ? { ...head, classes: plain(head.classes) } : head,
    },
    numbers: [...parametersOf(network)],
    mask: [...trainableMask(network)],
    points: [...samples.points],
    wanted: [...samples.wanted],
    optimizer: options.optimizer,
    lr: options.lr,
    l2: options.l2Rows,
    steps,
  };
  return JSON.parse(execFileSync('/usr/bin/python3', [script], { input: JSON.stringify(job), encoding: 'utf8' }));
}

function withRegionc(network: Network, samples: Samples, options: TrainOptions, steps: number): Trained {
  const none = { rows: 0, points: new Float64Array(), wanted: new Float64Array() };
  const { start, step, taughtFit } = makeStepper(
    {
      start: network,
      opened: network,
      back: unchanged,
      training: samples,
      taught: samples,
      validation: none,
      judged: none,
      holdout: none,
    },
    options,
    'weights',
  );
  let state = start;
  while (state.steps < steps && !isSettled(state.memory)) state = step(state);
  return { numbers: [...state.parameters], loss: taughtFit(state.parameters).loss };
}

function problem(text: string, shares: (x: number, y: number) => readonly number[]): [Network, Samples] {
  const network = compile(programOf(`input x, y in [-1, 1]\n${text}`), { mode: 'trainable' }).value;
  if (!network) throw new Error(text);
  const random = makeRandom(9);
  const rows = 120;
  const points = Float64Array.from({ length: 2 * rows }, () => 2 * random.uniform() - 1);
  const wanted = Array.from({ length: rows }, (_, row) =>
    shares(points[2 * row] ?? 0, points[2 * row + 1] ?? 0),
  ).flat();
  return [network, { rows, points, wanted: Float64Array.from(wanted) }];
}

const problems: readonly (readonly [string, string, (x: number, y: number) => readonly number[]])[] = [
  [
    'halfspaces, gates and classes',
    'class a = x >= 0.2 and y >= -0.1\nclass b = at least 2 of (x <= -0.2, y <= 0.3, x + y >= 0.4)\nclass c = otherwise',
    (x, y) => (x + y > 0.3 ? [1, 0, 0] : x > y ? [0, 1, 0] : [0, 0, 1]),
  ],
  [
    'curved units and outputs',
    'output disc = any of (ball(center: [0.3, 0], radius: 0.4), gaussian(mean: [0, 0.1], sd: 0.4))\noutput left = not x >= 0.1',
    (x, y) => [x * x + y * y < 0.4 ? 1 : 0, x < -0.1 ? 1 : 0],
  ],
  [
    'shares, three layers deep',
    'output r = (x >= 0 xor y >= 0.1) and norm([x, y]) <= 0.9 or x + 2*y >= 1.5',
    (x, y) => [1 / (1 + Math.exp(-3 * x * y))],
  ],
];

/** Importing PyTorch takes some seconds, more on a busy machine. */
const patience = 240_000;

describe('training beside PyTorch', () => {
  it.each(problems)(
    '50 steps of Adam come to the same numbers: %s',
    (_, text, shares) => {
      const [network, samples] = problem(text, shares);
      const options = { ...trainDefaults, batch: samples.rows };
      const [ours, theirs] = [withRegionc, withTorch].map((trained) => trained(network, samples, options, 50)) as [
        Trained,
        Trained,
      ];
      const apart = Math.max(...ours.numbers.map((value, i) => Math.abs(value - (theirs.numbers[i] ?? NaN))));
      const moved = Math.max(...parametersOf(network).map((value, i) => Math.abs(value - (ours.numbers[i] ?? NaN))));
      console.log(`${text.slice(0, 12)}: ${apart} apart after moving by up to ${moved}`);
      expect(moved).toBeGreaterThan(0.1);
      expect(apart).toBeLessThan(1e-10);
    },
    patience,
  );

  it(
    'L-BFGS finds the minimum of a convex problem',
    () => {
      const [network, samples] = problem('output r = 0.5*x + y >= 0.2', (x, y) => [1 / (1 + Math.exp(y - 2 * x))]);
      const options: TrainOptions = { ...trainDefaults, optimizer: 'lbfgs', l2Rows: 0.01 };
      const ours = withRegionc(network, samples, options, 500);
      const theirs = withTorch(network, samples, options, 3);
      const apart = Math.max(...ours.numbers.map((value, i) => Math.abs(value - (theirs.numbers[i] ?? NaN))));
      console.log(`L-BFGS: ${apart} apart`);
      expect(apart).toBeLessThan(1e-6);
    },
    patience,
  );
});
