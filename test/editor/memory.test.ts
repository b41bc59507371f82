import { afterAll, beforeAll, expect, it } from 'vitest';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { bundleServer } from '../../src/node/build/bundle.mjs';
import { connect } from './session.ts';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'regionc-memory-'));
  await bundleServer(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const edits = process.env['REGIONC_TEST_ALL'] ? 10_000 : 1000;
const uri = 'file:///work/iris.region';
const lines = Array.from({ length: 100 }, (_, i) => `region r${i} = x >= ${i} and y <= ${i}\n`);
const text = `input x, y in [0, 100]\n${lines.join('')}output o = r0\n`;

it(`keeps its memory flat over ${edits} edits`, async () => {
  // A small heap, so that what is kept for nothing is missed soon.
  const child = spawn(process.execPath, ['--max-old-space-size=64', join(folder, 'server.mjs')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const session = await connect(child.stdout, child.stdin);
    await session.open(uri, text);
    const type = async (from: number, to: number): Promise<void> => {
      for (let version = from; version < to; version++) {
        const line = 1 + (version % lines.length);
        const range = { start: { line, character: 7 }, end: { line, character: version % 2 === 0 ? 7 : 8 } };
        await session.change(uri, version, [{ range, text: version % 2 === 0 ? 'q' : '' }]);
        // Every text is looked at, not only the last.
        if (version % 10 === 0) await session.diagnostics(uri, version);
      }
    };
    await type(2, edits / 5);
    const early = residentMegabytes(child.pid);
    await type(edits / 5, edits + 1);
    await session.diagnostics(uri, edits);
    expect(residentMegabytes(child.pid) - early).toBeLessThan(60);
  } finally {
    child.kill();
  }
}, 300_000);

function residentMegabytes(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}
