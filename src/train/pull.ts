import { layoutOf, parametersOf, type Slot } from '../exec/parameters.ts';
import type { Network } from '../network/network.ts';
import { headReadings, readReading, readUnit, type ReadGate } from '../network/reading.ts';
import type { Penalty } from './penalties.ts';

/**
 * With lambda above 0, lambda/2 times the squared distance from the text, in the coordinates of training: over all numbers of units that
 * stand for a region, of which links that the text does not have are 0 there. Free units are free.
 */
export function pullsToText(network: Network, mask: Uint8Array, lambda: number): Penalty[] {
  if (lambda === 0) return [];
  const { layers, head } = layoutOf(network);
  const text = parametersOf(network);
  const pulled: number[] = [];
  const pull = ({ at, gain }: Slot): void => {
    for (let i = at; i <= gain; i++) if (mask[i] === 1) pulled.push(i);
  };
  const pullRow = (slot: Slot | undefined, { strays }: ReadGate): void => {
    if (slot?.kind !== 'sum') return;
    pull(slot);
    for (const { link } of strays) text[slot.at + slot.links.indexOf(link)] = 0;
  };
  for (const [i, { node }] of network.first.entries()) {
    const slot = layers[0]?.[i];
    if (slot && node !== undefined) pull(slot);
  }
  for (const [layer, units] of network.later.entries()) {
    for (const [i, unit] of units.entries()) {
      if (unit.node !== undefined) pullRow(layers[layer + 1]?.[i], readUnit(network, layer, unit));
    }
  }
  if (head.kind === 'classes') {
    for (const [i, reading] of headReadings(network).entries()) {
      if (!reading.unknown) pullRow(head.classes[i], readReading(network, reading));
    }
  }
  const penalty: Penalty = (parameters, gradient) => {
    let square = 0;
    for (const i of pulled) {
      const distance = (parameters[i] as number) - (text[i] as number);
      square += distance * distance;
      gradient[i] = (gradient[i] as number) + lambda * distance;
    }
    return (lambda / 2) * square;
  };
  return [penalty];
}
