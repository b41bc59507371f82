import { build } from 'esbuild';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Bundles a TypeScript program of the repository, loads it and hands it to `use`; the bundle is gone afterwards. */
export async function withBundle(entryPoint, options, use) {
  const name = basename(entryPoint, '.ts');
  // In the project, where its packages are found.
  mkdirSync(join(root, 'out'), { recursive: true });
  const folder = mkdtempSync(join(root, `out/${name}-`));
  const outfile = join(folder, `${name}.mjs`);
  try {
    await build({
      absWorkingDir: root,
      entryPoints: [entryPoint],
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20.19',
      outfile,
      logLevel: 'warning',
      ...options,
    });
    return await use(await import(pathToFileURL(outfile).href));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
