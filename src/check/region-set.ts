import { roundingUnit, sigmaRange, type Interval } from '../base/interval.ts';
import type { ClassHead, Network } from '../network/network.ts';
import { headReadings, readingOf, type Reading } from '../network/reading.ts';
import { rowRange } from '../network/row-range.ts';
import type { GraphClaim, Ref, RegionGraph } from '../region/graph.ts';
import { kleeneGate, kleeneNot, kleenePrimitive, kleeneRef, type Kleene } from '../region/kleene.ts';
import { counted, type Look } from './ground.ts';

/** A region as a claim names it. */
export type Named = Extract<GraphClaim, { readonly kind: 'empty' }>['region'];

/** The set that a claim speaks of. */
export type RegionSet =
  | { readonly kind: 'exact'; readonly ref: Ref }
  /** Where a network's value is at least 0. */
  | { readonly kind: 'value'; readonly reading: Reading }
  /** Where a class has the largest logit, the first of equals. */
  | { readonly kind: 'wins'; readonly classes: readonly ClassHead[]; readonly index: number }
  | { readonly kind: 'not'; readonly set: RegionSet }
  /** Where the three-valued reading of a region is surely true, |f| being known from its node's tau on. */
  | { readonly kind: 'definite'; readonly graph: RegionGraph; readonly ref: Ref; readonly taus: readonly number[] }
  | {
      readonly kind: 'gate';
      readonly members: readonly { readonly weight: number; readonly set: RegionSet }[];
      readonly threshold: number;
    };

/**
 * The set of a region in a network: where its class wins, or where its unit is at least 0. A region that no unit
 * stands for is put together from the sets of its parts; a primitive without a unit is as it is written.
 */
export function networkSet(network: Network, { region, name }: Named): RegionSet {
  const { head, text } = network;
  if (head.kind === 'classes' && text.head.kind === 'classes') {
    const index = text.head.classes.findIndex(
      (row) => same(row.ref, region) && (name === undefined || name === row.name),
    );
    if (index >= 0) return { kind: 'wins', classes: head.classes, index };
  }
  const own = headReadings(network).find(({ ref }) => same(ref, region));
  if (own && head.kind === 'outputs') return { kind: 'value', reading: own };
  return partSet(network, region);
}

/** 1 in the set, -1 out of it, 0 not known. */
export function judge(set: RegionSet, look: Look): Kleene {
  switch (set.kind) {
    case 'exact':
      return kleeneRef(look.nodes, set.ref);
    case 'value': {
      const { lo, hi } = readingRange(set.reading, look);
      return lo >= 0 ? 1 : hi < 0 ? -1 : 0;
    }
    case 'wins':
      return judgeWin(set.classes, set.index, look.units.at(-1) ?? []);
    case 'not':
      return kleeneNot(judge(set.set, look));
    case 'gate':
      return counted(
        set.members.map(({ weight, set: member }) => ({ weight, value: judge(member, look) })),
        set.threshold,
      );
    case 'definite':
      return judgeDefinite(set, look);
  }
}

/** The range of a network's value. */
export function readingRange(reading: Reading, { units }: Look): Interval {
  const sum = rowRange(reading, units[reading.layer] ?? []);
  return reading.gain === undefined ? sum : sigmaRange(reading.gain, sum);
}

/** The nodes of the text that a set depends on without a network. */
export function textRefs(set: RegionSet): Ref[] {
  switch (set.kind) {
    case 'exact':
    case 'definite':
      return [set.ref];
    case 'value':
    case 'wins':
      return [];
    case 'not':
      return textRefs(set.set);
    case 'gate':
      return set.members.flatMap((member) => textRefs(member.set));
  }
}

/** Whether a set is one of the network, in any part. */
export function speaksOfNetwork(set: RegionSet): boolean {
  switch (set.kind) {
    case 'value':
    case 'wins':
      return true;
    case 'exact':
    case 'definite':
      return false;
    case 'not':
      return speaksOfNetwork(set.set);
    case 'gate':
      return set.members.some((member) => speaksOfNetwork(member.set));
  }
}

function partSet(network: Network, ref: Ref): RegionSet {
  if (ref.negated) return { kind: 'not', set: partSet(network, { ...ref, negated: false }) };
  const reading = readingOf(network, ref);
  if (reading) return { kind: 'value', reading };
  const node = network.text.nodes[ref.node];
  if (node?.kind !== 'gate') return { kind: 'exact', ref };
  const members = node.members.map((member) => ({ weight: member.weight, set: partSet(network, member.ref) }));
  return { kind: 'gate', members, threshold: node.threshold };
}

/** The least and the most that the reading can be over the cell: Kleene's gates are monotone in F < U < T. */
function judgeDefinite(
  { graph, ref, taus }: Extract<RegionSet, { readonly kind: 'definite' }>,
  { ranges }: Look,
): Kleene {
  const least: Kleene[] = [];
  const most: Kleene[] = [];
  for (const [index, node] of graph.nodes.entries()) {
    const { lo, hi } = ranges[index] ?? { lo: -Infinity, hi: Infinity };
    const tau = taus[index] ?? Infinity;
    if (node.kind === 'gate') {
      const ends = [least, most] as const;
      const end = (which: 0 | 1) => (member: Ref) => kleeneRef(ends[member.negated ? 1 - which : which] ?? [], member);
      least.push(kleeneGate(node, end(0)));
      most.push(kleeneGate(node, end(1)));
    } else {
      const constant: Kleene = node.kind === 'constant' && node.value ? 1 : -1;
      least.push(node.kind === 'constant' ? constant : kleenePrimitive(lo, tau));
      most.push(node.kind === 'constant' ? constant : kleenePrimitive(hi, tau));
    }
  }
  const low = kleeneRef(ref.negated ? most : least, ref);
  const high = kleeneRef(ref.negated ? least : most, ref);
  return low === 1 ? 1 : high < 1 ? -1 : 0;
}

/** A tie goes to the first class, so a later one must be strictly above. */
function judgeWin(classes: readonly ClassHead[], index: number, last: readonly Interval[]): Kleene {
  const logits = classes.map(({ gain, ...row }) => {
    const { lo, hi } = rowRange(row, last);
    const ends = [gain * lo, gain * hi].map((end) => ({ end, pad: 2 * roundingUnit * Math.abs(end) }));
    return {
      lo: Math.min(...ends.map(({ end, pad }) => end - pad)),
      hi: Math.max(...ends.map(({ end, pad }) => end + pad)),
    };
  });
  const own = logits[index];
  if (own === undefined) return -1;
  const loses = logits.some(({ lo }, i) => (i < index ? lo >= own.hi : i > index && lo > own.hi));
  if (loses) return -1;
  const wins = logits.every(({ hi }, i) => i === index || (i < index ? hi < own.lo : hi <= own.lo));
  return wins ? 1 : 0;
}

function same(a: Ref, b: Ref): boolean {
  return a.node === b.node && a.negated === b.negated;
}
