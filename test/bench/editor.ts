import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lex } from '../../grammar/lexer.ts';
import { makeSource } from '../../src/base/source.ts';
import { analyse, type Analysis } from '../../src/service/analyse.ts';
import { complete } from '../../src/service/complete.ts';
import { hover } from '../../src/service/hover.ts';
import { loneProject } from '../../src/service/project.ts';
import { readSyntax, type Syntax } from '../../src/service/syntax.ts';
import { connect } from '../editor/session.ts';
import { table } from './measure.ts';

// How long a key takes: the recorded session `writing` is typed again into a file of 300 lines, and every key is one
// text that is read, understood, completed and hovered. Milliseconds depend on the machine and on what else it does:
// beside them is how many times as long as the lexer alone they are.

const session = readFileSync('test/editor/sessions/writing.jsonl', 'utf8').trim().split('\n');
const typed = session
  .map((line): { do: string; text?: string } => JSON.parse(line))
  .flatMap((step) => (step.do === 'type' ? [step.text ?? ''] : []))
  .join('');

/** A file of about so many lines of the usual mix. */
function fileOf(lines: number): string {
  const body = Array.from({ length: Math.floor(lines / 5) }, (_, i) => [
    `/// Region ${i}.`,
    `region a${i} = ${i}*x + 2.5*y - 3*z >= ${i + 1} +- 0.5`,
    `region b${i} = at least 2 of (x >= ${i % 90}, y <= ${(i * 7) % 90}, a${i}, not z >= 0.5)`,
    `let c${i} = [${i}, ${i + 1}, sqrt(${i + 2})]`,
    `region d${i} = (norm([x, y] - c${i}[1..2]) <= 5 or b${i}) and not (x + y >= 150)`,
  ]);
  return `input x, y, z in [0, 100]\n${body.flat().join('\n')}\n`;
}

async function timed<T>(into: number[], work: () => T | Promise<T>): Promise<T> {
  const start = performance.now();
  const made = await work();
  into.push(performance.now() - start);
  return made;
}

/** The text with the session typed into its middle, key by key, and where the caret is. */
function* keysInto(file: string): Generator<{ readonly now: string; readonly cursor: number }> {
  const middle = file.indexOf('\nregion a', file.length / 2);
  for (let keys = 1; keys <= typed.length; keys++) {
    yield { now: `${file.slice(0, middle)}\n${typed.slice(0, keys)}${file.slice(middle)}`, cursor: middle + 1 + keys };
  }
}

function median(each: readonly number[]): number {
  return each.toSorted((a, b) => a - b)[Math.floor(each.length / 2)] ?? 0;
}

function p95(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(0.95 * times.length)] ?? 0;
}

const text = fileOf(300);
const times = { lexer: [], syntax: [], semantic: [], completion: [], hover: [] } as Record<string, number[]>;
let before: Analysis | undefined;
for (const { now, cursor } of keysInto(text)) {
  const source = makeSource('bench.region', now);
  await timed(times['lexer'] ?? [], () => lex(now));
  await timed(times['syntax'] ?? [], () => readSyntax(source, before?.syntax));
  const analysis = await timed(times['semantic'] ?? [], () => analyse(source, () => undefined, before));
  await timed(times['completion'] ?? [], () => complete(analysis, cursor, loneProject(analysis)));
  await timed(times['hover'] ?? [], () => hover(analysis, now.indexOf('b3') + 1));
  before = analysis;
}
const targets: Readonly<Record<string, number>> = { syntax: 16, semantic: 50, completion: 30, hover: 20 };
const base = p95(times['lexer'] ?? []);
console.log(`${typed.length} keys into 300 lines`);
console.log(
  table(
    ['answer', 'p95', 'wanted', 'x lexer'],
    Object.entries(targets).map(([name, target]) => {
      const time = p95(times[name] ?? []);
      return [name, `${time.toFixed(1)} ms`, `${target} ms`, (time / base).toFixed(1)];
    }),
  ),
);

const large = fileOf(5000);
const [lexed, opened, read]: [number[], number[], number[]] = [[], [], []];
let syntax: Syntax | undefined;
for (const { now } of keysInto(large)) {
  const source = makeSource('large.region', now);
  const last = syntax;
  syntax = await timed(last ? read : opened, () => readSyntax(source, last));
}
for (let round = 0; round < 9; round++) {
  await timed(lexed, () => lex(large));
  await timed(opened, () => readSyntax(makeSource('large.region', large)));
}
const timesLexer = (time: number): string => `${(time / median(lexed)).toFixed(1)} x lexer`;
console.log(
  `5000 lines: a key ${p95(read).toFixed(1)} ms of 100 ms (p95), ${timesLexer(p95(read))}; ` +
    `opened ${median(opened).toFixed(0)} ms (the first ${(opened[0] ?? 0).toFixed(0)} ms), ${timesLexer(median(opened))}`,
);

await coldStart();

/** From the start of the server's process to its first diagnostics. */
async function coldStart(): Promise<void> {
  // Found at run time: this file is bundled, and the bundler is not.
  const { bundleServer } = (await import(pathToFileURL('src/node/build/bundle.mjs').href)) as {
    bundleServer: (outdir: string) => Promise<unknown>;
  };
  const folder = mkdtempSync(join(tmpdir(), 'regionc-bench-'));
  const starts: number[] = [];
  const bare: number[] = [];
  try {
    await bundleServer(folder);
    for (let round = 0; round < 9; round++) {
      await timed(bare, () => new Promise((resolve) => spawn(process.execPath, ['-e', '']).once('exit', resolve)));
      await timed(starts, async () => {
        const child = spawn(process.execPath, [join(folder, 'server.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
        const client = await connect(child.stdout, child.stdin);
        await client.open('file:///bench.region', text);
        await client.diagnostics('file:///bench.region', 1);
        child.kill();
      });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.log(
    `cold start to first diagnostics: ${median(starts).toFixed(0)} ms of 400 ms, ${(median(starts) / median(bare)).toFixed(1)} x an empty Node`,
  );
}
