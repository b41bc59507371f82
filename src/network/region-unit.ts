import type { Network } from './network.ts';

/** The unit that stands for a named region. */
export interface RegionUnit {
  readonly name: string;
  /** From 0, the primitives. */
  readonly layer: number;
  /** Index in its layer. */
  readonly unit: number;
  /** -1 where the region is the complement of what the unit stands for. */
  readonly sign: 1 | -1;
}

/** Each named region that has a unit in the network, in file order; outputs and classes are no regions here. */
export function regionUnits({ text, first, later }: Network): RegionUnit[] {
  const layers = [first, ...later];
  return text.names.flatMap(({ name, role, ref }) => {
    if (role !== 'region') return [];
    const layer = layers.findIndex((units) => units.some(({ node }) => node === ref.node));
    const unit = layers[layer]?.findIndex(({ node }) => node === ref.node);
    return unit === undefined ? [] : [{ name, layer, unit, sign: ref.negated ? -1 : 1 }];
  });
}
