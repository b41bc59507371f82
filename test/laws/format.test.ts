import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { format, type FormatOptions } from '../../grammar/format.ts';
import { parse } from '../../grammar/parser.ts';
import { printAst } from '../../grammar/print-ast.ts';
import type { Ast } from '../../grammar/ast.ts';
import { hasErrors } from '../../src/base/diagnostic.ts';
import { makeSource } from '../../src/base/source.ts';
import { exampleNames, exampleText } from '../grammar/check-parse.ts';
import { texts } from '../generators/texts.ts';

const root = new URL('../../', import.meta.url).pathname;
const written = ['examples', 'test/grammar/examples', 'test/samples'].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.region'))
    .map((file) => `${folder}/${file}`),
);
const numRuns = Number(process.env['REGIONC_FUZZ'] ?? 300);
const seed = 20140902;

/** The formatted text, which must keep the laws. */
async function checkFormat(text: string, options: FormatOptions = {}): Promise<string> {
  const once = await formatted(text, options);
  expect(await formatted(once, options)).toBe(once);
  const [before, after] = [treeOf(text), treeOf(once)];
  expect(printAst(after)).toBe(printAst(before));
  expect(commentsOf(after)).toEqual(commentsOf(before));
  // Starts with text and ends with one line end; no line ends in a blank, no two lines are empty.
  expect(once).toMatch(/^\ufeff?(?:\S[^]*\S\r?\n)?$/);
  expect(once).not.toMatch(/[ \t]\r?$|\n\r?\n\r?\n/m);
  return once;
}

async function formatted(text: string, options: FormatOptions): Promise<string> {
  const { value, diagnostics } = await format(makeSource('main.region', text), options);
  expect(hasErrors(diagnostics)).toBe(false);
  return value;
}

function treeOf(text: string): Ast {
  return parse(makeSource('main.region', text)).value;
}

function commentsOf({ comments }: Ast): string[] {
  return comments.map(({ text }) => text.trimEnd());
}

describe('formatting is idempotent and keeps the tree and the comments in their order', () => {
  it.each(written)('of %s', async (file) => {
    const text = readFileSync(`${root}${file}`, 'utf8');
    for (const printWidth of [20, 80, 120]) await checkFormat(text, { printWidth });
  });

  it(
    'of generated texts',
    async () => {
      const width = fc.constantFrom(20, 40, 80);
      await fc.assert(
        fc.asyncProperty(texts(), width, async (text, printWidth) => void (await checkFormat(text, { printWidth }))),
        { seed, numRuns },
      );
    },
    60_000 + 240 * numRuns,
  );

  it('of generated texts with tabs', async () => {
    const text = texts();
    await fc.assert(
      fc.asyncProperty(text, async (any) => void (await checkFormat(any, { useTabs: true, tabWidth: 4 }))),
      { seed, numRuns: 50 },
    );
  });
});

describe('line ends', () => {
  it.each(written)('and the mark at the start stay as they are in %s', async (file) => {
    const text = readFileSync(`${root}${file}`, 'utf8');
    const plain = await checkFormat(text);
    const windows = plain.replaceAll('\n', '\r\n');
    expect(await checkFormat(text.replaceAll('\n', '\r\n'))).toBe(windows);
    expect(await checkFormat(`\ufeff${text}`)).toBe(`\ufeff${plain}`);
    expect(await checkFormat(`\ufeff${text.replaceAll('\n', '\r\n')}`)).toBe(`\ufeff${windows}`);
    expect(await formatted(text.replaceAll('\n', '\r\n'), { endOfLine: 'lf' })).toBe(plain);
  });
});

it.each(['/// About.\n\n', '/// About.\n///\n/// More.\n\n', '/// About.\r\n\r\n', '/// About.\n'])(
  'a lone block stays whose it is: %j',
  async (text) => {
    const once = await formatted(text, {});
    expect(once).toBe(text);
    expect(treeOf(once).doc).toBe(treeOf(text).doc);
  },
);

describe('a text with syntax errors', () => {
  it('stays as it is: every prefix of the examples', async () => {
    let broken = 0;
    for (const text of exampleNames.map(exampleText)) {
      for (let end = 0; end <= text.length; end++) {
        const prefix = text.slice(0, end);
        const { value, diagnostics } = await format(makeSource('main.region', prefix));
        if (!hasErrors(diagnostics)) continue;
        broken += 1;
        expect(value).toBe(prefix);
      }
    }
    expect(broken).toBeGreaterThan(1000);
  });
});

it.each([
  ['a sum', `let a = x${' + x'.repeat(980)}`],
  ['a power', `let a = x${'^-x'.repeat(490)}`],
  ['signs', `let a = ${'-'.repeat(980)}x`],
  ['negations', `region a = ${'not '.repeat(980)}x`],
  ['a conjunction', `region a = x${' and x'.repeat(980)}`],
  ['brackets', `let a = ${'['.repeat(99)}x${']'.repeat(99)}`],
  ['gates', `region a = ${'all of '.repeat(99)}x`],
])('%s as long as the limits allow does not run out of stack', async (_, text) => void (await checkFormat(text)));
