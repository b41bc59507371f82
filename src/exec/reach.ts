import { layoutOf, parametersOf, trainableMask } from './parameters.ts';
import { makePartialGradient, type Stopping } from './partial-gradient.ts';
import { wantedSamples, type OfPoints } from './wanted.ts';
import type { Network } from '../network/network.ts';

/**
 * Of each point the lowest layer that its error comes back to, from 0 on, the head one past the last: where partial
 * backpropagation by these bounds stops (paper 5.3), for what `wanted` says of it (rows x outputs, in [0, 1]).
 */
export function makeReach(
  network: Network,
  wanted: OfPoints,
  stopping: Pick<Stopping & { readonly kind: 'bounds' }, 'norm' | 'thresholds'>,
): OfPoints {
  const gradientOf = makePartialGradient(network, trainableMask(network));
  const parameters = parametersOf(network);
  const { size, head } = layoutOf(network);
  const gradient = new Float64Array(size);
  return (points, rows) => {
    const record = new Uint8Array(rows);
    gradientOf(parameters, wantedSamples(head, points, rows, wanted), gradient, {
      kind: 'bounds',
      ...stopping,
      record,
    });
    return Float64Array.from(record);
  };
}
