import type { GateMember, Ref, RegionGraph, RegionNode } from '../region/graph.ts';
import { kleeneRef, type Kleene } from '../region/kleene.ts';
import { totalWeight, weightSlack } from '../region/weights.ts';
import type { RegionSet } from './region-set.ts';

/** A set that a point is to be in (1) or out of (-1). */
export interface Wanted {
  readonly set: RegionSet;
  readonly value: 1 | -1;
}

/** A set that only the network's values decide. */
export type NetworkSet = Extract<RegionSet, { readonly kind: 'value' | 'wins' }>;

export type CircuitNode =
  | { readonly kind: 'constant'; readonly value: boolean }
  /** Whether f of a primitive of the text is at least this. */
  | { readonly kind: 'test'; readonly primitive: number; readonly level: number }
  | { readonly kind: 'network'; readonly set: NetworkSet }
  /** Whether the weight of the members that hold is at least this. */
  | { readonly kind: 'gate'; readonly members: readonly GateMember[]; readonly least: number };

/** What is wanted of a point, as two-valued logic over tests of the text's primitives and sets of the network. */
export interface Circuit {
  /** Children stand before parents. */
  readonly nodes: readonly CircuitNode[];
  /** Per node: what it must be, 0 where it may be either. */
  readonly asked: readonly Kleene[];
}

/**
 * The circuit of a claim; undefined where it asks for both sides of one set. A three-valued reading becomes two
 * circuits, of what is surely true and of what may be: their primitives are tests at tau and at -tau (GUARANTEES 1).
 */
export function circuitOf(graph: RegionGraph, wanted: readonly Wanted[]): Circuit | undefined {
  if (winsTwice(wanted)) return undefined;
  const builder = makeBuilder(graph);
  const asked: { readonly ref: Ref; readonly value: 1 | -1 }[] = wanted.map(({ set, value }) => ({
    ref: builder.build(set),
    value,
  }));
  const sides = builder.nodes.map((): Kleene => 0);
  for (const { ref, value } of asked) {
    const side = ref.negated ? (value === 1 ? -1 : 1) : value;
    if (sides[ref.node] === -side) return undefined;
    sides[ref.node] = side;
  }
  return { nodes: builder.nodes, asked: sides };
}

/** The nodes by what is known of the tests and sets below them. */
export function propagate({ nodes }: Circuit, leaves: readonly Kleene[]): Kleene[] {
  const values: Kleene[] = [];
  for (const [index, node] of nodes.entries()) {
    if (node.kind === 'constant') values.push(node.value ? 1 : -1);
    else if (node.kind === 'gate') {
      let [sure, open] = [0, 0];
      for (const { ref, weight } of node.members) {
        const value = kleeneRef(values, ref);
        if (value === 1) sure += weight;
        else if (value === 0) open += weight;
      }
      values.push(sure >= node.least ? 1 : sure + open < node.least ? -1 : 0);
    } else values.push(leaves[index] ?? 0);
  }
  return values;
}

interface Builder {
  readonly nodes: CircuitNode[];
  readonly build: (set: RegionSet) => Ref;
}

/** Where the parts of the text stand in the circuit, by node of the text. */
interface Places {
  readonly exact: Map<number, number>;
  readonly sure: Map<number, number>;
  readonly maybe: Map<number, number>;
}

