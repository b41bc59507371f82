import type { Random } from '../../src/base/random.ts';
import type { FirstUnit, Network } from '../../src/network/network.ts';

/** A text over [0, 10]^d with one output, of the kind that people write: a few gates over boundaries in the middle. */
export function halfspaceText(random: Random, dimensions = 2 + random.below(9)): string {
  const count = 3 + random.below(12);
  const members = Array.from({ length: count }, () => plane(random, dimensions));
  return `${inputs(dimensions)}${regionOver(random, members)}`;
}

/** The same with ellipsoids and Gaussians among its boundaries. */
export function curvedText(random: Random, dimensions = 1 + random.below(4)): string {
  const curved = Array.from({ length: 1 + random.below(2) }, () => ellipsoid(random, dimensions));
  const planes = Array.from({ length: 1 + random.below(3) }, () => plane(random, dimensions));
  return `${inputs(dimensions)}${regionOver(random, [...curved, ...planes])}`;
}

/** Every number times 1 + share z, z normal: about what a little training does. */
export function perturbed(network: Network, share: number, random: Random): Network {
  const one = (x: number): number => x * (1 + share * random.normal());
  const row = (xs: readonly number[]): number[] => xs.map(one);
  const unitOf = (unit: FirstUnit): FirstUnit => {
    switch (unit.kind) {
      case 'halfspace':
        return { ...unit, a: row(unit.a), beta: one(unit.beta) };
      case 'quadric':
        return { ...unit, A: unit.A.map(row), b: row(unit.b), alpha: one(unit.alpha), beta: one(unit.beta) };
      case 'gaussian':
        return { ...unit, mean: row(unit.mean), factor: unit.factor.map(row), level: one(unit.level) };
    }
  };
  return {
    ...network,
    first: network.first.map(unitOf),
    later: network.later.map((units) =>
      units.map((unit) => ({ ...unit, weights: row(unit.weights), bias: one(unit.bias) })),
    ),
  };
}

function inputs(dimensions: number): string {
  return `input ${names(dimensions).join(', ')} in [0, 10]\n`;
}

function names(dimensions: number): string[] {
  return Array.from({ length: dimensions }, (_, i) => `x${String(i + 1)}`);
}

/** One gate over all, or two or three that share members, under another. */
function regionOver(random: Random, members: readonly string[]): string {
  const literal = (name: string): string => (random.below(4) === 0 ? `not ${name}` : name);
  const regions = members.map((member, i) => `region m${String(i)} = ${member}\n`).join('');
  const all = members.map((_, i) => `m${String(i)}`);
  const gate = (parts: readonly string[]): string => {
    const list = parts.join(', ');
    const kinds = [
      `all of (${list})`,
      `any of (${list})`,
      `at least ${String(1 + random.below(parts.length))} of (${list})`,
    ];
    return kinds[random.below(kinds.length)] ?? '';
  };
  if (random.below(2) === 0) return `${regions}output r = ${gate(all.map(literal))}\n`;
  const groups = Array.from({ length: 2 + random.below(2) }, () => all.filter(() => random.below(3) > 0));
  const filled = groups.map((group) => (group.length > 0 ? group : all));
  const parts = filled.map((group, i) => `region g${String(i)} = ${gate(group.map(literal))}\n`).join('');
  return `${regions}${parts}output r = ${gate(filled.map((_, i) => literal(`g${String(i)}`)))}\n`;
}

/** Through a point of the middle half of the box. */
function plane(random: Random, dimensions: number): string {
  const at = Array.from({ length: dimensions }, () => 2.5 + 5 * random.uniform());
  const axis = random.below(dimensions);
  if (random.below(3) === 0) return `x${String(axis + 1)} >= ${(at[axis] ?? 5).toFixed(2)}`;
  const normal = at.map(() => Number(random.normal().toFixed(2)) || 1);
  const level = normal.reduce((sum, a, i) => sum + a * (at[i] ?? 0), 0);
  const terms = normal.map((a, i) => `${a < 0 ? '-' : '+'} ${String(Math.abs(a))}*x${String(i + 1)}`);
  return `0 ${terms.join(' ')} >= ${level.toFixed(2)}`;
}

function ellipsoid(random: Random, dimensions: number): string {
  const list = (draw: () => number): string =>
    `[${Array.from({ length: dimensions }, () => draw().toFixed(2)).join(', ')}]`;
  const centre = list(() => 3 + 4 * random.uniform());
  if (random.below(2) === 0) return `ellipsoid(center: ${centre}, radii: ${list(() => 1.5 + 3 * random.uniform())})`;
  return `gaussian(mean: ${centre}, sd: ${list(() => 1 + 2 * random.uniform())})`;
}
