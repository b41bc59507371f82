// The bundles: the command line, the language server, and the extension that carries the server.
import { build } from 'esbuild';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
};

/** Packages with native parts, or a WebAssembly file beside them: they stay packages, found at run time. */
const native = ['@duckdb/node-api', '@resvg/resvg-js', 'highs'];

/**
 * So does prettier as a whole, which loads parts of its own as it reads a project's settings; the printer that it has
 * for browsers goes into the bundle.
 */
const prettier = {
  name: 'prettier',
  setup: ({ onResolve }) => onResolve({ filter: /^prettier$/ }, ({ path }) => ({ path, external: true })),
};

/**
 * `cli.js` with a chunk beside it for everything behind a dynamic import, so that a command loads only what it uses.
 * All lie in one folder, so that `./fonts` is at the same place from each. CommonJS packages inside call `require`
 * for Node's own modules, which an ES module has to make itself.
 */
export function bundleCli(outdir) {
  return build({
    ...common,
    entryPoints: {
      cli: 'src/cli/main.ts',
      examine: 'src/node/examine-worker.ts',
      'check-worker': 'src/node/check-worker.ts',
    },
    outdir,
    format: 'esm',
    splitting: true,
    chunkNames: '[name]-[hash]',
    external: native,
    plugins: [prettier],
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  });
}

/**
 * One CommonJS file that serves a client on standard input and output, and `examine.cjs` beside it, the worker that it
 * starts.
 */
export async function bundleServer(outfile) {
  const contents = `
    import { join } from 'node:path';
    import { serveStdio } from './lsp/main-node.ts';
    serveStdio(join(__dirname, 'examine.cjs'));`;
  await build({
    ...common,
    stdin: { contents, resolveDir: root, sourcefile: 'server.ts', loader: 'ts' },
    outfile,
    format: 'cjs',
  });
  await build({
    ...common,
    entryPoints: ['src/node/examine-worker.ts'],
    outfile: join(dirname(outfile), 'examine.cjs'),
    format: 'cjs',
  });
}

export function bundleExtension(outfile) {
  return build({
    ...common,
    entryPoints: ['vscode-extension/src/extension.ts'],
    outfile,
    format: 'cjs',
    external: ['vscode'],
  });
}

/** The extension for editors in a browser, `extension.cjs`, and the server that it starts in a worker, `server.js`. */
export async function bundleWebExtension(outdir) {
  const web = { ...common, platform: 'browser', target: 'es2022' };
  await build({
    ...web,
    entryPoints: ['vscode-extension/src/browser.ts'],
    outfile: join(outdir, 'extension.cjs'),
    format: 'cjs',
    external: ['vscode'],
  });
  await build({ ...web, entryPoints: ['lsp/main-worker.ts'], outfile: join(outdir, 'server.js'), format: 'iife' });
}
