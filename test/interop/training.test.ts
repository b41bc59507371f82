import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCheckpoint } from '../../src/train/checkpoint.ts';
import { runIn, type Ran } from '../terminal.ts';

// Needs root: for a small file system to fill, and to act as a user who may not do everything.

const folder = mkdtempSync(join(tmpdir(), 'regionc-train-'));
chmodSync(folder, 0o777);
afterAll(() => rmSync(folder, { recursive: true }));

const command = ['train', 'main.region', '--data', 'data.csv', '--label', 'side', '--epochs', '40'];

beforeAll(async () => {
  for (const name of ['main.region', 'data.csv']) {
    copyFileSync(new URL(`../cli/train-methods/${name}`, import.meta.url), join(folder, name));
  }
  // Once as it should be, which loads all that the others need.
  expect((await runIn(folder, [...command, '-o', 'earlier.safetensors'])).exitCode).toBe(0);
});

describe('a training whose disk is full', () => {
  it('does not begin where its first checkpoint has no room, and leaves what was there', async () => {
    await onSmallDisk(async (disk) => {
      writeFileSync(join(disk, 'net.safetensors'), 'former');
      fill(disk, 1024);
      const { exitCode, stderr } = await runIn(folder, [...command, '-o', join(disk, 'net.safetensors')]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('the disk is full');
      expect(readFileSync(join(disk, 'net.safetensors'), 'utf8')).toBe('former');
      expect(readdirSync(disk).toSorted()).toEqual(['filler', 'net.safetensors']);
    });
  });

  it('keeps the checkpoint where the network has no room, to go on from when it has', async () => {
    await onSmallDisk(async (disk) => {
      const output = join(disk, 'net.safetensors');
      const larger = readFileSync(join(folder, 'earlier.safetensors')).length;
      fill(disk, Math.ceil((larger - 512) / 4096) * 4096);
      const first = await runIn(folder, [...command, '-o', output]);
      expect([first.exitCode, first.stderr.includes('the disk is full')]).toEqual([2, true]);
      expect(existsSync(output)).toBe(false);
      expect(readCheckpoint(readFileSync(`${output}.checkpoint`)).diagnostics).toEqual([]);
      rmSync(join(disk, 'filler'));
      const { exitCode } = await runIn(folder, [...command, '-o', output, '--resume']);
      expect(exitCode).toBe(0);
      expect(readFileSync(output)).toEqual(readFileSync(join(folder, 'earlier.safetensors')));
    });
  });
});

describe('a training that may not write or finds its data gone', () => {
  it('says so for a folder of another user, before the first step', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o555 });
    const { exitCode, stderr } = await asNobody(() => runIn(folder, [...command, '-o', join(closed, 'a.safetensors')]));
    expect([exitCode, stderr.includes('no permission')]).toEqual([2, true]);
    expect(readdirSync(closed)).toEqual([]);
  });

  it('says so for a log that may not be written', async () => {
    const log = join(folder, 'read-only.jsonl');
    writeFileSync(log, 'former', { mode: 0o444 });
    const { exitCode, stderr } = await asNobody(() => runIn(folder, [...command, '-o', 'b.safetensors', '--log', log]));
    expect([exitCode, stderr.includes('no permission')]).toEqual([2, true]);
    expect(readFileSync(log, 'utf8')).toBe('former');
  });

  it('says so for data that is gone when it should go on, and keeps the checkpoint', async () => {
    const checkpoint = join(folder, 'gone.safetensors.checkpoint');
    writeFileSync(checkpoint, 'anything');
    const gone = command.map((part) => (part === 'data.csv' ? 'gone.csv' : part));
    const { exitCode, stderr } = await runIn(folder, [...gone, '-o', 'gone.safetensors', '--resume']);
    expect([exitCode, stderr.includes('gone.csv')]).toEqual([2, true]);
    expect(readFileSync(checkpoint, 'utf8')).toBe('anything');
  });
});

async function onSmallDisk(work: (disk: string) => Promise<void>): Promise<void> {
  const disk = join(folder, 'disk');
  mkdirSync(disk, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
  try {
    await work(disk);
  } finally {
    execFileSync('umount', [disk]);
  }
}

/** Fills a disk until only `free` bytes are left, in whole blocks. */
function fill(disk: string, free: number): void {
  const { bavail, bsize } = statfsSync(disk);
  const blocks = Math.max(0, bavail - Math.floor(free / bsize));
  writeFileSync(join(disk, 'filler'), new Uint8Array(blocks * bsize));
}

async function asNobody(work: () => Promise<Ran>): Promise<Ran> {
  process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
