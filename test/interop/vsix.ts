import { createVSIX } from '@vscode/vsce';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Packages the extension as it is delivered, and gives the path of the package. */
export function packExtension(): string {
  execFileSync(process.execPath, ['src/node/build/vsix.mjs'], { cwd: root, stdio: 'pipe' });
  return join(root, 'out/regionc.vsix');
}

/** The same, packed before, with its entry for browsers alone: an editor then runs it as one without a machine does. */
export async function packForBrowsers(): Promise<string> {
  const cwd = join(root, 'out/extension');
  const manifest = join(cwd, 'package.json');
  const text = readFileSync(manifest, 'utf8');
  const { main: _, extensionKind: __, ...rest } = JSON.parse(text) as Record<string, unknown>;
  const packagePath = join(root, 'out/regionc-web.vsix');
  writeFileSync(manifest, JSON.stringify(rest));
  await createVSIX({
    cwd,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  writeFileSync(manifest, text);
  return packagePath;
}
