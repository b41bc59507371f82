// Packages the extension as out/regionc.vsix, the bundled server inside.
import { bundleExtension, bundleServer, bundleWebExtension } from './bundle.mjs';
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
const packed = join(root, 'out/extension');
rmSync(packed, { recursive: true, force: true });
cpSync(extension, packed, { recursive: true });
writeFileSync(join(packed, 'README.md'), withPictures(readFileSync(join(extension, 'README.md'), 'utf8')));
await createVSIX({
  cwd: packed,
  packagePath: join(root, 'out/regionc.vsix'),
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});

/** Editors show a README without what lies beside it, so its pictures go into the text. */
function withPictures(text) {
  return text.replace(/(?<=\]\()pictures\/[\w-]+\.png(?=\))/g, (path) => {
    return `data:image/png;base64,${readFileSync(join(extension, path), 'base64')}`;
  });
}
