import { affinePad, sigmaRange, type Interval } from '../base/interval.ts';
import type { PrimitiveNode } from '../region/graph.ts';
import { isSame, makePartner, type Partner } from './partner.ts';
import { bandOf, tauAt } from '../region/margin.ts';
import { oneHotsOf, type Space } from '../base/one-hot.ts';
import { evaluationPad, primitiveRange } from '../region/primitive-range.ts';
import { modes } from './gates.ts';
import type { FirstUnit, LinkedUnit, Network } from './network.ts';
import { readReading, readUnit, type Literal, type ReadGate, type Reading } from './reading.ts';
import { countChoices, countedAs, type Count } from './saturation.ts';

/** What a value keeps of its region, proved: at least `holds` where the reading is true, at most `fails` where false. */
export interface Kept {
  readonly holds: number;
  readonly fails: number;
}

/** Per layer and unit, 0 the primitives. */
export type KeptUnits = readonly (readonly Kept[])[];

/** Shares of the bands that are looked at; one that needs more than the largest keeps nothing. */
const largestShare = 1024;
const finestShare = 2 ** -30;

/** c of the network's mode: what it asks of its outputs, and the level at which bands are measured. */
export function levelOf({ promise }: Network): number {
  return modes[promise.mode].confidence;
}

/**
 * eps of every primitive of the text, by node: half its band as written. One that is given a gain has no band of its
 * own; it is what the compiler promised, or where that gain gives the confidence of the mode.
 */
export function tolerancesOf(network: Network): (number | undefined)[] {
  const { text, first, inputs, promise } = network;
  const promised = new Map(first.map(({ node }, unit) => [node, promise.tolerances[unit]]));
  return text.nodes.map((node, index) => {
    if (node.kind === 'constant' || node.kind === 'gate') return undefined;
    const stated = node.sharpness.kind === 'gain' ? promised.get(index) : undefined;
    if (stated !== undefined && Number.isFinite(stated)) return stated;
    return bandOf(node, inputs, levelOf(network)).tolerance;
  });
}

/** tau of every node of the text at a share of the bands: |f| from which on a primitive is known. */
export function tausAt(network: Network, share: number): number[] {
  const tolerances = tolerancesOf(network);
  return network.text.nodes.map((node, index) => {
    if (node.kind === 'constant' || node.kind === 'gate') return Infinity;
    // A test of categories is known at every point there is, whatever the share.
    if (node.sharpness.kind === 'category') return 1 / 4;
    return tauAt(node, share * (tolerances[index] ?? 0));
  });
}

/** Whether every number that a text fixes is still as written: primitives, and the weights of gates. */
export function isAsWritten(network: Network): boolean {
  const { first, later, text } = network;
  const primitives = first.every((unit) => {
    const node = unit.node === undefined ? undefined : text.nodes[unit.node];
    return node?.kind === 'constant' || (node !== undefined && node.kind !== 'gate' && isSame(unit, node));
  });
  const asCounted = ({ literals, strays }: ReadGate): boolean =>
    strays.length === 0 && literals.every(({ a, weight, negated }) => a === (negated ? -weight : weight));
  return primitives && later.every((units, layer) => units.every((unit) => asCounted(readUnit(network, layer, unit))));
}

/**
 * GUARANTEES 7, step 0: what every unit below these readings keeps of its region in the box, the primitives' tolerances
 * being a share of the text's own. Nothing that a file claims is trusted: it follows from the stored parameters and the
 * text alone. It may be asked of other networks that differ in numbers only: units that are the same objects, above
 * units that keep the same, are not looked at again.
 */
