import type { Block } from '../exec/wasm/rows.ts';

/** V8's flag that joins pairs of vector instructions into ones twice as wide; experimental. */
const wideFlag = '--experimental-wasm-revectorize';

/** The register blocks that this Node's compiler turns into the fastest code. */
export function blockFor(wide: boolean = process.execArgv.includes(wideFlag)): Block {
  const major = Number(process.versions.v8.split('.')[0]);
  if (wide) return { rows: 6, vectors: 4 };
  return major >= 12 ? { rows: 6, vectors: 2 } : { rows: 2, vectors: 2 };
}
