import type { Box } from '../base/interval.ts';
import { logit } from '../base/sigmoid.ts';
import { keepsSign, keptReading, leastShare, makeKept, tausAt, type Kept, type KeptUnits } from '../network/certify.ts';
import type { Network } from '../network/network.ts';
import { headReadings, type Reading } from '../network/reading.ts';
import type { Ref } from '../region/graph.ts';
import type { Edge } from './attack.ts';
import type { Effort, Verdict } from './outcome.ts';
import { makeGround } from './ground.ts';
import { networkSet, type Named, type RegionSet } from './region-set.ts';
import { findPoint, type Finding, type Wanted } from './search.ts';

/** A region's value in a network, and where and how long to look. */
export interface CertifiedTask {
  readonly network: Network;
  readonly reading: Reading;
  readonly region: Named;
  readonly box: Box;
  readonly effort: Effort;
}

export type CertifiedVerdict = Verdict & { readonly point?: readonly number[] };

/**
 * Whether the network agrees with the text outside `share` of the bands: at once by what its parameters keep
 * (GUARANTEES 7, step 0), else by looking for a point where a definite reading has the wrong sign.
 */
export function decideCertified(task: CertifiedTask, share: number): CertifiedVerdict {
  const { network, reading, region } = task;
  if (provesShare(network, reading, region, keptBelow(network, reading, region)(share))) return { outcome: 'proved' };
  return verdictOf(counterexample(task, share, questions(task, 0)));
}

/** Whether the value has this confidence, above 0, wherever the reading at the bands of the text is definite. */
export function decideConfidence(task: CertifiedTask, confidence: number): CertifiedVerdict {
  const asked = questions(task, confidence);
  return verdictOf(counterexample(task, 1, (taus) => asked(taus).slice(0, 2)));
}

function verdictOf(found: Finding): CertifiedVerdict {
  switch (found.kind) {
    case 'none':
      return { outcome: 'proved' };
    case 'point':
      return { outcome: 'refuted', point: found.point };
    case 'open':
      return { outcome: 'undecided', open: found.share };
  }
}

/** The first output, or class that is written, that the parameters alone do not prove at a share of the bands. */
export function firstUnproved(network: Network, share: number): string | undefined {
  return makeFirstUnproved(network, share)(network);
}

/** The same of one network after another that differ in numbers only; what is the same object is looked at once. */
export function makeFirstUnproved(start: Network, share: number): (network: Network) => string | undefined {
  const keptOf = makeKept(start, headReadings(start));
  return (network) => {
    const heads = keptHeads(network, keptOf(share, network));
    return heads.find(({ reading, kept }, i) => !reading.unknown && !(keepsSign(kept) && winsAlone(network, heads, i)))
      ?.reading.name;
  };
}

/** The least share of the bands that the parameters alone prove; Infinity where they prove none. */
export function provedShare(network: Network, reading: Reading, region: Named): number {
  const keptOf = keptBelow(network, reading, region);
  return leastShare((share) => provesShare(network, reading, region, keptOf(share)));
}

/** What the network keeps of a reading at the bands of the text. */
export function keptAt(network: Network, reading: Reading, share: number): Kept {
  return keptReading(network, reading, makeKept(network, [reading])(share));
}

/** Levels of every primitive below the region: its boundary, and a hair outside its band. */
export function edgesOf(network: Network, ref: Ref, share: number): Edge[] {
  const taus = tausAt(network, share);
  return network.text.nodes.slice(0, ref.node + 1).flatMap((node, index) => {
    if (node.kind === 'constant' || node.kind === 'gate') return [];
    const tau = (taus[index] ?? 0) * (1 + 1e-9);
    return [{ primitive: node, levels: Number.isFinite(tau) ? [tau, -tau] : [0] }];
  });
}

/** What is kept below a reading; of a class below all of them, for it must win. */
function keptBelow(network: Network, reading: Reading, region: Named): (share: number) => KeptUnits {
  const isClass = networkSet(network, region).kind === 'wins';
  return makeKept(network, isClass ? [reading, ...headReadings(network)] : [reading]);
}

