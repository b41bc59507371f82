import { encode } from '../exec/wasm/encode.ts';
import type { Precision } from '../exec/wasm/lanes.ts';
import { makeStandalone } from '../exec/wasm/standalone.ts';
import type { Network } from '../network/network.ts';
import { artifactName, type Artifact } from './artifact.ts';

/** The network as a WebAssembly module that stands alone; `makeStandalone` says how it is called. */
export function exportWasm(network: Network, { precision = 'f32' }: { readonly precision?: Precision } = {}): Artifact {
  return {
    fileName: artifactName(network.source.path, '.wasm'),
    mediaType: 'application/wasm',
    bytes: encode(makeStandalone(network, precision)),
  };
}
