import type { Layout, Slot, SumSlot } from '../exec/parameters.ts';

/**
 * The rows of weights that train, layer by layer: the halfspaces of the first, the gates of later ones, last the head's
 * where it has rows.
 */
export function rowsByLayer({ layers, head }: Layout, mask: Uint8Array): SumSlot[][] {
  const trains = (slot: Slot): slot is SumSlot => slot.kind === 'sum' && mask[slot.at] === 1;
  return [...layers, ...(head.kind === 'classes' ? [head.classes] : [])].map((slots) => slots.filter(trains));
}

/** Per number of the layout, the index of its layer; the head's comes last. */
export function layerOfEach({ layers, head, size }: Layout): Int32Array {
  const layerOf = new Int32Array(size);
  const all: readonly (readonly Slot[])[] = [...layers, ...(head.kind === 'classes' ? [head.classes] : [])];
  // Numbers stand unit by unit and the gain is a unit's last.
  let next = 0;
  for (const [layer, slots] of all.entries()) {
    const end = (slots.at(-1)?.gain ?? next - 1) + 1;
    layerOf.fill(layer, next, end);
    next = end;
  }
  return layerOf;
}
