import { oneHotsOf, randomPoint } from '../../src/base/one-hot.ts';
import type { Random } from '../../src/base/random.ts';
import type { PrimitiveNode, RegionGraph } from '../../src/region/graph.ts';
import { valueAt } from '../../src/region/primitive.ts';

/**
 * Points for tests of a graph's primitives, categories drawn: a third uniform in the box, the rest moved onto the edge of one to three
 * primitives' bands (|f| = tau), on a random side and now and then a little off. Some end outside the box.
 */
export function pointsNearFacets(
  graph: RegionGraph,
  taus: readonly number[],
  count: number,
  random: Random,
): number[][] {
  const primitives = graph.nodes.flatMap((node, i) =>
    node.kind === 'gate' || node.kind === 'constant' || isCategory(node) || !Number.isFinite(taus[i])
      ? []
      : [{ node, tau: taus[i] ?? 0 }],
  );
  const space = { box: graph.inputs, oneHots: oneHotsOf(graph.inputs) };
  return Array.from({ length: count }, (_, i) => {
    let point = randomPoint(space, random);
    if (i % 3 === 0 || primitives.length === 0) return point;
    for (let move = 1 + random.below(3); move > 0; move--) {
      const chosen = primitives[random.below(primitives.length)];
      const side = random.uniform() < 0.5 ? 1 : -1;
      const slip = random.uniform() < 0.7 ? 1 + 1e-6 : 0.5 + random.uniform();
      if (chosen) point = moveTo(chosen.node, side * chosen.tau * slip, point);
    }
    return point;
  });
}

function isCategory(node: PrimitiveNode): boolean {
  return node.sharpness.kind === 'category';
}

/** A few Newton steps along the gradient towards f = target; where f never gets there, as near as they come. */
function moveTo(node: PrimitiveNode, target: number, start: readonly number[]): number[] {
  let point = [...start];
  for (let step = 0; step < (node.kind === 'halfspace' ? 1 : 4); step++) {
    const f = valueAt(node, point);
    const gradient = gradientAt(node, point);
    const square = gradient.reduce((sum, g) => sum + g * g, 0);
    if (!(square > 1e-12)) return point;
    const next = point.map((x, i) => x + ((target - f) * (gradient[i] ?? 0)) / square);
    if (!next.every((x) => Math.abs(x) < 1e3)) return point;
    point = next;
  }
  return point;
}

function gradientAt(node: PrimitiveNode, point: readonly number[]): readonly number[] {
  switch (node.kind) {
    case 'halfspace':
      return node.a;
    case 'quadric':
      return pulledBack(
        node.A,
        node.A.map((row, i) => -2 * node.alpha * (dot(row, point) - (node.b[i] ?? 0))),
      );
    case 'gaussian': {
      const height = valueAt(node, point) + node.level;
      const offset = point.map((x, i) => x - (node.mean[i] ?? 0));
      return pulledBack(
        node.factor,
        node.factor.map((row) => -height * dot(row, offset)),
      );
    }
  }
}

/** A' y. */
function pulledBack(A: readonly (readonly number[])[], y: readonly number[]): number[] {
  const product = (A[0] ?? []).map(() => 0);
  A.forEach((row, i) => row.forEach((entry, j) => (product[j] = (product[j] ?? 0) + entry * (y[i] ?? 0))));
  return product;
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  a.forEach((x, i) => (sum += x * (b[i] ?? 0)));
  return sum;
}
