import type { GateNode, GraphClass, Ref } from '../region/graph.ts';
import { describe } from '../region/describe.ts';
import type { ClassHead, LinkedUnit, Network } from './network.ts';

/**
 * One value in [-1, 1] that a network holds for a region of its text: sigma_gain(sum weights_i x[links_i] - bias), x
 * the layer below; without a gain the sum itself, which is then one unit, maybe negated.
 */
export interface Reading {
  readonly name: string;
  /** The region of the text it stands for. */
  readonly ref: Ref;
  /** The layer it reads: 0 for the primitives, k for `later[k - 1]`. */
  readonly layer: number;
  readonly links: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
  readonly gain?: number;
  /** A class of which nothing is written: what it learns is no question of keeping. */
  readonly unknown?: true;
}

/** A link of a unit and the member of the text's gate that it carries. */
export interface Literal {
  /** The unit in the layer below; absent where training removed the link. */
  readonly link?: number;
  /** The network's weight, with its sign. */
  readonly a: number;
  /** The text's weight, above 0. */
  readonly weight: number;
  readonly negated: boolean;
}

/** A unit of a later layer (or a row of the head) beside the gate of the text that it is to compute. */
export interface ReadGate {
  readonly literals: readonly Literal[];
  /** Links that the text does not know. */
  readonly strays: readonly { readonly link: number; readonly a: number }[];
  /** The text's threshold and margin, on the text's weights. */
  readonly threshold: number;
  readonly margin: number;
  /** True where the unit stands for the complement of the gate. */
  readonly negated: boolean;
  readonly bias: number;
  readonly gain?: number;
}

/** Every output, or every class, in file order. The u of a class with settings is sigma of its logit. */
export function headReadings(network: Network): Reading[] {
  const layer = network.later.length;
  const { head, text } = network;
  if (head.kind === 'outputs') {
    const refs = text.head.kind === 'outputs' ? text.head.outputs : [];
    return head.outputs.flatMap(({ name, unit, sign }, i) => {
      const ref = refs[i]?.ref;
      return ref ? [{ name, ref, layer, links: [unit], weights: [sign], bias: 0 }] : [];
    });
  }
  const refs = text.head.kind === 'classes' ? text.head.classes : [];
  return head.classes.flatMap((row, i) => {
    const written = refs[i];
    return written ? [classReading(row, written, layer)] : [];
  });
}

/** The value of a region that some unit stands for; undefined where none does. The head's own comes first. */
export function readingOf(network: Network, ref: Ref): Reading | undefined {
  const own = headReadings(network).find(({ ref: { node, negated } }) => node === ref.node && negated === ref.negated);
  if (own) return own;
  for (let layer = 0; layer <= network.later.length; layer++) {
    const units = unitsOf(network, layer);
    const unit = units.findIndex(({ node }) => node === ref.node);
    if (unit >= 0) {
      return { name: describe(network.text, ref), ref, layer, links: [unit], weights: [ref.negated ? -1 : 1], bias: 0 };
    }
  }
  return undefined;
}

/** The units of one layer, 0 the primitives. */
export function unitsOf(network: Network, layer: number): Network['first'] | readonly LinkedUnit[] {
  return layer === 0 ? network.first : (network.later[layer - 1] ?? []);
}

/** What unit `row` of layer `layer + 1` computes of the text, from the links it has to layer `layer`. */
export function readUnit(network: Network, layer: number, row: LinkedUnit): ReadGate {
  const node = row.node === undefined ? undefined : network.text.nodes[row.node];
  const units = unitsOf(network, layer);
  if (row.role === 'carry' || node === undefined || node.kind !== 'gate') {
    const own = row.links.findIndex((link) => row.node !== undefined && units[link]?.node === row.node);
    return { ...soleLiteral(row, own, false), negated: false, bias: row.bias, gain: row.gain };
  }
  return { ...matchMembers(network, layer, row, node), negated: false, bias: row.bias, gain: row.gain };
}

/**
 * What a reading computes of the text: the gate itself where that has settings, else it repeats the unit of its region,
 * and all other links that it has grown are strays.
 */
export function readReading(network: Network, reading: Reading): ReadGate {
  const { layer, ref, gain, bias } = reading;
  const node = network.text.nodes[ref.node];
  const sharpness = gain === undefined ? {} : { gain };
  if (gain !== undefined && node?.kind === 'gate' && node.settings) {
    return { ...matchMembers(network, layer, reading, node), negated: ref.negated, bias, ...sharpness };
  }
  const units = unitsOf(network, layer);
  const own = reading.links.findIndex((link) => units[link]?.node === ref.node);
  return { ...soleLiteral(reading, own, ref.negated), negated: false, bias, ...sharpness };
}

function classReading(row: ClassHead, { ref, unknown }: GraphClass, layer: number): Reading {
  const { name, plain, links, weights, bias, gain } = row;
  return {
    name,
    ref,
    layer,
    links,
    weights,
    bias: plain ? 0 : bias,
    ...(!plain && { gain }),
    ...(unknown && { unknown }),
  };
}

type Row = Pick<Reading, 'links' | 'weights'>;

/** A row that repeats the unit at the end of one of its links, which is below 0 where it has none. */
function soleLiteral(
  row: Row,
  own: number,
  negated: boolean,
): Pick<ReadGate, 'literals' | 'strays' | 'threshold' | 'margin'> {
  const literals = own < 0 ? [] : [{ link: row.links[own] ?? 0, a: row.weights[own] ?? 0, weight: 1, negated }];
  return { literals, strays: straysOf(row, new Set(own < 0 ? [] : [own])), threshold: 1, margin: 0 };
}

function matchMembers(
  network: Network,
  layer: number,
  row: Row,
  gate: GateNode,
): Pick<ReadGate, 'literals' | 'strays' | 'threshold' | 'margin'> {
  const units = unitsOf(network, layer);
  const placeOf = new Map<number, number>();
  row.links.forEach((link, place) => {
    const node = units[link]?.node;
    if (node !== undefined && !placeOf.has(node)) placeOf.set(node, place);
  });
  const twins = new Map<number, { count: number; written: number }>();
  for (const member of gate.members) {
    const { count, written } = twins.get(member.ref.node) ?? { count: 0, written: 0 };
    twins.set(member.ref.node, { count: count + 1, written: written + signed(member) });
  }
  const literals = gate.members.map((member): Literal => {
    const { ref, weight } = member;
    const place = placeOf.get(ref.node);
    const literal = { weight, negated: ref.negated };
    if (place === undefined) return { ...literal, a: 0 };
    const link = row.links[place] ?? 0;
    const a = row.weights[place] ?? 0;
    const { count, written } = twins.get(ref.node) ?? { count: 1, written: a };
    // A region that is a member twice has one link, which its literals share.
    return { ...literal, link, a: count === 1 ? a : signed(member) + (a - written) / count };
  });
  const used = new Set(gate.members.flatMap(({ ref }) => placeOf.get(ref.node) ?? []));
  return { literals, strays: straysOf(row, used), threshold: gate.threshold, margin: gate.margin ?? 0 };
}

function signed({ ref, weight }: GateNode['members'][number]): number {
  return ref.negated ? -weight : weight;
}

function straysOf({ links, weights }: Row, used: ReadonlySet<number>): ReadGate['strays'] {
  return links.flatMap((link, place) => (used.has(place) ? [] : [{ link, a: weights[place] ?? 0 }]));
}
