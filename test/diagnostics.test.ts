import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../src/base/catalogue/index.ts';
import { applyEdits } from '../src/base/fixes.ts';
import { makeSource } from '../src/base/source.ts';
import { argumentsOf, runIn } from './terminal.ts';

const root = new URL('diagnostics/', import.meta.url).pathname;
const codes = Object.keys(catalogue);

/** The codes that LANGUAGE section 9 asks a fix of. */
const fixable = `
  R0001 R0005 R0006 R0007 R0008 R0017 R0019 R0021 R0101 R0105 R0123
  R0201 R0202 R0204 R0205 R0206 R0207 R0208 R0218 R0227 R0228 R0234 R0236 R0239 R0243 R0248
  R0401 R0501 R0502 R0503 R0505`
  .trim()
  .split(/\s+/);

/** The codes that are about no file, and what they are about; every other finding has a place in one. */
const placeless: Readonly<Record<string, string>> = {
  R0607: 'a query on the command line',
  R0701: 'the value of a flag',
  R0704: 'how a run went, and a flag that is too large',
  R0706: 'two flags',
  R0709: 'a name in a flag',
};

/** A diagnostic as `--json` tells it; the places are those of the file as it lies on the disk. */
interface Found {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly fixes: readonly { readonly title: string; readonly edits: readonly FileEdit[] }[];
}

interface FileEdit {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}

describe('the catalogue', () => {
  const fixed = new Set<string>();

  it('has a folder for every code and no other', () => {
    expect(readdirSync(root).toSorted()).toEqual(codes.toSorted());
  });

  it.each(codes)('%s: its smallest input gives it and no other, and its fixes remove it', async (code) => {
    const folder = join(root, code);
    const commandFile = join(folder, 'command');
    const line = existsSync(commandFile) ? readFileSync(commandFile, 'utf8') : 'check main.region';
    await inCopy(folder, async (scratch) => {
      const { exitCode: told, found } = await findIn(scratch, line);
      expect([...new Set(found.map((each) => each.code))]).toEqual([code]);
      expect(told === 2).toBe(found.some(({ severity }) => severity === 'error'));
      for (const each of found) checkPlace(scratch, each);
      const { exitCode, stdout, stderr } = await runIn(scratch, argumentsOf(line));
      const seen = `$ regionc ${line.trim()}\n${stderr}${stdout}exit code ${exitCode}\n`;
      await expect(seen.replaceAll(scratch, '.')).toMatchFileSnapshot(join(folder, 'expected.txt'));
      for (const finding of found) {
        for (const fix of finding.fixes) {
          fixed.add(code);
          await checkFix(folder, line, finding, found, fix);
        }
      }
    });
  });

  it('has a fix where one is promised, and for at least 30 codes', () => {
    expect(fixable.filter((code) => !fixed.has(code))).toEqual([]);
    expect(fixed.size).toBeGreaterThanOrEqual(30);
  });
});

/** It is in a file and within its text, unless the code is one of no file or the file is no text or not there. */
function checkPlace(scratch: string, { code, file, line = 0, column = 0, endLine = 0, endColumn = 0 }: Found): void {
  if (code in placeless) return expect(file).toBeUndefined();
  expect(file).toBeDefined();
  expect([line, column, endLine, endColumn].every((each) => each >= 1)).toBe(true);
  expect(endLine > line || (endLine === line && endColumn >= column)).toBe(true);
  const path = join(scratch, file ?? '');
  if (!existsSync(path) || [line, column, endLine, endColumn].every((each) => each === 1)) return;
  const lines = readFileSync(path, 'utf8').split('\n');
  expect(lines[line - 1]?.length).toBeGreaterThanOrEqual(column - 1);
  expect(lines[endLine - 1]?.length).toBeGreaterThanOrEqual(endColumn - 1);
}

/** A fix removes its finding and adds none, and what it leaves without errors can be compiled. */
async function checkFix(
  folder: string,
  line: string,
  finding: Found,
  before: readonly Found[],
  { title, edits }: Found['fixes'][number],
): Promise<void> {
  await inCopy(folder, async (scratch) => {
    makeEdits(scratch, edits);
    const { found, exitCode } = await findIn(scratch, line);
    const known = before.filter((each) => each !== finding).map(({ message }) => message);
    const added = found.map(({ message }) => message).filter((message) => !known.includes(message));
    expect({ title, added, left: found.length }).toEqual({ title, added: [], left: before.length - 1 });
    if (exitCode === 2 || !line.startsWith('check')) return;
    const compiled = await findIn(scratch, 'compile main.region');
    const errors = compiled.found.filter(({ severity }) => severity === 'error').map((each) => each.code);
    // The smallest input may have nothing to compute.
    expect(errors.filter((each) => each !== 'R0460')).toEqual([]);
  });
}

async function inCopy(folder: string, work: (scratch: string) => Promise<void>): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'regionc-'));
  try {
    cpSync(folder, scratch, { recursive: true });
    await work(scratch);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

async function findIn(folder: string, line: string): Promise<{ found: readonly Found[]; exitCode: number }> {
  const { stdout, exitCode } = await runIn(folder, [...argumentsOf(line), '--json']);
  return { found: (JSON.parse(stdout) as { diagnostics: Found[] }).diagnostics, exitCode };
}

function makeEdits(folder: string, edits: readonly FileEdit[]): void {
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const path = join(folder, file);
    const source = makeSource(file, readFileSync(path, 'utf8'));
    const offset = (line: number, column: number): number => (source.lineStarts[line - 1] ?? 0) + column - 1;
    const own = edits
      .filter((edit) => edit.file === file)
      .map(({ line, column, endLine, endColumn, text }) => ({
        span: { file, start: offset(line, column), end: offset(endLine, endColumn) },
        text,
      }));
    writeFileSync(path, applyEdits(source.text, own));
  }
}
