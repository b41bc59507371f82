import { expect, it } from 'vitest';
import { makeRandom } from '../../src/base/random.ts';
import type { Fit, Samples } from '../../src/exec/compare.ts';
import { makePlainFit, makeFit } from '../../src/exec/fit.ts';
import { makeGradient, makePlainGradient } from '../../src/exec/gradient.ts';
import { layoutOf, outputCount, parametersOf } from '../../src/exec/parameters.ts';
import { makeSteps, type StepOptions } from '../../src/exec/wasm/steps.ts';
import type { Network } from '../../src/network/network.ts';
import { optimizers } from '../../src/train/optimizers.ts';
import type { Position, Surroundings } from '../../src/train/optimizer.ts';
import { networkOf, shapes } from '../bench/exec/workloads.ts';
import { rawNetwork } from '../generators/raw-network.ts';

it.each([1, 63, 64, 65, 257, 2100])('gives the fit and every slope as typed arrays do, of %i rows', (rows) => {
  for (let seed = 1; seed <= 40; seed++) {
    const network = rawNetwork(seed);
    checkGradient(network, samplesFor(network, rows, seed));
  }
});

it('sends errors back through layers of many units and few links', () => {
  for (const shape of [
    { widths: [20, 40, 30, 7], links: [5, 10, 12], head: 'softmax' },
    { widths: [13, 11, 3], head: 'softmax' },
    { widths: [9, 33, 17, 1], links: [9, 20], head: 'output' },
  ] as const) {
    const network = networkOf(shape);
    checkGradient(network, samplesFor(network, 300, 4));
  }
});

it('derives the numbers that train as if all did, and lets errors go back no further than to them', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const network = rawNetwork(seed);
    const samples = samplesFor(network, 100, seed);
    const parameters = parametersOf(network);
    const random = makeRandom(seed);
    // From some number on, so that whole layers stay; or some here and there.
    const from = random.below(parameters.length);
    const trains = Uint8Array.from(parameters, (_, i) =>
      (seed % 2 === 0 ? i >= from : random.below(9) === 0) ? 1 : 0,
    );
    const moved = parameters.map((value, i) => (trains[i] === 1 ? value + 0.01 : value));
    const [given, expected] = [new Float64Array(parameters.length), new Float64Array(parameters.length)];
    const fit = makeGradient(network, trains)(moved, samples, given);
    expect(makeFit(network, trains)(moved, samples)).toEqual(fit);
    const plain = makePlainGradient(network)(moved, samples, expected);
    expect(Math.abs(fit.loss - plain.loss)).toBeLessThan(1e-12 * Math.max(1, plain.loss));
    const most = Math.max(...expected.map(Math.abs));
    for (const [i, slope] of expected.entries()) {
      if (trains[i] === 1) expect(Math.abs((given[i] ?? NaN) - slope)).toBeLessThan(1e-11 * most);
    }
  }
});

it.each(['gd', 'sgd', 'adam'] as const)('takes steps by %s as the trainer does', (optimizer) => {
  for (let seed = 1; seed <= 6; seed++) {
    const network = seed === 1 ? networkOf(shapes.W4) : rawNetwork(seed);
    const samples = samplesFor(network, 200, seed);
    // Small steps: quadrics far from the origin are soon beyond all bounds with larger ones.
    checkSteps(network, samples, { optimizer, rate: optimizer === 'adam' ? 1e-3 : 1e-6, count: 50 });
  }
});

it.each(['gd', 'sgd', 'adam'] as const)('comes by %s to the same bits as step by step, from anywhere', (optimizer) => {
  for (let seed = 1; seed <= 6; seed++) {
    const network = seed === 1 ? networkOf(shapes.W4) : rawNetwork(seed);
    const samples = samplesFor(network, 3000 * (seed % 2) + 100, seed);
    const rates = parametersOf(network).map((_, i) => (i % 5 === 4 ? 0 : 1e-6));
    const trains = Uint8Array.from(rates, (rate) => (rate === 0 ? 0 : 1));
    const momentum = 0.9;
    const gradientOf = makeGradient(network, trains);
    const fits: Fit[] = [];
    const evaluate: Surroundings['evaluate'] = (parameters) => {
      const gradient = new Float64Array(parameters.length);
      const fit = gradientOf(parameters, samples, gradient);
      fits.push(fit);
      return { value: fit.loss, gradient: gradient.map((slope, i) => (trains[i] === 1 ? slope : 0)), fit };
    };
    const positions: Position[] = [{ parameters: parametersOf(network), memory: {} }];
    for (let step = 0; step < 20; step++) {
      const from = positions.at(-1) ?? { parameters: parametersOf(network), memory: {} };
      positions.push(optimizers[optimizer](from, { evaluate, rates, momentum, constrain: (next) => next }));
    }
    const steps = makeSteps(network, samples, { optimizer, rates, momentum });
    expect(steps?.runMeasured(20)).toEqual(fits);
    expect(steps?.position()).toEqual(positions.at(-1));
    for (const at of [0, 7]) {
      steps?.goTo(positions[at] ?? { parameters: new Float64Array(), memory: {} });
      steps?.run(12);
      expect(steps?.position()).toEqual(positions[at + 12]);
    }
  }
});

