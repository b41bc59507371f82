import { compare } from './compare.ts';
import { eachTile } from './forward.ts';
import { headBack, layerBack, throughSigma } from './gradient.ts';
import { layoutOf, outputCount, parametersOf, type Layout, type Slot } from './parameters.ts';
import { makeTile, residualInto, tileRows, type Tile } from './propagate.ts';
import { wantedSamples, type OfPoints } from './wanted.ts';
import type { Network } from '../network/network.ts';

/** Some of a network's numbers: `A1` is what the first layer multiplies by, `b1` what it subtracts. */
export interface Block {
  readonly of: 'weights' | 'biases';
  /** From 0; the head of classes is one past the last layer. */
  readonly layer: number;
  /** One number alone: its unit, and for weights the place among what the unit reads, both from 0. */
  readonly entry?: { readonly unit: number; readonly source: number };
}

/** A point's gradient by a block: its Euclidean norm, or its entry of the largest magnitude. */
export type BlockMeasure = 'largest' | 'norm';

/**
 * Of each point the size of its own share in a block of the gradient, d loss / d block, where `wanted` says what the
 * network should answer there (rows x outputs, in [0, 1]; paper 4). The mean over samples is the gradient's size only
 * where they all pull the same way.
 */
export function makeSlopeField(network: Network, block: Block, wanted: OfPoints, measure: BlockMeasure): OfPoints {
  const layout = layoutOf(network);
  const parameters = parametersOf(network);
  const tile = makeTile(layout);
  const { layers, head } = layout;
  const outputs = outputCount(head);
  const errors = new Float64Array(tile.head.length);
  const deltas = tile.layers.map(({ values }) => new Float64Array(values.length));
  const slots = slotsOf(layout, block.layer);
  return (points, rows) => {
    const samples = wantedSamples(head, points, rows, wanted);
    const sizes = new Float64Array(rows);
    eachTile(layout, parameters, tile, points, rows, (from, count) => {
      const given = tile.head;
      compare(head.kind, { given, samples, outputs, from, count, errors }, { loss: 0, right: 0 });
      headBack(head, parameters, errors, deltas.at(-1) as Float64Array, count);
      for (let level = layers.length - 1; level >= block.layer; level--) {
        const delta = deltas[level] as Float64Array;
        throughSigma(layout, level, tile, delta, count);
        if (level > block.layer) layerBack(layout, level, parameters, delta, deltas[level - 1] as Float64Array, count);
      }
      const delta = block.layer === layers.length ? errors : (deltas[block.layer] as Float64Array);
      const into = sizes.subarray(from, from + count);
      for (const [unit, slot] of slots.entries()) {
        if (block.entry && block.entry.unit !== unit) continue;
        addSlopes(into, { slot, unit, block, measure, parameters, tile, delta });
      }
      if (measure === 'norm') for (let r = 0; r < count; r++) into[r] = Math.sqrt(into[r] as number);
    });
    return sizes;
  };
}

/** The units of a layer or the rows of the head; none where there is no such layer. */
export function slotsOf({ layers, head }: Layout, layer: number): readonly Slot[] {
  if (layer < layers.length) return layers[layer] ?? [];
  return layer === layers.length && head.kind === 'classes' ? head.classes : [];
}

interface Place {
  readonly slot: Slot;
  readonly unit: number;
  readonly block: Block;
  readonly measure: BlockMeasure;
  readonly parameters: Float64Array;
  readonly tile: Tile;
  /** d loss / d t of the layer. */
  readonly delta: Float64Array;
}

/** Adds the squares of a unit's slopes to what is known of each row, or takes the largest. */
function addSlopes(into: Float64Array, { slot, unit, block, measure, parameters, tile, delta }: Place): void {
  const gain = parameters[slot.gain] as number;
  const d = delta.subarray(unit * tileRows, unit * tileRows + into.length);
  const see = (factor: (r: number) => number, source: number): void => {
    if (block.entry && block.entry.source !== source) return;
    for (let r = 0; r < into.length; r++) {
      const slope = gain * (d[r] as number) * factor(r);
      into[r] = measure === 'norm' ? (into[r] as number) + slope * slope : Math.max(into[r] as number, Math.abs(slope));
    }
  };
  if (slot.kind === 'sum') {
    const below = tile.layers[block.layer - 1]?.values ?? tile.inputs;
    if (block.of === 'biases') see(() => 1, 0);
    else for (const link of slot.links) see((r) => below[link * tileRows + r] as number, link);
    return;
  }
  seeCurved(slot, unit, { block, parameters, tile, rows: into.length }, see);
}

/**
 * With q = A x - b a quadric has d f / d A = -2 alpha q x', d f / d b = 2 alpha q, d f / d beta = 1; a Gaussian of
 * height E has d f / d F = -E q (x - m)', d f / d m = E F'q, d f / d level = -1. Weights are A or F, biases the rest.
 */
function seeCurved(
  slot: Exclude<Slot, { readonly kind: 'sum' }>,
  unit: number,
  { block, parameters, tile, rows }: Pick<Place, 'block' | 'parameters' | 'tile'> & { readonly rows: number },
  see: (factor: (r: number) => number, source: number) => void,
): void {
  const columns = tile.inputs.length / tileRows;
  const t = tile.layers[0]?.arguments.subarray(unit * tileRows) ?? new Float64Array();
  const gain = parameters[slot.gain] as number;
  const x = (j: number, r: number): number => tile.inputs[j * tileRows + r] as number;
  const residuals = Array.from({ length: slot.rank }, (_, row) => {
    const q = new Float64Array(rows);
    residualInto(q, slot, row, parameters, tile.inputs);
    return q;
  });
  const height = (r: number): number =>
    slot.kind === 'quadric'
      ? 2 * (parameters[slot.alpha] as number)
      : (t[r] as number) / gain + (parameters[slot.level] as number);
  if (block.of === 'weights') {
    for (const q of residuals) {
      for (let j = 0; j < columns; j++) {
        const centre = slot.kind === 'gaussian' ? (parameters[slot.mean + j] as number) : 0;
        see((r) => -height(r) * (q[r] as number) * (x(j, r) - centre), j);
      }
    }
    return;
  }
  if (slot.kind === 'quadric') for (const q of residuals) see((r) => height(r) * (q[r] as number), 0);
  else {
    for (let j = 0; j < columns; j++) {
      const along = (r: number): number =>
        residuals.reduce((sum, q, i) => sum + (q[r] as number) * (parameters[slot.at + i * columns + j] as number), 0);
      see((r) => height(r) * along(r), 0);
    }
  }
  see(() => 1, 0);
}
