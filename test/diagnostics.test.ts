import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../src/base/catalogue/index.ts';
import { argumentsOf, runIn } from './terminal.ts';

const root = new URL('diagnostics/', import.meta.url).pathname;
const codes = Object.keys(catalogue);

describe('the catalogue', () => {
  it('has a folder for every code and no other', () => {
    expect(readdirSync(root).toSorted()).toEqual(codes.toSorted());
  });

  it.each(codes)('%s: its smallest input gives it and no other', async (code) => {
    const folder = join(root, code);
    const commandFile = join(folder, 'command');
    const line = existsSync(commandFile) ? readFileSync(commandFile, 'utf8') : 'check main.region';
    const scratch = mkdtempSync(join(tmpdir(), 'regionc-'));
    try {
      cpSync(folder, scratch, { recursive: true });
      const json = await runIn(scratch, [...argumentsOf(line), '--json']);
      const found: { diagnostics: { code: string; severity: string }[] } = JSON.parse(json.stdout);
      expect([...new Set(found.diagnostics.map((each) => each.code))]).toEqual([code]);
      const isError = found.diagnostics.some(({ severity }) => severity === 'error');
      expect(json.exitCode === 2).toBe(isError);
      const { exitCode, stdout, stderr } = await runIn(scratch, argumentsOf(line));
      const seen = `$ regionc ${line.trim()}\n${stderr}${stdout}exit code ${exitCode}\n`;
      await expect(seen.replaceAll(scratch, '.')).toMatchFileSnapshot(join(folder, 'expected.txt'));
    } finally {
      rmSync(scratch, { recursive: true });
    }
  });
});
