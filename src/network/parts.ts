import type { ClassHead, FirstUnit, LinkedUnit, Network } from './network.ts';

/** A piece of a network that has numbers of its own. */
export type Part = FirstUnit | LinkedUnit | ClassHead;

/** What each part of a network becomes; places count from 0 in a layer, and layers of gates from 0. */
export interface PartChange {
  readonly primitive: (unit: FirstUnit, place: number) => FirstUnit;
  readonly unit: (unit: LinkedUnit, layer: number, place: number) => LinkedUnit;
  readonly row: (row: ClassHead, place: number) => ClassHead;
}

/** Every part as it is. */
export const unchanged: PartChange = { primitive: (unit) => unit, unit: (unit) => unit, row: (row) => row };

export function eachPart(network: Network, { primitive, unit, row }: PartChange): Network {
  const { first, later, head } = network;
  return {
    ...network,
    first: first.map(primitive),
    later: later.map((units, layer) => units.map((each, place) => unit(each, layer, place))),
    head: head.kind === 'classes' ? { ...head, classes: head.classes.map(row) } : head,
  };
}

/** The second change of what the first one makes. */
export function inTurn(first: PartChange, second: PartChange): PartChange {
  return {
    primitive: (unit, place) => second.primitive(first.primitive(unit, place), place),
    unit: (unit, layer, place) => second.unit(first.unit(unit, layer, place), layer, place),
    row: (row, place) => second.row(first.row(row, place), place),
  };
}