function makeBuilder(graph: RegionGraph): Builder {
  const nodes: CircuitNode[] = [];
  const known = new Map<string, number>();
  const places = new Map<readonly number[], Places>();
  const exactPlaces: Places = { exact: new Map(), sure: new Map(), maybe: new Map() };
  const add = (node: CircuitNode): number => nodes.push(node) - 1;
  const once = (key: string, node: CircuitNode): number => {
    const at = known.get(key) ?? add(node);
    known.set(key, at);
    return at;
  };
  const test = (primitive: number, level: number): number =>
    once(`${String(primitive)} ${String(level)}`, { kind: 'test', primitive, level });
  const gate = (members: readonly GateMember[], threshold: number): number =>
    add({ kind: 'gate', members, least: threshold - weightSlack(totalWeight(members)) });

  const addExact = (index: number, node: RegionNode): number => {
    if (node.kind === 'constant') return add({ kind: 'constant', value: node.value });
    if (node.kind !== 'gate') return test(index, 0);
    return gate(
      rewired(node.members, (ref) => placed(exactPlaces.exact, ref)),
      node.threshold,
    );
  };
  const addSure = (index: number, node: RegionNode, taus: readonly number[], own: Places): number => {
    if (node.kind === 'constant') return add({ kind: 'constant', value: node.value });
    if (node.kind !== 'gate') return test(index, taus[index] ?? Infinity);
    const { margin = 0, threshold } = node;
    return gate(
      rewired(node.members, (ref) => placed(ref.negated ? own.maybe : own.sure, ref)),
      threshold + margin,
    );
  };
  const addMaybe = (index: number, node: RegionNode, taus: readonly number[], own: Places): number => {
    if (node.kind === 'constant') return add({ kind: 'constant', value: node.value });
    if (node.kind !== 'gate') return test(index, -(taus[index] ?? Infinity));
    const { margin = 0, threshold } = node;
    // Within a stated margin the lower end itself is already false.
    const beyond = margin > 0 ? 2.001 * weightSlack(totalWeight(node.members)) - margin : 0;
    return gate(
      rewired(node.members, (ref) => placed(ref.negated ? own.sure : own.maybe, ref)),
      threshold + beyond,
    );
  };

  const build = (set: RegionSet): Ref => {
    switch (set.kind) {
      case 'value':
      case 'wins':
        return { node: once(JSON.stringify(set), { kind: 'network', set }), negated: false };
      case 'not': {
        const { node, negated } = build(set.set);
        return { node, negated: !negated };
      }
      case 'gate': {
        const members = set.members.map(({ weight, set: member }) => ({ weight, ref: build(member) }));
        return { node: gate(members, set.threshold), negated: false };
      }
      case 'exact': {
        const { exact } = exactPlaces;
        for (const index of nodesBelow(graph, set.ref.node)) {
          const node = graph.nodes[index];
          if (node && !exact.has(index)) exact.set(index, addExact(index, node));
        }
        return placed(exact, set.ref);
      }
      case 'definite': {
        const own = places.get(set.taus) ?? { exact: new Map(), sure: new Map(), maybe: new Map() };
        places.set(set.taus, own);
        for (const index of nodesBelow(set.graph, set.ref.node)) {
          const node = set.graph.nodes[index];
          if (node === undefined || own.sure.has(index)) continue;
          own.sure.set(index, addSure(index, node, set.taus, own));
          own.maybe.set(index, addMaybe(index, node, set.taus, own));
        }
        return placed(set.ref.negated ? own.maybe : own.sure, set.ref);
      }
    }
  };
  return { nodes, build };
}

function rewired(members: readonly GateMember[], placeOf: (ref: Ref) => Ref): GateMember[] {
  return members.map(({ ref, weight }) => ({ ref: placeOf(ref), weight }));
}

function placed(places: ReadonlyMap<number, number>, { node, negated }: Ref): Ref {
  const place = places.get(node);
  if (place === undefined) throw new Error(`the circuit holds no node ${String(node)} of the text`);
  return { node: place, negated };
}

/** A node and all it is made of, ascending. */
export function nodesBelow({ nodes }: RegionGraph, root: number): number[] {
  const below = new Set([root]);
  for (let index = root; index >= 0; index--) {
    const node = nodes[index];
    if (below.has(index) && node?.kind === 'gate') for (const { ref } of node.members) below.add(ref.node);
  }
  return [...below].sort((a, b) => a - b);
}

/** Whether two different classes are to win at one point. */
function winsTwice(wanted: readonly Wanted[]): boolean {
  const winners = wanted.flatMap(({ set, value }) => (set.kind === 'wins' && value === 1 ? [set.index] : []));
  return new Set(winners).size > 1;
}
