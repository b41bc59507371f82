import { describe, expect, it } from 'vitest';
import { decide } from '../../src/check/decide.ts';
import { printOutcome } from '../../src/check/print.ts';
import { outcomesOf, state, tickingBudget } from './subject.ts';

const plane = 'input x in [0, 10]\ninput y in [0, 10]\n';

describe('claims of exact sets', () => {
  it.each([
    ['contains(x >= 3, [3, 0])', 'proved'],
    ['contains(x > 3, [3, 0])', 'refuted'],
    ['contains(x >= 3, [4, 0], [2, 0])', 'refuted'],
    ['not contains(x >= 3, [1, 0], [2, 0])', 'proved'],
    ['not contains(x >= 3, [1, 0], [4, 0])', 'refuted'],
    ['contains(x >= 3, x: 4)', 'proved'],
    ['contains(x >= 3, x: 2)', 'refuted'],
    ['contains(x >= 3, [20, -5])', 'proved'],
    ['inside(x >= 3, x >= 2)', 'proved'],
    ['inside(x >= 2, x >= 3)', 'refuted'],
    ['not inside(x >= 2, x >= 3)', 'proved'],
    ['inside(x + y >= 3 and x - y >= 1, x >= 1.999)', 'proved'],
    ['inside(x + y >= 3 and x - y >= 1, x >= 2.001)', 'refuted'],
    ['empty(x + y >= 21)', 'proved'],
    ['empty(x + y >= 20)', 'refuted'],
    ['empty(x >= 3 and not (x >= 3))', 'proved'],
    ['disjoint(x + y <= 4.999999, x + y >= 5)', 'proved'],
    ['disjoint(at least 2 of (x >= 6, y >= 6, x + y >= 12), at least 2 of (x <= 5, y <= 5, x + y <= 9))', 'proved'],
    ['disjoint(norm([x, y] - [3, 3]) <= 1, norm([x, y] - [5, 3]) <= 0.99)', 'proved'],
    ['disjoint(norm([x, y] - [3, 3]) <= 1, norm([x, y] - [5, 3]) <= 1.01)', 'refuted'],
    ['inside(norm([x, y] - [3, 3]) <= 1, norm([x, y] - [3.2, 3]) <= 1.201)', 'proved'],
    ['inside(norm([x, y] - [3, 3]) <= 1, norm([x, y] - [3.2, 3]) <= 1.19)', 'refuted'],
    ['inside(norm([x, y] - [3, 3]) <= 1, 1.999 <= x <= 4.001)', 'proved'],
    // They touch at two points.
    ['inside(norm([x, y] - [3, 3]) <= 1, 2 <= x <= 4)', 'undecided'],
    ['empty(gaussian(mean: [3, 3], sd: [1, 1]) and x >= 4.2)', 'proved'],
    ['empty(gaussian(mean: [3, 3], sd: [1, 1]) and x >= 4.1)', 'refuted'],
    ['inside(abs(x - 5) + abs(y - 5) <= 2, norm([x, y] - [5, 5]) <= 2.001)', 'proved'],
  ])('%s is %s', (claim, outcome) => {
    const [found] = outcomesOf(`${plane}check ${claim}\n`);
    expect(found?.outcome).toBe(outcome);
  });

  it('closed sets that touch share the place where they do', () => {
    const [closed, open] = outcomesOf(`${plane}check disjoint(x <= 1, x >= 1)\ncheck disjoint(x < 1, x >= 1)\n`);
    expect(closed?.outcome).toBe('refuted');
    expect(closed?.witness?.['x']).toBe(1);
    expect(open?.outcome).toBe('proved');
  });

  it('touching sets that share no number are left undecided, with nothing of the box open', () => {
    const [found] = outcomesOf(`${plane}check disjoint(x > 1, 2*x < 2)\n`);
    expect(found?.outcome).toBe('undecided');
    expect(found?.open).toBeLessThan(1e-9);
  });

  it('a claim that cannot be settled ends with the time and says how much is left', () => {
    const text = `${plane}region a = ellipsoid(center: [5, 5], radii: [2, 1])\nregion b = ellipsoid(center: [5, 5], radii: [2.00000001, 1.00000002])\ncheck inside(a, b)\n`;
    const [found] = outcomesOf(text);
    expect(found?.outcome).toBe('undecided');
    expect(found?.open).toBeGreaterThan(0);
    expect(found?.open).toBeLessThan(0.1);
  });

  it('stays undecided when it is cancelled', () => {
    const { subject } = state(`${plane}check inside(norm([x, y]) <= 3, norm([x, y]) <= 4)\n`);
    const [check] = subject.graph.checks;
    if (!check) throw new Error('no check');
    const { outcome } = decide(subject, check, { ...tickingBudget(1), cancelled: () => true });
    expect(outcome).toBe('undecided');
  });

  it('settles logic over many inputs without cutting space', () => {
    const inputs = Array.from({ length: 30 }, (_, i) => `input x${String(i)} in [0, 1]\n`).join('');
    const all = Array.from({ length: 30 }, (_, i) => `x${String(i)} >= 0.5`).join(', ');
    const [found] = outcomesOf(`${inputs}check inside(all of (${all}), at least 18 of (${all}))\n`);
    expect(found?.outcome).toBe('proved');
  });
});

