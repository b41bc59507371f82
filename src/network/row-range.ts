import { affinePad, type Interval } from '../base/interval.ts';
import type { LinkedUnit } from './network.ts';

/** The range of sum weights_i values[links_i] - bias, whatever the order it is added in; unknown values are in [-1, 1]. */
export function rowRange(
  { links, weights, bias }: Pick<LinkedUnit, 'links' | 'weights' | 'bias'>,
  values: readonly Interval[],
): Interval {
  let lo = -bias;
  let hi = -bias;
  let size = Math.abs(bias);
  for (const [i, link] of links.entries()) {
    const weight = weights[i] ?? 0;
    const value = values[link] ?? { lo: -1, hi: 1 };
    lo += weight * (weight > 0 ? value.lo : value.hi);
    hi += weight * (weight > 0 ? value.hi : value.lo);
    size += Math.abs(weight);
  }
  const pad = affinePad(links.length, size);
  return { lo: lo - pad, hi: hi + pad };
}
