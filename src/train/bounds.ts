import { layoutOf, parametersOf } from '../exec/parameters.ts';
import type { Network } from '../network/network.ts';

/** Where each number of a network has to stay; an infinite bound is none. */
export interface Bounds {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** The least share of its start that a number which must stay above 0 is allowed. */
const leastShare = 1e-6;

/** A Gaussian's level stays inside (0, 1), a quadric's alpha and beta and every gain above 0. */
export function boundsOf(network: Network): Bounds {
  const layout = layoutOf(network);
  const start = parametersOf(network);
  const lower = new Float64Array(layout.size).fill(-Infinity);
  const upper = new Float64Array(layout.size).fill(Infinity);
  const keepPositive = (index: number): void => {
    lower[index] = leastShare * (start[index] ?? 0);
  };
  for (const slot of [...layout.layers.flat(), ...(layout.head.kind === 'classes' ? layout.head.classes : [])]) {
    keepPositive(slot.gain);
    switch (slot.kind) {
      case 'sum':
        break;
      case 'quadric':
        keepPositive(slot.alpha);
        keepPositive(slot.beta);
        break;
      case 'gaussian':
        keepPositive(slot.level);
        upper[slot.level] = 1 - leastShare * (1 - (start[slot.level] ?? 0));
        break;
    }
  }
  return { lower, upper };
}

/** The nearest numbers within the bounds. */
export function project(parameters: Float64Array, { lower, upper }: Bounds): Float64Array {
  return parameters.map((value, i) => Math.min(Math.max(value, lower[i] as number), upper[i] as number));
}
