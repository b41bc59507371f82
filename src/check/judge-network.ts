import type { ClassHead } from '../network/network.ts';
import type { Reading } from '../network/reading.ts';
import type { Kleene } from '../region/kleene.ts';
import type { NetworkSet } from './circuit.ts';
import type { NetworkBounds, Part } from './network-bounds.ts';
import type { Row, RowBound, UnitRanges } from './row-bound.ts';
import { judge } from './region-set.ts';

/** On which side of a set of the network a part of the space lies. */
export interface Judged {
  readonly side: Kleene;
  /** The bound that did not reach, where one was tried. */
  readonly least?: RowBound;
}

/**
 * By intervals; where they leave it open and a side is wanted, lines are tried to prove that the part lies on the other.
 */
export function judgeNetwork(
  set: NetworkSet,
  wanted: Kleene,
  bounds: NetworkBounds,
  part: Part,
  units: UnitRanges,
): Judged {
  const side = judge(set, { nodes: [], ranges: [], units: units.values });
  if (side !== 0 || wanted === 0) return { side };
  const over = (known: UnitRanges): Judged => {
    const least = (row: Row): RowBound => bounds.leastOf(bounds.unwrapped(row), part, known);
    if (set.kind === 'wins') return judgeWin(set, wanted, units.values.length - 1, least);
    const found = least(wanted === -1 ? rowOf(set.reading) : negated(rowOf(set.reading)));
    // At 0 itself the point is in the set.
    const isReached = wanted === -1 ? found.bound >= 0 : found.bound > 0;
    return isReached ? { side: wanted === 1 ? -1 : 1 } : { side: 0, least: found };
  };
  const first = over(units);
  const layer = set.kind === 'wins' ? units.values.length - 1 : bounds.unwrapped(rowOf(set.reading)).layer;
  // Between two layers of gates an interval gives away what lines keep.
  return first.side !== 0 || layer === 0 ? first : over(bounds.refined(part, units, layer));
}

function judgeWin(
  { classes, index }: Extract<NetworkSet, { readonly kind: 'wins' }>,
  wanted: 1 | -1,
  layer: number,
  least: (row: Row) => RowBound,
): Judged {
  const own = classes[index];
  let worst: RowBound | undefined;
  for (const [i, other] of classes.entries()) {
    if (own === undefined || i === index) continue;
    const found = least(wanted === -1 ? leadOf(own, other, layer) : leadOf(other, own, layer));
    // One that leads is enough to lose, all others must be behind to win.
    if (wanted === 1 && found.bound > 0) return { side: -1 };
    const isWorse = worst === undefined || (wanted === -1 ? found.bound < worst.bound : found.bound > worst.bound);
    if (isWorse) worst = found;
  }
  if (worst === undefined) return { side: 1 };
  return wanted === -1 && worst.bound > 0 ? { side: 1 } : { side: 0, least: worst };
}

function rowOf({ layer, links, weights, bias }: Reading): Row {
  return { layer, links, weights, bias };
}

function negated({ weights, bias, ...row }: Row): Row {
  return { ...row, weights: weights.map((weight) => -weight), bias: -bias };
}

/** The logit of one class less that of another. */
function leadOf(one: ClassHead, two: ClassHead, layer: number): Row {
  return {
    layer,
    links: [...one.links, ...two.links],
    weights: [...one.weights.map((x) => one.gain * x), ...two.weights.map((x) => -two.gain * x)],
    bias: one.gain * one.bias - two.gain * two.bias,
  };
}
