import type { ClassHead, FirstUnit, LinkedUnit, Network } from './network.ts';

/** A free unit of a later layer before it is linked. */
export type NewUnit = Pick<LinkedUnit, 'bias' | 'gain'>;

/** The weight of a new link to a unit of the layer below; undefined for none. Asked from the first place on. */
export type Linking = (below: FirstUnit | LinkedUnit, place: number) => number | undefined;

/** The network with free primitives after its own. Nothing reads them yet, and nothing is promised of them. */
export function addPrimitives(network: Network, units: readonly FirstUnit[]): Network {
  const { promise } = network;
  return {
    ...network,
    first: [...network.first, ...units],
    promise: { ...promise, tolerances: [...promise.tolerances, ...units.map(() => Infinity)] },
  };
}

/** The network with free units after those of `later[layer]`, without links; nothing reads them yet. */
export function addUnits(network: Network, layer: number, units: readonly NewUnit[]): Network {
  const free = units.map((unit): LinkedUnit => ({ role: 'free', frozen: false, links: [], weights: [], ...unit }));
  return { ...network, later: network.later.map((own, i) => (i === layer ? [...own, ...free] : own)) };
}

/** The same function one layer deeper, up to the sharpness of what is carried once more to the head. */
export function addLayer(network: Network, gain: number): Network {
  const last = network.later.at(-1) ?? network.first;
  const carries = last.map(({ node, frozen }, place): LinkedUnit => ({
    ...(node !== undefined && { node }),
    role: 'carry',
    frozen,
    links: [place],
    weights: [1],
    bias: 0,
    gain,
  }));
  return { ...network, later: [...network.later, carries] };
}

/** Every unit that is not frozen, by its place in `later[layer]`, linked further to the layer below. */
export function linkUnits(
  network: Network,
  linkingOf: (unit: LinkedUnit, place: number, layer: number) => Linking,
): Network {
  const layers = [network.first, ...network.later];
  return {
    ...network,
    later: network.later.map((units, layer) =>
      units.map((unit, place) =>
        unit.frozen ? unit : linked(unit, layers[layer] ?? [], linkingOf(unit, place, layer)),
      ),
    ),
  };
}

/** Every class that is not frozen, linked further to the last layer; a plain one becomes a row of its own. */
export function linkClasses(network: Network, linkingOf: (row: ClassHead, index: number) => Linking): Network {
  const { head } = network;
  if (head.kind === 'outputs') return network;
  const last = network.later.at(-1) ?? network.first;
  const classes = head.classes.map((row, index) =>
    row.frozen ? row : { ...linked(row, last, linkingOf(row, index)), plain: false },
  );
  return { ...network, head: { ...head, classes } };
}

function linked<R extends LinkedUnit | ClassHead>(
  row: R,
  below: readonly (FirstUnit | LinkedUnit)[],
  linking: Linking,
): R {
  const own = new Map(row.links.map((link, i) => [link, row.weights[i] ?? 0]));
  const links = below.flatMap((unit, link) => {
    const weight = own.get(link) ?? linking(unit, link);
    return weight === undefined ? [] : [{ link, weight }];
  });
  return { ...row, links: links.map(({ link }) => link), weights: links.map(({ weight }) => weight) };
}
