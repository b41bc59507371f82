// Writes the files that are made from the token table and committed. Their test says when they are not current.
import { build } from 'esbuild';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';

const root = new URL('../../../', import.meta.url);
// Below the project, so that packages left outside of the bundle are found.
const folder = mkdtempSync(join(fileURLToPath(root), 'node_modules', '.generate-'));
try {
  const outfile = join(folder, 'generate.mjs');
  await build({
    absWorkingDir: fileURLToPath(root),
    entryPoints: ['src/node/build/generate.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['prettier', 'chevrotain'],
    logLevel: 'warning',
  });
  const { generatedFiles } = await import(pathToFileURL(outfile).href);
  for (const { path, text } of await generatedFiles(root)) writeFileSync(new URL(path, root), text);
} finally {
  rmSync(folder, { recursive: true });
}
