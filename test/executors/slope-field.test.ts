import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makePlainGradient } from '../../src/exec/gradient.ts';
import { layoutOf, parametersOf } from '../../src/exec/parameters.ts';
import { makeReach } from '../../src/exec/reach.ts';
import { makeSlopeField, slotsOf, type Block } from '../../src/exec/slope-field.ts';
import { wantedByText } from '../../src/exec/wanted.ts';
import type { Network } from '../../src/network/network.ts';
import { specOf } from '../helpers/spec-of.ts';

const inputs = 'input x, y in [-3, 3]\n';
const texts = {
  'halfspaces and gates':
    'region r = at least 2 of (x >= 0 +- 1, y >= 1 +- 1, x + y <= 2 +- 1)\noutput o = r xor x >= 2',
  'a ball and a Gaussian':
    'output o = norm([x, y] - [1, 0]) <= 1 +- 0.5 or gaussian(mean: [-1, 1], sd: 1)\noutput p = x >= y +- 2',
  classes: 'class a = x >= 0 +- 1\nclass b = y >= 0 +- 1 and not a\nclass c = otherwise',
};

/** The place of every number of a block among the parameters. */
function placesOf(network: Network, { of, layer }: Block): readonly number[] {
  return slotsOf(layoutOf(network), layer).flatMap((slot) => {
    const size = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
    switch (slot.kind) {
      case 'sum':
        return of === 'weights' ? size(slot.at, slot.bias) : [slot.bias];
      case 'quadric':
        return of === 'weights' ? size(slot.at, slot.b) : [...size(slot.b, slot.alpha), slot.beta];
      case 'gaussian':
        return of === 'weights' ? size(slot.at, slot.mean) : size(slot.mean, slot.gain);
    }
  });
}

describe.each(Object.entries(texts))('the gradient of a point: %s', (name, text) => {
  it('is that of a training on the point alone', async () => {
    const { network } = await specOf(`${name}.region`, inputs + text, () => undefined);
    if (!network) throw new Error('no network');
    const wanted = wantedByText(network.text);
    const gradientOf = makePlainGradient(network);
    const parameters = parametersOf(network);
    const layers = network.later.length + (network.head.kind === 'classes' ? 2 : 1);
    const blocks = (['weights', 'biases'] as const).flatMap((of) =>
      Array.from({ length: layers }, (_, layer): Block => ({ of, layer })),
    );
    const fields = blocks.map((block) => ({
      places: placesOf(network, block),
      largest: makeSlopeField(network, block, wanted, 'largest'),
      norm: makeSlopeField(network, block, wanted, 'norm'),
    }));
    const gradient = new Float64Array(parameters.length);
    const outputs = network.text.head.kind === 'outputs' ? network.text.head.outputs.length : 1;
    const coordinate = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const points = Float64Array.of(x, y);
        gradientOf(parameters, { rows: 1, points, wanted: wanted(points, 1) }, gradient);
        for (const { places, largest, norm } of fields) {
          // A row's loss counts its outputs one by one.
          const slopes = places.map((place) => outputs * Math.abs(gradient[place] as number));
          const most = Math.max(...slopes, 0);
          expect(largest(points, 1)[0]).toBeCloseTo(most, 9);
          expect(norm(points, 1)[0]).toBeCloseTo(Math.hypot(...slopes), 9);
        }
      }),
      { numRuns: 60, seed: 10 },
    );
  });
});

it('is 0 where the text gives no class, and one number is part of its block', async () => {
  const gap = 'class a = x >= 1 +- 0.5\nclass b = x <= -1 +- 0.5';
  const { network } = await specOf('gap.region', inputs + gap, () => undefined);
  if (!network) throw new Error('no network');
  const wanted = wantedByText(network.text);
  const all = makeSlopeField(network, { of: 'weights', layer: 0 }, wanted, 'largest');
  expect(all(Float64Array.of(0, 0), 1)[0]).toBe(0);
  const points = Float64Array.of(1.05, 2);
  const [one = NaN, other = NaN] = [0, 1].map(
    (source) =>
      makeSlopeField(network, { of: 'weights', layer: 0, entry: { unit: 0, source } }, wanted, 'largest')(points, 1)[0],
  );
  expect(other / one).toBeCloseTo(2 / 1.05, 9);
  expect(all(points, 1)[0]).toBeGreaterThanOrEqual(other);
});

it('how far errors go back falls with the thresholds', async () => {
  const { network } = await specOf('reach.region', inputs + texts.classes, () => undefined);
  if (!network) throw new Error('no network');
  const layers = network.later.length + 1;
  const at = Float64Array.of(0.02, 0.5);
  const lowest = [0, 1e-3, 1e9].map(
    (threshold) => makeReach(network, wantedByText(network.text), { norm: 'norm', thresholds: [threshold] })(at, 1)[0],
  );
  expect(lowest[0]).toBe(0);
  expect(lowest[2]).toBe(layers);
});
