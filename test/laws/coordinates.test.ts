import * as fc from 'fast-check';
import { anyNetwork, pointsIn } from '../generators/any-network.ts';
import { expect, test } from 'vitest';
import { eachPart } from '../../src/network/parts.ts';
import { fromCoordinates, rangeCoordinates, scalePoints, toCoordinates } from '../../src/train/scale.ts';
import { parametersOf, withParameters } from '../../src/exec/parameters.ts';
import { makeForward } from '../../src/exec/forward.ts';

const range = fc
  .tuple(fc.double({ min: -1e4, max: 1e4, noNaN: true }), fc.double({ min: 1e-2, max: 1e4, noNaN: true }))
  .map(([lo, size]) => ({ lo, hi: lo + size }));

/** A network over inputs of any range, in which it is as if written in z. */
const anyCase = anyNetwork
  .chain((network) =>
    fc.record({
      network: fc.constant(network),
      ranges: fc.array(range, { minLength: network.inputs.length, maxLength: network.inputs.length }),
      points: pointsIn(network.inputs.length, 8),
    }),
  )
  .map(({ network, ranges, points }) => {
    const inputs = network.inputs.map((input, j) => ({ ...input, ...ranges[j] }));
    const coordinates = rangeCoordinates({ ...network, inputs });
    // From z to x: the way back of the way back.
    const back = {
      middle: coordinates.middle.map((m, j) => -m / at(coordinates.unit, j)),
      unit: coordinates.unit.map((u) => 1 / u),
    };
    const inRanges = { ...toCoordinates(network, back), inputs };
    return { network: inRanges, coordinates, points: scalePoints(points, back) };
  });

test('a change of coordinates changes no value', () => {
  fc.assert(
    fc.property(anyCase, ({ network, coordinates, points }) => {
      const scaled = toCoordinates(network, coordinates);
      const [given, expected] = [
        makeForward(scaled)(scalePoints(points, coordinates), 8),
        makeForward(network)(points, 8),
      ];
      for (const [index, value] of given.entries()) expect(value).toBeCloseTo(at(expected, index), 7);
    }),
    { numRuns: 300, seed: 11 },
  );
});

test('units are in normal form there', () => {
  fc.assert(
    fc.property(anyCase, ({ network, coordinates }) => {
      const scaled = toCoordinates(network, coordinates);
      for (const unit of scaled.first) {
        if (unit.kind === 'halfspace' && Math.hypot(...unit.a) > 0) expect(Math.hypot(...unit.a)).toBeCloseTo(1, 12);
        if (unit.kind === 'quadric') expect([unit.alpha, unit.beta]).toEqual([1, 1]);
      }
    }),
    { numRuns: 100, seed: 12 },
  );
});

test('and back gives the numbers that were written, the frozen ones to the bit', () => {
  fc.assert(
    fc.property(anyCase, ({ network, coordinates }) => {
      const scaled = toCoordinates(network, coordinates);
      const change = fromCoordinates(network, coordinates);
      const back = eachPart(scaled, change);
      const [given, expected] = [parametersOf(back), parametersOf(network)];
      for (const [index, value] of given.entries()) {
        expect(Math.abs(value - at(expected, index))).toBeLessThan(1e-9 * Math.max(1, Math.abs(value)));
      }
      const trained = eachPart(
        withParameters(
          scaled,
          parametersOf(scaled).map((value) => value * 1.25 + 0.5),
        ),
        change,
      );
      for (const [index, unit] of network.first.entries()) {
        if (unit.frozen) expect(trained.first[index]).toEqual(unit);
        else expect(trained.first[index]).not.toEqual(unit);
      }
    }),
    { numRuns: 200, seed: 13 },
  );
});

function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? NaN;
}
