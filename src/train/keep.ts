import { keepsText } from '../check/certified.ts';
import { layoutOf, withParameters } from '../exec/parameters.ts';
import type { Network } from '../network/network.ts';
import type { Constraint } from './constraints.ts';
import type { TrainOptions } from './options.ts';
import type { Prepared } from './prepare.ts';

/** The shares of a step that are tried where the whole of it would break the text. */
const shorter = [1 / 2, 1 / 4];

/** With `--keep certified`: no step may break what the parameters alone prove of the text (GUARANTEES 7, step 0). */
export function keepCertified({ opened, inUnits }: Prepared, { keep, keepShare }: TrainOptions): Constraint[] {
  if (keep === undefined) return [];
  return [keepStep(opened, (parameters) => keepsText(inUnits(withParameters(opened, parameters)), keepShare))];
}

/**
 * A step that would break what `isKept` says of the numbers is shortened, if need be to nothing; then as much of its
 * rest is taken, unit by unit, as the others allow: one number at its limit does not hold up the rest. Needs a start
 * that is kept; then every step is.
 */
function keepStep(network: Network, isKept: (parameters: Float64Array) => boolean): Constraint {
  const { layers, head } = layoutOf(network);
  const slots = [...layers.flat(), ...(head.kind === 'classes' ? head.classes : [])];
  return (wanted, from) => {
    if (isKept(wanted)) return wanted;
    const short = shorter
      .map((share) => from.map((value, i) => value + share * ((wanted[i] as number) - value)))
      .find(isKept);
    return slots.reduce((next, { at, gain }) => movedIn(next, wanted, at, gain + 1, isKept), short ?? from);
  };
}

/** `from` with the numbers from `start` to `end` as wanted: all of them, or in halves what is kept of them. */
function movedIn(
  from: Float64Array,
  wanted: Float64Array,
  start: number,
  end: number,
  isKept: (parameters: Float64Array) => boolean,
): Float64Array {
  const part = wanted.subarray(start, end);
  if (part.every((value, i) => value === from[start + i])) return from;
  const moved = from.slice();
  moved.set(part, start);
  if (isKept(moved)) return moved;
  if (part.length === 1) return from;
  const middle = (start + end) >> 1;
  return movedIn(movedIn(from, wanted, start, middle, isKept), wanted, middle, end, isKept);
}
