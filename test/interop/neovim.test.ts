import { afterAll, beforeAll, expect, it } from 'vitest';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { bundleServer } from '../../src/node/build/bundle.mjs';
import { fileURLToPath } from 'node:url';
import { delimiter, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';

const here = fileURLToPath(new URL('.', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'regionc-neovim-'));
  copyFileSync(join(here, 'workspace/broken.region'), join(folder, 'broken.region'));
  await bundleServer(folder);
  // The command that the configuration calls.
  mkdirSync(join(folder, 'bin'));
  const command = join(folder, 'bin/regionc');
  writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${join(folder, 'server.mjs')}"\n`);
  chmodSync(command, 0o755);
  writeFileSync(join(folder, 'configuration.lua'), shownConfiguration());
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('serves Neovim: diagnostics, edits, hover, completion, definition, rename, format', () => {
  const flags = ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', `luafile ${join(here, 'neovim.lua')}`];
  const { stderr, stdout, status } = spawnSync('nvim', flags, {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
    env: {
      ...process.env,
      PATH: [join(folder, 'bin'), process.env['PATH']].join(delimiter),
      REGIONC_CONFIGURATION: join(folder, 'configuration.lua'),
      REGIONC_FILE: join(folder, 'broken.region'),
      XDG_STATE_HOME: folder,
    },
  });
  expect(`${stdout}${stderr}`.trim().split('\n').at(-1)).toBe('8 passed, 0 failed');
  expect(status).toBe(0);
});

/** The Lua that users copy. */
function shownConfiguration(): string {
  const readme = readFileSync(new URL('../../vscode-extension/README.md', import.meta.url), 'utf8');
  const [, lua] = /```lua\n([\s\S]*?)```/.exec(readme) ?? [];
  if (lua === undefined) throw new Error('the README shows no configuration');
  return lua;
}
