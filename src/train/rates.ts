import { layoutOf } from '../exec/parameters.ts';
import type { Network } from '../network/network.ts';
import { layerOfEach } from './layer-rows.ts';
import type { TrainOptions } from './options.ts';

/** Per number of the network, how far it may move for its slope in an epoch: 0 for what does not train. */
export function makeRates(network: Network, mask: Uint8Array, options: TrainOptions): (epoch: number) => Float64Array {
  const layerOf = layerOfEach(layoutOf(network));
  const full = Float64Array.from(mask, (trains, i) => trains * options.lr * (options.layerLr[layerOf[i] ?? 0] ?? 1));
  switch (options.schedule) {
    case 'constant':
      return () => full;
    case 'linear':
      return (epoch) => scaled(full, 1 - epoch / options.epochs);
    case 'cosine':
      return (epoch) => scaled(full, (1 + Math.cos((Math.PI * epoch) / options.epochs)) / 2);
  }
}

function scaled(rates: Float64Array, factor: number): Float64Array {
  return rates.map((rate) => rate * Math.max(0, factor));
}