it('comes to the same bits whatever sums are in registers together', () => {
  const network = networkOf(shapes.W5);
  const samples = samplesFor(network, 300, 3);
  const rates = parametersOf(network).fill(0.01);
  const positions = [1, 2, 3, 4, 6].map((rows, i) => {
    const blocks = { block: { rows, vectors: [1, 2, 4][i % 3] ?? 1 }, slopes: { units: rows, links: 1 + (i % 3) } };
    const steps = makeSteps(network, samples, { optimizer: 'gd', rates, blocks });
    steps?.run(5);
    return steps?.position();
  });
  for (const position of positions) expect(position).toEqual(positions[0]);
});

it("ends the paper's training where typed arrays do after 1000 steps", () => {
  const network = networkOf(shapes.W4);
  checkSteps(network, samplesFor(network, 3200, 9), { optimizer: 'gd', rate: 0.1, count: 1000 });
});

it('stays in the bounds, and leaves numbers without a rate as they are', () => {
  const network = networkOf(shapes.W4);
  const samples = samplesFor(network, 100, 2);
  const start = parametersOf(network);
  const rates = start.map((_, i) => (i % 2 === 0 ? 0.5 : 0));
  const bounds = { lower: start.map((value) => value - 0.01), upper: start.map((value) => value + 0.02) };
  const steps = makeSteps(network, samples, { optimizer: 'gd', rates, bounds });
  steps?.run(200);
  const found = steps?.position().parameters ?? start;
  expect(found.some((value, i) => value === bounds.lower[i] || value === bounds.upper[i])).toBe(true);
  for (const [i, value] of found.entries()) {
    if (i % 2 === 1) expect(value).toBe(start[i]);
    expect(value).toBeGreaterThanOrEqual(bounds.lower[i] ?? NaN);
    expect(value).toBeLessThanOrEqual(bounds.upper[i] ?? NaN);
  }
});

it('goes round its batches, however many steps are asked for at once', () => {
  const network = networkOf(shapes.W6);
  const samples = samplesFor(network, 400, 3);
  const options: StepOptions = { optimizer: 'sgd', rates: parametersOf(network).fill(0.01), momentum: 0.5, batch: 128 };
  const [at, singly] = [makeSteps(network, samples, options), makeSteps(network, samples, options)];
  at?.run(7);
  for (let i = 0; i < 7; i++) singly?.run(1);
  expect(singly?.position()).toEqual(at?.position());
});

function checkGradient(network: Network, samples: Samples): void {
  const parameters = parametersOf(network);
  const [given, expected] = [new Float64Array(parameters.length), new Float64Array(parameters.length)];
  const fit = makeGradient(network)(parameters, samples, given);
  const plain = makePlainGradient(network)(parameters, samples, expected);
  expect(makeFit(network)(parameters, samples)).toEqual(fit);
  expect(makePlainFit(network)(parameters, samples)).toEqual(plain);
  expect(Math.abs(fit.loss - plain.loss)).toBeLessThan(1e-12 * Math.max(1, plain.loss));
  expect({ ...fit, loss: 0 }).toEqual({ ...plain, loss: 0 });
  expect(distance(given, expected)).toBeLessThan(1e-11 * Math.max(...expected.map(Math.abs)));
}

function checkSteps(
  network: Network,
  samples: Samples,
  { optimizer, rate, count }: Pick<StepOptions, 'optimizer'> & { readonly rate: number; readonly count: number },
): void {
  const rates = parametersOf(network).map((_, i) => (i % 5 === 4 ? 0 : rate));
  const momentum = 0.9;
  const steps = makeSteps(network, samples, { optimizer, rates, momentum });
  steps?.run(count);
  const gradientOf = makePlainGradient(network);
  const evaluate: Surroundings['evaluate'] = (parameters) => {
    const gradient = new Float64Array(parameters.length);
    const fit = gradientOf(parameters, samples, gradient);
    return { value: fit.loss, gradient, fit };
  };
  let position: Position = { parameters: parametersOf(network), memory: {} };
  for (let step = 0; step < count; step++) {
    position = optimizers[optimizer](position, { evaluate, rates, momentum, constrain: (next) => next });
  }
  expect(distance(steps?.position().parameters ?? new Float64Array(), position.parameters)).toBeLessThan(1e-12);
}

function samplesFor(network: Network, rows: number, seed: number): Samples {
  const random = makeRandom(seed);
  const { head } = layoutOf(network);
  const outputs = outputCount(head);
  const points = Float64Array.from({ length: rows * network.inputs.length }, (_, at) => {
    const { lo, hi } = network.inputs[at % network.inputs.length] ?? { lo: 0, hi: 1 };
    return lo + (hi - lo) * random.uniform();
  });
  const wanted = new Float64Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    if (head.kind === 'classes') wanted[row * outputs + random.below(outputs)] = 1;
    else for (let index = 0; index < outputs; index++) wanted[row * outputs + index] = random.uniform();
  }
  const answers = head.kind === 'classes' ? rows : rows * outputs;
  const weights = Float64Array.from({ length: answers }, () => random.uniform());
  return { rows, points, wanted, ...(seed % 2 === 0 && { weights }) };
}

function distance(given: Float64Array, expected: Float64Array): number {
  return given.reduce(
    (most, value, i) => {
      const difference = Math.abs(value - (expected[i] ?? NaN));
      return difference <= most ? most : Number.isNaN(difference) ? Infinity : difference;
    },
    given.length === expected.length ? 0 : Infinity,
  );
}
