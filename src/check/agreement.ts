import { halvesAlong, type Box, type Interval } from '../base/interval.ts';
import { makeRandom } from '../base/random.ts';
import type { Effort } from './outcome.ts';
import { lookAt, lookOver, type Ground } from './ground.ts';
import { randomPoint } from '../base/one-hot.ts';
import { shareOf, snap } from './one-hot.ts';
import { judge, type RegionSet } from './region-set.ts';

/** A share of the box, as sampled, with proved bounds. */
export interface Agreement extends Interval {
  readonly value: number;
}

const samples = 20_000;

/** How many there are at least, whatever the time. */
const fewestSamples = 1000;

/** Boxes looked at for the bounds. */
const mostBoxes = 20_000;

/**
 * The share of the box where a network's set and an exact one agree. `sure` is a set inside which they are known to
 * agree. The bounds come from halving the box, always the largest part that is not decided yet.
 */
export function agreementOf(
  ground: Ground,
  { exact, soft, sure }: { readonly exact: RegionSet; readonly soft: RegionSet; readonly sure: readonly RegionSet[] },
  box: Box,
  { seed, late }: Effort,
): Agreement {
  const { oneHots } = ground;
  // Parts of the same generation have the same size: a queue takes the largest first.
  const queue: Box[] = [box];
  let [agreed, differed, count] = [0, 0, 0];
  for (; count < queue.length && queue.length < mostBoxes && !late(); count++) {
    const part = snap(queue[count] as Box, oneHots);
    if (part === undefined) continue;
    const look = lookOver(ground, part);
    const [here, there] = [judge(exact, look), judge(soft, look)];
    if (sure.some((set) => judge(set, look) === 1) || here * there === 1) agreed += shareOf(part, box, oneHots);
    else if (here * there === -1) differed += shareOf(part, box, oneHots);
    else queue.push(...halves(part, box));
  }
  const rounding = 1e-9;
  return {
    value: sampled(ground, { exact, soft }, box, { seed, late }),
    lo: Math.max(0, agreed - rounding),
    hi: Math.min(1, 1 - differed + rounding),
  };
}

function sampled(
  ground: Ground,
  { exact, soft }: { readonly exact: RegionSet; readonly soft: RegionSet },
  box: Box,
  { seed, late }: Effort,
): number {
  const random = makeRandom(seed);
  let agreed = 0;
  let tried = 0;
  for (; tried < samples && (tried < fewestSamples || !late()); tried++) {
    const look = lookAt(ground, randomPoint({ box, oneHots: ground.oneHots }, random));
    if (judge(exact, look) * judge(soft, look) === 1) agreed++;
  }
  return agreed / tried;
}

/** Along the side that is longest for its coordinate. */
function halves(box: Box, whole: Box): Box[] {
  const share = (i: number): number => {
    const [side, full] = [box[i], whole[i]];
    return side && full ? (side.hi - side.lo) / (full.hi - full.lo) : 0;
  };
  const at = box.reduce((best, _, i) => (share(i) > share(best) ? i : best), 0);
  return halvesAlong(box, at);
}
