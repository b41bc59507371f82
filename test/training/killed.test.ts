import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRandom } from '../../src/base/random.ts';
import { bundleCli } from '../../src/node/build/bundle.mjs';
import { readCheckpoint } from '../../src/train/checkpoint.ts';

/** How often a training is killed on its way; the goal is a hundred times. */
const kills = process.env['REGIONC_TEST_ALL'] ? 100 : 8;
const epochs = 40 * kills;

const patience = 30_000 * kills;

const root = new URL('../../', import.meta.url).pathname;
let [folder, cli] = ['', ''];
/** The network of a training that nobody disturbs. */
let never: Promise<Buffer>;

beforeAll(async () => {
  // Inside the repository, for packages that stay outside the bundle.
  folder = mkdtempSync(join(root, 'node_modules/.regionc-killed-'));
  await bundleCli(join(folder, 'dist'));
  cli = join(folder, 'dist/cli.js');
  const random = makeRandom(5);
  const rows = Array.from({ length: 300 }, () => {
    const [x, y] = [2 * random.uniform() - 1, 2 * random.uniform() - 1];
    return `${x},${y},${x * x + y * y <= 0.4}`;
  });
  writeFileSync(join(folder, 'data.csv'), ['x,y,disc', ...rows, ''].join('\n'));
  writeFileSync(
    join(folder, 'main.region'),
    'input x, y in [-1, 1]\noutput disc = any of (ball(center: [0.3, 0], radius: 0.4), x + y <= -1, gaussian(mean: [0, 0], sd: 0.4))\n',
  );
  never = once(start('never.safetensors'), 'exit').then(() => readFileSync(join(folder, 'never.safetensors')));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const command =
  'train main.region --data data.csv --batch 32 --patience 100000 --partial-backprop --grow-batch 2'.split(' ');

function start(output: string, more: readonly string[] = []) {
  const flags = ['-o', output, '--epochs', String(epochs), ...more];
  return spawn(process.execPath, [cli, ...command, ...flags], { cwd: folder, stdio: 'ignore' });
}

describe('a training that is killed', () => {
  it(
    `has a readable checkpoint at every moment, and comes to the same bits after ${kills} kills`,
    async () => {
      const random = makeRandom(6);
      const checkpoint = join(folder, 'killed.safetensors.checkpoint');
      let killed = 0;
      for (let isOver = false; !isOver;) {
        const resumes = existsSync(checkpoint);
        const child = start('killed.safetensors', ['--checkpoint', '0.005', ...(resumes ? ['--resume'] : [])]);
        const exited = once(child, 'exit');
        if (killed < kills) {
          while (!existsSync(checkpoint) && child.exitCode === null) await setTimeout(5);
          await setTimeout((resumes ? 350 : 0) + 400 * random.uniform());
          child.kill('SIGKILL');
        }
        const [exitCode] = await exited;
        if (exitCode === null) {
          killed++;
          const { value, diagnostics } = readCheckpoint(readFileSync(checkpoint));
          expect(diagnostics).toEqual([]);
          expect(value?.state.parameters.every(Number.isFinite)).toBe(true);
        } else {
          expect(exitCode).toBe(0);
          isOver = true;
        }
      }
      console.log(`killed ${killed} times`);
      expect(killed).toBeGreaterThanOrEqual(kills / 2);
      expect(readFileSync(join(folder, 'killed.safetensors'))).toEqual(await never);
      expect(existsSync(checkpoint)).toBe(false);
      // What a kill in the middle of writing left was taken away by the next start.
      expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    },
    patience,
  );

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s writes a checkpoint and the best so far, and goes on',
    async (signal) => {
      const output = `${signal}.safetensors`;
      const child = start(output, ['--checkpoint', '0.005']);
      const checkpoint = join(folder, `${output}.checkpoint`);
      while (!existsSync(checkpoint)) await setTimeout(5);
      child.kill(signal);
      expect((await once(child, 'exit'))[0]).toBe(0);
      expect(existsSync(join(folder, output))).toBe(true);
      expect(existsSync(checkpoint)).toBe(true);
      expect((await once(start(output, ['--resume']), 'exit'))[0]).toBe(0);
      expect(readFileSync(join(folder, output))).toEqual(await never);
    },
  );
});
