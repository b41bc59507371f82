// Builds the package into dist: the library with its types, and the command line with the language server in it.
import { bundleCli } from './bundle.mjs';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { cpSync, rmSync } from 'node:fs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
const tsc = join(root, 'node_modules/typescript/bin/tsc');
execFileSync(process.execPath, [tsc, '--project', 'src/node/build/tsconfig.lib.json'], { cwd: root, stdio: 'inherit' });
await bundleCli(dist);
cpSync(join(root, 'src/node/fonts'), join(dist, 'fonts'), { recursive: true });
