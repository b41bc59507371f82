// Puts in place what `npm run test:all` needs beyond npm packages: Debian packages (installed where this runs as
// root, else named), code-server with the Node 24 that it wants, and TensorFlow.js, beside which `npm run bench -- exec`
// measures; npm packages in a cache folder outside the lock file.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const codeServerVersion = '4.139.1';
const nodeVersion = '24';
const tensorflowVersion = '4.22.0';
const debianPackages = [
  'chromium',
  'fonts-dejavu-core',
  'gcc',
  'libc6-dev',
  'libopenblas0-pthread',
  'neovim',
  'python3-numpy',
  'python3-onnx',
  'python3-torch',
];

const cache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'regionc');
const nodeFolder = join(cache, `node-${nodeVersion}`);
const codeServerFolder = join(cache, `code-server-${codeServerVersion}`);
const tensorflowFolder = join(cache, `tfjs-${tensorflowVersion}`);

/** Where the tools stand once this script has run; see test-tools.d.mts. */
export const tools = {
  nodeBin: join(nodeFolder, 'node_modules/node/bin'),
  codeServer: join(codeServerFolder, 'node_modules/code-server/out/node/entry.js'),
  tensorflow: tensorflowFolder,
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main();

function main() {
  const missing = debianPackages.filter((name) => !isInstalled(name));
  if (missing.length > 0) installDebianPackages(missing);
  if (!existsSync(join(tools.nodeBin, 'node'))) fill(nodeFolder, installNode);
  if (!existsSync(tools.codeServer)) fill(codeServerFolder, installCodeServer);
  if (!existsSync(tools.tensorflow)) fill(tensorflowFolder, installTensorflow);
}

function isInstalled(name) {
  try {
    const status = execFileSync('dpkg-query', ['-W', '-f=${Status}', name], { stdio: ['ignore', 'pipe', 'ignore'] });
    return status.toString() === 'install ok installed';
  } catch {
    return false;
  }
}

function installDebianPackages(names) {
  if (process.getuid?.() !== 0) {
    console.error(`test:all needs Debian packages that are not here: sudo apt-get install ${names.join(' ')}`);
    process.exit(2);
  }
  console.log(`Installing ${names.join(', ')} ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], { env });
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env });
}

// Installs into a folder beside and moves it into place when it is complete, so a run cut short leaves nothing behind
// that looks finished.
function fill(folder, install) {
  console.log(`Filling ${folder} ...`);
  const partial = `${folder}.partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  try {
    writeFileSync(join(partial, 'package.json'), '{ "private": true }\n');
    install(partial);
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

// The package `node` fetches the binary for this system in its install script.
function installNode(folder) {
  npm(folder, ['install', '--ignore-scripts=false', `node@${nodeVersion}`]);
}

// Without code-server's own install script, which compiles native parts that no test needs; the packages that the
// script would have installed for the editor and for its built-in extensions come from two installs of their own.
function installCodeServer(folder) {
  npm(folder, ['install', '--ignore-scripts', `code-server@${codeServerVersion}`]);
  const editor = join(folder, 'node_modules/code-server/lib/vscode');
  for (const part of [editor, join(editor, 'extensions')]) npm(part, ['install', '--ignore-scripts', '--omit=dev']);
  const { version } = JSON.parse(readFileSync(join(folder, 'node_modules/code-server/package.json'), 'utf8'));
  if (version !== codeServerVersion) throw new Error(`expected code-server ${codeServerVersion}, got ${version}`);
}

function installTensorflow(folder) {
  const packages = ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm'];
  npm(folder, ['install', '--ignore-scripts', ...packages.map((name) => `${name}@${tensorflowVersion}`)]);
}

function npm(folder, args) {
  const path = [tools.nodeBin, process.env['PATH']].filter(Boolean).join(':');
  run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    env: { ...process.env, PATH: path },
  });
}

function run(command, args, options) {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], ...options });
}
