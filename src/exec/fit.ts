import { compare, fitOf, type Fit, type Samples } from './compare.ts';
import type { Machine } from './machine.ts';
import { eachTile } from './forward.ts';
import { layoutOf, outputCount, parametersOf } from './parameters.ts';
import { makeTile } from './propagate.ts';
import { makeWasmFit } from './wasm/gradient.ts';
import type { Network } from '../network/network.ts';

export type { Fit, Samples } from './compare.ts';

/** The fit of numbers in a network's layout. */
export type FitOf = (parameters: Float64Array, samples: Samples) => Fit;

/** With `trains`, numbers that have 0 there are always as in the network. */
export function makeFit(network: Network, trains?: Uint8Array, machine?: Machine): FitOf {
  return makeWasmFit(network, trains, machine) ?? makePlainFit(network);
}

/** The fit of a network as it is. */
export function fitNetwork(network: Network, machine?: Machine): (samples: Samples) => Fit {
  const parameters = parametersOf(network);
  const fit = makeFit(network, new Uint8Array(parameters.length), machine);
  return (samples) => fit(parameters, samples);
}

/** The same without WebAssembly. */
export function makePlainFit(network: Network): FitOf {
  const layout = layoutOf(network);
  const tile = makeTile(layout);
  const { kind } = layout.head;
  const outputs = outputCount(layout.head);
  const [given, errors] = [tile.head, new Float64Array(tile.head.length)];
  return (parameters, samples) => {
    const tally = { loss: 0, right: 0 };
    eachTile(layout, parameters, tile, samples.points, samples.rows, (from, count) => {
      compare(kind, { given, samples, outputs, from, count, errors }, tally);
    });
    return fitOf(tally, samples.rows, layout.head);
  };
}