describe('claims of a network', () => {
  const spec = `${plane}
region a = x >= 3 +- 0.5
region b = y >= 3 +- 0.5
output r = a and b
`;

  it('the sets of a network are where its units are at least 0', () => {
    const text = `${spec}
check contains(r, [4, 4])
check not contains(r, [2, 4])
check inside(r, r)
check inside(r, x >= 2.99)
check inside(exact(r), r)
check disjoint(r, x <= 2.5)
check contains(a, x: 3.2)
`;
    expect(outcomesOf(text, 'network').map(({ outcome }) => outcome)).toEqual([
      'proved',
      'proved',
      'proved',
      'proved',
      'refuted',
      'proved',
      'proved',
    ]);
  });

  it('a text compiles what speaks of the network', () => {
    const text = `${spec}
check inside(soft(r), x >= 2.99)
check inside(r, soft(r))
check certified(r)
check certified(x + y >= 2 or a)
`;
    expect(outcomesOf(text).map(({ outcome }) => outcome)).toEqual(['proved', 'refuted', 'proved', 'proved']);
  });

  it('a class is where it wins', () => {
    const text = `${plane}class low = x <= 5 +- 1\nclass high = otherwise\ncheck disjoint(low, high)\ncheck contains(low, x: 4)\n`;
    const outcomes = outcomesOf(text, 'network').map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['proved', 'proved']);
  });

  it('measures carry their number and where it is worst', () => {
    const text = `${spec}
check confidence(r) >= 0.95
check confidence(r) >= 0.99
check width(r) <= 1
check width(r) < 0.2
check shift(a) + 2*shift(b) <= 0.001
check agreement(r) >= 0.9
`;
    const { subject } = state(text);
    const lines = subject.graph.checks.map((check) => {
      const outcome = decide(subject, check, tickingBudget(0.2));
      return printOutcome(check, { ...outcome, value: Number(outcome.value?.toPrecision(2)) });
    });
    expect(lines).toMatchInlineSnapshot(`
      [
        "proved     confidence(r) >= 0.95: it is 0.95",
        "refuted    confidence(r) >= 0.99: it is 0.95, at x = 3.5, y = 3.5",
        "proved     width(r) <= 1: it is 0.8, at a",
        "refuted    width(r) < 0.2: it is 0.8, at a",
        "proved     shift(a) + 2*shift(b) <= 0.001: it is 0",
        "proved     agreement(r) >= 0.9: it is between 0.999331 and 0.999334",
      ]
    `);
  });
});

describe('categorical inputs', () => {
  const inputs = `input x in [0, 10]
input s in {a, b, c}
input t in {a, b, ..}
`;

  it.each([
    ['disjoint(s == a, s == b)', 'proved'],
    ['inside(s != a and s != b, s == c)', 'proved'],
    ['inside(t != a, t == b)', 'refuted'],
    ['inside(s == t, s in {a, b})', 'proved'],
    ['inside(s == a and t == a, s == t)', 'proved'],
    ['empty(s == t)', 'refuted'],
    ['empty(x >= 3 and s == c and x <= 2.9)', 'proved'],
    ['contains(s == a, s: a)', 'proved'],
    ['contains(x >= 3 or s == a, [1, "b", "a"])', 'refuted'],
    ['certified(x >= 3 and s == a)', 'proved'],
    ['agreement(x >= 3 and s == a) >= 0.95', 'proved'],
    ['confidence(x >= 3 and s == a) >= 0.95', 'proved'],
    ['width(x >= 3 and s == a) <= 0.5', 'proved'],
  ])('%s is %s', (claim, outcome) => {
    const [found] = outcomesOf(`${inputs}check ${claim}\n`);
    expect(found?.outcome).toBe(outcome);
  });

  it('a witness has a category for every input that has one', () => {
    const [found] = outcomesOf(`${inputs}check empty(s == b and unlisted(t) and x >= 9)\n`);
    expect(found?.witness).toEqual({ x: expect.any(Number), s: 'b' });
  });
});
