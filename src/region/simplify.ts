import { flattenGates } from './flatten.ts';
import { foldGate, type Folded } from './fold.ts';
import type { GateNode, Ref, RegionGraph, RegionNode } from './graph.ts';
import { mapGate, mapMembers, mapRoots } from './map-refs.ts';
import { NodeStore } from './node-store.ts';
import { reachable, rootsOf } from './roots.ts';

/**
 * The same exact sets with fewer nodes: gates of one kind become one, constants, doubled and opposite members go,
 * equal nodes are shared, and nodes that nothing needs are left out. A name keeps a node of its own; a gate by hand
 * stays as written.
 */
export function simplify(graph: RegionGraph): RegionGraph {
  let { value, isFlat } = pass(graph);
  // What a pass folds may leave more to flatten. Written out as a tree the regions shrink with each fold, so it ends.
  while (!isFlat) ({ value, isFlat } = pass(value));
  return value;
}

function pass(graph: RegionGraph): { readonly value: RegionGraph; readonly isFlat: boolean } {
  const flat = flattenGates(graph);
  const store = new NodeStore();
  const places: Ref[] = [];
  let isFlat = true;
  const mapRef = (ref: Ref): Ref => {
    const place = places[ref.node];
    if (!place) throw new Error('a node stands before its child');
    const negated = place.negated !== ref.negated;
    if (place.node === ref.node && negated === ref.negated) return ref;
    return negated === place.negated ? place : { node: place.node, negated };
  };
  for (const [index, node] of flat.entries()) {
    if (!node) continue;
    const spans = graph.origins[index] ?? [];
    const folded = foldNode(node, mapRef, store.nodes);
    const place = folded.kind === 'ref' ? folded.ref : store.add(folded.node, spans);
    if (folded.kind === 'ref') store.addOrigins(place.node, spans);
    if (node.named) store.markNamed(place.node);
    if (node.kind === 'gate' && isReduced(node, folded)) isFlat = false;
    places[index] = place;
  }
  const value = dropUnused({ ...mapRoots(graph, mapRef), nodes: store.nodes, origins: store.origins });
  return { value, isFlat };
}

/** Whether folding took something from a gate, which then may be of another kind. */
function isReduced(gate: GateNode, folded: Folded): boolean {
  return folded.kind === 'ref' || folded.node.kind !== 'gate' || folded.node.members.length !== gate.members.length;
}

function foldNode(node: RegionNode, mapRef: (ref: Ref) => Ref, nodes: readonly RegionNode[]): Folded {
  switch (node.kind) {
    case 'constant':
      return { kind: 'node', node };
    case 'halfspace':
      return node.a.every((a) => a === 0) ? constant(node.beta <= 0) : { kind: 'node', node };
    case 'quadric': {
      const { A, b, alpha, beta } = node;
      if (!isZero(A)) return { kind: 'node', node };
      return constant(beta - alpha * b.reduce((sum, x) => sum + x * x, 0) >= 0);
    }
    case 'gaussian':
      return isZero(node.factor) ? constant(true) : { kind: 'node', node };
    case 'gate': {
      const gate = mapGate(node, mapRef);
      return gate.settings ? { kind: 'node', node: gate } : foldGate(gate, nodes);
    }
  }
}

function constant(value: boolean): Folded {
  return { kind: 'node', node: { kind: 'constant', value, frozen: false } };
}

function isZero(rows: readonly (readonly number[])[]): boolean {
  return rows.every((row) => row.every((value) => value === 0));
}

/** Folding may leave nodes behind that no name, class, output or check reaches. */
function dropUnused(graph: RegionGraph): RegionGraph {
  const used = reachable(
    graph,
    rootsOf(graph).map(({ node }) => node),
  );
  if (used.every(Boolean)) return graph;
  const places: number[] = [];
  let count = 0;
  for (const isUsed of used) places.push(isUsed ? count++ : -1);
  const mapRef = ({ node, negated }: Ref): Ref => ({ node: places[node] ?? -1, negated });
  return {
    ...mapRoots(graph, mapRef),
    nodes: graph.nodes.filter((_, i) => used[i]).map((node) => mapMembers(node, mapRef)),
    origins: graph.origins.filter((_, i) => used[i]),
  };
}
