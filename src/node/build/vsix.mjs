// Packages the extension as out/regionc.vsix, the bundled server inside.
import { bundleExtension, bundleServer, bundleWebExtension } from './bundle.mjs';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createVSIX } from '@vscode/vsce';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const extension = join(root, 'vscode-extension');
const dist = join(extension, 'dist');

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
mkdirSync(join(root, 'out'), { recursive: true });

await Promise.all([
  bundleServer(join(dist, 'server')),
  bundleExtension(join(dist, 'extension.cjs')),
  bundleWebExtension(join(dist, 'web')),
]);
copyFileSync(join(root, 'grammar/region.tmLanguage.json'), join(dist, 'region.tmLanguage.json'));
writeFileSync(join(dist, 'icon.png'), new Resvg(readFileSync(join(extension, 'icon.svg'), 'utf8')).render().asPng());
await createVSIX({
  cwd: extension,
  packagePath: join(root, 'out/regionc.vsix'),
  dependencies: false,
  allowMissingRepository: true,
});
