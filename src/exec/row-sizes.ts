import { compare, type Samples } from './compare.ts';
import { eachTile } from './forward.ts';
import { headBack, layerBack, throughSigma } from './gradient.ts';
import { inputSizesInto } from './input-sizes.ts';
import { layoutOf, outputCount } from './parameters.ts';
import { makeTile, tileRows } from './propagate.ts';
import type { Network } from '../network/network.ts';

/**
 * Per layer, per row of the samples: a bound on the norm of what the row adds to the layer's gradient, exact but for
 * which block of a unit's numbers gets it (`inputSizesInto`).
 */
export function makeRowSizes(
  network: Network,
  mask: Uint8Array,
): (parameters: Float64Array, samples: Samples) => Float64Array[] {
  const layout = layoutOf(network);
  const { layers, head } = layout;
  const tile = makeTile(layout);
  const outputs = outputCount(head);
  const [given, errors] = [tile.head, new Float64Array(tile.head.length)];
  const deltas = tile.layers.map(({ values }) => new Float64Array(values.length));
  const factors = new Float64Array(tileRows);
  return (parameters, samples) => {
    const sizes = layers.map(() => new Float64Array(samples.rows));
    eachTile(layout, parameters, tile, samples.points, samples.rows, (from, count) => {
      compare(head.kind, { given, samples, outputs, from, count, errors }, { loss: 0, right: 0 });
      headBack(head, parameters, errors, deltas.at(-1) as Float64Array, count);
      for (let k = layers.length - 1; k >= 0; k--) {
        const slots = layers[k] ?? [];
        const delta = deltas[k] as Float64Array;
        throughSigma(layout, k, tile, delta, count);
        const t = tile.layers[k]?.arguments ?? new Float64Array();
        const below = tile.layers[k - 1]?.values ?? tile.inputs;
        inputSizesInto(factors, slots, { parameters, mask, below, t, norm: 'norm', rows: count });
        for (let r = 0; r < count; r++) {
          let square = 0;
          for (const [unit, { gain }] of slots.entries()) {
            square += ((parameters[gain] as number) * (delta[unit * tileRows + r] as number)) ** 2;
          }
          (sizes[k] as Float64Array)[from + r] = Math.sqrt(square) * (factors[r] as number);
        }
        if (k > 0) layerBack(layout, k, parameters, delta, deltas[k - 1] as Float64Array, count);
      }
    });
    return sizes;
  };
}
