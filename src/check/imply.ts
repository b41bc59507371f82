import { kleeneRef, type Kleene } from '../region/kleene.ts';
import type { Circuit, CircuitNode } from './circuit.ts';

/**
 * The nodes of a circuit that must hold (1) or not (-1) where those of `known` do and it is as it is asked to be,
 * upwards and downwards until nothing is added; undefined where they contradict each other.
 */
export function imply({ nodes, asked }: Circuit, known: readonly Kleene[]): Kleene[] | undefined {
  const values = nodes.map((node, i): Kleene => {
    if (node.kind === 'constant') return node.value ? 1 : -1;
    return (known[i] ?? 0) || (asked[i] ?? 0);
  });
  if (asked.some((value, i) => value !== 0 && values[i] === -value)) return undefined;
  for (let before = -1, now = count(values); now > before;) {
    for (const [index, node] of nodes.entries()) {
      if (node.kind === 'gate' && !countUp(node, index, values)) return undefined;
    }
    for (let index = nodes.length - 1; index >= 0; index--) {
      const node = nodes[index];
      if (node?.kind === 'gate' && !countDown(node, index, values)) return undefined;
    }
    [before, now] = [now, count(values)];
  }
  return values;
}

type Gate = Extract<CircuitNode, { readonly kind: 'gate' }>;

/** A gate's value by its members; false where it must have the other. */
function countUp(node: Gate, index: number, values: Kleene[]): boolean {
  const { sure, open } = weightsOf(node, values);
  const value = sure >= node.least ? 1 : sure + open < node.least ? -1 : 0;
  if (value === 0) return true;
  const before = values[index];
  values[index] = value;
  return before !== -value;
}

/** The members without which a gate cannot have its value; false where it cannot have it at all. */
function countDown(node: Gate, index: number, values: Kleene[]): boolean {
  const wanted = values[index] ?? 0;
  if (wanted === 0) return true;
  const { least } = node;
  const { sure, open } = weightsOf(node, values);
  if (wanted === 1 ? sure + open < least : sure >= least) return false;
  for (const { ref, weight } of node.members) {
    if (kleeneRef(values, ref) !== 0) continue;
    const isNeeded = wanted === 1 ? sure + open - weight < least : sure + weight >= least;
    if (isNeeded) values[ref.node] = ref.negated ? (wanted === 1 ? -1 : 1) : wanted;
  }
  return true;
}

function weightsOf({ members }: Gate, values: readonly Kleene[]): { sure: number; open: number } {
  let [sure, open] = [0, 0];
  for (const { ref, weight } of members) {
    const value = kleeneRef(values, ref);
    if (value === 1) sure += weight;
    else if (value === 0) open += weight;
  }
  return { sure, open };
}

function count(values: readonly Kleene[]): number {
  let known = 0;
  for (const value of values) if (value !== 0) known++;
  return known;
}
