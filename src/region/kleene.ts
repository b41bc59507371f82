import type { GateNode, Ref, RegionGraph } from './graph.ts';
import { valueAt } from './primitive.ts';
import { totalWeight, weightSlack } from './weights.ts';

/** A three-valued truth (GUARANTEES 1): 1 true, -1 false, 0 unknown. */
export type Kleene = 1 | 0 | -1;

/**
 * The three-valued reading of every node at a point; `taus`, one per node, says from which |f| on a primitive is
 * known (entries of other nodes do not matter). Where it is not 0 it agrees with the exact set.
 */
export function kleeneNodes(graph: RegionGraph, point: readonly number[], taus: readonly number[]): Kleene[] {
  const values: Kleene[] = [];
  for (const [index, node] of graph.nodes.entries()) {
    switch (node.kind) {
      case 'constant':
        values.push(node.value ? 1 : -1);
        break;
      case 'halfspace':
      case 'gaussian':
        values.push(kleenePrimitive(valueAt(node, point), taus[index] ?? Infinity));
        break;
      case 'quadric':
        values.push(kleenePrimitive(valueAt(node, point), taus[index] ?? Infinity, node.open));
        break;
      case 'gate':
        values.push(kleeneGate(node, (ref) => kleeneRef(values, ref)));
    }
  }
  return values;
}

/** A gate by what is known of its members. */
export function kleeneGate(gate: GateNode, valueOf: (ref: Ref) => Kleene): Kleene {
  let [sure, unknown] = [0, 0];
  for (const { ref, weight } of gate.members) {
    const value = valueOf(ref);
    if (value === 1) sure += weight;
    else if (value === 0) unknown += weight;
  }
  return kleeneCount(gate, sure, unknown);
}

/** What counts of a gate. */
export interface Counting {
  readonly members: readonly { readonly weight: number }[];
  readonly threshold: number;
  readonly margin?: number;
}

/** A gate of which this weight is true, and this weight unknown. */
export function kleeneCount({ members, threshold, margin = 0 }: Counting, sure: number, unknown: number): Kleene {
  const slack = weightSlack(totalWeight(members));
  if (sure >= threshold + margin - slack) return 1;
  return isBelow(sure + unknown, threshold, margin, slack) ? -1 : 0;
}

/** T from f = tau on, F from -tau down; at tau = 0 the sign of f decides, 0 being outside an open set. */
export function kleenePrimitive(f: number, tau: number, open = false): Kleene {
  if (f >= tau && (f > 0 || !open)) return 1;
  return f <= -tau ? -1 : 0;
}

/** A region's value among those of `kleeneNodes`. */
export function kleeneRef(values: readonly Kleene[], { node, negated }: Ref): Kleene {
  const value = values[node] ?? 0;
  return negated ? kleeneNot(value) : value;
}

export function kleeneNot(value: Kleene): Kleene {
  if (value === 0) return 0;
  return value === 1 ? -1 : 1;
}

/** Without a margin the false side is open: the very threshold holds. */
function isBelow(weight: number, threshold: number, margin: number, slack: number): boolean {
  return margin > 0 ? weight <= threshold - margin + slack : weight < threshold - slack;
}
