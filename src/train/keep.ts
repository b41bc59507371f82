import { keepsText } from '../check/certified.ts';
import { layoutOf, withParameters } from '../exec/parameters.ts';
import type { Network } from '../network/network.ts';
import type { Constraint } from './constraints.ts';
import type { TrainOptions } from './options.ts';
import type { Prepared } from './prepare.ts';

/** Halvings of a step, and of each unit's part of it, before it counts as none. */
const halvings = 4;

/** With `--keep certified`: no step may break what the parameters alone prove of the text (GUARANTEES 7, step 0). */
export function keepCertified({ opened, inUnits }: Prepared, { keep, keepShare }: TrainOptions): Constraint[] {
  if (keep === undefined) return [];
  return [keepStep(opened, (parameters) => keepsText(inUnits(withParameters(opened, parameters)), keepShare))];
}

/**
 * A step that would break what `isKept` says of the numbers is shortened until it does not, then every unit's part of
 * it lengthened again as far as the others allow: one unit at its limit does not hold up the rest. Needs a start that
 * is kept; then every step is.
 */
function keepStep(network: Network, isKept: (parameters: Float64Array) => boolean): Constraint {
  const { layers, head } = layoutOf(network);
  const slots = [...layers.flat(), ...(head.kind === 'classes' ? head.classes : [])];
  return (wanted, from) => {
    if (isKept(wanted)) return wanted;
    let next = longest(from, wanted, 0, wanted.length, isKept);
    for (const { at, gain } of slots) next = longest(next, wanted, at, gain + 1, isKept);
    return next;
  };
}

/** From `from` towards `wanted` in the numbers from `start` to `end`: the whole way, or a half, a quarter, ... of it. */
function longest(
  from: Float64Array,
  wanted: Float64Array,
  start: number,
  end: number,
  isKept: (parameters: Float64Array) => boolean,
): Float64Array {
  if (!wanted.subarray(start, end).some((value, i) => value !== from[start + i])) return from;
  for (let share = 1, tries = 0; tries <= halvings; share /= 2, tries++) {
    const next = from.slice();
    for (let i = start; i < end; i++)
      next[i] = (from[i] as number) + share * ((wanted[i] as number) - (from[i] as number));
    if (isKept(next)) return next;
  }
  return from;
}
