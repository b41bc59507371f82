import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { format } from '../grammar/format.ts';
import { makeSource } from '../src/base/source.ts';
import { argumentsOf, runIn, type Ran } from './terminal.ts';

const root = new URL('first-hour/', import.meta.url).pathname;

/** What a newcomer typed by mistake. */
interface Slip {
  /** Its folder in `slips`, which holds the files that differ from the right ones, or another `command`. */
  readonly name: string;
  /**
   * `fix`: the fixes of its messages give the right files. `fix, otherwise`: they give files that are in order, though
   * not the right ones. Else words that the message has to say.
   */
  readonly cure: string;
}

// Each folder is a task as a newcomer meets it: `task.md` says what to do and lists the slips that people make on the
// way, `right` holds files that do it. Every message has to lead from the slip to there, without knowledge of the code.
describe.each(readdirSync(root))('the first hour: %s', (task) => {
  const folder = join(root, task);
  const slips = slipsOf(readFileSync(join(folder, 'task.md'), 'utf8'));
  const command = readFileSync(join(folder, 'command'), 'utf8').trim();

  it('can be done', async () => {
    const { exitCode, stderr } = await inCopy([join(folder, 'right')], (scratch) =>
      runIn(scratch, argumentsOf(command)),
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });

  it('has every slip that is told', () => {
    expect(slips.map(({ name }) => name).toSorted()).toEqual(readdirSync(join(folder, 'slips')).toSorted());
  });

  it('names the cure of every slip', async () => {
    let seen = '';
    for (const { name, cure } of slips) {
      const own = join(folder, 'slips', name);
      const line = existsSync(join(own, 'command')) ? readFileSync(join(own, 'command'), 'utf8').trim() : command;
      const told = await inCopy([join(folder, 'right'), own], async (scratch) => {
        const ran = await runIn(scratch, argumentsOf(line));
        await checkCure(scratch, { folder, line, name, cure }, ran);
        return `${ran.stderr}${ran.stdout}exit code ${ran.exitCode}`.replaceAll(scratch, '.');
      });
      seen += `${name}\n$ regionc ${line}\n${told}\n\n`;
    }
    await expect(seen).toMatchFileSnapshot(join(folder, 'expected.txt'));
  });
});

interface Case extends Slip {
  readonly folder: string;
  readonly line: string;
}

async function checkCure(scratch: string, { folder, line, name, cure }: Case, { stdout, stderr }: Ran): Promise<void> {
  const told = `${stderr}${stdout}`;
  if (!cure.startsWith('fix')) {
    for (const [, words = ''] of cure.matchAll(/"([^"]+)"/g))
      expect.soft({ name, told }).toEqual({ name, told: expect.stringContaining(words) });
    expect.soft(cure).toMatch(/".+"/);
    return;
  }
  expect.soft({ name, told }).toEqual({ name, told: expect.stringContaining('= fix: ') });
  const [file = ''] = argumentsOf(line).filter((word) => word.endsWith('.region'));
  await runIn(scratch, ['check', file, '--fix', '--unsafe']);
  const { exitCode, stderr: left } = await runIn(scratch, argumentsOf(line));
  expect.soft({ name, exitCode, left }).toEqual({ name, exitCode: cure === 'fix' ? 0 : expect.any(Number), left: '' });
  if (cure !== 'fix') return;
  for (const right of readdirSync(join(folder, 'right')).filter((each) => each.endsWith('.region'))) {
    expect.soft({ name, text: await laidOut(join(scratch, right)) }).toEqual({
      name,
      text: await laidOut(join(folder, 'right', right)),
    });
  }
}

/** A file as the formatter writes it, without its comments. */
async function laidOut(path: string): Promise<string> {
  const { value } = await format(makeSource(path, readFileSync(path, 'utf8')));
  return value.replace(/^\/\/.*\n/gm, '');
}

/** The rows of the table: slip, what was typed, cure. */
function slipsOf(page: string): readonly Slip[] {
  const rows = [...page.matchAll(/^\| ([a-z0-9-]+)\s*\|.*\| (.*?)\s*\|$/gm)];
  return rows.map(([, name = '', cure = '']) => ({ name, cure })).filter(({ name }) => !/^(slip|-+)$/.test(name));
}

async function inCopy<T>(folders: readonly string[], work: (scratch: string) => Promise<T>): Promise<T> {
  const scratch = mkdtempSync(join(tmpdir(), 'regionc-'));
  try {
    for (const each of folders) cpSync(each, scratch, { recursive: true });
    rmSync(join(scratch, 'command'), { force: true });
    return await work(scratch);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
