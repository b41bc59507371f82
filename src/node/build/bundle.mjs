// The bundles: the command line, the language server, and the extension that carries the server.
import { build } from 'esbuild';
import { join } from 'node:path';
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

/** Of chevrotain only the lexer is used, and its modules do nothing but define things: the rest is left out. */
const lexerOnly = {
  name: 'lexer-only',
  setup: ({ onResolve, resolve }) =>
    onResolve({ filter: /^(\.|chevrotain$)/ }, async ({ path, importer, resolveDir, kind, pluginData: isAsked }) => {
      const isPart = path === 'chevrotain' || /[\\/]chevrotain[\\/]lib[\\/]/.test(importer);
      if (isAsked || !isPart) return undefined;
      return { ...(await resolve(path, { importer, resolveDir, kind, pluginData: true })), sideEffects: false };
    }),
};

/**
 * ES modules in one folder, with a chunk for everything behind a dynamic import, so that a program loads only what it
 * uses. CommonJS packages inside call `require` for Node's own modules, which an ES module has to make itself.
 */
const modules = {
  ...common,
  format: 'esm',
  splitting: true,
  chunkNames: '[name]-[hash]',
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
};

/** Packages with native parts, or a WebAssembly file beside them: they stay packages, found at run time. */
const native = ['@duckdb/node-api', '@resvg/resvg-js', 'highs'];

/**
 * So does prettier as a whole, which loads parts of its own as it reads a project's settings; the printer that it has
 * for browsers goes into the bundle.
 */
const wholePrettier = {
  name: 'whole-prettier',
  setup: ({ onResolve }) => onResolve({ filter: /^prettier$/ }, ({ path }) => ({ path, external: true })),
};

/** `cli.js` and its workers. `./fonts` is at the same place from each chunk. */
export function bundleCli(outdir) {
  return build({
    ...modules,
    entryPoints: {
      cli: 'src/cli/main.ts',
      examine: 'src/node/examine-worker.ts',
      'check-worker': 'src/node/check-worker.ts',
      'crew-worker': 'src/node/crew-worker.ts',
    },
    outdir,
    external: native,
    plugins: [lexerOnly, wholePrettier],
  });
}

/** Of the languages that prettier brings, ten times the rest of it, the settings of a project need only YAML. */
const barePrettier = {
  name: 'bare-prettier',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/plugins\// }, ({ path, importer }) => {
      const isUnused = path !== './plugins/yaml.mjs' && /[\\/]prettier[\\/]index\.mjs$/.test(importer);
      return isUnused ? { path, external: true } : undefined;
    }),
};

/** `server.mjs`, which serves a client on standard input and output, and `examine.mjs`, the worker that it starts. */
export function bundleServer(outdir) {
  return build({
    ...modules,
    entryPoints: { server: 'lsp/main-stdio.ts', examine: 'src/node/examine-worker.ts' },
    outdir,
    outExtension: { '.js': '.mjs' },
    external: native,
    plugins: [lexerOnly, barePrettier],
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
  const web = { ...common, platform: 'browser', target: 'es2022', plugins: [lexerOnly] };
  await build({
    ...web,
    entryPoints: ['vscode-extension/src/browser.ts'],
    outfile: join(outdir, 'extension.cjs'),
    format: 'cjs',
    external: ['vscode'],
  });
  await build({ ...web, entryPoints: ['lsp/main-worker.ts'], outfile: join(outdir, 'server.js'), format: 'iife' });
}
