import { absorb } from './absorb.ts';
import { gateKind } from './flatten.ts';
import type { GateMember, GateNode, Ref, RegionNode, UnnamedNode } from './graph.ts';
import { totalWeight, weightSlack } from './weights.ts';

/** What stands for a node after folding: a node that is there already, or one to be added. */
export type Folded =
  { readonly kind: 'ref'; readonly ref: Ref } | { readonly kind: 'node'; readonly node: UnnamedNode };

/**
 * A gate without settings by its members' present nodes: constants are counted, equal members joined, a member and
 * its complement set off against each other (one of the two always holds), and what is left is put in order.
 */
export function foldGate(gate: GateNode, nodes: readonly RegionNode[]): Folded {
  const { members, threshold } = joinMembers(gate, nodes);
  const total = totalWeight(members);
  if (threshold <= weightSlack(total)) return constant(true);
  if (threshold > total + weightSlack(total)) return constant(false);
  const { frozen, margin } = gate;
  const folded = { kind: 'gate', frozen, members, threshold, ...(margin !== undefined && { margin }) } as const;
  const absorbed = absorb(plainWeights(folded), nodes);
  const [only] = absorbed.members;
  return only && absorbed.members.length === 1 && margin === undefined
    ? { kind: 'ref', ref: only.ref }
    : { kind: 'node', node: absorbed };
}

function joinMembers(gate: GateNode, nodes: readonly RegionNode[]): Pick<GateNode, 'members' | 'threshold'> {
  if (isInOrder(gate, nodes)) return gate;
  let { threshold } = gate;
  const weights = new Map<number, { plain: number; turned: number }>();
  for (const { ref, weight } of gate.members) {
    const node = nodes[ref.node];
    if (node?.kind === 'constant') {
      if (node.value !== ref.negated) threshold -= weight;
      continue;
    }
    const sides = weights.get(ref.node) ?? { plain: 0, turned: 0 };
    sides[ref.negated ? 'turned' : 'plain'] += weight;
    weights.set(ref.node, sides);
  }
  const members: GateMember[] = [];
  for (const [node, { plain, turned }] of [...weights].sort(([a], [b]) => a - b)) {
    threshold -= Math.min(plain, turned);
    if (plain !== turned) members.push({ ref: { node, negated: turned > plain }, weight: Math.abs(plain - turned) });
  }
  return { members, threshold };
}

/** Whether members stand once each, by their nodes, without constants. */
function isInOrder({ members }: GateNode, nodes: readonly RegionNode[]): boolean {
  let last = -1;
  for (const { ref } of members) {
    if (ref.node <= last || nodes[ref.node]?.kind === 'constant') return false;
    last = ref.node;
  }
  return true;
}

function constant(value: boolean): Folded {
  return { kind: 'node', node: { kind: 'constant', value, frozen: false } };
}

/** Where the weights do not matter they are 1. */
function plainWeights(gate: UnnamedNode<GateNode>): UnnamedNode<GateNode> {
  const kind = gateKind(gate);
  if (kind === undefined || gate.members.every(({ weight }) => weight === 1)) return gate;
  const members = gate.members.map(({ ref }) => ({ ref, weight: 1 }));
  return { ...gate, members, threshold: kind === 'all' ? members.length : 1 };
}
