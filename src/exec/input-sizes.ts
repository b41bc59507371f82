import type { GaussianSlot, QuadricSlot, Slot } from './parameters.ts';
import { tileRows } from './propagate.ts';

/** Which norm of a row's gradient is bounded: the Euclidean one, paper (14), or the largest entry, paper (15). */
export type BoundNorm = 'norm' | 'elements';

interface Seen {
  readonly parameters: Float64Array;
  readonly mask: Uint8Array;
  /** The values of the layer below, or the inputs. */
  readonly below: Float64Array;
  /** The arguments of the layer. */
  readonly t: Float64Array;
  readonly norm: BoundNorm;
  readonly rows: number;
}

/**
 * Per row, the largest factor by which d loss / d v of a unit is multiplied for a block of its numbers (its weights,
 * its bias, its gain, a curved unit's matrix, ...): |x| or 1 for a sum, more for what is curved.
 */
export function inputSizesInto(sizes: Float64Array, slots: readonly Slot[], seen: Seen): void {
  const { parameters, mask, below, t, norm, rows } = seen;
  const width = below.length / tileRows;
  for (let r = 0; r < rows; r++) {
    const x = sizeOf(width, (i) => below[i * tileRows + r] as number, norm);
    let most = Math.max(1, x);
    for (const [unit, slot] of slots.entries()) {
      const gain = parameters[slot.gain] as number;
      const argument = t[unit * tileRows + r] as number;
      if (slot.kind === 'quadric') most = Math.max(most, quadricSize(slot, parameters, argument, x));
      if (slot.kind === 'gaussian') most = Math.max(most, gaussianSize(slot, parameters, argument, x));
      // v = t / gain, and d t / d gain = v.
      if (mask[slot.gain] === 1) most = Math.max(most, Math.abs(argument) / (gain * gain));
    }
    sizes[r] = most;
  }
}

function sizeOf(count: number, value: (i: number) => number, norm: BoundNorm): number {
  let [square, most] = [0, 0];
  for (let i = 0; i < count; i++) {
    square += value(i) ** 2;
    most = Math.max(most, Math.abs(value(i)));
  }
  return norm === 'norm' ? Math.sqrt(square) : most;
}

/** d f / d A = -2 alpha q x', d f / d b = 2 alpha q, d f / d alpha = -norm(q)^2, with norm(q)^2 read back from t. */
function quadricSize({ alpha, beta, gain }: QuadricSlot, parameters: Float64Array, t: number, x: number): number {
  const scale = parameters[alpha] as number;
  const square = Math.max(0, ((parameters[beta] as number) - t / (parameters[gain] as number)) / scale);
  return Math.max(2 * scale * Math.sqrt(square) * Math.max(1, x), square);
}

/** With E = exp(-norm(q)^2 / 2): d f / d F = -E q (x - m)', d f / d m = E F' q, E and norm(q) read back from t. */
function gaussianSize(slot: GaussianSlot, parameters: Float64Array, t: number, x: number): number {
  const { at, mean, level, gain } = slot;
  const height = Math.min(1, t / (parameters[gain] as number) + (parameters[level] as number));
  if (!(height > 0)) return 0;
  const q = Math.sqrt(-2 * Math.log(height));
  const columns = level - mean;
  const centre = Math.hypot(...parameters.subarray(mean, mean + columns));
  const factor = Math.hypot(...parameters.subarray(at, at + slot.rank * columns));
  return height * q * Math.max(x + centre, factor);
}
