import { makeBackpropBounds } from './backprop-bounds.ts';
import { answersOf, compare, fitOf, type Fit, type Samples } from './compare.ts';
import { eachTile } from './forward.ts';
import { headBack, headSlopes, layerBack, layerSlopes, throughSigma } from './gradient.ts';
import type { BoundNorm } from './input-sizes.ts';
import { layoutOf, outputCount, type Layout, type Slot } from './parameters.ts';
import { makeTile, tileRows, type Tile } from './propagate.ts';
import type { Network } from '../network/network.ts';

/** What decides how far back each row sends its error. */
export type Stopping =
  /** Where bounds on its share of the gradients of all lower layers are at most these, by layer (paper 5.3). */
  | {
      readonly kind: 'bounds';
      readonly norm: BoundNorm;
      readonly thresholds: readonly number[];
      /** Where the lowest layer that each row came to is written, the head one past the last layer. */
      readonly record?: Uint8Array;
    }
  /** The lowest layer that each row of the samples sends its error to; the head is one past the last layer. */
  | { readonly kind: 'chosen'; readonly lowest: Uint8Array };

/** What a backward pass took: sums over rows, which may be added up over passes. */
export interface Effort {
  readonly rows: number;
  /** Rows whose error came to each layer, the head's last. */
  readonly reached: readonly number[];
  /** Multiplications that were made, that sending every error to the first layer makes, and those of the bounds. */
  readonly made: number;
  readonly full: number;
  readonly bounding: number;
  /** By layer, the sum of the bounds of what was left out: over the answers, this bounds the error of each gradient. */
  readonly leftOut: readonly number[];
}

export type PartialGradient = (
  parameters: Float64Array,
  samples: Samples,
  gradient: Float64Array,
  stopping: Stopping,
) => { readonly fit: Fit; readonly effort: Effort };

/**
 * As `makeGradient`, but rows stop sending their error back where it would change little, so that the gradients of
 * lower layers lack their share. Of the numbers, those count that `mask` has 1 for.
 */
export function makePartialGradient(network: Network, mask: Uint8Array): PartialGradient {
  const layout = layoutOf(network);
  const tile = makeTile(layout);
  const { layers, head } = layout;
  const outputs = outputCount(head);
  const [given, errors] = [tile.head, new Float64Array(tile.head.length)];
  const deltas = tile.layers.map(({ values }) => new Float64Array(values.length));
  const costs = costsOf(layout);
  const bounds = makeBackpropBounds(layout, mask);
  const ids = new Int32Array(tileRows);
  const kept = new Int32Array(tileRows);
  return (parameters, samples, gradient, stopping) => {
    const tally = { loss: 0, right: 0 };
    const effort = { made: 0, bounding: 0 };
    const reached = [...layers.map(() => 0), 0];
    const leftOut = layers.map(() => 0);
    gradient.fill(0);
    const record = stopping.kind === 'bounds' ? stopping.record : undefined;
    const bounded = stopping.kind === 'bounds' ? bounds.at(parameters, stopping.norm, stopping.thresholds) : undefined;
    eachTile(layout, parameters, tile, samples.points, samples.rows, (from, rows) => {
      compare(head.kind, { given, samples, outputs, from, count: rows, errors }, tally);
      for (let r = 0; r < rows; r++) ids[r] = from + r;
      bounded?.read(tile, rows);
      if (bounded) effort.bounding += bounds.cost * rows;
      let count = rows;
      for (let level = layers.length; level >= 0; level--) {
        const delta = level === layers.length ? errors : (deltas[level] as Float64Array);
        if (level < layers.length) throughSigma(layout, level, tile, delta, count);
        if (level < layers.length) layerSlopes(layout, level, parameters, tile, delta, gradient, count);
        else headSlopes(head, parameters, tile, errors, gradient, count);
        reached[level] = (reached[level] ?? 0) + count;
        if (record) for (let r = 0; r < count; r++) record[ids[r] as number] = level;
        effort.made += count * (costs[level]?.own ?? 0);
        if (level === 0) break;

        const goOn =
          stopping.kind === 'bounds'
            ? (bounded?.choose(level, delta, count, kept, leftOut) ?? 0)
            : choose(stopping.lowest, level, ids, count, kept);
        if (goOn < count) {
          bringTogether(tile, level, delta, kept, goOn);
          bounded?.bringTogether(kept, goOn);
          for (let r = 0; r < goOn; r++) ids[r] = ids[kept[r] as number] as number;
        }
        count = goOn;
        if (count === 0) break;
        effort.made += count * (costs[level]?.back ?? 0);
        const below = deltas[level - 1] as Float64Array;
        if (level === layers.length) headBack(head, parameters, errors, below, count);
        else layerBack(layout, level, parameters, delta, below, count);
      }
    });
    const scale = 1 / answersOf(samples.rows, head);
    for (let i = 0; i < gradient.length; i++) gradient[i] = (gradient[i] as number) * scale;
    const full = samples.rows * costs.reduce((sum, { own, back }) => sum + own + back, 0);
    return { fit: fitOf(tally, samples.rows, head), effort: { rows: samples.rows, reached, full, leftOut, ...effort } };
  };
}

/** The sum of two efforts of the same network. */
export function addEfforts(left: Effort | undefined, right: Effort | undefined): Effort | undefined {
  if (!left || !right) return left ?? right;
  const sums = (a: readonly number[], b: readonly number[]): number[] => a.map((value, i) => value + (b[i] ?? 0));
  return {
    rows: left.rows + right.rows,
    reached: sums(left.reached, right.reached),
    made: left.made + right.made,
    full: left.full + right.full,
    bounding: left.bounding + right.bounding,
    leftOut: sums(left.leftOut, right.leftOut),
  };
}

/** The rows that go on below `level`, as places in the tile. */
function choose(lowest: Uint8Array, level: number, ids: Int32Array, count: number, kept: Int32Array): number {
  let next = 0;
  for (let r = 0; r < count; r++) if ((lowest[ids[r] as number] as number) < level) kept[next++] = r;
  return next;
}

/** Moves the rows that go on to the front of all that lower layers still need. */
function bringTogether(tile: Tile, level: number, delta: Float64Array, kept: Int32Array, count: number): void {
  moveRows(tile.inputs, kept, count);
  for (const { arguments: t, values } of tile.layers.slice(0, level)) {
    moveRows(t, kept, count);
    moveRows(values, kept, count);
  }
  moveRows(delta, kept, count);
}

function moveRows(values: Float64Array, kept: Int32Array, count: number): void {
  for (let start = 0; start < values.length; start += tileRows) {
    for (let r = 0; r < count; r++) values[start + r] = values[start + (kept[r] as number)] as number;
  }
}

/** Multiplications a row: for the slopes of a layer's own numbers, and to send its error on. */
interface Cost {
  readonly own: number;
  readonly back: number;
}

function costsOf({ layers, head, inputs }: Layout): Cost[] {
  const total = (slots: readonly Slot[], of: (slot: Slot) => number): number =>
    slots.reduce((sum, slot) => sum + of(slot), 0);
  const links = (slot: Slot): number => (slot.kind === 'sum' ? slot.links.length : 0);
  // A sigma's slope costs one, a curved unit forms its residual anew.
  const own = (slot: Slot): number => 1 + (slot.kind === 'sum' ? slot.links.length : slot.rank * (2 * inputs + 3));
  const classes = head.kind === 'classes' ? head.classes : [];
  return [
    ...layers.map((slots, index) => ({ own: total(slots, own), back: index === 0 ? 0 : total(slots, links) })),
    { own: total(classes, links), back: total(classes, links) },
  ];
}
