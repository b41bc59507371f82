import { diagnostic, type Result } from '../base/diagnostic.ts';
import { nearest } from '../base/near.ts';
import type { ClassHead, FirstUnit, LinkedUnit, Network } from '../network/network.ts';
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
  const isIn = ({ node }: FirstUnit | LinkedUnit): boolean => node !== undefined && isNeeded[node] === true;
  const value = eachPart(network, {
    unit: (unit) => ({ ...unit, frozen: unit.frozen || isIn(unit) }),
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

/** What is frozen is again what was frozen in the network before, where every unit has the same place. */
export function thaw(network: Network, before: Network): Network {
  const { first, later, head } = before;
  const classes = head.kind === 'classes' ? head.classes : [];
  return eachPart(network, {
    unit: (unit, layer, place) => {
      const units: readonly (FirstUnit | LinkedUnit)[] = (layer === 0 ? first : later[layer - 1]) ?? [];
      return { ...unit, frozen: units[place]?.frozen ?? false };
    },
    row: (row, place) => ({ ...row, frozen: classes[place]?.frozen ?? false }),
  });
}

interface Change {
  /** Layer 0 holds the primitives. */
  readonly unit: <U extends FirstUnit | LinkedUnit>(unit: U, layer: number, place: number) => U;
  readonly row: (row: ClassHead, place: number) => ClassHead;
}

function eachPart(network: Network, { unit, row }: Change): Network {
  const { first, later, head } = network;
  return {
    ...network,
    first: first.map((each, place) => unit(each, 0, place)),
    later: later.map((units, layer) => units.map((each, place) => unit(each, layer + 1, place))),
    head: head.kind === 'classes' ? { ...head, classes: head.classes.map(row) } : head,
  };
}

function isCategoryTest({ text, inputs }: Network, unit: FirstUnit): boolean {
  if (unit.node === undefined) return inputs[testedPlace(unit) ?? -1]?.category !== undefined;
  const region = text.nodes[unit.node];
  return region?.kind === 'halfspace' && region.sharpness.kind === 'category';
}
