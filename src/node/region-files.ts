import { readdir, stat } from 'node:fs/promises';
import { diagnostic, type Diagnostic, type Result } from '../base/diagnostic.ts';
import { startOfFile } from '../base/source.ts';
import { fileTrouble } from './system-error.ts';

/** The files that `paths` name; of a folder every `.region` file below it, but for `node_modules` and hidden ones. */
export async function regionFiles(paths: readonly string[]): Promise<Result<readonly string[]>> {
  const files: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const path of paths) {
    try {
      if (path !== '-' && (await stat(path)).isDirectory())
        files.push(...(await filesBelow(path.replace(/[\\/]+$/, ''))));
      else files.push(path);
    } catch (error) {
      const reason = fileTrouble(error);
      if (reason === undefined) throw error;
      diagnostics.push(diagnostic('R0840', startOfFile(path), { path, reason }));
    }
  }
  return { value: [...new Set(files)], diagnostics };
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) found.push(...(await filesBelow(path)));
    else if (entry.name.endsWith('.region')) found.push(path);
  }
  return found;
}
