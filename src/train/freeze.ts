import { diagnostic, type Result } from '../base/diagnostic.ts';
import { nearest } from '../base/near.ts';
import type { FirstUnit, LinkedUnit, Network } from '../network/network.ts';
import { eachPart, type PartChange } from '../network/parts.ts';
import { testedPlace } from './grow.ts';
import { reachable } from '../region/roots.ts';

/** The network with these regions, outputs or classes frozen, and all that they use; undefined if it has no such name. */
export function freeze(network: Network, names: readonly string[]): Result<Network | undefined> {
  if (names.length === 0) return { value: network, diagnostics: [] };
  const { text } = network;
  const known = text.names.map(({ name }) => name);
  const missing = names.filter((name) => !known.includes(name));
  if (missing.length > 0) {
    const diagnostics = missing.map((name) => {
      const near = nearest(name, known);
      return diagnostic('R0709', undefined, { name, ...(near !== undefined && { near }) });
    });
    return { value: undefined, diagnostics };
  }
  const roots = text.names.flatMap(({ name, ref }) => (names.includes(name) ? [ref.node] : []));
  const isNeeded = reachable(text, roots);
  const held = <U extends FirstUnit | LinkedUnit>(unit: U): U => ({
    ...unit,
    frozen: unit.frozen || (unit.node !== undefined && isNeeded[unit.node] === true),
  });
  const value = eachPart(network, {
    primitive: held,
    unit: held,
    row: (row) => ({ ...row, frozen: row.frozen || names.includes(row.name) }),
  });
  return { value, diagnostics: [] };
}

/**
 * With a unit for every category there is nothing to learn in the tests themselves: which of them matter is in the
 * links. They are frozen for the training, which a few rows of many categories could only blur.
 */
export function freezeCategories(network: Network): Network {
  const first = network.first.map((unit) => (isCategoryTest(network, unit) ? { ...unit, frozen: true } : unit));
  return { ...network, first };
}

/** What is frozen becomes what is frozen in this network, where every unit has the same place. */
export function thaw({ first, later, head }: Network): PartChange {
  const classes = head.kind === 'classes' ? head.classes : [];
  return {
    primitive: (unit, place) => ({ ...unit, frozen: first[place]?.frozen ?? false }),
    unit: (unit, layer, place) => ({ ...unit, frozen: later[layer]?.[place]?.frozen ?? false }),
    row: (row, place) => ({ ...row, frozen: classes[place]?.frozen ?? false }),
  };
}

function isCategoryTest({ text, inputs }: Network, unit: FirstUnit): boolean {
  if (unit.node === undefined) return inputs[testedPlace(unit) ?? -1]?.category !== undefined;
  const region = text.nodes[unit.node];
  return region?.kind === 'halfspace' && region.sharpness.kind === 'category';
}
