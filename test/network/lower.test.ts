import { describe, expect, it } from 'vitest';
import { hasErrors } from '../../src/base/diagnostic.ts';
import { compile } from '../../src/network/compile.ts';
import { keptConfidences } from '../../src/network/kept.ts';
import { lower } from '../../src/network/lower.ts';
import type { Network, Promised } from '../../src/network/network.ts';
import { printNetwork } from '../../src/network/print.ts';
import { evaluate, unitValue } from '../../src/network/reference.ts';
import { verifyNetwork } from '../../src/network/verify.ts';
import { programOf } from '../helpers/program-of.ts';
import { graphOf } from '../region/check-region.ts';

function network(text: string, mode: Promised['mode'] = 'guarantee'): Network {
  const { value, diagnostics } = compile(programOf(text), { mode });
  if (!value || hasErrors(diagnostics)) throw new Error(JSON.stringify(diagnostics));
  expect(verifyNetwork(value)).toEqual([]);
  return value;
}

const plane = 'input x, y in [-5, 5]\n';
const L = (c: number): number => 2 * Math.atanh(c);

describe('a compiled network', () => {
  it('has the units, gains and biases of the plan', () => {
    expect(printNetwork(network(`${plane}output p = (x >= 1 with width 0.2) and not (x + y >= 2 with gain 9)`))).toBe(
      [
        'inputs x y',
        'promise guarantee 0.95',
        'layer 1',
        '  n0: sigma_36.6356 of [1, 0] x - 1, tolerance 0.1',
        '  n1: sigma_9 of [1, 1] x - 2, tolerance 0.287837',
        'layer 2',
        '  n2 gate: sigma_4.07062 of 1 x0 + -1 x1 - 1',
        'output p (n2) = 1 x0',
        '',
      ].join('\n'),
    );
  });

  it('carries a value with the gain that keeps its confidence, 3.86 at .95', () => {
    const { later } = network(`${plane}output p = x >= 1\noutput q = x >= 1 and y >= 1`);
    const [carry, gate] = later[0] ?? [];
    expect(carry).toMatchObject({ role: 'carry', links: [0], weights: [1], bias: 0, gain: expect.closeTo(3.8564, 4) });
    expect(gate).toMatchObject({ role: 'gate', links: [0, 1], weights: [1, 1], bias: 1 });
  });

  it('raises the gains below a wide gate, and nothing else', () => {
    const wide = `all of (${Array.from({ length: 50 }, (_, i) => `x + ${String(i)} * y >= 0 with width 1`).join(', ')})`;
    const [narrow] = network(`${plane}output p = x >= 0 with width 1`).first;
    const { first, later } = network(`${plane}output p = ${wide}`);
    expect((first[0]?.gain ?? 0) / (narrow?.gain ?? 1)).toBeCloseTo(1.44, 2);
    expect(later[0]?.[0]?.gain).toBeCloseTo(2 * L(0.95), 4);
  });

  it('shares the unit of a region between all who use it', () => {
    const { first, later } = network(
      `${plane}region r = x >= 1 and y >= 1\noutput p = r or x <= 0\noutput q = r and x <= 0`,
    );
    expect(first).toHaveLength(3);
    expect(later.map((units) => units.length)).toEqual([2, 2]);
  });

  it('gives a complement the sign of its output, or of its class', () => {
    const outputs = network(`${plane}region r = x >= 1\noutput p = not r\noutput q = r`);
    expect(outputs.first).toHaveLength(1);
    expect(outputs.head).toMatchObject({
      outputs: [
        { unit: 0, sign: -1 },
        { unit: 0, sign: 1 },
      ],
    });
    const classes = network(`${plane}class p = x >= 1\nclass q = otherwise`);
    expect(classes.head).toMatchObject({
      classes: [
        { name: 'p', plain: true, links: [0], weights: [1], bias: 0, gain: 3 },
        { name: 'q', plain: true, links: [0], weights: [-1], bias: 0, gain: 3 },
      ],
    });
  });

  it('makes a class with settings a row of the head, as in the three layers of (8) in the paper', () => {
    const paper = network(
      [
        'input x, y in [-6, 6]',
        'region h1 = x + 0.3*y >= -1 with gain 3',
        'region h2 = 0.4*x - y >= 0.5 with gain 3',
        'region corner(a, b) = (a and b) with gain 3 with bias 1',
        'region q1 = corner(not h1, not h2)',
        'region q2 = corner(h1, not h2)',
        'region q3 = corner(h1, h2)',
        'region q4 = corner(not h1, h2)',
        'class first  = (q1 or q3) with gain 1 with bias -1.1',
        'class second = (q2 or q4) with gain 1 with bias -1.1',
      ].join('\n'),
    );
    expect(paper.first.map((unit) => unit.gain)).toEqual([3, 3]);
    expect(paper.later).toHaveLength(1);
    expect(paper.later[0]?.map(({ gain, bias, weights }) => [gain, bias, ...weights])).toEqual([
      [3, 1, -1, -1],
      [3, 1, 1, -1],
      [3, 1, 1, 1],
      [3, 1, -1, 1],
    ]);
    expect(paper.head).toMatchObject({
      classes: [
        { plain: false, links: [0, 2], weights: [1, 1], bias: -1.1, gain: 1 },
        { plain: false, links: [1, 3], weights: [1, 1], bias: -1.1, gain: 1 },
      ],
    });
  });

  it('turns all signs of a row for the complement of a gate by hand', () => {
    const { head } = network(
      `${plane}class p = not ((x >= 1 and y >= 1) with gain 2 with bias 0.5)\nclass q = x <= -1`,
    );
    expect(head).toMatchObject({
      classes: [{ plain: false, weights: [-1, -1], bias: -0.5, gain: 2 }, { plain: true }],
    });
  });

  it('stays whole where an output is constant', () => {
    const text = `${plane}output p = x >= 1 or not x >= 1\noutput q = x >= 1 and y >= 1`;
    const { outputs } = evaluate(network(text), [[0, 0]]);
    expect(outputs[0]?.[0]).toBeCloseTo(0.95, 6);
  });

  it('leaves frozen what the text freezes, carries below it included', () => {
    const { first, later } = network(`${plane}frozen region r = (x >= 1 or y >= 1) and x <= 4\noutput p = r or y <= 0`);
    expect(first.map(({ frozen }) => frozen)).toEqual([true, true, true, false]);
    expect(later.map((units) => units.map(({ frozen }) => frozen))).toEqual([
      [true, true, false],
      [true, false],
      [false],
    ]);
  });

  it('computes any region of a file that has no outputs', () => {
    const graph = graphOf(programOf(`${plane}region r = x >= 1 and y >= 1\nregion s = x >= 3`));
    expect(lower(graph, programOf(plane).source, { mode: 'guarantee' }).diagnostics.map(({ code }) => code)).toEqual([
      'R0460',
    ]);
    const [r] = graph.names;
    const outputs = r ? [{ name: 'r', ref: { ...r.ref, negated: true } }] : [];
    const { value } = lower(graph, programOf(plane).source, { mode: 'guarantee', outputs });
    expect(value && verifyNetwork(value)).toEqual([]);
    expect(value?.head).toEqual({ kind: 'outputs', outputs: [{ name: 'r', column: 'r', unit: 0, sign: -1 }] });
    expect(value?.first).toHaveLength(2);
  });

  it('promises .8 with gains near 3 when it is to be trained', () => {
    const { promise, later } = network(`${plane}output p = x >= 1 and y >= 1`, 'trainable');
    expect(promise).toMatchObject({ mode: 'trainable', confidence: 0.8 });
    expect(later[0]?.[0]?.gain).toBeCloseTo(3.14, 2);
  });

  it('promises no more than settings by hand leave', () => {
    const { promise } = network(`${plane}output p = (x >= 1 and y >= 1) with gain 3 with bias 1.5`);
    expect(promise.confidence).toBeCloseTo(0.537, 3);
    const lost = network(`${plane}output p = (x >= 1 and y >= 1) with bias 3\noutput q = x <= 0`);
    expect(keptConfidences(lost).map((kept) => kept > 0)).toEqual([false, true]);
    expect(lost.promise.confidence).toBe(0.95);
    expect(lost.promise.tolerances.map(Number.isFinite)).toEqual([false, false, true]);
  });
});

