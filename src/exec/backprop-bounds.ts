import { symmetricEigen } from '../base/linear-algebra.ts';
import { sigmaSlope } from '../base/sigmoid.ts';
import type { HeadLayout, Layout, Slot, SumSlot } from './parameters.ts';
import { inputSizesInto, type BoundNorm } from './input-sizes.ts';
import { tileRows, type Tile } from './propagate.ts';

/** The bounds at one choice of numbers. */
export interface BoundsAt {
  /** Takes from a tile that has gone forward what the bounds of its rows need. */
  readonly read: (tile: Tile, rows: number) => void;
  /**
   * The rows that go on below `level`, whose error d loss / d t is `delta`: those for which some lower layer's gradient
   * may be above its threshold. Writes their places and gives their number; adds the bounds of the others.
   */
  readonly choose: (level: number, delta: Float64Array, count: number, kept: Int32Array, leftOut: number[]) => number;
  /** Moves what was read of the rows that go on to the front. */
  readonly bringTogether: (kept: Int32Array, count: number) => void;
}

export interface BackpropBounds {
  /** Multiplications a row. */
  readonly cost: number;
  readonly at: (parameters: Float64Array, norm: BoundNorm, thresholds: readonly number[]) => BoundsAt;
}

/**
 * With y_k = d loss / d v_k for a row, the gradient of layer k has norm |x_(k-1)| |y_k| for its weights and |y_k| for
 * its biases, so it is enough to bound y (paper 5.3, (14); (15) with the columns of A_k, for z_k = A_k' y_k, and with
 * the 2-norm of the bounds of the entries where the next layer down needs one). Each block of a unit's numbers is
 * bounded by itself; layers without numbers in `mask` need no error.
 */
export function makeBackpropBounds(layout: Layout, mask: Uint8Array): BackpropBounds {
  const { layers, head, inputs } = layout;
  // By layer and row: what |y_(k+1)| grows by on the way to |y_k|, to the norm of it that is bounded, and that norm of
  // what the layer's numbers are multiplied by.
  const read = layers.map(
    () => [0, 1, 2].map(() => new Float64Array(tileRows)) as [Float64Array, Float64Array, Float64Array],
  );
  const trains = layers.map((slots) => slots.some(({ at, gain }) => mask.subarray(at, gain + 1).includes(1)));
  const cost = layers.reduce((sum, slots, k) => sum + 4 * slots.length + (layers[k - 1]?.length ?? inputs) + 3, 0);
  const boundsAt: BackpropBounds['at'] = (parameters, norm, thresholds) => {
    const limits = layers.map((_, k) => (trains[k] ? (thresholds[k] ?? thresholds.at(-1) ?? 0) : Infinity));
    const spreads = layers.map((_, k) => spreadOf(layout, k, parameters, norm));
    const gains = [...layers, head.kind === 'classes' ? head.classes : []].map((slots) =>
      slots.map(({ gain }) => parameters[gain] as number),
    );
    if (head.kind === 'outputs') gains[layers.length] = head.outputs.map(() => 1);
    const bounds = new Float64Array(layers.length);
    return {
      read(tile, rows) {
        for (const [k, slots] of layers.entries()) {
          const [carry, entry, size] = read[k] as [Float64Array, Float64Array, Float64Array];
          const t = tile.layers[k]?.arguments ?? new Float64Array();
          const throughSigma = head.kind === 'classes' || k < layers.length - 1;
          for (let r = 0; r < rows; r++) {
            let [square, most] = [0, 0];
            for (let i = 0; i < slots.length; i++) {
              const slope = throughSigma ? sigmaSlope(1, t[i * tileRows + r] as number) : 1;
              const share = (gains[k]?.[i] as number) * slope * (spreads[k]?.[i] as number);
              square += share * share;
              most = Math.max(most, share);
            }
            carry[r] = norm === 'norm' ? most : Math.sqrt(square);
            entry[r] = most;
          }
          const below = tile.layers[k - 1]?.values ?? tile.inputs;
          inputSizesInto(size, slots, { parameters, mask, below, t, norm, rows });
        }
      },
      choose(level, delta, count, kept, leftOut) {
        let next = 0;
        for (let r = 0; r < count; r++) {
          let square = 0;
          for (const [i, gain] of (gains[level] ?? []).entries()) {
            square += (gain * (delta[i * tileRows + r] as number)) ** 2;
          }
          let y = Math.sqrt(square);
          let goesOn = false;
          for (let k = level - 1; k >= 0; k--) {
            const [carry, entry, size] = read[k] as [Float64Array, Float64Array, Float64Array];
            const bound = (entry[r] as number) * y * (size[r] as number);
            bounds[k] = bound;
            goesOn ||= bound > (limits[k] as number);
            y *= carry[r] as number;
          }
          if (goesOn) kept[next++] = r;
          else for (let k = 0; k < level; k++) leftOut[k] = (leftOut[k] ?? 0) + (bounds[k] as number);
        }
        return next;
      },
      bringTogether(kept, count) {
        for (const values of read.flat()) {
          for (let r = 0; r < count; r++) values[r] = values[kept[r] as number] as number;
        }
      },
    };
  };
  return { cost, at: boundsAt };
}

