import type { Random } from '../base/random.ts';
import { gainFor } from '../base/sigmoid.ts';
import type { Samples } from '../exec/fit.ts';
import { modes } from '../network/gates.ts';
import { addLayer, addPrimitives, addUnits, linkClasses, linkUnits } from '../network/grow.ts';
import type { FirstUnit, HalfspaceUnit, Network } from '../network/network.ts';
import { freeHyperplanes } from './hyperplanes.ts';
import type { TrainOptions } from './options.ts';

type Growth = Pick<TrainOptions, 'links' | 'noise' | 'extraUnits'>;

/** Gain of a free unit: a row of length 1 is then about 2 wide in coordinates that range over [-1, 1]. */
const freeGain = 3;

/**
 * The network with the units and links that the text does not have but training is to have (DESIGN section 5), over
 * the same text and in the coordinates of training: a unit for every category, free units, weak links.
 */
export function grow(network: Network, training: Samples, options: Growth, random: Random): Network {
  const extra = options.extraUnits;
  const isAll = options.links === 'all';
  if (extra === 0 && !isAll) return network;
  const confidence = modes.trainable.confidence;
  let grown = extra > 0 && network.later.length === 0 ? addLayer(network, gainFor(confidence, confidence)) : network;
  const categories = isAll ? categoryUnits(grown) : [];
  grown = addPrimitives(grown, [...categories, ...freeHyperplanes(training, extra, freeGain, random)]);
  const hasGateLayer = extra > 0 && (grown.head.kind === 'classes' || grown.later.length > 1);
  if (hasGateLayer) {
    grown = addUnits(
      grown,
      0,
      Array.from({ length: extra }, () => ({ bias: 0, gain: freeGain })),
    );
  }
  const weak = (): number => options.noise * symmetric(random);
  const isFree = ({ node }: { readonly node?: number }): boolean => node === undefined;
  grown = linkUnits(grown, (unit, layer) => {
    if (unit.role === 'carry') return undefined;
    if (unit.role === 'free') {
      const size = grown.first.length;
      return { to: () => true, weight: () => symmetric(random) / Math.sqrt(layer === 0 ? size : 1) };
    }
    return isAll ? { to: () => true, weight: weak } : { to: isFree, weight: weak };
  });
  const readsFree = (grown.later.at(-1) ?? grown.first).some(isFree);
  return readsFree ? linkClasses(grown, () => ({ to: isAll ? () => true : isFree, weight: weak })) : grown;
}

/**
 * With a unit for every category there is nothing to learn in the tests themselves: which of them matter is in the
 * links. They are held for the training (as frozen ones are), which a few rows of many categories could only blur.
 */
export function holdCategories(network: Network): Network {
  return {
    ...network,
    first: network.first.map((unit) => (isCategoryTest(network, unit) ? { ...unit, frozen: true } : unit)),
  };
}

/** Undoes `holdCategories`: what is frozen is again what was frozen in the network before. */
export function releaseCategories(network: Network, before: Network): Network {
  const first = network.first.map((unit, i) => ({ ...unit, frozen: before.first[i]?.frozen ?? false }));
  return { ...network, first };
}

function isCategoryTest({ text, inputs }: Network, unit: FirstUnit): boolean {
  if (unit.node === undefined) return inputs[testedPlace(unit) ?? -1]?.category !== undefined;
  const region = text.nodes[unit.node];
  return region?.kind === 'halfspace' && region.sharpness.kind === 'category';
}

function symmetric(random: Random): number {
  return 2 * random.uniform() - 1;
}

/** A test of every category that no unit of the network tests on its own. */
function categoryUnits({ inputs, first }: Network): FirstUnit[] {
  const tested = new Set(first.flatMap((unit) => testedPlace(unit) ?? []));
  const { confidence } = modes.trainable;
  return inputs.flatMap(({ category }, place): HalfspaceUnit[] => {
    if (!category || tested.has(place)) return [];
    const a = inputs.map((_, i) => (i === place ? 1 : 0));
    return [{ kind: 'halfspace', a, beta: 1 / 2, gain: gainFor(confidence, 1 / 2), frozen: false }];
  });
}

/** The one coordinate that a unit compares with half of the way from 0 to 1, as a test of a category does. */
function testedPlace(unit: FirstUnit): number | undefined {
  if (unit.kind !== 'halfspace') return undefined;
  const places = unit.a.flatMap((value, place) => (value === 0 ? [] : [place]));
  return places.length === 1 && unit.beta === (unit.a[places[0] ?? 0] ?? 0) / 2 ? places[0] : undefined;
}
