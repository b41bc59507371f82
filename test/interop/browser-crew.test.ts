import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { crewHash } from './browser-crew.ts';

// Threads of a page: workers over shared memory, where the page is isolated from other origins.

const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
const files = new Map<string, string>();
const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://page').pathname;
  const type = path.endsWith('.js') ? 'text/javascript' : 'text/html';
  response.writeHead(200, { 'Content-Type': type, ...(path !== '/open' && isolation) });
  response.end(files.get(path) ?? '<!doctype html><script src="/page.js"></script>');
});

beforeAll(async () => {
  const bundle = async (contents: string): Promise<string> => {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      write: false,
      format: 'iife',
      globalName: 'crew',
      platform: 'browser',
    });
    return outputFiles[0]?.text ?? '';
  };
  files.set('/page.js', await bundle("export * from './test/interop/browser-crew.ts';"));
  const thread = `
    import { makeCrewThread } from './src/exec/crew-thread.ts';
    const serve = makeCrewThread();
    onmessage = ({ data }) => data === 'up?' ? postMessage('up') : serve(data);`;
  files.set('/worker.js', await bundle(thread));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => server.close());

it('comes to the same bits with 1, 2 and 4 threads of a page, and alone where memory cannot be shared', async () => {
  const alone = crewHash(undefined);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`${origin}/isolated`);
    for (const threads of [1, 2, 4]) expect(await page.evaluate(`crew.hashInPage(${threads})`)).toBe(alone);
    await page.goto(`${origin}/open`);
    expect(await page.evaluate('crew.hashInPage(2)')).toBe(`no crew; ${alone}`);
  } finally {
    await browser.close();
  }
}, 120_000);
