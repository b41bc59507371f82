import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { expect, it } from 'vitest';
import { tools } from '../../src/node/build/test-tools.mjs';

// The bits that scoring and training come to, as one hash, on every engine: V8 of two versions of Node and of Chromium.

it('gives the same bits on Node 20, Node 24 and Chromium', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'regionc-bits-'));
  try {
    const { outputFiles } = await build({
      entryPoints: ['test/interop/engine-bits.ts'],
      bundle: true,
      write: false,
      format: 'iife',
      globalName: 'bits',
      platform: 'browser',
    });
    const code = outputFiles[0]?.text ?? '';
    const script = join(folder, 'bits.cjs');
    writeFileSync(script, `${code}\nconsole.log(bits.hash());`);
    const onNode = (node: string, ...flags: string[]): string =>
      execFileSync(node, [...flags, script], { encoding: 'utf8' }).trim();
    const here = onNode(process.execPath);
    const node24 = join(tools.nodeBin, 'node');
    expect(onNode(node24)).toBe(here);
    expect(onNode(node24, '--experimental-wasm-revectorize')).toBe(here);
    // Both of V8's compilers for WebAssembly.
    expect(onNode(process.execPath, '--liftoff-only')).toBe(here);
    expect(onNode(process.execPath, '--no-liftoff')).toBe(here);
    const browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    });
    try {
      const page = await browser.newPage();
      await page.addScriptTag({ content: code });
      expect(await page.evaluate('bits.hash()')).toBe(here);
    } finally {
      await browser.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 300_000);