function provesShare(network: Network, reading: Reading, region: Named, units: KeptUnits): boolean {
  if (!keepsSign(keptReading(network, reading, units))) return false;
  const set = networkSet(network, region);
  return set.kind !== 'wins' || winsAlone(network, keptHeads(network, units), set.index);
}

interface KeptHead {
  readonly reading: Reading;
  readonly kept: Kept;
}

/** Of every output or class. */
function keptHeads(network: Network, units: KeptUnits): KeptHead[] {
  return headReadings(network).map((reading) => ({ reading, kept: keptReading(network, reading, units) }));
}

/** Of a class whether it wins where it alone is true and the others are false (DESIGN section 4). */
function winsAlone({ head }: Network, heads: readonly KeptHead[], index: number): boolean {
  if (head.kind === 'outputs') return true;
  const logits = heads.map(({ reading, kept: { holds, fails } }, i) => {
    // Of a row of its own u is sigma of the logit; a plain class's logit is its u times a height.
    const height = head.classes[i]?.gain ?? 0;
    const scale = (u: number): number => (reading.gain === undefined ? height * u : openLogit(u));
    return height > 0 ? { least: scale(holds), most: scale(fails) } : { least: -Infinity, most: Infinity };
  });
  const { least = -Infinity } = logits[index] ?? {};
  return logits.every(({ most }, i) => i === index || most < least - 1e-12 * Math.abs(least));
}

/** What a counterexample may be, by the taus at which primitives are known. */
type Questions = (taus: readonly number[]) => (readonly Wanted[])[];

/** A point where the reading is definite and the network is not as it says, both beyond rounding. */
function counterexample(
  { network, region: { region }, box, effort }: CertifiedTask,
  share: number,
  of: Questions,
): Finding {
  const ground = makeGround(network.text, network);
  const edges = edgesOf(network, region, share);
  // The search takes a hair too much as definite, so that it proves enough; a point it finds must be so for sure.
  const taus = tausAt(network, share);
  const [generous, strict] = [1 - 2 ** -40, 1 + 2 ** -40].map((factor) => of(taus.map((tau) => tau * factor)));
  let open = 0;
  for (const [i, wanted] of (generous ?? []).entries()) {
    const sure = strict?.[i];
    const found = findPoint(ground, wanted, box, { ...effort, edges, ...(sure && { strict: sure }) });
    if (found.kind === 'point') return found;
    if (found.kind === 'open') open += found.share;
  }
  return open > 0 ? { kind: 'open', share: Math.min(1, open) } : { kind: 'none' };
}

/** True by the text and not in the network, at this confidence; the other way round; or a class that does not win. */
function questions({ network, reading, region: named }: CertifiedTask, confidence: number): Questions {
  const { region } = named;
  const wins = networkSet(network, named);
  const others = wins.kind === 'wins' ? headReadings(network).filter((_, i) => i !== wins.index) : [];
  return (taus) => {
    const definite = (ref: Ref, holds: boolean): Wanted => ({
      set: { kind: 'definite', graph: network.text, ref: holds ? ref : complement(ref), taus },
      value: 1,
    });
    const value = (level: number): RegionSet => ({ kind: 'value', reading: atLeast(reading, level) });
    return [
      [definite(region, true), { set: value(confidence), value: -1 }],
      [definite(region, false), { set: value(-confidence), value: 1 }],
      ...(wins.kind === 'wins'
        ? [
            [
              definite(region, true),
              ...others.map(({ ref }) => definite(ref, false)),
              { set: wins, value: -1 } as const,
            ],
          ]
        : []),
    ];
  };
}

/** A reading that is at least 0 where this one is at least `level`. */
function atLeast(reading: Reading, level: number): Reading {
  const rise = reading.gain === undefined ? level : logit(level) / reading.gain;
  return level === 0 ? reading : { ...reading, bias: reading.bias + rise };
}

function complement({ node, negated }: Ref): Ref {
  return { node, negated: !negated };
}

function openLogit(u: number): number {
  return u >= 1 ? Infinity : u <= -1 ? -Infinity : logit(u);
}
