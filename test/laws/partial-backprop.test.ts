import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import { anyNetwork, pointsIn } from '../generators/any-network.ts';
import type { Samples } from '../../src/exec/fit.ts';
import { makePlainGradient } from '../../src/exec/gradient.ts';
import { layoutOf, outputCount, parametersOf, trainableMask, type Slot } from '../../src/exec/parameters.ts';
import { makePartialGradient } from '../../src/exec/partial-gradient.ts';
import type { Network } from '../../src/network/network.ts';

const rows = 9;

const anyCase = anyNetwork.chain((network) => {
  const { head, inputs } = layoutOf(network);
  const answers = rows * outputCount(head);
  return fc.record({
    network: fc.constant(network),
    points: pointsIn(inputs, rows),
    crisp: fc.array(fc.nat(), { minLength: answers, maxLength: answers }),
    norm: fc.constantFrom('norm' as const, 'elements' as const),
    thresholds: fc.array(fc.constantFrom(0.001, 0.01, 0.05, 0.2, 1), { minLength: 1, maxLength: 3 }),
    gains: fc.boolean(),
  });
});

test('what partial backpropagation leaves out is within the bound that it promises', () => {
  let skipped = 0;
  fc.assert(
    fc.property(anyCase, ({ network, points, crisp, norm, thresholds, gains }) => {
      const samples = samplesFrom(network, points, crisp);
      const mask = gains ? new Uint8Array(layoutOf(network).size).fill(1) : trainableMask(network);
      const parameters = parametersOf(network);
      const [full, partial] = [new Float64Array(parameters.length), new Float64Array(parameters.length)];
      const fit = makePlainGradient(network)(parameters, samples, full);
      const given = makePartialGradient(network, mask)(parameters, samples, partial, {
        kind: 'bounds',
        norm,
        thresholds,
      });
      expect(given.fit).toEqual(fit);
      const { reached, leftOut, made, full: most } = given.effort;
      const layers = layoutOf(network).layers;
      expect(reached.at(-1)).toBe(rows);
      expect(made).toBeLessThanOrEqual(most);
      for (const [k, slots] of layers.entries()) {
        const stopped = rows - (reached[k] ?? 0);
        skipped += stopped;
        const answers = rows * (network.head.kind === 'outputs' ? network.head.outputs.length : 1);
        const promised = (leftOut[k] ?? 0) / answers;
        const trains = slots.some((slot) => mask.subarray(slot.at, slot.gain + 1).includes(1));
        // No row leaves out more than its threshold.
        const threshold = thresholds[k] ?? thresholds.at(-1) ?? 0;
        if (trains) expect(promised).toBeLessThanOrEqual(((threshold * stopped) / answers) * (1 + 1e-12));
        for (const slot of slots) {
          for (const [from, to] of blocksOf(slot, layoutOf(network).inputs)) {
            const missing = full.subarray(from, to).map((slope, i) => slope - (partial[from + i] ?? NaN));
            const size = norm === 'norm' ? Math.hypot(...missing) : Math.max(...missing.map(Math.abs));
            if (mask[from] === 1) expect(size).toBeLessThanOrEqual(promised * (1 + 1e-9) + 1e-14);
          }
        }
      }
    }),
    { numRuns: 400, seed: 11 },
  );
  expect(skipped).toBeGreaterThan(500);
});

test('rows that are all sent back give the whole gradient, infinite thresholds that of the head', () => {
  fc.assert(
    fc.property(anyCase, ({ network, points, crisp }) => {
      const samples = samplesFrom(network, points, crisp);
      const mask = trainableMask(network);
      const parameters = parametersOf(network);
      const [full, partial] = [new Float64Array(parameters.length), new Float64Array(parameters.length)];
      makePlainGradient(network)(parameters, samples, full);
      const gradientOf = makePartialGradient(network, mask.fill(1));
      const { effort } = gradientOf(parameters, samples, partial, { kind: 'chosen', lowest: new Uint8Array(rows) });
      expect(partial).toEqual(full);
      expect(effort.made).toBe(effort.full);
      const none = gradientOf(parameters, samples, partial, { kind: 'bounds', norm: 'norm', thresholds: [Infinity] });
      const { layers } = layoutOf(network);
      expect(none.effort.reached).toEqual([...layers.map(() => 0), rows]);
    }),
    { numRuns: 60, seed: 12 },
  );
});

function samplesFrom(network: Network, points: Float64Array, crisp: readonly number[]): Samples {
  const outputs = outputCount(layoutOf(network).head);
  const wanted = Float64Array.from(crisp, (value, at) =>
    network.head.kind === 'outputs' ? value % 2 : (crisp[at - (at % outputs)] ?? 0) % outputs === at % outputs ? 1 : 0,
  );
  return { rows, points, wanted };
}

/** The stretches of a unit's numbers that are bounded each by itself. */
function blocksOf(slot: Slot, inputs: number): [number, number][] {
  switch (slot.kind) {
    case 'sum':
      return [
        [slot.at, slot.bias],
        [slot.bias, slot.gain],
        [slot.gain, slot.gain + 1],
      ];
    case 'quadric':
      return [
        [slot.at, slot.b],
        [slot.b, slot.alpha],
        [slot.alpha, slot.beta],
        [slot.beta, slot.gain],
        [slot.gain, slot.gain + 1],
      ];
    case 'gaussian':
      return [
        [slot.at, slot.at + slot.rank * inputs],
        [slot.mean, slot.level],
        [slot.level, slot.gain],
        [slot.gain, slot.gain + 1],
      ];
  }
}