export function makeKept(
  start: Network,
  readings: readonly Reading[],
): (share: number, network?: Network) => KeptUnits {
  const { inputs, text } = start;
  const space: Space = { box: inputs, oneHots: oneHotsOf(inputs) };
  const tolerances = tolerancesOf(start);
  const needed = unitsBelow(start, readings);
  const partners = new WeakMap<FirstUnit, Partner | undefined>();
  const primitives = new WeakMap<FirstUnit, { readonly share: number; readonly kept: Kept }>();
  const gates = start.later.map(() => new WeakMap<LinkedUnit, KnownGate>());

  const partnerOf = (unit: FirstUnit): Partner | undefined => {
    if (!partners.has(unit)) {
      const node = unit.node === undefined ? undefined : text.nodes[unit.node];
      const isNone = node === undefined || node.kind === 'gate' || node.kind === 'constant';
      partners.set(unit, isNone ? undefined : makePartner(unit, node, 'all'));
    }
    return partners.get(unit);
  };
  const primitive = (unit: FirstUnit, share: number): Kept => {
    const known = primitives.get(unit);
    if (known?.share === share) return known.kept;
    const partner = partnerOf(unit);
    const kept = keptPrimitive(start, unit, share * (tolerances[unit.node ?? -1] ?? 0), { space, partner });
    primitives.set(unit, { share, kept });
    return kept;
  };
  const gate = (network: Network, layer: number, unit: LinkedUnit, below: readonly Kept[]): Kept => {
    const known = gates[layer]?.get(unit);
    if (known && unit.links.every((link) => known.below[link] === below[link])) return known.kept;
    const read = known?.read ?? readUnit(network, layer, unit);
    const kept = squashed(keptSum(read, below), read.gain ?? 1);
    gates[layer]?.set(unit, { read, below, kept });
    return kept;
  };
  return (share, network = start) => {
    const layers = [network.first.map((unit) => primitive(unit, share))];
    for (const [layer, units] of network.later.entries()) {
      const below = layers[layer] ?? [];
      layers.push(units.map((unit, i) => (needed[layer + 1]?.has(i) ? gate(network, layer, unit, below) : nothing)));
    }
    return layers;
  };
}

/** What a gate kept above units that kept this. */
interface KnownGate {
  readonly read: ReadGate;
  readonly below: readonly Kept[];
  readonly kept: Kept;
}

/** What a reading keeps, by what the units below it do. */
export function keptReading(network: Network, reading: Reading, units: KeptUnits): Kept {
  const sum = keptSum(readReading(network, reading), units[reading.layer] ?? []);
  return reading.gain === undefined ? sum : squashed(sum, reading.gain);
}

/**
 * The least share of the bands for which the sign is proved right wherever the three-valued reading is definite
 * (GUARANTEES 4, A tolerance really kept), up to 2^-30 above it; Infinity where none is found.
 */
