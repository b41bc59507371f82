import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;
const home = mkdtempSync(join(tmpdir(), 'regionc-package-'));

// The package as a stranger gets it: packed from a fresh build, installed elsewhere from the registry's dependencies.
beforeAll(() => {
  execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'ignore' });
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', home], { cwd: root, encoding: 'utf8' });
  const [{ filename }]: [{ filename: string }] = JSON.parse(packed.slice(packed.indexOf('[')));
  mkdirSync(join(home, 'app'));
  writeFileSync(join(home, 'app', 'package.json'), '{ "name": "app", "type": "module", "private": true }');
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', join(home, filename)], {
    cwd: join(home, 'app'),
    stdio: 'ignore',
  });
}, 300_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

it('gives a command that checks, plots and reads data', () => {
  const app = join(home, 'app');
  writeFileSync(
    join(app, 'near.region'),
    'input x, y in [-5, 5]\noutput near = norm([x, y]) <= 2\ncheck contains(near, [1, 1])\n',
  );
  writeFileSync(join(app, 'points.csv'), 'x,y\n0,0\n4,4\n');
  const regionc = (...args: string[]): string =>
    execFileSync('npx', ['regionc', ...args], { cwd: app, encoding: 'utf8' });
  expect(regionc('check', 'near.region')).toContain('1 of 1 proved');
  expect(regionc('predict', 'near.region', '--data', 'points.csv').split('\n')).toHaveLength(4);
  expect(regionc('plot', 'near.region', '-o', 'near.png')).toContain('near.png');
  expect(regionc('predict', 'near.region', '--data', 'points.csv', '-o', 'scores.parquet')).toContain('2 rows');
}, 120_000);

it('gives a library with types', () => {
  const app = join(home, 'app');
  writeFileSync(
    join(app, 'use.ts'),
    `import { compile, evaluate, loneModule, makeSource, resolve, type Network } from 'regionc';
const { program } = resolve(loneModule(makeSource('a.region', 'input x in [0, 1]\\noutput r = x >= 0.5'))).value;
const network: Network | undefined = program && compile(program, { mode: 'guarantee' }).value;
if (!network) throw new Error('no network');
console.log(JSON.stringify(evaluate(network, [[0], [1]]).outputs.map(([u = 0]) => Math.sign(u))));
`,
  );
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(
    process.execPath,
    [tsc, '--strict', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2022,dom', 'use.ts'],
    {
      cwd: app,
      stdio: 'inherit',
    },
  );
  expect(execFileSync(process.execPath, ['use.js'], { cwd: app, encoding: 'utf8' }).trim()).toBe('[-1,1]');
}, 120_000);