describe('the reference executor', () => {
  const small = network(
    `${plane}region ring = 1 <= norm([x, y]) and norm([x, y]) <= 2\nregion bell = gaussian(mean: [0, 1], sd: 2)\nclass p = ring and bell\nclass q = (x >= 0 or bell) with gain 2\nclass r = otherwise`,
  );

  it('computes each layer as it is defined', () => {
    const points = [
      [0.3, 1.2],
      [-2, 0.5],
      [4, 4],
    ];
    const { layers, logits, outputs } = evaluate(small, points);
    for (const [i, [x = 0, y = 0]] of points.entries()) {
      const radius = Math.hypot(x, y);
      const f = small.first.map((unit) =>
        unit.kind === 'quadric'
          ? unit.beta - radius ** 2
          : unit.kind === 'gaussian'
            ? Math.exp(-(x ** 2 + (y - 1) ** 2) / 8) - 0.5
            : x,
      );
      layers[0]?.arguments[i]?.forEach((value, j) => expect(value).toBeCloseTo(f[j] ?? NaN, 12));
      let below = f.map((value, j) => Math.tanh(((small.first[j]?.gain ?? 0) * value) / 2));
      for (const [k, units] of small.later.entries()) {
        below = units.map(({ gain, links, weights, bias }) =>
          Math.tanh((gain * links.reduce((sum, link, j) => sum + (weights[j] ?? 0) * (below[link] ?? 0), -bias)) / 2),
        );
        layers[k + 1]?.values[i]?.forEach((value, j) => expect(value).toBeCloseTo(below[j] ?? NaN, 12));
      }
      expect(outputs[i]?.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      const [p = 0, q = 0] = outputs[i] ?? [];
      expect(Math.log(p / q)).toBeCloseTo((logits?.[i]?.[0] ?? 0) - (logits?.[i]?.[1] ?? 0), 9);
    }
  });

  it('gives the membership of a region by its unit, or by its row of the head', () => {
    const evaluation = evaluate(small, [
      [0, 1.5],
      [4, -4],
    ]);
    const { text } = small;
    const value = (name: string): number[] => {
      const found = text.names.find((each) => each.name === name);
      return [...((found && unitValue(small, evaluation, found.ref)) ?? [])];
    };
    expect(value('p').map((u) => Math.abs(u) >= 0.95)).toEqual([true, true]);
    expect(value('p').map(Math.sign)).toEqual([1, -1]);
    expect(value('q')).toEqual(evaluation.logits?.map((row) => Math.tanh((row[1] ?? 0) / 2)));
    expect(value('r').map(Math.sign)).toEqual([-1, -1]);
    expect(unitValue(small, evaluation, { node: text.nodes.length, negated: false })).toBeUndefined();
  });
});
