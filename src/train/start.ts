import type { ClassHead, FirstUnit, LinkedUnit, Network } from '../network/network.ts';
import type { Random } from '../base/random.ts';

/**
 * The same network with random numbers, for comparing with a start that knows the text. Needs scaled coordinates in
 * normal form (`toCoordinates`); frozen units and all gains stay. Halfspaces: a normal uniform on the unit sphere,
 * through a point uniform in [-1, 1]^d, of categories in [0, 1]. Quadrics: centre uniform in [-1, 1]^d, A's entries
 * normal with deviation 2 / sqrt(d), so that typical radii are near 1/2. Gaussians: the same centre and matrix, level
 * 1/2. Rows of later units and of classes that train theirs: bias 0, weights uniform and so small that the argument of
 * tanh has about variance 1 where the values below are -1 or 1 (LeCun et al., 1998): no unit starts saturated, however
 * many links it has.
 */
export function randomStart(network: Network, random: Random): Network {
  const uniform = (): number => 2 * random.uniform() - 1;
  const row = <R extends LinkedUnit | ClassHead>(unit: R): R => {
    if (unit.frozen || ('plain' in unit && unit.plain)) return unit;
    // tanh(gain f / 2); numbers uniform in [-s, s] have variance s^2 / 3.
    const most = ((2 / unit.gain) * Math.sqrt(3)) / Math.sqrt(unit.weights.length);
    return { ...unit, weights: unit.weights.map(() => most * uniform()), bias: 0 };
  };
  const place = (): number[] => network.inputs.map(({ category }) => (category ? random.uniform() : uniform()));
  const first = network.first.map((unit) => (unit.frozen ? unit : randomPrimitive(unit, random, place)));
  const later = network.later.map((layer) => layer.map(row));
  const { head } = network;
  return {
    ...network,
    first,
    later,
    head: head.kind === 'outputs' ? head : { ...head, classes: head.classes.map(row) },
  };
}

function randomPrimitive(unit: FirstUnit, random: Random, place: () => number[]): FirstUnit {
  const matrix = (like: readonly (readonly number[])[]): number[][] =>
    like.map((values) => values.map(() => (2 * random.normal()) / Math.sqrt(values.length)));
  switch (unit.kind) {
    case 'halfspace': {
      const direction = unit.a.map(() => random.normal());
      const size = Math.hypot(...direction) || 1;
      const a = direction.map((value) => value / size);
      return { ...unit, a, beta: dot(a, place()) };
    }
    case 'quadric': {
      const A = matrix(unit.A);
      const centre = place();
      return { ...unit, A, b: A.map((values) => dot(values, centre)) };
    }
    case 'gaussian':
      return { ...unit, factor: matrix(unit.factor), mean: place(), level: 0.5 };
  }
}

function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, j) => sum + value * (right[j] ?? 0), 0);
}
