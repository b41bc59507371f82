// `npm run paper -- [NAMES] [--quick]`: bundles examples/paper and makes its gallery in out/paper.
import { build } from 'esbuild';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const asked = process.argv.slice(2);
const names = asked.filter((name) => name !== '--quick');
// In the project, where its packages are found.
mkdirSync(join(root, 'out'), { recursive: true });
const folder = mkdtempSync(join(root, 'out/paper-'));
const outfile = join(folder, 'paper.mjs');
try {
  await build({
    absWorkingDir: root,
    entryPoints: ['examples/paper/main.ts'],
    bundle: true,
    packages: 'external',
    alias: { regionc: join(root, 'src/index.ts') },
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    outfile,
    logLevel: 'warning',
  });
  const { makeGallery } = await import(pathToFileURL(outfile).href);
  const size = names.length < asked.length ? 'quick' : 'full';
  if (!makeGallery(names, size, root, join(root, 'out/paper'))) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
} finally {
  rmSync(folder, { recursive: true });
}
