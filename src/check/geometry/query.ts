import type { Box } from '../../base/interval.ts';
import { oneHotsOf, type OneHot } from '../../base/one-hot.ts';
import type { GateNode, PrimitiveNode, Ref, RegionGraph, RegionNode } from '../../region/graph.ts';
import { mapMembers } from '../../region/map-refs.ts';
import { primitiveRange } from '../../region/primitive-range.ts';
import { simplify } from '../../region/simplify.ts';

/** A set within the box of the inputs' ranges, as a graph of nothing but what decides it. */
export interface Query {
  readonly graph: RegionGraph;
  readonly root: Ref;
  readonly box: Box;
  readonly oneHots: readonly OneHot[];
}

/** Regions of a graph, and no nodes but those that they are made of. */
export function partOf(
  graph: RegionGraph,
  regions: readonly Ref[],
): { readonly graph: RegionGraph; readonly regions: readonly Ref[] } {
  const needed = neededNodes(graph, regions);
  const places = new Map(needed.map((node, place) => [node, place]));
  const mapRef = ({ node, negated }: Ref): Ref => ({ node: places.get(node) ?? 0, negated });
  const nodes = needed.flatMap((index) => {
    const node = graph.nodes[index];
    return node ? [mapMembers(node, mapRef)] : [];
  });
  const origins = nodes.map(() => []);
  const part = { inputs: graph.inputs, nodes, names: [], head: { kind: 'none' }, checks: [], origins } as const;
  return { graph: part, regions: regions.map(mapRef) };
}

/** The points of the box that lie in all of these regions. */
export function queryOf({ inputs, nodes: all }: RegionGraph, regions: readonly Ref[]): Query {
  const box = inputs.map(({ lo, hi }) => ({ lo, hi }));
  const oneHots = oneHotsOf(inputs);
  const nodes = all.map((node) => bare(node, { box, oneHots }));
  const members = regions.map((ref) => ({ ref, weight: 1 }));
  nodes.push({ kind: 'gate', members, threshold: members.length, frozen: false, named: false });
  return reduced(inputs, nodes, { node: nodes.length - 1, negated: false }, { box, oneHots });
}

/** The same set of other primitives: `replace` gives what stands in the place of one. */
export function withPrimitives(query: Query, replace: (node: PrimitiveNode, isWanted: boolean) => RegionNode): Query {
  const { graph, root } = query;
  const nodes: RegionNode[] = [];
  const places = new Map<string, number>();
  // A node is made anew for each side that the set depends on it by: members that are turned, turn the side.
  const order = graph.nodes.flatMap((_, node) => [true, false].map((isWanted) => ({ node, isWanted })));
  const placeOf = (node: number, isWanted: boolean): number => places.get(`${String(node)} ${String(isWanted)}`) ?? 0;
  for (const { node: index, isWanted } of order) {
    const node = graph.nodes[index];
    if (!node) continue;
    places.set(`${String(index)} ${String(isWanted)}`, nodes.length);
    if (node.kind === 'constant') nodes.push(node);
    else if (node.kind !== 'gate') nodes.push(replace(node, isWanted));
    else {
      const mapRef = (ref: Ref): Ref => ({ ...ref, node: placeOf(ref.node, isWanted !== ref.negated) });
      nodes.push(mapMembers(node, mapRef));
    }
  }
  return reduced(graph.inputs, nodes, { ...root, node: placeOf(root.node, !root.negated) }, query);
}

/** All nodes that the regions depend on, children first. */
function neededNodes({ nodes }: RegionGraph, regions: readonly Ref[]): number[] {
  const found = new Set(regions.map(({ node }) => node));
  // A set is walked in the order of its growth.
  for (const index of found) {
    const node = nodes[index];
    if (node?.kind === 'gate') for (const { ref } of node.members) found.add(ref.node);
  }
  return [...found].sort((a, b) => a - b);
}

/** Without what the exact set does not depend on; a primitive that all of the box is on one side of is a constant. */
function bare(node: RegionNode, space: Pick<Query, 'box' | 'oneHots'>): RegionNode {
  const plain = { frozen: false, named: false };
  switch (node.kind) {
    case 'constant':
      return { ...node, ...plain };
    case 'gate': {
      const { members, threshold } = node;
      return { kind: 'gate', members, threshold, ...plain } satisfies GateNode;
    }
    case 'halfspace':
    case 'quadric':
    case 'gaussian': {
      const { lo, hi } = primitiveRange(node, space);
      if (lo > 0) return { kind: 'constant', value: true, ...plain };
      if (hi < 0) return { kind: 'constant', value: false, ...plain };
      const sharpness = node.sharpness.kind === 'category' ? node.sharpness : ({ kind: 'share', share: 1 } as const);
      return { ...node, ...plain, sharpness };
    }
  }
}

function reduced(
  inputs: RegionGraph['inputs'],
  nodes: readonly RegionNode[],
  root: Ref,
  { box, oneHots }: Pick<Query, 'box' | 'oneHots'>,
): Query {
  const claim = { kind: 'empty', region: { region: root } } as const;
  const graph = simplify({
    inputs,
    nodes,
    names: [],
    head: { kind: 'none' },
    checks: [{ text: '', line: 1, negated: false, claim }],
    origins: nodes.map(() => []),
  });
  const [check] = graph.checks;
  if (check?.claim.kind !== 'empty') throw new Error('the claim is lost');
  return { graph: { ...graph, checks: [] }, root: check.claim.region.region, box, oneHots };
}