/**
 * Per unit of layer `k`, how much of |y_(k+1)| can come back to it: the largest singular value of the layer above, or
 * the norm of the unit's column there.
 */
function spreadOf({ layers, head }: Layout, k: number, parameters: Float64Array, norm: BoundNorm): number[] {
  const width = layers[k]?.length ?? 0;
  const rows = rowsAbove(layers[k + 1], head, parameters, width);
  const columns = Array.from({ length: width }, (_, i) => Math.hypot(...rows.map((row) => row[i] ?? 0)));
  return norm === 'elements' ? columns : columns.map(() => 0).fill(largestSingularValue(rows, width));
}

function rowsAbove(
  above: readonly Slot[] | undefined,
  head: HeadLayout,
  parameters: Float64Array,
  width: number,
): Float64Array[] {
  const dense = ({ links, at }: SumSlot): Float64Array => {
    const row = new Float64Array(width);
    for (const [i, link] of links.entries()) row[link] = parameters[at + i] as number;
    return row;
  };
  if (above) return above.flatMap((slot) => (slot.kind === 'sum' ? [dense(slot)] : []));
  if (head.kind === 'classes') return head.classes.map(dense);
  return head.outputs.map(({ unit }) => {
    const row = new Float64Array(width);
    row[unit] = 1;
    return row;
  });
}

/** Up to this many rows or columns a singular value is computed; beyond, a bound that costs next to nothing. */
const smallEnough = 32;
/** Covers the rounding of the eigenvalues. */
const headroom = 1 + 1e-9;

function largestSingularValue(rows: readonly Float64Array[], width: number): number {
  if (Math.min(rows.length, width) > smallEnough) {
    const rowSums = rows.map((row) => row.reduce((sum, value) => sum + Math.abs(value), 0));
    const columnSums = Array.from({ length: width }, (_, i) =>
      rows.reduce((sum, row) => sum + Math.abs(row[i] as number), 0),
    );
    const squares = rows.reduce((sum, row) => sum + dot(row, row), 0);
    return Math.sqrt(Math.min(squares, Math.max(...rowSums) * Math.max(...columnSums)));
  }
  const thin =
    rows.length <= width
      ? rows
      : Array.from({ length: width }, (_, i) => Float64Array.from(rows, (row) => row[i] ?? 0));
  const gram = thin.map((left) => thin.map((right) => dot(left, right)));
  return Math.sqrt(Math.max(0, symmetricEigen(gram).values.at(-1) ?? 0)) * headroom;
}

function dot(left: Float64Array, right: Float64Array): number {
  return left.reduce((sum, value, i) => sum + value * (right[i] as number), 0);
}
