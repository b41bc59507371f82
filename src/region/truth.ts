import type { Atoms } from './atoms.ts';
import { always, never, type DecisionDiagram } from './decision-diagram.ts';
import type { GateNode, Ref, RegionNode } from './graph.ts';
import { reachesThreshold, totalWeight } from './weights.ts';

/** The values that the variables a function depends on can have together. */
export function possible(diagram: DecisionDiagram, { groups }: Atoms, f: number): number {
  const used = diagram.variablesOf(f);
  return groups.reduceRight((all, { variables, rows }) => {
    const columns = variables.flatMap((variable, i) => (used.has(variable) ? [i] : []));
    const own = columns.map((i) => variables[i] ?? 0);
    const values = rows.map((row) => columns.map((i) => row[i] ?? false));
    return own.length === 0 ? all : diagram.and(all, anyRow(diagram, own, values));
  }, always);
}

/**
 * Per needed node the function of the atoms that its exact set is; `needed` has the members of its gates, and no gate
 * with settings. Margins do not matter: sums within them are decided as exact sets are.
 */
export function functionsOf(
  diagram: DecisionDiagram,
  { literals }: Atoms,
  nodes: readonly RegionNode[],
  needed: readonly boolean[],
): ReadonlyMap<number, number> {
  const functions = new Map<number, number>();
  const functionOf = ({ node, negated }: Ref): number => {
    const found = functions.get(node) ?? never;
    return negated ? diagram.not(found) : found;
  };
  for (const [index, node] of nodes.entries()) {
    if (!needed[index]) continue;
    if (node.kind === 'constant') functions.set(index, node.value ? always : never);
    else if (node.kind === 'gate') functions.set(index, gateFunction(diagram, node, functionOf));
    else {
      const literal = literals.get(index);
      if (literal) functions.set(index, diagram.literal(literal.variable, literal.negated));
    }
  }
  return functions;
}

/** Member by member, with the sums of weights that those before it can have: decided ones are left out. */
function gateFunction(diagram: DecisionDiagram, gate: GateNode, functionOf: (ref: Ref) => number): number {
  const { members } = gate;
  const decided = (sum: number, rest: number): number | undefined => {
    if (reachesThreshold(gate, sum)) return always;
    return reachesThreshold(gate, sum + rest) ? undefined : never;
  };
  const rests = members.map((_, i) => totalWeight(members.slice(i)));
  const sums: number[][] = [];
  let open = decided(0, totalWeight(members)) === undefined ? [0] : [];
  for (const [i, { weight }] of members.entries()) {
    sums.push(open);
    const next = new Set(open.flatMap((sum) => [sum, sum + weight]));
    open = [...next].filter((sum) => decided(sum, rests[i + 1] ?? 0) === undefined);
    if (open.length > mostSums) diagram.giveUp();
    if (diagram.isFull) return never;
  }
  let later = new Map<number, number>();
  for (let i = members.length - 1; i >= 0; i--) {
    const { ref, weight } = members[i] ?? { ref: { node: 0, negated: false }, weight: 0 };
    const value = (sum: number): number => decided(sum, rests[i + 1] ?? 0) ?? later.get(sum) ?? never;
    const member = functionOf(ref);
    const here = (sums[i] ?? []).map((sum): [number, number] => [
      sum,
      diagram.or(diagram.and(member, value(sum + weight)), diagram.minus(value(sum), member)),
    ]);
    later = new Map(here);
  }
  return decided(0, totalWeight(members)) ?? later.get(0) ?? never;
}

/** Different sums of weights that a gate is worked out with. */
const mostSums = 100_000;

/** The function that holds for these rows of values: from the last variable on, rows that begin alike become one. */
function anyRow(diagram: DecisionDiagram, variables: readonly number[], rows: readonly (readonly boolean[])[]): number {
  const sorted = rows
    .toSorted(compareRows)
    .filter((row, i, all) => i === 0 || compareRows(all[i - 1] ?? [], row) !== 0);
  let parts = sorted.map((row, i) => ({ row, shared: sharedStart(row, sorted[i - 1] ?? []), value: always }));
  for (let i = variables.length - 1; i >= 0; i--) {
    const variable = variables[i] ?? 0;
    const merged: typeof parts = [];
    for (let at = 0; at < parts.length; at++) {
      const [part, next] = [parts[at], parts[at + 1]];
      if (!part) continue;
      const isPair = next !== undefined && next.shared >= i;
      const [low, high] = part.row[i] ? [never, part.value] : [part.value, isPair ? next.value : never];
      merged.push({ ...part, value: diagram.choose(variable, low, high) });
      if (isPair) at++;
    }
    parts = merged;
  }
  return parts[0]?.value ?? never;
}

/** Rows of one length: false before true, the first difference decides. */
function compareRows(a: readonly boolean[], b: readonly boolean[]): number {
  const at = sharedStart(a, b);
  return at === a.length ? 0 : Number(a[at]) - Number(b[at]);
}

/** How many values two rows begin with alike. */
function sharedStart(a: readonly boolean[], b: readonly boolean[]): number {
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a[at] === b[at]) at++;
  return at;
}
