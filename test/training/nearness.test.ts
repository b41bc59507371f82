import { describe, expect, it } from 'vitest';
import { compile } from '../../src/network/compile.ts';
import type { Network } from '../../src/network/network.ts';
import { programOf } from '../helpers/program-of.ts';
import { caseOf, readText, trained } from './cases.ts';

const iris = await caseOf(readText('test/training/iris-shifted.region'), 'examples/iris/iris.csv');

describe('--freeze', () => {
  it('leaves what is named, and all that it uses, to the bit, and nothing frozen in the file', () => {
    const [name] = iris.network.text.names.flatMap(({ name: own, role }) => (role === 'region' ? [own] : []));
    const free = trained(iris, { epochs: 60 }).network;
    const held = trained(iris, { epochs: 60, freeze: [name ?? ''] }).network;
    const still = (network: Network): number[] =>
      network.first.flatMap((unit, i) => (JSON.stringify(unit) === JSON.stringify(iris.network.first[i]) ? [i] : []));
    expect(still(free)).toEqual([]);
    expect(still(held).length).toBeGreaterThan(0);
    expect(still(held).length).toBeLessThan(held.first.length);
    expect([...held.first, ...held.later.flat()].some(({ frozen }) => frozen)).toBe(false);
  });
});

describe('--pull', () => {
  it('keeps the numbers the nearer the stronger it is', () => {
    const moved = [0, 0.1, 10].map((pull) => {
      const { network } = trained(iris, { epochs: 60, widths: 'text', validation: 0, pull });
      return distance(network, iris.network);
    });
    expect(moved[1]).toBeLessThan(moved[0] ?? 0);
    expect(moved[2]).toBeLessThan(0.3 * (moved[1] ?? 0));
  });
});

describe('--sharpen', () => {
  it('closes what was opened for the rows, and raises gains from the confidence of training to that of a guarantee', () => {
    const options = { epochs: 60, validation: 0 };
    const [open, sharp] = [trained(iris, options).network, trained(iris, { ...options, sharpen: true }).network];
    const surer = Math.atanh(0.95) / Math.atanh(0.8);
    for (const [i, unit] of sharp.first.entries()) {
      expect(unit.gain / (iris.network.first[i]?.gain ?? 1)).toBeCloseTo(surer, 9);
      expect(unit.gain).toBeGreaterThan((open.first[i]?.gain ?? 0) * surer * (1 - 1e-9));
    }
    for (const [layer, units] of sharp.later.entries()) {
      for (const [i, unit] of units.entries()) {
        expect(unit.gain / (open.later[layer]?.[i]?.gain ?? 1)).toBeCloseTo(surer, 9);
      }
    }
  });

  it('leaves a gain by hand', () => {
    const text = 'input x in [0, 8]\nclass low = x <= 3 with gain 2\nclass high = otherwise\n';
    const { value: network } = compile(programOf(text), { mode: 'trainable' });
    if (!network) throw new Error(text);
    const points = Float64Array.from({ length: 60 }, (_, i) => (8 * i) / 59);
    const targets = { kind: 'classes', indices: Int32Array.from(points, (x) => (x <= 4.5 ? 0 : 1)) } as const;
    const dataset = { rows: 60, points, targets, outside: [] };
    const { network: sharp } = trained({ network, dataset }, { widths: 'text', sharpen: true, validation: 0 });
    expect(sharp.first[0]?.gain).toBeCloseTo(2, 12);
  });
});

/** Between the first layers' numbers. */
function distance(network: Network, other: Network): number {
  const numbers = ({ first }: Network): number[] =>
    first.flatMap((unit) => (unit.kind === 'halfspace' ? [...unit.a, unit.beta] : []));
  const others = numbers(other);
  return Math.hypot(...numbers(network).map((value, i) => value - (others[i] ?? 0)));
}
