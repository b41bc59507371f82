import type { GateMember, GateNode, Ref, RegionGraph, RegionNode, UnnamedNode } from './graph.ts';
import { rootsOf } from './roots.ts';
import { totalWeight, weightSlack } from './weights.ts';

/** How a gate counts, where its weights do not matter. */
export type GateKind = 'all' | 'any';

/**
 * Every needed node with gates of its own kind taken into it; undefined for nodes that nothing needs any more. A named
 * gate, one with settings or a margin, and one that is frozen otherwise than the gate around it stay on their own.
 */
export function flattenGates(graph: RegionGraph): (RegionNode | undefined)[] {
  const flat: (RegionNode | undefined)[] = graph.nodes.map(() => undefined);
  for (const { node } of rootsOf(graph)) flat[node] = graph.nodes[node];
  for (let i = graph.nodes.length - 1; i >= 0; i--) {
    const node = flat[i];
    if (node?.kind !== 'gate') continue;
    const gate = flattenGate(node, graph.nodes);
    for (const { ref } of gate.members) flat[ref.node] ??= graph.nodes[ref.node];
    flat[i] = gate;
  }
  return flat;
}

/** Undefined where the weights matter, or settings or a margin are stated. */
export function gateKind({ members, threshold, margin, settings }: UnnamedNode<GateNode>): GateKind | undefined {
  if (settings || margin !== undefined || members.length === 0) return undefined;
  const total = totalWeight(members);
  const slack = weightSlack(total);
  const least = members.reduce((smallest, { weight }) => Math.min(smallest, weight), Infinity);
  if (threshold <= slack || threshold > total + slack) return undefined;
  if (threshold > total - least + slack) return 'all';
  return threshold <= least + slack ? 'any' : undefined;
}

/** Complementing a gate makes `all` of its members `any` of their complements. */
export function kindUnder(kind: GateKind, negated: boolean): GateKind {
  if (!negated) return kind;
  return kind === 'all' ? 'any' : 'all';
}

function flattenGate(gate: GateNode, nodes: readonly RegionNode[]): GateNode {
  const kind = gateKind(gate);
  if (kind === undefined || !gate.members.some(({ ref }) => innerGate(gate, kind, ref, nodes))) return gate;
  const members: GateMember[] = [];
  const waiting: Ref[] = gate.members.map(({ ref }) => ref).toReversed();
  for (let ref = waiting.pop(); ref; ref = waiting.pop()) {
    const { negated } = ref;
    const inner = innerGate(gate, kind, ref, nodes);
    if (!inner) members.push({ ref, weight: 1 });
    for (const member of inner?.members.toReversed() ?? []) {
      waiting.push({ node: member.ref.node, negated: member.ref.negated !== negated });
    }
  }
  return { ...gate, members, threshold: kind === 'all' ? members.length : 1 };
}

/** The gate behind a member, if it goes into the gate around it. */
function innerGate(gate: GateNode, kind: GateKind, ref: Ref, nodes: readonly RegionNode[]): GateNode | undefined {
  const inner = nodes[ref.node];
  if (inner?.kind !== 'gate' || inner.named || inner.frozen !== gate.frozen) return undefined;
  const own = gateKind(inner);
  // A gate of one member is of both kinds.
  return own !== undefined && (inner.members.length === 1 || kindUnder(own, ref.negated) === kind) ? inner : undefined;
}
