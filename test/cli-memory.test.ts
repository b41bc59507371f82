import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleCli } from '../src/node/build/bundle.mjs';

/** Rows that are scored; all of them at once would take more memory than is allowed. */
const rows = process.env['REGIONC_TEST_ALL'] ? 10_000_000 : 400_000;
const mostMegabytes = 200;
const patience = 60_000 + rows / 20;

const root = new URL('../', import.meta.url).pathname;
let folder = '';

beforeAll(async () => {
  // Inside the repository, for packages that stay outside the bundle.
  folder = mkdtempSync(join(root, 'node_modules/.regionc-memory-'));
  await bundleCli(join(folder, 'dist'));
  writeFileSync(join(folder, 'main.region'), 'input x, y in [-1, 1]\noutput disc = norm([x, y]) <= 0.5\n');
  await pipeline(data, createWriteStream(join(folder, 'data.csv')));
}, patience);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function* data(): Generator<string> {
  yield 'x,y\n';
  const block = 10_000;
  for (let from = 0; from < rows; from += block) {
    yield Array.from({ length: block }, (_, i) => `${((from + i) % 2001) / 1000 - 1},${(i % 1999) / 1000 - 1}\n`).join(
      '',
    );
  }
}

// The child tells at its end how much memory it had at most, in KiB.
const tellsMemory =
  "data:text/javascript,import{writeFileSync as w}from'node:fs';process.on('exit',()=>w('memory.txt',String(process.resourceUsage().maxRSS)))";

it.each([['data.csv'], ['out.parquet']])(
  `scores ${rows} rows of %s in at most ${mostMegabytes} MB`,
  async (name) => {
    const flags = ['predict', 'main.region', '--data', name, '-o', name === 'data.csv' ? 'out.parquet' : 'again.csv'];
    const args = ['--import', tellsMemory, join(folder, 'dist/cli.js'), ...flags, '--keep', 'all'];
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
    const megabytes = Number(readFileSync(join(folder, 'memory.txt'), 'utf8')) / 1024;
    console.log(`${name}: ${rows} rows, at most ${megabytes.toFixed(0)} MB`);
    expect(megabytes).toBeLessThan(mostMegabytes);
  },
  patience,
);
