import * as fc from 'fast-check';
import type { ClassHead, FirstUnit, LinkedUnit, Network, NetworkHead } from '../../src/network/network.ts';
import { makeSource } from '../../src/base/source.ts';

/** A network of the given parts over inputs in [-1, 1] (or `ranges`), whose text says nothing. */
function networkOf(
  parts: Pick<Network, 'first' | 'later' | 'head'>,
  ranges: readonly (readonly [number, number])[],
): Network {
  const inputs = ranges.map(([lo, hi], index) => ({ name: `x${index}`, lo, hi, columns: [`x${index}`] }));
  return {
    ...parts,
    inputs,
    text: { inputs, nodes: [], names: [], head: { kind: 'none' }, checks: [], origins: [] },
    source: makeSource('main.region', ''),
    promise: { mode: 'trainable', confidence: 0.8, tolerances: parts.first.map(() => Infinity) },
    history: [],
  };
}

/** Whole multiples of 1/1024: nothing so small that its inverse overflows. */
const small = fc.integer({ min: -2048, max: 2048 }).map((steps) => steps / 1024);
const positive = fc.double({ min: 0.5, max: 3, noNaN: true });

function unitsOf(inputs: number): fc.Arbitrary<FirstUnit> {
  const vector = fc.array(small, { minLength: inputs, maxLength: inputs });
  const matrixWith = (rank: number): fc.Arbitrary<number[][]> => fc.array(vector, { minLength: rank, maxLength: rank });
  const common = { gain: positive, frozen: fc.boolean() };
  return fc.oneof(
    fc.record({ kind: fc.constant('halfspace' as const), a: vector, beta: small, ...common }),
    fc.integer({ min: 1, max: inputs }).chain((rank) =>
      fc.record({
        kind: fc.constant('quadric' as const),
        A: matrixWith(rank),
        b: fc.array(small, { minLength: rank, maxLength: rank }),
        alpha: positive,
        beta: positive,
        ...common,
      }),
    ),
    fc.integer({ min: 1, max: inputs }).chain((rank) =>
      fc.record({
        kind: fc.constant('gaussian' as const),
        mean: vector,
        factor: matrixWith(rank),
        level: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        ...common,
      }),
    ),
  );
}

/** Rows over a layer of `below` values: at least one link, ascending. */
function rowOver(
  below: number,
): fc.Arbitrary<{ links: number[]; weights: number[]; bias: number; gain: number; frozen: boolean }> {
  return fc
    .subarray(
      Array.from({ length: below }, (_, index) => index),
      { minLength: 1 },
    )
    .chain((links) =>
      fc.record({
        links: fc.constant(links),
        weights: fc.array(small, { minLength: links.length, maxLength: links.length }),
        bias: small,
        gain: positive,
        frozen: fc.boolean(),
      }),
    );
}

function linkedOver(below: number): fc.Arbitrary<LinkedUnit[]> {
  const unit = rowOver(below).map((row): LinkedUnit => ({ ...row, role: 'gate' }));
  return fc.array(unit, { minLength: 1, maxLength: 3 });
}

function headOver(below: number): fc.Arbitrary<NetworkHead> {
  const unit = fc.nat({ max: below - 1 });
  const sign = fc.constantFrom(1 as const, -1 as const);
  const plain = fc
    .record({ unit, sign, gain: positive, frozen: fc.boolean() })
    .map(({ unit: link, sign: weight, ...rest }) => ({
      plain: true,
      links: [link],
      weights: [weight as number],
      bias: 0,
      ...rest,
    }));
  const row = rowOver(below).map((rest) => ({ plain: false, ...rest }));
  const classes = fc.array(fc.oneof(plain, row), { minLength: 2, maxLength: 4 }).map((heads): NetworkHead => ({
    kind: 'classes',
    classes: heads.map((head, index): ClassHead => ({ ...head, name: `c${index}`, label: `c${index}` })),
  }));
  const outputs = fc.array(fc.record({ unit, sign }), { minLength: 1, maxLength: 3 }).map((heads): NetworkHead => ({
    kind: 'outputs',
    outputs: heads.map((head, index) => ({ ...head, name: `o${index}`, column: `o${index}` })),
  }));
  return fc.oneof(classes, outputs);
}

/** Networks of every kind of primitive, gate and head, one to three layers deep. */
export const anyNetwork: fc.Arbitrary<Network> = fc.integer({ min: 1, max: 4 }).chain((inputs) =>
  fc.array(unitsOf(inputs), { minLength: 1, maxLength: 5 }).chain((first) =>
    fc.integer({ min: 0, max: 2 }).chain((depth) => {
      const ranges = Array.from({ length: inputs }, () => [-1, 1] as const);
      const build = (later: LinkedUnit[][]): fc.Arbitrary<Network> => {
        const below = later.at(-1)?.length ?? first.length;
        return later.length < depth
          ? linkedOver(below).chain((layer) => build([...later, layer]))
          : headOver(below).map((head) => networkOf({ first, later, head }, ranges));
      };
      return build([]);
    }),
  ),
);

/** `rows` points in [-1, 1]^inputs, row-major. */
export function pointsIn(inputs: number, rows: number): fc.Arbitrary<Float64Array> {
  const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
  return fc
    .array(coordinate, { minLength: inputs * rows, maxLength: inputs * rows })
    .map((values) => Float64Array.from(values));
}
