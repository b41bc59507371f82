import { mapClaim } from './claim.ts';
import type { GateMember, GateNode, GraphHead, Ref, RegionGraph, RegionNode } from './graph.ts';

/** The names, head and checks of a graph, pointing elsewhere. */
export function mapRoots(graph: RegionGraph, mapRef: (ref: Ref) => Ref): RegionGraph {
  return {
    ...graph,
    names: graph.names.map((name) => ({ ...name, ref: mapRef(name.ref) })),
    head: mapHead(graph.head, mapRef),
    checks: graph.checks.map((check) => ({ ...check, claim: mapClaim(check.claim, mapRef) })),
  };
}

/** A node over other members. */
export function mapMembers(node: RegionNode, mapRef: (ref: Ref) => Ref): RegionNode {
  return node.kind === 'gate' ? mapGate(node, mapRef) : node;
}

/** A gate over other members; itself where all stay the same objects. */
export function mapGate(gate: GateNode, mapRef: (ref: Ref) => Ref): GateNode {
  let moved = false;
  const members = gate.members.map((member): GateMember => {
    const ref = mapRef(member.ref);
    if (ref === member.ref) return member;
    moved = true;
    return { ref, weight: member.weight };
  });
  return moved ? { ...gate, members } : gate;
}

function mapHead(head: GraphHead, mapRef: (ref: Ref) => Ref): GraphHead {
  switch (head.kind) {
    case 'none':
      return head;
    case 'outputs':
      return { ...head, outputs: head.outputs.map((output) => ({ ...output, ref: mapRef(output.ref) })) };
    case 'classes':
      return { ...head, classes: head.classes.map((row) => ({ ...row, ref: mapRef(row.ref) })) };
  }
}
