import type { Samples } from '../exec/fit.ts';
import { makeRowSizes } from '../exec/row-sizes.ts';
import type { Network } from '../network/network.ts';

/** Epochs that the choice of rows holds for. */
export const epochsPerChoice = 10;

/** The lowest layer that each row sends its error to (`Stopping`), chosen anew for numbers that have moved. */
export type Informative = (parameters: Float64Array, samples: Samples) => Uint8Array;

/**
 * Of each layer, the fewest rows that add up to `share` of what all rows give to its gradient; a row that a layer needs
 * serves those above it as well, so that the sets are nested (paper 5.3).
 */
export function makeInformative(network: Network, mask: Uint8Array, share: number): Informative {
  const sizesOf = makeRowSizes(network, mask);
  return (parameters, samples) => {
    const sizes = sizesOf(parameters, samples);
    const lowest = new Uint8Array(samples.rows).fill(sizes.length);
    for (let layer = sizes.length - 1; layer >= 0; layer--) {
      for (const row of fewest(sizes[layer] as Float64Array, share)) lowest[row] = layer;
    }
    return lowest;
  };
}

/** The rows of the largest sizes that hold `share` of the sum; ties go by row. */
function fewest(sizes: Float64Array, share: number): number[] {
  const order = Array.from(sizes, (_, row) => row).toSorted(
    (left, right) => (sizes[right] as number) - (sizes[left] as number) || left - right,
  );
  let missing = share * sizes.reduce((sum, size) => sum + size, 0);
  const end = order.findIndex((row) => {
    if (missing <= 0) return true;
    missing -= sizes[row] as number;
    return false;
  });
  return end < 0 ? order : order.slice(0, end);
}
