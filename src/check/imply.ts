import type { GateNode, RegionGraph } from '../region/graph.ts';
import { kleeneRef, type Kleene } from '../region/kleene.ts';
import { totalWeight, weightSlack } from '../region/weights.ts';
import type { RegionSet } from './region-set.ts';

/** What the sets ask of the nodes of the text; undefined where it is both sides of one. */
export function askedNodes(
  nodes: number,
  wanted: readonly { readonly set: RegionSet; readonly value: 1 | -1 }[],
): readonly Kleene[] | undefined {
  const asked = Array.from({ length: nodes }, (): Kleene => 0);
  for (const { set, value } of wanted) {
    const inner = set.kind === 'not' ? set.set : set;
    const holds = set.kind === 'not' ? -value : value;
    // Where the three-valued reading is surely true, the exact set is.
    if (inner.kind !== 'exact' && !(inner.kind === 'definite' && holds === 1)) continue;
    const side = (holds === 1) === inner.ref.negated ? -1 : 1;
    if (asked[inner.ref.node] === -side) return undefined;
    asked[inner.ref.node] = side;
  }
  return asked;
}

/** The sides of primitives that are known and those that follow from them; undefined where nothing can be as asked. */
export function impliedSides(
  graph: RegionGraph,
  known: readonly Kleene[],
  asked: readonly Kleene[],
): readonly Kleene[] | undefined {
  return imply(graph, known, asked)?.map((side, index) => {
    const kind = graph.nodes[index]?.kind;
    return kind === 'gate' || kind === 'constant' ? 0 : side;
  });
}

/**
 * The nodes that must hold (1) or not (-1) where the nodes of `asked` and `known` are as they say, by the exact meaning
 * of the gates alone, upwards and downwards until nothing is added; undefined where they contradict each other.
 */
function imply(
  { nodes }: RegionGraph,
  known: readonly Kleene[],
  asked: readonly Kleene[],
): readonly Kleene[] | undefined {
  const values = nodes.map((node, i): Kleene => {
    if (node.kind === 'constant') return node.value ? 1 : -1;
    return (known[i] ?? 0) || (asked[i] ?? 0);
  });
  if (asked.some((value, i) => value !== 0 && values[i] === -value)) return undefined;
  for (let before = -1, now = count(values); now > before;) {
    for (const [index, node] of nodes.entries()) {
      if (node.kind === 'gate' && !countUp(node, index, values)) return undefined;
    }
    for (const [index, node] of [...nodes.entries()].toReversed()) {
      if (node.kind === 'gate' && !countDown(node, index, values)) return undefined;
    }
    [before, now] = [now, count(values)];
  }
  return values;
}

/** A gate's value by its members; false where it must have the other. */
function countUp(node: GateNode, index: number, values: Kleene[]): boolean {
  const { sure, open, least } = weightsOf(node, values);
  const value = sure >= least ? 1 : sure + open < least ? -1 : 0;
  if (value === 0) return true;
  const before = values[index];
  values[index] = value;
  return before !== -value;
}

/** The members without which a gate cannot have its value; false where it cannot have it at all. */
function countDown(node: GateNode, index: number, values: Kleene[]): boolean {
  const wanted = values[index] ?? 0;
  if (wanted === 0) return true;
  const { sure, open, least } = weightsOf(node, values);
  if (wanted === 1 ? sure + open < least : sure >= least) return false;
  for (const { ref, weight } of node.members) {
    if (kleeneRef(values, ref) !== 0) continue;
    const isNeeded = wanted === 1 ? sure + open - weight < least : sure + weight >= least;
    if (isNeeded) values[ref.node] = ref.negated ? (wanted === 1 ? -1 : 1) : wanted;
  }
  return true;
}

function weightsOf({ members, threshold }: GateNode, values: readonly Kleene[]) {
  let [sure, open] = [0, 0];
  for (const { ref, weight } of members) {
    const value = kleeneRef(values, ref);
    if (value === 1) sure += weight;
    else if (value === 0) open += weight;
  }
  return { sure, open, least: threshold - weightSlack(totalWeight(members)) };
}

function count(values: readonly Kleene[]): number {
  return values.filter((value) => value !== 0).length;
}
