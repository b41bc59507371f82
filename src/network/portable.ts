import { makeSource } from '../base/source.ts';
import type { Network } from './network.ts';

/**
 * The same network with paths that say nothing of the machine: its source by the file's own name, other files as seen
 * from the source's folder, or by their own name where they lie elsewhere.
 */
export function portable(network: Network): Network {
  const { source, text } = network;
  const folder = source.path.slice(0, source.path.lastIndexOf('/') + 1);
  const rename = (path: string): string => (path.startsWith(folder) ? path.slice(folder.length) : baseName(path));
  return {
    ...network,
    source: makeSource(baseName(source.path), source.text),
    text: {
      ...text,
      origins: text.origins.map((spans) => spans.map((span) => ({ ...span, file: rename(span.file) }))),
    },
  };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
