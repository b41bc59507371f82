import { layoutOf, parametersOf } from '../exec/parameters.ts';
import { makeTile, tileRows } from '../exec/propagate.ts';
import type { FirstUnit, Network } from '../network/network.ts';
import { eachTile } from '../exec/forward.ts';
import { logit } from '../base/sigmoid.ts';

/** The share of rows that should teach a facet where it is. */
export const informativeShare = 0.1;
/** In widths: farther than this from a facet, a unit sends back next to nothing (GUARANTEES 4, Why small gains train). */
const informativeReach = 0.8;

/**
 * First-layer gains lowered where need be, so that at least a tenth of the rows lie within reach of each facet: a unit
 * that no row reaches would never move. A test of a category has no facet: its f is 1/2 or -1/2.
 */
export function widen(network: Network, points: Float64Array, rows: number): Network {
  const reach = reachOf(network);
  const sizes = nearestRows(network, points, rows);
  const informative = Math.ceil(informativeShare * rows) - 1;
  return {
    ...network,
    first: network.first.map((unit, index) => {
      const size = sizes[index]?.[informative] ?? 0;
      return unit.frozen || isCategorical(network, unit) || size <= reach
        ? unit
        : { ...unit, gain: (unit.gain * reach) / size };
    }),
  };
}

/**
 * How far from its facet a unit still learns, as a bound on |gain f|, which serves every kind of primitive: at a
 * halfspace of width w that is 2 L(c) d / w at distance d.
 */
export function reachOf({ promise }: Network): number {
  return 2 * informativeReach * logit(promise.confidence);
}

/** Of every primitive |gain f| of each row, ascending. */
export function nearestRows(network: Network, points: Float64Array, rows: number): Float64Array[] {
  const sizes = network.first.map(() => new Float64Array(rows));
  const tile = makeTile(layoutOf(network));
  eachTile(layoutOf(network), parametersOf(network), tile, points, rows, (from, count) => {
    for (const [unit, size] of sizes.entries()) {
      for (let r = 0; r < count; r++) size[from + r] = Math.abs(tile.layers[0]?.arguments[unit * tileRows + r] ?? 0);
    }
  });
  return sizes.map((size) => size.sort());
}

function isCategorical({ text }: Network, { node }: FirstUnit): boolean {
  const region = node === undefined ? undefined : text.nodes[node];
  return region?.kind === 'halfspace' && region.sharpness.kind === 'category';
}
