import { describe, expect, it } from 'vitest';
import { dirname, join, posix, relative, sep } from 'node:path';
import { readdirSync, readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A layer: a folder, or one file that may do more than its folder. Rows import only rows that stand above them. */
interface Row {
  readonly path: string;
  /** Rows it may import; `above`: all of them. */
  readonly imports: readonly string[] | 'above';
  /** Packages as imported; `node:*` stands for Node's own modules. */
  readonly packages?: readonly string[];
}

const rows: readonly Row[] = [
  // Its version is printed.
  { path: 'package.json', imports: [] },
  { path: 'src/base', imports: [], packages: ['ml-matrix'] },
  { path: 'grammar', imports: ['src/base'], packages: ['chevrotain', 'prettier/doc', 'prettier/standalone'] },
  { path: 'src/program', imports: ['src/base', 'grammar'] },
  { path: 'src/region', imports: ['src/base', 'src/program'] },
  { path: 'src/network', imports: ['src/base', 'src/program', 'src/region'], packages: ['ml-matrix'] },
  { path: 'src/exec', imports: ['src/base', 'src/region', 'src/network'] },
  { path: 'src/check', imports: ['src/base', 'src/program', 'src/region', 'src/network', 'src/exec'] },
  { path: 'src/data', imports: ['src/base', 'src/program'] },
  {
    path: 'src/train',
    imports: ['src/base', 'src/region', 'src/network', 'src/exec', 'src/data', 'src/check'],
  },
  {
    path: 'src/readback',
    imports: ['src/base', 'grammar', 'src/program', 'src/region', 'src/network', 'src/check'],
  },
  {
    path: 'src/export',
    imports: ['src/base', 'src/region', 'src/network', 'src/exec', 'src/check'],
    packages: ['protobufjs/minimal.js'],
  },
  { path: 'src/export/targets.ts', imports: [] },
  {
    path: 'src/plot',
    imports: ['src/base', 'src/region', 'src/network', 'src/exec'],
    packages: ['d3-contour', 'd3-array'],
  },
  { path: 'src/service', imports: 'above' },
  { path: 'src/index.ts', imports: 'above' },
  {
    path: 'src/node',
    imports: 'above',
    packages: ['node:*', '@duckdb/node-api', '@resvg/resvg-js', 'highs', 'highs/*', 'prettier'],
  },
  {
    path: 'src/node/build',
    imports: 'above',
    packages: [
      'node:*',
      'esbuild',
      '@vscode/vsce',
      '@resvg/resvg-js',
      'subset-font',
      'prettier',
      '@expo-google-fonts/inter/*',
    ],
  },
  {
    path: 'lsp',
    imports: ['src/base', 'src/service'],
    packages: ['vscode-languageserver', 'vscode-languageserver-textdocument'],
  },
  { path: 'lsp/main-node.ts', imports: ['lsp', 'src/node'], packages: ['vscode-languageserver/node'] },
  { path: 'lsp/main-stdio.ts', imports: ['lsp/main-node.ts'] },
  { path: 'lsp/main-worker.ts', imports: ['lsp', 'src/service'], packages: ['vscode-languageserver/browser'] },
  { path: 'src/cli', imports: 'above', packages: ['commander'] },
  {
    path: 'vscode-extension',
    // What the command line offers.
    imports: ['src/export/targets.ts'],
    packages: [
      'vscode',
      'vscode-languageclient',
      'vscode-languageclient/node',
      'vscode-languageclient/browser',
      'node:*',
    ],
  },
];

/** Imported from two folders; every other package from one. */
const sharedPackages = ['ml-matrix', '@resvg/resvg-js', 'prettier'];

/** Rows above this one run in a browser. */
const machine = rows.findIndex(({ path }) => path === 'src/node');

/** What comes in as an argument instead (STYLE section 2). */
const outside: readonly (readonly [string, RegExp])[] = [
  ['process', /\bprocess\b\s*[.[?]/],
  ['Buffer', /\bBuffer\b\s*[.(]/],
  ['the clock', /\bDate\.now\b|\bnew Date\(\)|\bperformance\b\s*\./],
  ['timers', /\b(?:setTimeout|setInterval|setImmediate)\(/],
  ['Math.random', /\bMath\.random\b|\bcrypto\b\s*\./],
  ['the console', /\bconsole\b\s*\./],
  ['mutable state of a module', /^(?:export )?(?:let|var) /m],
];

/** What is wrong with one file's text, in words. */
function violationsOf(path: string, text: string): string[] {
  const row = rowOf(path);
  if (!row) return [`${path} lies in no row of the table`];
  const code = withoutComments(text);
  const found = importsOf(code).flatMap((specifier) => {
    const problem = specifier.startsWith('.')
      ? folderProblem(row, rowOf(posix.join(posix.dirname(path), specifier)))
      : packageProblem(row, specifier);
    return problem ? [`${path} imports ${specifier}: ${problem}`] : [];
  });
  if (row.path !== 'src/node/build' && /\bimport\((?!\s*['"])/.test(code))
    found.push(`${path} imports what no one can read from its text`);
  if (rows.indexOf(row) < machine) {
    for (const [name, pattern] of outside) if (pattern.test(withoutStrings(code))) found.push(`${path} uses ${name}`);
  }
  return found;
}

function folderProblem(from: Row, to: Row | undefined): string | undefined {
  if (to === undefined) return 'it lies in no row of the table';
  if (from === to) return undefined;
  const allowed = from.imports === 'above' ? rows.indexOf(to) < rows.indexOf(from) : from.imports.includes(to.path);
  return allowed ? undefined : `${from.path} may not import ${to.path}`;
}

function packageProblem(row: Row, specifier: string): string | undefined {
  const allowed = (row.packages ?? []).some((name) =>
    name.endsWith('*') ? specifier.startsWith(name.slice(0, -1)) : specifier === name,
  );
  return allowed ? undefined : `not a package of ${row.path}`;
}

/** The row of a path; where a folder and something inside it both have one, the inner. */
function rowOf(path: string): Row | undefined {
  return rows
    .filter((row) => path === row.path || path.startsWith(`${row.path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

/** Static imports and re-exports (of types too), dynamic imports, and types written as `import('...')`. */
function importsOf(code: string): string[] {
  const forms = [
    /^import\s+['"]([^'"]+)['"]/gm,
    /^(?:import|export)\s[^'";=]*?\sfrom\s+['"]([^'"]+)['"]/gm,
    /\bimport\(\s*['"]([^'"]+)['"]/g,
    /\brequire(?:\.resolve)?\(\s*['"]([^'"]+)['"]/g,
  ];
  return forms.flatMap((form) => [...code.matchAll(form)].map((match) => match[1] ?? ''));
}

/** A text with its comments blanked; quotes and template literals are stepped over. */
function withoutComments(text: string): string {
  return text.replace(
    /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (_, literal: string | undefined) => literal ?? ' ',
  );
}

function withoutStrings(code: string): string {
  return code.replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, "''");
}

function files(): string[] {
  return ['src', 'grammar', 'lsp', 'vscode-extension/src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:ts|mjs|mts)$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')),
  );
}

describe('the table of folders', () => {
  it('has layers: a row imports only rows above it', () => {
    for (const [index, row] of rows.entries()) {
      if (row.imports === 'above') continue;
      for (const path of row.imports) {
        const at = rows.findIndex((other) => other.path === path);
        expect(at, `${row.path} imports ${path}`).toBeGreaterThanOrEqual(0);
        expect(at, `${row.path} imports ${path}`).toBeLessThan(index);
      }
    }
  });

  it('gives each package to one folder', () => {
    const owners = new Map<string, string[]>();
    for (const { path, packages = [] } of rows) {
      for (const name of packages) if (name !== 'node:*') owners.set(name, [...(owners.get(name) ?? []), path]);
    }
    for (const [name, folders] of owners) {
      if (!sharedPackages.includes(name)) expect(folders, name).toHaveLength(1);
    }
  });

  it('is kept by every import, and nothing above src/node reaches for the machine', () => {
    const found = files().flatMap((path) => violationsOf(path, readFileSync(join(root, path), 'utf8')));
    expect(found).toEqual([]);
  });
});

describe('the check of the table', () => {
  it.each([
    ['an import downwards', 'src/base/a.ts', "import { x } from '../region/graph.ts';"],
    ['a type imported downwards', 'src/region/a.ts', "import type { Network } from '../network/network.ts';"],
    ['a type written in place', 'src/region/a.ts', "type N = import('../network/network.ts').Network;"],
    ['a re-export downwards', 'src/base/a.ts', "export {\n  x,\n} from '../region/graph.ts';"],
    ['a dynamic import downwards', 'src/data/a.ts', "const x = await import('../train/train.ts');"],
    ['a folder not named, though above', 'src/data/a.ts', "import { x } from '../network/network.ts';"],
    ['a package of another folder', 'src/region/a.ts', "import { Matrix } from 'ml-matrix';"],
    ['a module of Node', 'src/plot/a.ts', "import { readFileSync } from 'node:fs';"],
    ['the machine from the server', 'lsp/server.ts', "import { x } from '../src/node/files.ts';"],
    ['a folder without a row', 'src/extra/a.ts', ''],
    ['the clock', 'src/train/a.ts', 'const start = Date.now();'],
    ['the environment', 'src/train/a.ts', 'const home = process.env.HOME;'],
    ['chance', 'src/train/a.ts', 'const r = Math.random();'],
    ['state in a module', 'src/base/a.ts', 'let count = 0;'],
  ])('finds %s', (_, path, text) => {
    expect(violationsOf(path, text)).toHaveLength(1);
  });

  it.each([
    ['an import upwards', 'src/region/a.ts', "import { x } from '../base/source.ts';"],
    ['an import of the same folder', 'src/region/a.ts', "export * from './graph.ts';"],
    ['the machine from its own entry', 'lsp/main-node.ts', "import { x } from '../src/node/files.ts';"],
    ['a word in a comment or a text', 'src/base/a.ts', "// Date.now()\nexport const name = 'process.env'; /* 'x' */"],
  ])('accepts %s', (_, path, text) => {
    expect(violationsOf(path, text)).toEqual([]);
  });
});

describe('the library', () => {
  it.each(['src/index.ts', 'src/service/analyse.ts', 'lsp/server.ts'])('bundles %s for a browser', async (entry) => {
    const { errors } = await build({
      absWorkingDir: root,
      entryPoints: [entry],
      bundle: true,
      write: false,
      platform: 'browser',
      format: 'esm',
      logLevel: 'silent',
      outdir: dirname(entry),
    });
    expect(errors).toEqual([]);
  });
});
