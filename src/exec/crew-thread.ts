import { serveCrew } from './crew.ts';
import { serveForward } from './forward.ts';
import { serveWasmSums } from './wasm/gradient.ts';

/** What a thread of a crew does with each message that it gets. */
export function makeCrewThread(): (message: unknown) => void {
  return serveCrew({ sums: serveWasmSums, scores: serveForward });
}
