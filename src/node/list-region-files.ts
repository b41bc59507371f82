import { fileURLToPath, pathToFileURL } from 'node:url';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Files beyond these are not looked for: a folder that large is no project of regions. */
const mostFolders = 2000;
const mostFiles = 500;

/** The `.region` files below folders given as `file:` URIs, but for `node_modules` and hidden folders. */
export async function listRegionFiles(folders: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  const open = folders.filter((uri) => uri.startsWith('file:')).map((uri) => fileURLToPath(uri));
  for (let count = 0; count < mostFolders && found.length < mostFiles; count++) {
    const folder = open.shift();
    if (folder === undefined) break;
    // A folder that cannot be read has nothing to offer.
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) open.push(path);
      else if (entry.name.endsWith('.region')) found.push(pathToFileURL(path).href);
    }
  }
  return found.slice(0, mostFiles).toSorted();
}
