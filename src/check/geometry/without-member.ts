import type { GateMember, GateNode, Ref, RegionGraph, RegionNode } from '../../region/graph.ts';
import { lowerGate } from '../../region/gate-form.ts';
import type { GateForm } from '../../program/program.ts';

/** A gate as its text has it: members are not turned, whatever the form. */
export interface StatedGate {
  readonly form: GateForm;
  readonly count?: number;
  readonly members: readonly GateMember[];
}

/** Regions of a graph, to which the gates that they take have been added. */
export interface Posed {
  readonly graph: RegionGraph;
  readonly regions: readonly Ref[];
}

/**
 * The points at which a gate and the same gate without one of its members differ; undefined where leaving it out always
 * makes a difference (parity). A count stays as it is.
 */
export function differenceWithout(graph: RegionGraph, gate: StatedGate, index: number): Posed | undefined {
  const own = gate.members[index];
  if (!own) return undefined;
  const others = gate.members.filter((_, i) => i !== index);
  switch (gate.form) {
    case 'all':
      return { graph, regions: [turned(own.ref), ...others.map(({ ref }) => ref)] };
    case 'any':
    case 'none':
      return { graph, regions: [own.ref, ...others.map(({ ref }) => turned(ref))] };
    case 'atLeast':
    case 'atMost':
    case 'exactly':
      return differenceOfCounts(graph, gate, own, others);
    case 'parity':
      return undefined;
  }
}

/** Only where the member holds does its weight count. */
function differenceOfCounts(
  graph: RegionGraph,
  gate: StatedGate,
  own: GateMember,
  others: readonly GateMember[],
): Posed {
  const nodes: RegionNode[] = [...graph.nodes];
  const add = (node: Pick<GateNode, 'members' | 'threshold'>): Ref => {
    nodes.push({ kind: 'gate', ...node, frozen: false, named: false });
    return { node: nodes.length - 1, negated: false };
  };
  const counted = (members: readonly GateMember[]): Ref => {
    const { form, count = 0 } = gate;
    return lowerGate(
      { form, count, members },
      members.map(({ ref }) => ref),
      add,
    );
  };
  const [full, less] = [counted(gate.members), counted(others)];
  const one = (left: Ref, right: Ref): Ref => add({ members: weighed([left, turned(right)]), threshold: 2 });
  const regions =
    gate.form === 'atLeast'
      ? [full, turned(less)]
      : gate.form === 'atMost'
        ? [less, turned(full)]
        : [add({ members: weighed([one(full, less), one(less, full)]), threshold: 1 })];
  return { graph: { ...graph, nodes, origins: nodes.map(() => []) }, regions: [own.ref, ...regions] };
}

function turned({ node, negated }: Ref): Ref {
  return { node, negated: !negated };
}

function weighed(refs: readonly Ref[]): GateMember[] {
  return refs.map((ref) => ({ ref, weight: 1 }));
}
