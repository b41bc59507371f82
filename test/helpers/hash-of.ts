/** One hash of all bits of some numbers (FNV-1a). */
export function hashOf(all: readonly (Float64Array | Float32Array)[]): string {
  let state = 0x811c9dc5;
  for (const { buffer, byteOffset, byteLength } of all) {
    for (const byte of new Uint8Array(buffer, byteOffset, byteLength)) state = Math.imul(state ^ byte, 0x01000193);
  }
  return (state >>> 0).toString(16);
}
