import { layoutOf, trainableMask } from '../exec/parameters.ts';
import type { Network } from '../network/network.ts';
import type { TrainOptions } from './options.ts';
import type { Stage } from './state.ts';

/** 1 for each number that may change in a stage of the training, in the order of the layout. */
export function maskOf(network: Network, { learnGains }: TrainOptions, stage: Stage): Uint8Array {
  switch (stage) {
    case 'weights':
      return learnGains === 'jointly' ? withGains(trainableMask(network), network) : trainableMask(network);
    case 'gains':
      return withGains(new Uint8Array(layoutOf(network).size), network);
  }
}

/** 1 for each number that a training may change in any of its stages. */
export function movableOf(network: Network, options: TrainOptions): Uint8Array {
  const learnGains = options.learnGains === 'after' ? 'jointly' : options.learnGains;
  return maskOf(network, { ...options, learnGains }, 'weights');
}

function withGains(mask: Uint8Array, network: Network): Uint8Array {
  const { layers, head } = layoutOf(network);
  const slots = [...layers.flat(), ...(head.kind === 'classes' ? head.classes : [])];
  const parts = [
    ...network.first,
    ...network.later.flat(),
    ...(network.head.kind === 'classes' ? network.head.classes : []),
  ];
  for (const [index, { gain }] of slots.entries()) if (!parts[index]?.frozen) mask[gain] = 1;
  return mask;
}
