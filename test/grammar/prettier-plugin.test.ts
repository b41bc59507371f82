import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runIn } from '../terminal.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
let scratch: string;

/** The same files twice: for prettier with the plugin, and for `regionc fmt`. */
const [ours, theirs] = ['ours', 'theirs'];
const settings = [
  ['.prettierrc', 'printWidth: 60\n'],
  ['.editorconfig', 'root = true\n[*.region]\nindent_style = tab\n'],
] as const;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'regionc-prettier-'));
  await build({
    absWorkingDir: root,
    entryPoints: ['grammar/prettier-plugin.ts'],
    outfile: join(scratch, 'plugin.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  for (const copy of [ours, theirs]) {
    for (const folder of ['plain', 'set']) {
      mkdirSync(join(scratch, copy, folder), { recursive: true });
      if (folder === 'set') for (const [name, text] of settings) writeFileSync(join(scratch, copy, folder, name), text);
      cpSync(join(root, 'examples'), join(scratch, copy, folder), { recursive: true });
      cpSync(join(root, 'test/grammar/examples'), join(scratch, copy, folder), { recursive: true });
      writeFileSync(join(scratch, copy, folder, 'windows.region'), '\ufefflet  a = [1,2] // one\r\n\r\n\r\nlet b=2');
      writeFileSync(join(scratch, copy, folder, 'comment.region'), '\n\n// nothing yet');
      writeFileSync(join(scratch, copy, folder, 'empty.region'), '\n');
    }
  }
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Prettier's own command with the plugin, in `folder`. */
async function prettier(folder: string, ...rest: string[]): Promise<string> {
  const command = [join(root, 'node_modules/prettier/bin/prettier.cjs'), '--plugin', join(scratch, 'plugin.mjs')];
  const { stdout } = await promisify(execFile)(process.execPath, [...command, ...rest], { cwd: join(scratch, folder) });
  return stdout;
}

function regionFiles(folder: string): string[] {
  return readdirSync(join(scratch, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.region'))
    .toSorted();
}

it('prettier with the plugin formats as `regionc fmt`, by the settings of the project', async () => {
  const { exitCode } = await runIn(scratch, ['fmt', '--write', ours]);
  expect(exitCode).toBe(0);
  await prettier(theirs, '--write', '**/*.region');
  const files = regionFiles(ours);
  expect(files.length).toBeGreaterThan(40);
  for (const file of files) {
    const text = readFileSync(join(scratch, ours, file), 'utf8');
    expect(readFileSync(join(scratch, theirs, file), 'utf8'), file).toBe(text);
    if (file.endsWith('iris.region')) expect(text).toContain(file.startsWith('set') ? '\n\t' : '\n  ');
  }
  expect(readFileSync(join(scratch, ours, 'plain/windows.region'), 'utf8')).toBe(
    '\ufefflet a = [1, 2] // one\r\n\r\nlet b = 2\r\n',
  );
  expect(readFileSync(join(scratch, ours, 'plain/comment.region'), 'utf8')).toBe('// nothing yet\n');
  expect(readFileSync(join(scratch, ours, 'plain/empty.region'), 'utf8')).toBe('');
});

it('prettier shows where a text has a syntax error, and leaves it', async () => {
  writeFileSync(join(scratch, 'broken.region'), 'let a = 1\nlet  b = [\n');
  await expect(prettier('.', '--write', 'broken.region')).rejects.toThrow(/R0001: expected `\]`[^]*> 2 \| let/);
  expect(readFileSync(join(scratch, 'broken.region'), 'utf8')).toBe('let a = 1\nlet  b = [\n');
});
