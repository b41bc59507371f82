import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleCli } from '../src/node/build/bundle.mjs';

const root = new URL('..', import.meta.url).pathname;
let [folder, cli] = ['', ''];

const text = `input x, y in [0, 10]
region a = x >= 2.5
region b = norm([x, y] - [5, 5]) <= 2
output r = at least 2 of (a, b, y >= 4) and x + y <= 12
check certified(r)
check certified(r, 0.01)
check tolerance(r) <= 0.5
check inside(b, a)
check contains(r, [5, 5])
check confidence(r) >= 0.9
`;

beforeAll(async () => {
  // Inside the repository, for packages that stay outside the bundle.
  folder = mkdtempSync(join(root, 'node_modules/.regionc-threads-'));
  await bundleCli(join(folder, 'dist'));
  cli = join(folder, 'dist/cli.js');
  writeFileSync(join(folder, 'main.region'), text);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Of the network that the text compiles to, without the seconds that each claim took. */
function checked(threads: number): string {
  const { stdout } = run('check', 'main.safetensors', '--json', '--threads', String(threads));
  return stdout.replaceAll(/"seconds": [\d.e-]+/g, '');
}

function run(...arguments_: readonly string[]) {
  return spawnSync(process.execPath, [cli, ...arguments_], { cwd: folder, encoding: 'utf8' });
}

describe('regionc check', () => {
  it('says the same for any number of threads', () => {
    expect(run('compile', 'main.region').status).toBe(0);
    const [one, three] = [checked(1), checked(3)];
    expect(three).toBe(one);
    expect(one).toContain('"outcome": "refuted"');
    expect(one.match(/"outcome": "proved"/g)?.length).toBeGreaterThan(3);
    expect(run('check', 'main.safetensors', '--threads', '0').stderr).toContain('It must be a whole number above 0.');
  });

  it('stops when it is asked to, and says what it got to', async () => {
    // A ball within a turned box by a hair, in ten dimensions.
    const names = Array.from({ length: 10 }, (_, i) => `x${String(i)}`);
    const planes = names.map((_, i) => {
      const normal = names.map((_unused, j) => Math.cos((i + 1) * (j + 1)));
      const [length, sum] = [Math.hypot(...normal), 5 * normal.reduce((total, a) => total + a, 0)];
      const terms = normal.map((a, j) => `${(a / length).toFixed(9)}*x${String(j)}`).join(' + ');
      return `abs(${terms} - ${(sum / length).toFixed(9)}) <= 3.0001`;
    });
    writeFileSync(
      join(folder, 'hard.region'),
      `input ${names.join(', ')} in [0, 10]
region sphere = ball(center: [${names.map(() => 5).join(', ')}], radius: 3)
region turned = all of (${planes.join(', ')})
check inside(sphere, turned)
`,
    );
    const child = spawn(process.execPath, [cli, 'check', 'hard.region', '--budget', '100'], { cwd: folder });
    let stdout = '';
    child.stdout.on('data', (part: Buffer) => (stdout += part.toString()));
    await setTimeout(2500);
    const asked = performance.now();
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(performance.now() - asked).toBeLessThan(5000);
    expect(code).toBe(1);
    expect(stdout).toContain('undecided  inside(sphere, turned)');
  });
});

describe('regionc train', () => {
  it('comes, where steps are large, to the same bits for any number of threads', () => {
    const names = Array.from({ length: 20 }, (_, i) => `x${String(i)}`);
    const sides = names.map((name) => `${name} >= 3 and ${name} <= 8`);
    writeFileSync(
      join(folder, 'large.region'),
      `input ${names.join(', ')} in [0, 10]\noutput r = at least 12 of (${sides.join(', ')})\n`,
    );
    const rows = Array.from({ length: 4000 }, (_, row) => {
      const point = names.map((_unused, i) => (((row + 1) * (7 * i + 3)) % 101) / 10);
      return [...point, point.filter((x) => x >= 2 && x <= 7).length >= 10].join(',');
    });
    writeFileSync(join(folder, 'large.csv'), `${[...names, 'r'].join(',')}\n${rows.join('\n')}\n`);
    const found = [1, 4].map((threads) => {
      const flags = ['--data', 'large.csv', '--label', 'r', '--links', 'all', '--epochs', '80', '-o', 'net'];
      const { status, stderr } = run('train', 'large.region', ...flags, '--threads', String(threads));
      expect([status, stderr]).toEqual([0, '']);
      return readFileSync(join(folder, 'net'));
    });
    expect(found[1]).toEqual(found[0]);
  });
});
