import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runIn } from '../terminal.ts';

const root = new URL('../..', import.meta.url).pathname;

it('every example is formatted as `regionc fmt` does it', async () => {
  const files = readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.region'))
    .map((file) => `examples/${file}`);
  expect(files.length).toBeGreaterThan(10);
  const { exitCode, stdout, stderr } = await runIn(root, ['fmt', '--check', ...files]);
  expect(exitCode, stdout + stderr).toBe(0);
});
