import { makeFirstUnproved } from '../check/certified.ts';
import { layoutOf, parametersOf, withNumbers, type Slot } from '../exec/parameters.ts';
import type { Network } from '../network/network.ts';
import { eachPart, type Part } from '../network/parts.ts';
import type { Constraint } from './constraints.ts';
import type { TrainOptions } from './options.ts';
import type { Prepared } from './prepare.ts';

/** The shares of a step that are tried where the whole of it would break the text. */
const shorter = [1 / 2, 1 / 4];
/** Of so many units one a step is looked at number by number, in turn; the others move as they want to or stay. */
const turns = 3;

/** Numbers of a training, and the network in the user's units that has them. */
interface Trial {
  readonly numbers: Float64Array;
  readonly network: Network;
}

/**
 * With `--keep certified`: no step may break what the parameters alone prove of the text (GUARANTEES 7, step 0). One
 * that would is shortened, if need be to nothing; then the rest of it is taken unit by unit where the others allow it, of
 * some units number by number: one number at its limit does not hold up the rest. Needs a start that is kept; then
 * every step is.
 */
export function keepCertified(prepared: Prepared, { keep, keepShare }: TrainOptions): Constraint[] {
  if (keep === undefined) return [];
  const { opened, back } = prepared;
  const { layers, head } = layoutOf(opened);
  const slots = [...layers.flat(), ...(head.kind === 'classes' ? head.classes : [])];
  const refill = makeRefill(prepared);
  const start = eachPart(opened, back);
  const firstUnproved = makeFirstUnproved(start, keepShare);

  const trial: Try = (from, wanted, first, end) => {
    const numbers = from.numbers.slice();
    numbers.set(wanted.subarray(first, end), first);
    const network = refill(from.network, numbers, first, end);
    return firstUnproved(network) === undefined ? { numbers, network } : undefined;
  };
  // Where the last step came to: there the next one starts, and most of it has been looked at.
  let last: Trial = { numbers: parametersOf(opened), network: start };
  const constraint: Constraint = (wanted, from, epoch) => {
    const at = from === last.numbers ? last : { numbers: from, network: refill(start, from, 0, from.length) };
    const towards = (share: number): Float64Array =>
      from.map((value, i) => value + share * ((wanted[i] as number) - value));
    let short = trial(at, wanted, 0, wanted.length);
    if (!short) {
      for (const share of shorter) short ??= trial(at, towards(share), 0, wanted.length);
      short = slots.reduce((next, { at: first, gain }, i) => {
        const isTurn = (i + epoch) % turns === 0;
        return isTurn ? movedIn(next, wanted, first, gain + 1, trial) : (trial(next, wanted, first, gain + 1) ?? next);
      }, short ?? at);
    }
    last = short;
    return short.numbers;
  };
  return [constraint];
}

/** From a trial on, the numbers from `first` up to `end` as wanted; undefined where that would break the text. */
type Try = (from: Trial, wanted: Float64Array, first: number, end: number) => Trial | undefined;

/** `from` with the numbers from `first` up to `end` as wanted: all of them, or in halves what is kept of them. */
function movedIn(from: Trial, wanted: Float64Array, first: number, end: number, trial: Try): Trial {
  const stays = (i: number): boolean => wanted[i] === from.numbers[i];
  while (first < end && stays(first)) first++;
  while (first < end && stays(end - 1)) end--;
  if (first === end) return from;
  const moved = trial(from, wanted, first, end);
  if (moved) return moved;
  if (end - first === 1) return from;
  const middle = (first + end) >> 1;
  return movedIn(movedIn(from, wanted, first, middle, trial), wanted, middle, end, trial);
}

/** A network in the user's units whose parts with numbers from `first` up to `end` have these; others stay the same objects. */
function makeRefill({
  opened,
  back,
}: Prepared): (network: Network, numbers: Float64Array, first: number, end: number) => Network {
  const { layers, head } = layoutOf(opened);
  const [primitives = [], ...gates] = layers;
  const rows = head.kind === 'classes' ? head.classes : [];
  const classes = opened.head.kind === 'classes' ? opened.head.classes : [];
  return (network, numbers, first, end) => {
    const filled = <P extends Part>(part: P | undefined, slot: Slot | undefined): P | undefined =>
      part && slot && slot.at < end && slot.gain >= first
        ? withNumbers(part, numbers.subarray(slot.at, slot.gain + 1))
        : undefined;
    return eachPart(network, {
      primitive: (unit, place) => {
        const part = filled(opened.first[place], primitives[place]);
        return part ? back.primitive(part, place) : unit;
      },
      unit: (unit, layer, place) => {
        const part = filled(opened.later[layer]?.[place], gates[layer]?.[place]);
        return part ? back.unit(part, layer, place) : unit;
      },
      row: (row, place) => {
        const part = filled(classes[place], rows[place]);
        return part ? back.row(part, place) : row;
      },
    });
  };
}
