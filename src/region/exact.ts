import type { Ref, RegionGraph } from './graph.ts';
import { valueAt } from './primitive.ts';
import { reachesThreshold } from './weights.ts';

/** Whether a region contains a point, by its exact set. */
export function exact(graph: RegionGraph, ref: Ref, point: readonly number[]): boolean {
  return exactRef(exactNodes(graph, point, ref.node + 1), ref);
}

/** Of every node (or of the first `count`, which need no later one): whether it contains the point. */
export function exactNodes(graph: RegionGraph, point: readonly number[], count = graph.nodes.length): boolean[] {
  const holds: boolean[] = [];
  for (const node of graph.nodes.slice(0, count)) {
    switch (node.kind) {
      case 'constant':
        holds.push(node.value);
        break;
      case 'halfspace':
      case 'gaussian':
        holds.push(valueAt(node, point) >= 0);
        break;
      case 'quadric': {
        const f = valueAt(node, point);
        holds.push(node.open ? f > 0 : f >= 0);
        break;
      }
      case 'gate': {
        let weight = 0;
        for (const member of node.members) if (exactRef(holds, member.ref)) weight += member.weight;
        holds.push(reachesThreshold(node, weight));
      }
    }
  }
  return holds;
}

/** A region's value among those of `exactNodes`. */
export function exactRef(holds: readonly boolean[], { node, negated }: Ref): boolean {
  return (holds[node] ?? false) !== negated;
}

/** The exact class of a point: the index of the first in file order that holds there; undefined in a gap. */
export function exactClass(graph: RegionGraph, point: readonly number[]): number | undefined {
  if (graph.head.kind !== 'classes') return undefined;
  const holds = exactNodes(graph, point);
  const index = graph.head.classes.findIndex(({ ref }) => exactRef(holds, ref));
  return index < 0 ? undefined : index;
}
