import { defaultLimits } from '../base/limits.ts';
import { fileURLToPath } from 'node:url';
import { readBytes } from './read-file.ts';

/** The text of the file that a `file:` URI names; undefined where it cannot be read. */
export async function readUri(uri: string): Promise<string | undefined> {
  if (!uri.startsWith('file:')) return undefined;
  const { value } = await readBytes(fileURLToPath(uri), defaultLimits.sourceBytes);
  return value && new TextDecoder().decode(value);
}
