import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compile, evaluate, loneModule, makeSource, resolve } from '../src/index.ts';
import { argumentsOf, runIn } from './terminal.ts';

const root = new URL('..', import.meta.url).pathname;
const readme = readFileSync(join(root, 'README.md'), 'utf8');

it('the tour runs as it is printed', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'regionc-'));
  try {
    cpSync(join(root, 'examples'), join(scratch, 'examples'), { recursive: true });
    const blocks = [...readme.matchAll(/```(region (\S+\.region)|console)\n([\s\S]*?)```/g)];
    let commands = 0;
    for (const [, , file, body = ''] of blocks) {
      if (file) {
        writeFileSync(join(scratch, file), body);
        continue;
      }
      for (const step of body.split(/^\$ regionc /m).slice(1)) {
        const [line = '', ...output] = step.split('\n');
        const { stdout, stderr } = await runIn(scratch, argumentsOf(line));
        expect(withoutTimes(stderr + stdout), line).toBe(withoutTimes(output.join('\n')));
        commands += 1;
      }
    }
    expect(commands).toBeGreaterThan(6);
  } finally {
    rmSync(scratch, { recursive: true });
  }
});

function withoutTimes(text: string): string {
  return text.replace(/in \d+\.\d s/g, 'in TIME').trim();
}

it('the library example does what its comment says', () => {
  const text = /makeSource\('near.region', '(.*?)'\)/.exec(readme)?.[1]?.replaceAll('\\n', '\n') ?? '';
  const { program } = resolve(loneModule(makeSource('near.region', text))).value;
  const network = program && compile(program, { mode: 'guarantee' }).value;
  if (!network) throw new Error('no network');
  const outputs = evaluate(network, [
    [0, 0],
    [4, 4],
  ]).outputs;
  expect(outputs[0]?.[0]).toBeGreaterThan(0.95);
  expect(outputs[1]?.[0]).toBeLessThan(-0.95);
});

it('its picture is what `plot` draws', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'regionc-'));
  try {
    const picture = join(scratch, 'iris.svg');
    const spec = 'examples/iris/iris.region';
    const { exitCode } = await runIn(root, [
      'plot',
      spec,
      '--data',
      'examples/iris/iris.csv',
      '--label',
      'class',
      '-o',
      picture,
    ]);
    expect(exitCode).toBe(0);
    expect(readFileSync(picture, 'utf8')).toBe(readFileSync(join(root, 'examples/iris/iris.svg'), 'utf8'));
  } finally {
    rmSync(scratch, { recursive: true });
  }
});
