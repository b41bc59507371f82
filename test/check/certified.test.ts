import { describe, expect, it } from 'vitest';
import { decide } from '../../src/check/decide.ts';
import { printRegions, regionStatus, type RegionStatus } from '../../src/check/regions.ts';
import { report } from '../../src/network/report.ts';
import type { FirstUnit, Network, Promised } from '../../src/network/network.ts';
import type { GraphCheck } from '../../src/region/graph.ts';
import { outcomesOf, state, tickingBudget } from './subject.ts';

/** L(c). */
function logit(confidence: number): number {
  return 2 * Math.atanh(confidence);
}

function gateOf(word: string, n: number): string {
  const members = Array.from({ length: n }, (_, i) => `x${String(i)} >= 0.5 +- 0.1`).join(', ');
  const inputs = Array.from({ length: n }, (_, i) => `input x${String(i)} in [0, 1]\n`).join('');
  return `${inputs}output r = ${word} (${members})\n`;
}

describe('the tolerance really kept (GUARANTEES 4)', () => {
  // kappa = gain |a|, and a band of +-0.1 holds L(c_in) / kappa.
  const kappa = (text: string, mode: Promised['mode']): number => state(text, mode).compile().first[0]?.gain ?? NaN;
  const distance = (text: string, mode: Promised['mode']): number | undefined =>
    report(state(text, mode).compile()).outputs[0]?.distance;

  it.each(['all of', 'any of'])('%s n halfspaces: ln(2n - 1) / kappa', (word) => {
    for (const n of [2, 3, 7, 20]) {
      const text = gateOf(word, n);
      expect(distance(text, 'guarantee')).toBeCloseTo(Math.log(2 * n - 1) / kappa(text, 'guarantee'), 7);
    }
  });

  it('with the balanced bias of trainable networks', () => {
    for (const n of [2, 3, 7]) {
      const text = gateOf('all of', n);
      // B = B0 (1 + c) / 2 leaves nc >= B on one side and -c + n - 1 <= B on the other.
      const c = Math.max(0.8, 1 - 1 / (1 + n));
      const bias = ((n - 1) * (1 + c)) / 2;
      expect(state(text, 'trainable').compile().later[0]?.[0]?.bias).toBeCloseTo(bias, 9);
      const least = Math.max(bias / n, n - 1 - bias);
      expect(distance(text, 'trainable')).toBeCloseTo(logit(least) / kappa(text, 'trainable'), 7);
    }
  });

  it('at least k of n: L(1 - h / M) / kappa', () => {
    const text = gateOf('at least 3 of', 5);
    expect(distance(text, 'guarantee')).toBeCloseTo(logit(1 - 1 / 3) / kappa(text, 'guarantee'), 7);
  });

  it('a single halfspace keeps its sign everywhere', () => {
    expect(distance('input x in [0, 1]\noutput r = x >= 0.5\n', 'guarantee')).toBe(0);
  });
});

describe('the certified tolerance', () => {
  it.each([2, 3, 4, 6, 10])('of a box in %i dimensions is ln(2d - 1) / kappa, as a distance', (d) => {
    const names = Array.from({ length: d }, (_, i) => `x${String(i + 1)}`);
    const sides = names.flatMap((x) => [`${x} >= 3 +- 0.25`, `${x} <= 7 +- 0.25`]).join(', ');
    const text = `input ${names.join(', ')} in [0, 10]\noutput r = all of (${sides})\ncheck tolerance(r) <= 1\n`;
    const { subject, compile } = state(text);
    const network = compile();
    const [check] = subject.graph.checks;
    if (!check) throw new Error('the text states no claim');
    const outcome = decide({ kind: 'network', network }, check, { budget: 600, now: () => 0 });
    // Only d of the 2d sides can be near at once: that is more than the parameters alone show.
    const expected = Math.log(2 * d - 1) / (network.first[0]?.gain ?? NaN);
    expect(outcome.outcome).toBe('proved');
    expect(Math.abs((outcome.distance ?? NaN) / expected - 1)).toBeLessThan(1e-3);
    // From below there is a point that shows it.
    expect((outcome.lo ?? 0) / (outcome.hi ?? NaN)).toBeGreaterThan(1 - 1e-3);
  });
});

