import { afterAll, beforeAll, expect, it } from 'vitest';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { bundleServer } from '../../src/node/build/bundle.mjs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';

const here = fileURLToPath(new URL('.', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'regionc-neovim-'));
  copyFileSync(join(here, 'workspace/broken.region'), join(folder, 'broken.region'));
  await bundleServer(join(folder, 'server.cjs'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('serves Neovim: diagnostics, edits, hover, completion, definition, rename, format', () => {
  const arguments_ = ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', `luafile ${join(here, 'neovim.lua')}`];
  const { stderr, stdout, status } = spawnSync('nvim', arguments_, {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
    env: {
      ...process.env,
      REGIONC_LSP: `${process.execPath} ${join(folder, 'server.cjs')} --stdio`,
      REGIONC_FILE: join(folder, 'broken.region'),
      XDG_STATE_HOME: folder,
    },
  });
  expect(`${stdout}${stderr}`.trim().split('\n').at(-1)).toBe('8 passed, 0 failed');
  expect(status).toBe(0);
});
