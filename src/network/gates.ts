import { gainFor, logit } from '../base/sigmoid.ts';
import type { GateNode } from '../region/graph.ts';
import { totalWeight, weightSlack } from '../region/weights.ts';
import type { Promised } from './network.ts';

/** Sums of weights that a gate must tell apart (GUARANTEES 3). */
export interface GateLevels {
  /** W. */
  readonly total: number;
  /** t+: the least sum at which the gate holds. */
  readonly above: number;
  /** t-: the greatest sum at which it does not. */
  readonly below: number;
}

/** Sums kept at once, and additions made, before the list of sums counts as too long. */
export const sumLimit = 1_000_000;
const additionLimit = 50_000_000;

/** The bias of a mode, and the confidence it starts from at every output (GUARANTEES 4, Modes). */
export const modes = {
  guarantee: { confidence: 0.95, bias: 'midpoint' },
  trainable: { confidence: 0.8, bias: 'balanced' },
} as const satisfies Record<Promised['mode'], { confidence: number; bias: 'midpoint' | 'balanced' }>;

/**
 * Undefined where the weights have too many different sums. A gate that always or never holds, which only settings
 * by hand can keep, gets the level that it never meets one lightest member away.
 */
export function levelsOf({
  members,
  threshold,
  margin,
}: Pick<GateNode, 'members' | 'threshold' | 'margin'>): GateLevels | undefined {
  const weights = members.map(({ weight }) => weight);
  const total = totalWeight(members);
  if (margin !== undefined) return { total, above: threshold + margin, below: threshold - margin };
  const sums = subsetSums(weights, weightSlack(total));
  if (!sums) return undefined;
  const reached = threshold - weightSlack(total);
  const step = weights.reduce((least, weight) => Math.min(least, weight), weights[0] ?? 1);
  const above = sums.find((sum) => sum >= reached);
  const below = sums.findLast((sum) => sum < reached);
  return { total, above: above ?? total + step, below: below ?? -step };
}

/** h. */
export function stepOf({ above, below }: GateLevels): number {
  return above - below;
}

/** M: how much weight the decisive side needs at most. */
export function spreadOf({ total, above, below }: GateLevels): number {
  return Math.max(above, total - below);
}

/** B0 = t+ + t- - W: no shift at any facet of a gate with equal weights. */
export function midpointBias({ total, above, below }: GateLevels): number {
  return above + below - total;
}

/** B*: the bias that leaves most to the weaker side where members have this confidence. */
export function balancedBias(levels: GateLevels, confidence: number): number {
  return (midpointBias(levels) * (1 + confidence)) / 2;
}

/** mu_T and mu_F: how far the weighted sum is past the bias at least, where members have this confidence (the lemma). */
export function gateMargins(
  { total, above, below }: GateLevels,
  bias: number,
  confidence: number,
): { readonly holds: number; readonly fails: number } {
  return {
    holds: (1 + confidence) * above - total - bias,
    fails: bias + confidence * total - (1 + confidence) * below,
  };
}

/** The smaller of the two. */
export function gateMargin(levels: GateLevels, bias: number, confidence: number): number {
  const { holds, fails } = gateMargins(levels, bias, confidence);
  return Math.min(holds, fails);
}

/** Whether members of this confidence are too unsure for any bias. */
export function isImpossible(levels: GateLevels, confidence: number): boolean {
  return confidence <= (levels.total - stepOf(levels)) / (levels.total + stepOf(levels));
}

/** A unit that stands for a gate, and what it takes from its members and gives. */
export interface GatePlan {
  readonly bias: number;
  readonly gain: number;
  /** The confidence its members must have. */
  readonly inner: number;
  /** mu: how far its sum is past the bias then; not above 0 where settings by hand promise nothing. */
  readonly margin: number;
}

/** Past this the members of a gate would have to be surer than numbers can say (GUARANTEES 4, Numbers). */
export const finestConfidence = 1 - 2 ** -20;

/** The unit of a gate that must reach confidence `wanted`; settings by hand are kept whatever they cost. */
export function planGate(
  levels: GateLevels,
  mode: Promised['mode'],
  settings: NonNullable<GateNode['settings']>,
  wanted: number,
): GatePlan {
  const { confidence, bias: kind } = modes[mode];
  const step = stepOf(levels);
  const biasAt = (inner: number): number =>
    settings.bias ?? (kind === 'midpoint' ? midpointBias(levels) : balancedBias(levels, inner));
  // What a bias leaves of certain members; half of it is asked for, unless the gain by hand asks for another share.
  const most = gateMargin(levels, biasAt(1), 1);
  const asked = settings.gain === undefined ? most / 2 : logit(wanted) / settings.gain;
  const least = most > 0 ? confidenceForMargin(levels, settings.bias ?? kind, asked) : Infinity;
  const reachable = least <= finestConfidence || (settings.gain === undefined && settings.bias === undefined);
  const inner = Math.max(confidence, reachable ? least : confidenceForMargin(levels, kind, step / 2));
  const bias = biasAt(inner);
  const margin = gateMargin(levels, bias, inner);
  const gain = settings.gain ?? gainFor(wanted, margin > 0 ? margin : step / 2);
  return { bias, gain, inner, margin };
}

/** The least confidence of members at which a gate with this bias has the margin `mu`. */
function confidenceForMargin(levels: GateLevels, bias: number | 'midpoint' | 'balanced', mu: number): number {
  const { total, above, below } = levels;
  const step = stepOf(levels);
  if (bias === 'balanced') return 1 - (2 * (step - mu)) / (total + step);
  const fixed = bias === 'midpoint' ? midpointBias(levels) : bias;
  const holds = above > 0 ? (mu + total + fixed) / above - 1 : -1;
  const fails = total > below ? (mu - fixed + below) / (total - below) : -1;
  return Math.max(holds, fails);
}

/** Every sum of a subset, ascending, sums within the slack counted once; undefined where there are too many. */
function subsetSums(weights: readonly number[], slack: number): readonly number[] | undefined {
  let sums: readonly number[] = [0];
  let additions = 0;
  for (const chunk of chunksOf(weights)) {
    additions += sums.length;
    if (sums.length > sumLimit || additions > additionLimit) return undefined;
    sums = mergeShifted(sums, chunk, slack);
  }
  return sums.length > sumLimit ? undefined : sums;
}

/** Weights with the same subset sums: equal ones are bundled by 1, 2, 4, ... and the rest. */
function chunksOf(weights: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const weight of weights) counts.set(weight, (counts.get(weight) ?? 0) + 1);
  const chunks: number[] = [];
  for (const [weight, count] of counts) {
    let left = count;
    for (let size = 1; left > 0; size *= 2) {
      chunks.push(weight * Math.min(size, left));
      left -= size;
    }
  }
  return chunks;
}

/** The sums without and with one more weight, in order. */
function mergeShifted(sums: readonly number[], weight: number, slack: number): number[] {
  const merged: number[] = [];
  let plain = 0;
  let shifted = 0;
  while (shifted < sums.length) {
    const withIt = (sums[shifted] ?? Infinity) + weight;
    const without = sums[plain] ?? Infinity;
    if (without <= withIt) plain++;
    else shifted++;
    const next = Math.min(without, withIt);
    if (next - (merged.at(-1) ?? -Infinity) > slack) merged.push(next);
  }
  return merged;
}
