import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { format, type FormatOptions } from '../../grammar/format.ts';
import { parse } from '../../grammar/parser.ts';
import { printAst } from '../../grammar/print-ast.ts';
import type { Ast } from '../../grammar/ast.ts';
import { hasErrors } from '../../src/base/diagnostic.ts';
import { makeSource } from '../../src/base/source.ts';
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

  it('of generated texts', async () => {
    let valid = 0;
    const width = fc.constantFrom(20, 40, 80);
    await fc.assert(
      fc.asyncProperty(texts(), width, async (text, printWidth) => {
        if (hasErrors(parse(makeSource('main.region', text)).diagnostics)) return;
        valid += 1;
        await checkFormat(text, { printWidth });
      }),
      { seed, numRuns },
    );
    expect(valid).toBeGreaterThan(0.9 * numRuns);
  });
});
