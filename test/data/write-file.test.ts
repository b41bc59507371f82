import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { diagnostic, messageOf, type Diagnostic } from '../../src/base/diagnostic.ts';
import { removeAbandoned, writeFileAtomically, writeFileInParts } from '../../src/node/write-file.ts';

const root = mkdtempSync(join(tmpdir(), 'regionc-test-'));
afterAll(() => rmSync(root, { recursive: true }));

let folder = root;
beforeEach(() => (folder = mkdtempSync(join(root, 'case-'))));

describe('writeFileAtomically', () => {
  it('writes bytes and text, and leaves nothing else behind', async () => {
    expect(await writeFileAtomically(join(folder, 'a.bin'), Uint8Array.of(1, 2))).toEqual([]);
    expect(await writeFileAtomically(join(folder, 'b.txt'), 'text')).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(['a.bin', 'b.txt']);
    expect([...readFileSync(join(folder, 'a.bin'))]).toEqual([1, 2]);
  });

  it('replaces a file and keeps its rights', async () => {
    const path = join(folder, 'a.txt');
    writeFileSync(path, 'old');
    chmodSync(path, 0o600);
    expect(await writeFileAtomically(path, 'new')).toEqual([]);
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('writes the file that a link points to', async () => {
    writeFileSync(join(folder, 'target'), 'old');
    symlinkSync('target', join(folder, 'link'));
    expect(await writeFileAtomically(join(folder, 'link'), 'new')).toEqual([]);
    expect(readlinkSync(join(folder, 'link'))).toBe('target');
    expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('new');
  });

  it('writes into a pipe without replacing it', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [diagnostics, text] = await Promise.all([
      writeFileAtomically(pipe, 'through'),
      import('node:fs/promises').then(({ readFile }) => readFile(pipe, 'utf8')),
    ]);
    expect(diagnostics).toEqual([]);
    expect(text).toBe('through');
    expect(statSync(pipe).isFIFO()).toBe(true);
  });

  it('says that the disk is full', async () => {
    const found = await writeFileAtomically('/dev/full', 'text');
    expect(found.map(messageOf)).toEqual(['cannot write `/dev/full`: the disk is full']);
  });

  it('says why it cannot write, and leaves nothing behind', async () => {
    writeFileSync(join(folder, 'file'), 'kept');
    await checkUnwritable('file/a.txt', 'a part of its path is a file, not a folder');
    await checkUnwritable('none/a.txt', 'there is no such file or folder');
    mkdirSync(join(folder, 'sub'));
    await checkUnwritable('sub', 'it is a folder');
    await checkUnwritable('x'.repeat(300), 'its name is too long');
    expect(readdirSync(folder).sort()).toEqual(['file', 'sub']);
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('kept');
  });
});

describe('writeFileInParts', () => {
  it('joins the parts and hands on what was found', async () => {
    const warning = diagnostic('R0632', undefined, { column: 'k', classes: ['a'] });
    const path = join(folder, 'a.csv');
    const diagnostics = await writeFileInParts(path, async (write) => {
      await write('one,');
      await write(new TextEncoder().encode('two'));
      return [warning];
    });
    expect(diagnostics).toEqual([warning]);
    expect(readFileSync(path, 'utf8')).toBe('one,two');
  });

  it('keeps the former file where an error is found on the way, or thrown', async () => {
    const path = join(folder, 'a.csv');
    writeFileSync(path, 'former');
    const error: Diagnostic = diagnostic('R0607', undefined, { reason: 'it broke' });
    const found = await writeFileInParts(path, async (write) => {
      await write('half');
      return [error];
    });
    expect(found).toEqual([error]);
    const thrown = writeFileInParts(path, async (write) => {
      await write('half');
      throw new Error('a bug');
    });
    await expect(thrown).rejects.toThrow('a bug');
    expect(readFileSync(path, 'utf8')).toBe('former');
    expect(readdirSync(folder)).toEqual(['a.csv']);
  });
});

describe('removeAbandoned', () => {
  it('takes away what killed processes of this machine left of this file, and nothing else', async () => {
    const { pid: gone } = spawnSync(process.execPath, ['--version']);
    const left = (name: string, host: string, pid: number): string => `.${name}.${host}.${pid}.0123456789ab.tmp`;
    const others = [
      left('a.bin', hostname(), process.pid),
      left('a.bin', 'elsewhere', gone),
      left('b.bin', hostname(), gone),
      '.a.bin.tmp',
    ];
    for (const name of [...others, left('a.bin', hostname(), gone)]) writeFileSync(join(folder, name), 'part');
    await removeAbandoned(join(folder, 'a.bin'));
    expect(readdirSync(folder).toSorted()).toEqual(others.toSorted());
    await removeAbandoned(join(folder, 'no-folder/a.bin'));
  });
});

async function checkUnwritable(name: string, reason: string): Promise<void> {
  const path = join(folder, name);
  const diagnostics = await writeFileAtomically(path, 'text');
  expect(diagnostics.map(messageOf)).toEqual([`cannot write \`${path}\`: ${reason}`]);
}
