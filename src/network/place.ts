import type { Place } from '../base/diagnostic.ts';
import type { Span } from '../base/source.ts';
import type { FirstUnit, LinkedUnit, Network } from './network.ts';

/** Where the text says what the network computes. */
export function placeOfHead({ head }: Pick<Network, 'head'>): Place {
  const [first] = head.kind === 'classes' ? head.classes : head.outputs;
  return { kind: 'declaration', name: first?.name ?? '' };
}

/** Where the text says what the first unit is that has such a number; a number of no unit is the head's. */
export function placeOfNumber(network: Network, isMeant: (value: number) => boolean): Span | Place {
  const units: readonly (FirstUnit | LinkedUnit)[] = [...network.first, ...network.later.flat()];
  const unit = units.find((each) =>
    Object.values(each)
      .flat(2)
      .some((value) => typeof value === 'number' && isMeant(value)),
  );
  return network.text.origins[unit?.node ?? -1]?.[0] ?? placeOfHead(network);
}
