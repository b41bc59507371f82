import { layoutOf, parametersOf } from '../exec/parameters.ts';
import { makeTile, tileRows } from '../exec/propagate.ts';
import type { FirstUnit, Network } from '../network/network.ts';
import { eachTile } from '../exec/forward.ts';
import { logit } from '../base/sigmoid.ts';

/** The share of rows that should teach a facet where it is. */
const informativeShare = 0.1;
/** In widths: farther than this from a facet, a unit sends back next to nothing (GUARANTEES 4, Why small gains train). */
const informativeReach = 0.8;

/**
 * First-layer gains lowered where need be, so that at least a tenth of the rows lie within reach of each facet:
 * a unit that no row reaches would never move. A test of a category has no facet: its f is 1/2 or -1/2. At a halfspace of width w the argument gain * f is 2 L(c) d / w at
 * distance d, so the bound on d becomes one on |gain * f|, which serves every kind of primitive.
 */
export function widen(network: Network, points: Float64Array, rows: number): Network {
  const reach = 2 * informativeReach * logit(network.promise.confidence);
  const sizes = network.first.map(() => new Float64Array(rows));
  const tile = makeTile(layoutOf(network));
  eachTile(layoutOf(network), parametersOf(network), tile, points, rows, (from, count) => {
    for (const [unit, size] of sizes.entries()) {
      for (let r = 0; r < count; r++) size[from + r] = Math.abs(tile.layers[0]?.arguments[unit * tileRows + r] ?? 0);
    }
  });
  const informative = Math.ceil(informativeShare * rows) - 1;
  return {
    ...network,
    first: network.first.map((unit, index) => {
      const size = sizes[index]?.sort()[informative] ?? 0;
      return unit.frozen || isCategorical(network, unit) || size <= reach
        ? unit
        : { ...unit, gain: (unit.gain * reach) / size };
    }),
  };
}

function isCategorical({ text }: Network, { node }: FirstUnit): boolean {
  const region = node === undefined ? undefined : text.nodes[node];
  return region?.kind === 'halfspace' && region.sharpness.kind === 'category';
}
