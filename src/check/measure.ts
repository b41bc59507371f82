import type { Interval } from '../base/interval.ts';
import { makeRandom } from '../base/random.ts';
import { isAsWritten, levelOf, tausAt } from '../network/certify.ts';
import type { Facet } from '../network/facet.ts';
import { facetsOf, worstFacets } from '../network/facets.ts';
import type { Network } from '../network/network.ts';
import { describe } from '../region/describe.ts';
import { kleeneNodes, kleeneRef } from '../region/kleene.ts';
import type { GraphClaim } from '../region/graph.ts';
import { agreementOf } from './agreement.ts';
import { attackPoints } from './attack.ts';
import { decideConfidence, edgesOf, keptAt, provedShare, type CertifiedTask } from './certified.ts';
import { lookAt, makeGround } from './ground.ts';
import { networkSet, readingRange } from './region-set.ts';
import { certifiedTolerance, commonTolerance } from './tolerance.ts';

export type MeasureName = Extract<GraphClaim, { readonly kind: 'measure' }>['terms'][number]['measure'];

/** A number with proved bounds. */
export interface Measured extends Interval {
  readonly value: number;
  /** A point at which the measure is no better than the bound that it gives. */
  readonly point?: readonly number[];
  /** The facet where it is worst. */
  readonly place?: string;
  /** The same in input units, where there is such a number. */
  readonly distance?: number;
}

/** What is measured, of which region. */
export interface MeasureTask extends CertifiedTask {
  /** The number that a claim compares the measure with, where it is compared with one. */
  readonly bound?: number;
}

/** Points tried for a lower confidence. */
const attacks = 5_000;

export function measure(name: MeasureName, task: MeasureTask): Measured {
  switch (name) {
    case 'shift':
    case 'width':
      return measureFacets(name, task);
    case 'confidence':
      return measureConfidence(task);
    case 'tolerance':
      return measureTolerance(task);
    case 'agreement':
      return measureAgreement(task);
  }
}

/**
 * The largest width, or shift either way, of all facets. Proved from above where every settled surrounding has been
 * looked at and the network is still its text there: as it was written, or by its parameters alone.
 */
function measureFacets(name: 'shift' | 'width', { network, reading, region }: MeasureTask): Measured {
  const facets = facetsOf(network, reading, levelOf(network));
  const worst = worstFacets(facets)?.[name];
  if (worst === undefined) return { value: 0, lo: 0, hi: 0 };
  const value = name === 'width' ? worst.width : Math.abs(worst.shift);
  const most = Math.max(...facets.map(({ mostWidth, mostShift }) => (name === 'width' ? mostWidth : mostShift)));
  const isItsText = isAsWritten(network) || Number.isFinite(provedShare(network, reading, region));
  return {
    value,
    lo: value === Infinity ? Infinity : value * (1 - 1e-9),
    hi: isItsText ? Math.max(value, most) : Infinity,
    place: placeOf(network, worst),
  };
}

/** Where the text's bands end: the lemma bounds it from below, an attack from above; a search decides a bound. */
function measureConfidence(task: MeasureTask): Measured {
  const { network, reading, region, box, effort, bound } = task;
  const { holds, fails } = keptAt(network, reading, 1);
  const taus = tausAt(network, 1).map((tau) => tau * (1 + 2 ** -40));
  const ground = makeGround(network.text, network);
  const edges = edgesOf(network, region.region, 1);
  const points = attackPoints(edges, { box, oneHots: ground.oneHots }, makeRandom(effort.seed));
  const lemma = Math.max(-1, Math.min(holds, -fails));
  let hi = 1;
  let worst: readonly number[] | undefined;
  const consider = (point: readonly number[]): void => {
    const reads = kleeneRef(kleeneNodes(network.text, point, taus), region.region);
    if (reads === 0) return;
    const value = readingRange(reading, lookAt(ground, point));
    const most = reads === 1 ? value.hi : -value.lo;
    if (most < hi) [hi, worst] = [most, point];
  };
  for (let tried = 0; tried < attacks && !effort.late(); tried++) consider(points.next().value);
  const isOpen = bound !== undefined && bound > Math.max(0, lemma) && bound < Math.min(1, hi);
  const searched = isOpen ? decideConfidence(task, bound) : undefined;
  if (searched?.point) consider(searched.point);
  const lo = searched?.outcome === 'proved' ? (bound ?? lemma) : lemma;
  return { value: lo > 0 ? lo : hi, lo, hi: Math.max(lo, hi), ...(worst && { point: worst }) };
}

/** Proved by the parameters alone and by search, first at the number it is compared with. */
function measureTolerance(task: MeasureTask): Measured {
  const { lo, hi, point } = certifiedTolerance(task, task.bound);
  const band = commonTolerance(task.network, task.region.region);
  const distance = band === undefined || hi === Infinity ? undefined : hi * band;
  return {
    value: hi,
    // A point refutes every share up to its own, its own included.
    lo: lo === 0 ? 0 : nextAbove(lo),
    hi,
    ...(point && { point }),
    ...(distance !== undefined && { distance }),
  };
}

function measureAgreement({ network, reading, region, box, effort }: MeasureTask): Measured {
  const soft = networkSet(network, region);
  const share = soft.kind === 'value' ? provedShare(network, reading, region) : Infinity;
  const definite = (negated: boolean) =>
    ({
      kind: 'definite',
      graph: network.text,
      ref: { node: region.region.node, negated },
      taus: tausAt(network, share),
    }) as const;
  const sure = Number.isFinite(share) ? [definite(false), definite(true)] : [];
  const exact = { kind: 'exact', ref: region.region } as const;
  return agreementOf(makeGround(network.text, network), { exact, soft, sure }, box, effort);
}

function placeOf(network: Network, { unit }: Facet): string {
  const node = network.first[unit]?.node;
  return node === undefined ? `unit ${String(unit + 1)}` : describe(network.text, { node, negated: false });
}

function nextAbove(value: number): number {
  return value === 0 ? Number.MIN_VALUE : value * (1 + 2 ** -52);
}