describe('certified', () => {
  const spec = `input x, y in [0, 10]
region a = at least 2 of (x >= 3, y >= 4, norm([x, y] - [5, 5]) <= 2)
output r = a and x + y <= 12
check certified(r)
check certified(r, 0.5)
check certified(r, 0.01)
check tolerance(r) <= 0.5
check tolerance(r) <= 0.01
`;

  it.each(['guarantee', 'trainable'] as const)('%s mode keeps its promise', (mode) => {
    const [own, half, hundredth, atMost] = outcomesOf(spec, 'network', mode);
    expect(own?.outcome).toBe('proved');
    expect(half?.outcome).toBe('proved');
    expect(hundredth?.outcome).toBe('refuted');
    expect(Object.keys(hundredth?.witness ?? {})).toEqual(['x', 'y']);
    expect(atMost?.outcome).toBe('proved');
  });

  it('trusts the numbers of a network and not what it says of itself', () => {
    const { subject, compile } = state(spec);
    const network = compile();
    const [check] = subject.graph.checks;
    const turned: Network = {
      ...network,
      later: network.later.map((units, layer) =>
        layer > 0 ? units : units.map((unit) => ({ ...unit, weights: unit.weights.map((weight) => -weight) })),
      ),
    };
    expect(certify(turned, check)).toBe('refuted');
  });

  it('follows rows that training moved, and says when they went too far', () => {
    const { subject, compile } = state(spec);
    const network = compile();
    const [check] = subject.graph.checks;
    const shifted = (by: number): Network => ({
      ...network,
      first: network.first.map((unit) => (unit.kind === 'halfspace' ? { ...unit, beta: unit.beta + by } : unit)),
    });
    // Bands are 5% of the box: 0.25 either way for x and y.
    expect(certify(shifted(0.05), check)).toBe('proved');
    expect(certify(shifted(0.5), check)).toBe('refuted');
  });

  it('finds by search what the parameters alone do not show', () => {
    const { subject, compile } = state(spec);
    const network = compile();
    const [check] = subject.graph.checks;
    const bent: Network = {
      ...network,
      first: network.first.map((unit) => (unit.kind === 'quadric' ? { ...unit, beta: unit.beta * 1.001 } : unit)),
    };
    expect(certify(bent, check, 2)).toBe('proved');
  });

  it('a class must win where it alone is true', () => {
    const text = `input x in [0, 10]
class low = x <= 3
class high = x >= 6
class other = otherwise
check certified(low)
check certified(other)
`;
    expect(outcomesOf(text, 'network').map(({ outcome }) => outcome)).toEqual(['proved', 'proved']);
    const { subject, compile } = state(text);
    const network = compile();
    const [check] = subject.graph.checks;
    const { head } = network;
    if (head.kind !== 'classes') throw new Error('no classes');
    const weak = head.classes.map((row, i) => (i === 0 ? { ...row, gain: -9 } : row));
    expect(certify({ ...network, head: { ...head, classes: weak } }, check)).toBe('refuted');
  });
});

function certify(network: Network, check: GraphCheck | undefined, seconds = 0.1): string {
  if (!check) throw new Error('the text states no claim');
  return decide({ kind: 'network', network }, check, tickingBudget(seconds)).outcome;
}

describe('the regions of a text in a network', () => {
  const statuses = (network: Network): RegionStatus[] =>
    network.text.names.flatMap((named) => regionStatus(network, named, { late: () => false, seed: 1 }) ?? []);

  it('are kept as compiled, moved by a step of training, lost when turned', () => {
    const network = state(`input x, y in [0, 10]
region a = x >= 3 +- 0.25
region b = y >= 4 +- 0.25
output r = a and b
`).compile();
    expect(statuses(network).map(({ name, status }) => `${name} ${status}`)).toEqual(['a kept', 'b kept', 'r kept']);
    const first = network.first.map((unit, i): FirstUnit => {
      if (unit.kind !== 'halfspace') return unit;
      return i === 0 ? { ...unit, beta: unit.beta + 0.5 } : { ...unit, a: unit.a.map((x) => -x), beta: -unit.beta };
    });
    const moved = statuses({ ...network, first });
    expect(moved.map(({ name, status }) => `${name} ${status}`)).toEqual(['a moved', 'b lost', 'r lost']);
    // The boundary lies 0.5 off, and half the band is 0.25.
    expect(moved[0]?.tolerance).toBeCloseTo(2, 6);
    expect(printRegions(moved)).toMatchInlineSnapshot(`
      "moved      a  as the text says outside bands 2 times as wide (0.5 from every boundary), wrong at x = 3.49983, y = 9.00031
        a: turned by 0 degrees, 0.5 inwards
      lost       b  nothing proved, wrong at x = 0.915695, y = 8.88193
        b: turned by 180 degrees, 0 inwards
      lost       r  nothing proved, wrong at x = 7.65337, y = 8.57961"
    `);
  });
});