export function leastShare(proves: (share: number) => boolean): number {
  let good = 1;
  while (!proves(good)) {
    good *= 2;
    if (good > largestShare) return Infinity;
  }
  let bad = good > 1 ? good / 2 : 0;
  while (good - bad > finestShare * Math.max(1, good)) {
    const middle = (good + bad) / 2;
    if (proves(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

/** Whether a value's sign is proved right wherever the reading is definite. */
export function keepsSign({ holds, fails }: Kept): boolean {
  return holds > 0 && fails < 0;
}

/** Per layer the units that the readings depend on. */
function unitsBelow({ first, later }: Network, readings: readonly Reading[]): ReadonlySet<number>[] {
  const needed = [first, ...later].map(() => new Set<number>());
  for (const { layer, links } of readings) for (const link of links) needed[layer]?.add(link);
  for (let layer = later.length; layer > 0; layer--) {
    for (const unit of needed[layer] ?? []) {
      for (const link of later[layer - 1]?.[unit]?.links ?? []) needed[layer - 1]?.add(link);
    }
  }
  return needed;
}

const nothing: Kept = { holds: -1, fails: 1 };

interface Surroundings {
  readonly space: Space;
  /** Of a primitive of the text. */
  readonly partner: Partner | undefined;
}

function keptPrimitive(network: Network, unit: FirstUnit, eps: number, { space, partner }: Surroundings): Kept {
  const node = unit.node === undefined ? undefined : network.text.nodes[unit.node];
  if (node === undefined || node.kind === 'gate') return nothing;
  if (node.kind === 'constant') {
    const { lo, hi } = sigmaRange(unit.gain, primitiveRange(unit, space));
    // The side on which a constant never lies is kept, whatever the value.
    return node.value ? { holds: lo, fails: -1 } : { holds: 1, fails: hi };
  }
  // A hair below m(eps): a smaller tau only makes more points definite.
  const tau = tauAt(node, eps) * (1 - 2 ** -40);
  // A primitive that is known nowhere promises nothing, however true that would be of no point.
  if (tau === Infinity || partner === undefined) return nothing;
  const f = sidesOf(unit, node, tau, { space, partner });
  return squashed({ holds: f.lo, fails: f.hi }, unit.gain);
}

/** The least f' of a unit where the text's f >= tau, and the most where f <= -tau, over the box. */
function sidesOf(
  unit: FirstUnit,
  node: PrimitiveNode,
  tau: number,
  { space, partner }: { readonly space: Space; readonly partner: Partner },
): Interval {
  const range = primitiveRange(unit, space);
  if (isSame(unit, node)) {
    const pad = evaluationPad(unit, space.box);
    return { lo: Math.max(range.lo, tau - pad), hi: Math.min(range.hi, pad - tau) };
  }
  // One side at a time: f has no end on the other.
  const holds = partner({ lo: tau, hi: Infinity }, space);
  const fails = partner({ lo: -Infinity, hi: -tau }, space);
  return { lo: Math.max(range.lo, holds.lo), hi: Math.min(range.hi, fails.hi) };
}

/**
 * The argument of a gate (GUARANTEES 3, Lemma), with every literal's own bounds, the network's weights and the text's
 * count: the least where the gate is true, the most where it is false.
 */
function keptSum(gate: ReadGate, below: readonly Kept[]): Kept {
  const { literals, strays, bias, negated } = gate;
  if (literals.length === 0) return { holds: -Infinity, fails: Infinity };
  const valueOf = ({ link }: Literal): Kept => (link === undefined ? undefined : below[link]) ?? nothing;
  const any = (): Interval => ({ lo: -1, hi: 1 });
  const whereTrue = (literal: Literal): Interval =>
    literal.negated ? { lo: -1, hi: valueOf(literal).fails } : { lo: valueOf(literal).holds, hi: 1 };
  const whereFalse = (literal: Literal): Interval =>
    literal.negated ? { lo: valueOf(literal).holds, hi: 1 } : { lo: -1, hi: valueOf(literal).fails };
  const size = literals.reduce((sum, { a }) => sum + Math.abs(a), Math.abs(bias));
  const pad = affinePad(
    literals.length + strays.length,
    strays.reduce((sum, { a }) => sum + Math.abs(a), size),
  );
  // True: the true literals are chosen, all others may be anywhere. False: the false ones are left, and may not be.
  const sumsTrue = countChoices(gate, whereTrue, any).filter(({ to }) => countedAs(gate, to) === 1);
  const sumsFalse = countChoices(gate, any, whereFalse).filter(({ from }) => countedAs(gate, from) === -1);
  const least = (counts: readonly Count[]): number => Math.min(...counts.map(({ sum }) => sum.lo)) - bias - pad;
  const most = (counts: readonly Count[]): number => Math.max(...counts.map(({ sum }) => sum.hi)) - bias + pad;
  return negated
    ? { holds: least(sumsFalse), fails: most(sumsTrue) }
    : { holds: least(sumsTrue), fails: most(sumsFalse) };
}

function squashed({ holds, fails }: Kept, gain: number): Kept {
  return {
    holds: holds === Infinity ? 1 : sigmaRange(gain, { lo: holds, hi: holds }).lo,
    fails: fails === -Infinity ? -1 : sigmaRange(gain, { lo: fails, hi: fails }).hi,
  };
}
