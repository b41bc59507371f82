import { oneHotsOf, type OneHot } from '../base/one-hot.ts';
import type { HalfspaceNode, PrimitiveNode, RegionGraph } from './graph.ts';
import { kleeneGate, kleeneRef, type Kleene } from './kleene.ts';
import { valueAt } from './primitive.ts';

/**
 * What the exact sets make of a point of which some coordinates are not known (NaN): per node whether it holds
 * whatever they are. They may be anything, the declared range bounds no region; a categorical input has some category.
 */
export function makeKnownNodes(graph: RegionGraph): (point: readonly number[]) => Kleene[] {
  const oneHots = oneHotsOf(graph.inputs);
  return (point) => {
    const values: Kleene[] = [];
    for (const node of graph.nodes) {
      switch (node.kind) {
        case 'constant':
          values.push(node.value ? 1 : -1);
          break;
        case 'gate':
          // The exact meaning knows no margin.
          values.push(kleeneGate({ ...node, margin: 0 }, (ref) => kleeneRef(values, ref)));
          break;
        case 'halfspace':
        case 'quadric':
        case 'gaussian':
          values.push(knownPrimitive(node, point, oneHots));
      }
    }
    return values;
  };
}

/** The class that the exact sets give, its number of classes where they give none; undefined where it is not known. */
export function knownClass({ head }: RegionGraph, nodes: readonly Kleene[]): number | undefined {
  if (head.kind !== 'classes') return undefined;
  const values = head.classes.map(({ ref }) => kleeneRef(nodes, ref));
  const first = values.findIndex((value) => value !== -1);
  if (first < 0) return values.length;
  return values[first] === 1 ? first : undefined;
}

function knownPrimitive(node: PrimitiveNode, point: readonly number[], oneHots: readonly OneHot[]): Kleene {
  const isKnown = (row: readonly number[]): boolean => row.every((x, i) => x === 0 || !Number.isNaN(point[i]));
  const known = point.map((x) => (Number.isNaN(x) ? 0 : x));
  // A row that is not known may be zero, where f is largest; whatever it is, f is no larger.
  const withoutRows = (most: PrimitiveNode, rows: readonly (readonly number[])[]): Kleene => {
    const side = sideOf(most, known);
    return side === -1 || rows.every(isKnown) ? side : 0;
  };
  switch (node.kind) {
    case 'halfspace':
      if (node.sharpness.kind === 'category') return knownCategory(node, point, oneHots);
      return isKnown(node.a) ? sideOf(node, known) : 0;
    case 'quadric': {
      const { A, b } = node;
      return withoutRows({ ...node, A: A.filter(isKnown), b: b.filter((_, i) => isKnown(A[i] ?? [])) }, A);
    }
    case 'gaussian':
      return withoutRows({ ...node, factor: node.factor.filter(isKnown) }, node.factor);
  }
}

/** A test of a category that is not known holds where it holds of all of them. */
function knownCategory(node: HalfspaceNode, point: readonly number[], oneHots: readonly OneHot[]): Kleene {
  const unknown = oneHots.find(({ coordinates }) => coordinates.some((i) => node.a[i] !== 0 && Number.isNaN(point[i])));
  if (!unknown)
    return sideOf(
      node,
      point.map((x) => (Number.isNaN(x) ? 0 : x)),
    );
  const sides = unknown.coordinates.map((chosen) =>
    sideOf(
      node,
      point.map((_, i) => (i === chosen ? 1 : 0)),
    ),
  );
  return sides.every((side) => side === sides[0]) ? (sides[0] ?? 0) : 0;
}

function sideOf(node: PrimitiveNode, point: readonly number[]): 1 | -1 {
  const f = valueAt(node, point);
  return f > 0 || (f === 0 && !(node.kind === 'quadric' && node.open)) ? 1 : -1;
}
