// `npm run bench -- NAME`: bundles and runs test/bench/NAME.ts (default: language).
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const [name = 'language'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'regionc-bench-'));
const outfile = join(folder, 'bench.mjs');
try {
  await build({
    absWorkingDir: root,
    entryPoints: [`test/bench/${name}.ts`],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    outfile,
    logLevel: 'warning',
  });
  await import(pathToFileURL(outfile).href);
} finally {
  rmSync(folder, { recursive: true });
}
