import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { poolHere, type DoJob } from '../src/exec/pool.ts';
import { createPool } from '../src/node/pool.ts';

const folder = mkdtempSync(join(tmpdir(), 'regionc-pool-'));
const script = join(folder, 'worker.mjs');

interface Job {
  readonly kind: 'double' | 'fail' | 'wait';
  readonly value: number;
}

// Doubles a number; fails; or waits, telling that it does, until it is cancelled.
const body = `
  (base) => async ({ kind, value }, { cancelled, tell }) => {
    if (kind === 'fail') throw new Error('no ' + value);
    for (tell(value); kind === 'wait' && !cancelled(); ) await new Promise((resolve) => setTimeout(resolve, 1));
    return base + 2 * value;
  }`;

beforeAll(async () => {
  const contents = `import { serveJobs } from './src/node/serve-jobs.ts'; serveJobs(${body});`;
  const resolveDir = new URL('..', import.meta.url).pathname;
  await build({
    stdin: { contents, resolveDir },
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a pool of threads', () => {
  it('gives results in the order of the jobs, however many run at once, and what the jobs tell', async () => {
    for (const size of [1, 3]) {
      const pool = createPool<Job, number, number>(script, size, 100);
      const told: number[] = [];
      const values = Array.from({ length: 20 }, (_, i) => i);
      const results = values.map((value) => pool.run({ kind: 'double', value }, { tell: (news) => told.push(news) }));
      expect(await Promise.all(results)).toEqual(values.map((value) => 100 + 2 * value));
      expect(told.toSorted((a, b) => a - b)).toEqual(values);
      pool.close();
    }
  });

  it('rejects a job that fails, and goes on', async () => {
    const pool = createPool<Job, number>(script, 1, 0);
    await expect(pool.run({ kind: 'fail', value: 7 })).rejects.toThrow('no 7');
    expect(await pool.run({ kind: 'double', value: 7 })).toBe(14);
    pool.close();
  });

  it('tells a job that it is cancelled, before it starts too, and no other', async () => {
    const pool = createPool<Job, number, number>(script, 1, 0);
    const abort = new AbortController();
    const signal = abort.signal;
    const running = pool.run({ kind: 'wait', value: 1 }, { signal, tell: () => abort.abort() });
    const waiting = pool.run({ kind: 'wait', value: 2 }, { signal });
    const other = pool.run({ kind: 'double', value: 3 });
    expect(await Promise.all([running, waiting, other])).toEqual([2, 4, 6]);
    pool.close();
  });

  it('rejects what is not done when it is closed, and where its script is missing', async () => {
    const pool = createPool<Job, number>(script, 1, 0);
    const jobs = [1, 2].map((value) => pool.run({ kind: 'wait', value }));
    pool.close();
    for (const job of jobs) await expect(job).rejects.toThrow('ended before');
    await expect(createPool(join(folder, 'none.mjs'), 1).run({})).rejects.toThrow('none.mjs');
  });

  it('can be this thread alone', async () => {
    const double: DoJob<number, number, string> = (value, { cancelled, tell }) => {
      tell(`${String(value)} ${String(cancelled())}`);
      return 2 * value;
    };
    const told: string[] = [];
    const pool = poolHere(double);
    const tell = (news: string): void => void told.push(news);
    expect(await pool.run(2, { tell })).toBe(4);
    expect(await pool.run(3, { tell, signal: AbortSignal.abort() })).toBe(6);
    expect(told).toEqual(['2 false', '3 true']);
  });
});
