import type { Dataset } from './dataset.ts';

/**
 * Sixteen hex digits that tell one set of rows from another: from the typed values alone, so a file written
 * differently with the same values has the same hash. No protection against anyone who wants two sets to agree.
 */
export function hashDataset({ rows, points, targets }: Omit<Dataset, 'outside'>): string {
  const wanted = targets?.kind === 'classes' ? Float64Array.from(targets.indices) : targets?.shares;
  const parts = [Float64Array.of(rows, points.length), points, wanted ?? new Float64Array()];
  return hashParts(parts);
}

/** The same of the bytes of a file. */
export function hashBytes(bytes: Uint8Array): string {
  return hashParts([Float64Array.of(bytes.length), Float64Array.from(bytes)]);
}

function hashParts(parts: readonly Float64Array[]): string {
  const hash = (seed: number, multiplier: number): string => {
    const state = parts.reduce((mixed, part) => mix(mixed, part, multiplier), seed);
    return (finish(state) >>> 0).toString(16).padStart(8, '0');
  };
  return hash(0x811c9dc5, 0x01000193) + hash(0x9e3779b9, 0x5bd1e995);
}

/** FNV-1a over the 32-bit words of the values, rotated so that high bits come down to the low ones. */
function mix(seed: number, values: Float64Array, multiplier: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  let state = seed;
  for (const value of values) {
    // Zero has two signs and one value.
    bits.setFloat64(0, value === 0 ? 0 : value);
    for (const word of [bits.getUint32(0), bits.getUint32(4)]) {
      state = Math.imul(state ^ word, multiplier);
      state = (state << 13) | (state >>> 19);
    }
  }
  return state;
}

function finish(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
