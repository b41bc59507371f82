import type { Random } from '../base/random.ts';
import { gainFor } from '../base/sigmoid.ts';
import type { Samples } from '../exec/fit.ts';
import { modes } from '../network/gates.ts';
import { addLayer, addPrimitives, addUnits, linkClasses, linkUnits, type Linking } from '../network/grow.ts';
import type { FirstUnit, HalfspaceUnit, LinkedUnit, Network } from '../network/network.ts';
import { freeHyperplanes } from './hyperplanes.ts';
import type { TrainOptions } from './options.ts';

type Growth = Pick<TrainOptions, 'links' | 'noise' | 'extraUnits'>;

/** Gain of a free unit: a row of length 1 is then about 2 wide in coordinates that range over [-1, 1]. */
const freeGain = 3;
/** Free units of a layer where classes are unknown and nobody says how many: so many a class, but not fewer in all. */
const unitsPerUnknown = 4;
const leastForUnknown = 16;
const { confidence } = modes.trainable;
const carryGain = gainFor(confidence, confidence);

/**
 * The network with the units and links that the text does not have but training is to have (DESIGN section 5), over
 * the same text and in the coordinates of training: a unit for every category, free units, weak links.
 */
export function grow(network: Network, training: Samples, options: Growth, random: Random): Network {
  const isUnknown = unknownClasses(network);
  const unknown = isUnknown.filter(Boolean).length;
  const hasUnknown = unknown > 0;
  const usual = hasUnknown ? Math.max(leastForUnknown, unitsPerUnknown * unknown) : 0;
  const { links, noise, extraUnits: extra = usual } = options;
  const isAll = links === 'all';
  if (extra === 0 && !isAll && !hasUnknown) return network;
  const deep = extra > 0 && network.later.length === 0 ? addLayer(network, carryGain) : network;
  const free = freeHyperplanes(training, extra, freeGain, random);
  const wide = addPrimitives(deep, [...(isAll ? categoryUnits(deep) : []), ...free]);
  const grown = freeLayers(wide, hasUnknown).reduce((next, layer) => addFreeUnits(next, layer, extra), wide);
  const weak = (): number => noise * symmetric(random);
  const asAsked: Linking = (unit) => (isAll || unit.node === undefined ? weak() : undefined);
  const linked = linkUnits(grown, (unit, place, layer) => {
    if (unit.role === 'carry') return () => undefined;
    return unit.role === 'free' ? freeLinks(grown, layer, place, weak, random) : asAsked;
  });
  const last = linked.later.at(-1) ?? linked.first;
  if (!hasUnknown && !last.some(({ node }) => node === undefined)) return linked;
  return linkClasses(linked, (_, index) => (isUnknown[index] ? weak : asAsked));
}

/** Of every class whether nothing is written of it. */
function unknownClasses({ text }: Network): boolean[] {
  return text.head.kind === 'classes' ? text.head.classes.map(({ unknown = false }) => unknown) : [];
}

/**
 * The later layers that get free units: the first of them, where something above can read them, and for an unknown
 * class all others too, so that the head can.
 */
function freeLayers({ head, later }: Network, hasUnknown: boolean): number[] {
  if (hasUnknown) return later.map((_, layer) => layer);
  return head.kind === 'classes' || later.length > 1 ? [0] : [];
}

function addFreeUnits(network: Network, layer: number, count: number): Network {
  const unit = { bias: 0, gain: layer === 0 ? freeGain : carryGain };
  return addUnits(
    network,
    layer,
    Array.from({ length: count }, () => unit),
  );
}

/** In the first layer of gates to all primitives at random; above it from one free unit to the next, as a carry. */
function freeLinks(
  { first, later }: Network,
  layer: number,
  place: number,
  weak: () => number,
  random: Random,
): Linking {
  if (layer === 0) return () => symmetric(random) / Math.sqrt(first.length);
  const freeFrom = (units: readonly LinkedUnit[] = []): number => units.findIndex(({ role }) => role === 'free');
  const own = place - freeFrom(later[layer]) + freeFrom(later[layer - 1]);
  return (_, link) => (link === own ? 1 : weak());
}

function symmetric(random: Random): number {
  return 2 * random.uniform() - 1;
}

/** A test of every category that no unit of the network tests on its own. */
function categoryUnits({ inputs, first }: Network): FirstUnit[] {
  const tested = new Set(first.flatMap((unit) => testedPlace(unit) ?? []));
  return inputs.flatMap(({ category }, place): HalfspaceUnit[] => {
    if (!category || tested.has(place)) return [];
    const a = inputs.map((_, i) => (i === place ? 1 : 0));
    return [{ kind: 'halfspace', a, beta: 1 / 2, gain: gainFor(confidence, 1 / 2), frozen: false }];
  });
}

/** The one coordinate that a unit compares with half of the way from 0 to 1, as a test of a category does. */
export function testedPlace(unit: FirstUnit): number | undefined {
  if (unit.kind !== 'halfspace') return undefined;
  const places = unit.a.flatMap((value, place) => (value === 0 ? [] : [place]));
  return places.length === 1 && unit.beta === (unit.a[places[0] ?? 0] ?? 0) / 2 ? places[0] : undefined;
}
