import { halvesAlong, type Box, type Interval } from '../base/interval.ts';
import { randomPoint } from '../base/one-hot.ts';
import { makeRandom } from '../base/random.ts';
import type { Kleene } from '../region/kleene.ts';
import { nodesBelow } from './circuit.ts';
import { lookAt, lookOver, type Ground, type Look } from './ground.ts';
import { judgeNetwork } from './judge-network.ts';
import { shareOf, snap } from './one-hot.ts';
import type { Effort } from './outcome.ts';
import { makeQueue } from './queue.ts';
import { judge, textRefs, type RegionSet } from './region-set.ts';
import { spread } from './smear.ts';

/** A share of the box, as sampled, with proved bounds. */
export interface Agreement extends Interval {
  readonly value: number;
}

/** A network's set, and the exact one that it stands for. */
export interface Agreeing {
  readonly exact: RegionSet;
  readonly soft: RegionSet;
  /** Sets inside which they are known to agree. */
  readonly sure: readonly RegionSet[];
}

const samples = 20_000;

/** How many there are at least, whatever the time. */
const fewestSamples = 1000;

/** Boxes looked at for the bounds. */
const mostBoxes = 50_000;

/** The share of the box where a network's set and an exact one agree. */
export function agreementOf(ground: Ground, sets: Agreeing, box: Box, effort: Effort): Agreement {
  const { agreed, differed } = settled(ground, sets, box, effort);
  const rounding = 1e-9;
  return {
    value: sampled(ground, sets, box, effort),
    lo: Math.max(0, agreed - rounding),
    hi: Math.min(1, 1 - differed + rounding),
  };
}

/**
 * What is proved of the box, part by part, the largest first: by intervals, and where the exact set is settled but the
 * network's is not, by lines. A part that is left is halved along what that hangs on most.
 */
function settled(
  ground: Ground,
  { exact, soft, sure }: Agreeing,
  box: Box,
  { late }: Effort,
): { readonly agreed: number; readonly differed: number } {
  const { graph, oneHots } = ground;
  const primitives = textRefs(exact).flatMap(({ node }) => nodesBelow(graph, node));
  let [agreed, differed] = [0, 0];
  const queue = makeQueue<Box>();
  queue.push(box, 1);
  for (let count = 0, next = queue.pop(); next && count < mostBoxes && !late(); count++, next = queue.pop()) {
    const part = snap(next, oneHots);
    if (part === undefined) continue;
    const look = lookOver(ground, part);
    const share = shareOf(part, box, oneHots);
    const [here, there] = [judge(exact, look), judge(soft, look)];
    const { side, smear } = there === 0 && here !== 0 ? byLines(ground, soft, here, part, look) : { side: there };
    if (sure.some((set) => judge(set, look) === 1) || here * side === 1) agreed += share;
    else if (here * side === -1) differed += share;
    else {
      const halves = halvesAlong(part, widest(part, smear ?? crossings(ground, primitives, part, look)));
      for (const half of halves) queue.push(half, share / 2);
    }
  }
  return { agreed, differed };
}

/** The side of a network's set all over a part, proved where it is the exact set's or its opposite. */
function byLines(
  { bounds, oneHots }: Ground,
  soft: RegionSet,
  exact: 1 | -1,
  box: Box,
  { ranges }: Look,
): { readonly side: Kleene; readonly smear?: readonly number[] } {
  if (bounds === undefined || (soft.kind !== 'value' && soft.kind !== 'wins')) return { side: 0 };
  const part = { space: { box, oneHots }, ranges, cuts: [], limits: [] };
  const units = bounds.unitRanges(part);
  const other = exact === 1 ? -1 : 1;
  const agreeing = judgeNetwork(soft, other, bounds, part, units);
  const found = agreeing.side === 0 ? judgeNetwork(soft, exact, bounds, part, units) : agreeing;
  const smear = agreeing.least?.smear;
  return { side: found.side, ...(smear && { smear }) };
}

/** Per coordinate how much the boundaries that cross a part depend on it. */
function crossings({ graph }: Ground, primitives: readonly number[], box: Box, { ranges }: Look): number[] {
  const smear = box.map(() => 0);
  for (const index of primitives) {
    const node = graph.nodes[index];
    const { lo, hi } = ranges[index] ?? { lo: 0, hi: 0 };
    if (node === undefined || node.kind === 'constant' || node.kind === 'gate' || lo >= 0 || hi < 0) continue;
    spread(smear, node, box, 1);
  }
  return smear;
}

/** The coordinate with the largest effect; of equals, where none has any, the longest side. */
function widest(box: Box, effects: readonly number[]): number {
  const least = 1e-9 * Math.max(...effects, 1e-9);
  const size = (i: number): number => Math.max(effects[i] ?? 0, least * ((box[i]?.hi ?? 0) - (box[i]?.lo ?? 0)));
  return box.reduce((best, _, i) => (size(i) > size(best) ? i : best), 0);
}

function sampled(ground: Ground, { exact, soft }: Agreeing, box: Box, { seed, late }: Effort): number {
  const random = makeRandom(seed);
  let agreed = 0;
  let tried = 0;
  for (; tried < samples && (tried < fewestSamples || !late()); tried++) {
    const look = lookAt(ground, randomPoint({ box, oneHots: ground.oneHots }, random));
    if (judge(exact, look) * judge(soft, look) === 1) agreed++;
  }
  return agreed / tried;
}
