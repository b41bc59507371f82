import { layoutOf, parametersOf, type SumSlot } from '../exec/parameters.ts';
import type { Network } from '../network/network.ts';
import { boundsOf, project } from './bounds.ts';
import { rowsByLayer } from './layer-rows.ts';
import type { TrainOptions } from './options.ts';

/** What the numbers may be: the allowed ones in place of `wanted`, coming from the allowed `from`. */
export type Constraint = (wanted: Float64Array, from: Float64Array, epoch: number) => Float64Array;

/** The constraints that the options ask for, on what `mask` lets train; each takes what the one before it gives. */
export function constraintsOf(network: Network, mask: Uint8Array, options: TrainOptions): Constraint[] {
  const bounds = boundsOf(network);
  const rows = rowsByLayer(layoutOf(network), mask);
  const warmth = options.cool === undefined ? () => 1 : coolingFrom(options.cool, options.epochs);
  return [
    ...(options.l1Rows.length > 0 ? rows.slice(1).flat().map(stopAtZero) : []),
    (wanted) => project(wanted, bounds),
    ...rows.flatMap((layer, index) => {
      const largest = options.maxRowNorm[index];
      if (largest === undefined) return [];
      const shorten = index === 0 ? shortenToBall : shortenToDiamond;
      return layer.map((row) => limitRow(row, (epoch) => largest * warmth(epoch), shorten));
    }),
    ...(options.cool !== undefined && options.maxRowNorm.length === 0 ? [growGains(network, warmth)] : []),
  ];
}

/** From `share` to 1 over the first half of the epochs, by the same factor at each. */
function coolingFrom(share: number, epochs: number): (epoch: number) => number {
  return (epoch) => share ** Math.max(0, 1 - epoch / (epochs / 2));
}

/** A penalised weight does not jump over 0: there it stays unless the loss pulls it away (`sumOfSizes`). */
function stopAtZero({ at, links }: SumSlot): Constraint {
  return (wanted, from) => {
    const next = wanted.slice();
    for (let i = at; i < at + links.length; i++) if ((from[i] as number) * (wanted[i] as number) < 0) next[i] = 0;
    return next;
  };
}

/** The row as its unit applies it, gain included, is brought back to the nearest within the limit; its bias is left. */
function limitRow(
  { at, links, gain }: SumSlot,
  limit: (epoch: number) => number,
  shorten: (row: Float64Array, limit: number) => Float64Array,
): Constraint {
  return (wanted, _from, epoch) => {
    const next = wanted.slice();
    next.set(shorten(wanted.subarray(at, at + links.length), limit(epoch) / (wanted[gain] as number)), at);
    return next;
  };
}

function shortenToBall(row: Float64Array, limit: number): Float64Array {
  const norm = Math.hypot(...row);
  return norm <= limit ? row : row.map((value) => (value * limit) / norm);
}

/** The nearest row of 1-norm `limit`: all sizes go down by the same amount, and not below 0. */
function shortenToDiamond(row: Float64Array, limit: number): Float64Array {
  const sizes = row.map(Math.abs).toSorted().toReversed();
  let [sum, amount] = [0, 0];
  for (const [index, size] of sizes.entries()) {
    sum += size;
    const excess = (sum - limit) / (index + 1);
    if (excess >= size) break;
    amount = excess;
  }
  return amount <= 0 ? row : row.map((value) => Math.sign(value) * Math.max(0, Math.abs(value) - amount));
}

/** The gains of all units that may change, as the schedule has them; the head's are its own. */
function growGains(network: Network, warmth: (epoch: number) => number): Constraint {
  const full = parametersOf(network);
  const slots = layoutOf(network).layers.flat();
  const units = [...network.first, ...network.later.flat()];
  const gains = slots.flatMap(({ gain }, unit) => (units[unit]?.frozen ? [] : [gain]));
  return (wanted, _from, epoch) => {
    const next = wanted.slice();
    for (const gain of gains) next[gain] = (full[gain] as number) * warmth(epoch);
    return next;
  };
}
