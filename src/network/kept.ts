import { sigma } from '../base/sigmoid.ts';
import { tauAt } from '../region/margin.ts';
import { headRefs } from '../region/roots.ts';
import { gateMargin, levelsOf } from './gates.ts';
import type { FirstUnit, LinkedUnit, Network, Promised } from './network.ts';

/**
 * The confidence of every output or class, in file order, wherever its three-valued reading is definite: the lemma of
 * GUARANTEES 3 from the primitives up. Not above 0 where settings by hand leave nothing. A class counts by its u.
 * Needs a network as compiled: training changes what holds.
 */
export function keptConfidences(network: Network): number[] {
  let below = network.first.map((unit, i) => keptByPrimitive(network, unit, network.promise.tolerances[i] ?? Infinity));
  for (const units of network.later) {
    const inputs = below;
    below = units.map((unit) =>
      unit.role === 'carry' ? sigma(unit.gain, inputs[unit.links[0] ?? 0] ?? 0) : keptByGate(network, unit, inputs),
    );
  }
  const { head } = network;
  if (head.kind === 'outputs') return head.outputs.map(({ unit }) => below[unit] ?? 0);
  return head.classes.map((row, i) => {
    if (row.plain) return below[row.links[0] ?? 0] ?? 0;
    const ref = headRefs(network.text.head)[i];
    // The bias of a complemented class has its sign turned with its weights.
    const bias = ref?.negated ? -row.bias : row.bias;
    return keptByGate(network, { ...row, bias, ...(ref && { node: ref.node }) }, below);
  });
}

/**
 * What a compiled network promises after all: the least confidence that one of its outputs keeps. Where an output
 * keeps none, nothing is promised of the primitives below it.
 */
export function keptPromise(network: Network): Promised {
  const kept = keptConfidences(network);
  const lost = headRefs(network.text.head).filter((_, i) => !((kept[i] ?? 0) > 0));
  const below = nodesBelow(
    network,
    lost.map(({ node }) => node),
  );
  const { mode, confidence, tolerances } = network.promise;
  const least = kept.reduce((smallest, value) => (value > 0 ? Math.min(smallest, value) : smallest), 1);
  return {
    mode,
    confidence: lost.length === kept.length ? 0 : least >= confidence * (1 - 1e-9) ? confidence : least,
    tolerances: tolerances.map((tolerance, i) => (below.has(network.first[i]?.node ?? -1) ? Infinity : tolerance)),
  };
}

/** tau of every node of the text: |f| from which on a primitive is known, by the network's promise (GUARANTEES 1). */
export function tausOf({ text, first, promise }: Network): number[] {
  const taus = text.nodes.map(() => Infinity);
  first.forEach(({ node }, i) => {
    const region = node === undefined ? undefined : text.nodes[node];
    if (node !== undefined && region && region.kind !== 'gate' && region.kind !== 'constant') {
      taus[node] = tauAt(region, promise.tolerances[i] ?? Infinity);
    }
  });
  return taus;
}

function keptByPrimitive({ text }: Network, { node, gain }: FirstUnit, tolerance: number): number {
  const region = node === undefined ? undefined : text.nodes[node];
  if (!region || region.kind === 'gate') return 0;
  return region.kind === 'constant' ? sigma(gain, 1) : sigma(gain, tauAt(region, tolerance));
}

function keptByGate(
  { text }: Network,
  { node, links, bias, gain }: Pick<LinkedUnit, 'node' | 'links' | 'bias' | 'gain'>,
  below: readonly number[],
): number {
  const region = node === undefined ? undefined : text.nodes[node];
  const levels = region?.kind === 'gate' ? levelsOf(region) : undefined;
  if (!levels) return 0;
  const least = links.reduce((smallest, link) => Math.min(smallest, below[link] ?? 0), 1);
  return sigma(gain, gateMargin(levels, bias, least));
}

function nodesBelow({ text: { nodes } }: Network, roots: readonly number[]): ReadonlySet<number> {
  const below = new Set(roots);
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i];
    if (below.has(i) && node?.kind === 'gate') for (const { ref } of node.members) below.add(ref.node);
  }
  return below;
}
