import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { argumentsOf, runIn } from './terminal.ts';

const root = new URL('cli/', import.meta.url).pathname;

// A case is a folder: the commands, one a line, in `commands`, beside the files they work on. All that a user sees is
// in `expected.txt`, with the names of the files that are there at the end.
describe('the command line', () => {
  it.each(readdirSync(root))('%s', async (name) => {
    const scratch = mkdtempSync(join(tmpdir(), 'regionc-'));
    try {
      cpSync(join(root, name), scratch, { recursive: true });
      rmSync(join(scratch, 'expected.txt'), { force: true });
      const lines = readFileSync(join(scratch, 'commands'), 'utf8').trim().split('\n');
      rmSync(join(scratch, 'commands'));
      let seen = '';
      for (const line of lines) {
        const { exitCode, stdout, stderr } = await runIn(scratch, argumentsOf(line));
        seen += `$ regionc ${line}\n${stderr}${stdout}exit code ${exitCode}\n\n`;
      }
      seen += `files: ${readdirSync(scratch).toSorted().join(' ')}\n`;
      await expect(seen.replaceAll(scratch, '.')).toMatchFileSnapshot(join(root, name, 'expected.txt'));
    } finally {
      rmSync(scratch, { recursive: true });
    }
  });

  it('has a help text for every command and option', async () => {
    const { stdout } = await runIn('.', ['--help']);
    const commands = [...stdout.matchAll(/^ {2}(\w+) \[options\]/gm)].map(([, name]) => name ?? '');
    expect(commands.length).toBeGreaterThan(7);
    for (const command of commands) {
      const help = await runIn('.', [command, '--help']);
      expect(help.exitCode).toBe(0);
      expect(help.stdout).toContain('Usage: regionc');
      expect(help.stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
    }
    expect(existsSync('regionc')).toBe(false);
  });
});
