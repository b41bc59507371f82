import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { messageOf } from '../../src/base/diagnostic.ts';
import { readWholeTable } from '../../src/node/read-table.ts';
import { writeFileAtomically } from '../../src/node/write-file.ts';

// Needs root: for a small file system to fill, and to act as a user who may not do everything.

const folder = mkdtempSync(join(tmpdir(), 'regionc-test-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true }));

describe('a full disk', () => {
  it('keeps the former file and leaves nothing half-written', async () => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
    try {
      const path = join(disk, 'net.safetensors');
      writeFileSync(path, 'former');
      const found = await writeFileAtomically(path, new Uint8Array(1_000_000));
      expect(found.map(messageOf)).toEqual([`cannot write \`${path}\`: the disk is full`]);
      expect(readdirSync(disk)).toEqual(['net.safetensors']);
      expect(readFileSync(path, 'utf8')).toBe('former');
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});

describe('a user without the right to it', () => {
  it('is told so, for folders, files to write and files to read', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o555 });
    const own = join(folder, 'own');
    mkdirSync(own);
    chmodSync(own, 0o777);
    const readOnly = join(own, 'read-only.onnx');
    writeFileSync(readOnly, 'former', { mode: 0o444 });
    const secret = join(own, 'secret.csv');
    writeFileSync(secret, 'a\n1\n', { mode: 0o600 });

    const [intoClosed, overReadOnly, ofSecret] = await asNobody(async () => [
      await writeFileAtomically(join(closed, 'a.onnx'), 'text'),
      await writeFileAtomically(readOnly, 'text'),
      (await readWholeTable(secret)).diagnostics,
    ]);
    expect(intoClosed?.map(messageOf)).toEqual([`cannot write \`${join(closed, 'a.onnx')}\`: no permission`]);
    expect(overReadOnly?.map(messageOf)).toEqual([`cannot write \`${readOnly}\`: no permission`]);
    expect(ofSecret?.map(messageOf)).toEqual([`cannot read \`${secret}\`: no permission`]);
    expect(readdirSync(closed)).toEqual([]);
    expect(readFileSync(readOnly, 'utf8')).toBe('former');
  });
});

async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
