// `npm run paper -- [NAMES] [--quick]`: bundles examples/paper and makes its gallery in out/paper.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withBundle } from './with-bundle.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const asked = process.argv.slice(2);
const names = asked.filter((name) => name !== '--quick');
const size = names.length < asked.length ? 'quick' : 'full';
const alias = { regionc: join(root, 'src/index.ts') };
try {
  const isRight = await withBundle('examples/paper/main.ts', { alias }, ({ makeGallery }) =>
    makeGallery(names, size, root, join(root, 'out/paper')),
  );
  if (!isRight) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
