import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { briefly, checkedParse, checkTree, exampleNames, exampleText } from './check-parse.ts';

/** Blocks of `trees.txt`: lines of text after `> `, then their tree. */
const cases = readFileSync(new URL('trees.txt', import.meta.url), 'utf8')
  .split(/\n\n+/)
  .map((block) => block.split('\n'))
  .map((lines) => ({
    text: lines.flatMap((line) => (line.startsWith('> ') ? [line.slice(2)] : [])).join('\n'),
    tree: lines.filter((line) => !line.startsWith('> ')).join('\n'),
  }))
  .filter(({ text }) => text !== '');

describe('every construct gives its tree', () => {
  it('has them all', () => expect(cases.length).toBeGreaterThan(70));
  it.each(cases)('$text', ({ text, tree }) => checkTree(text, tree));
});

describe('the examples of the language definition', () => {
  it.each(exampleNames)('%s', (name) => {
    const { ast, diagnostics } = checkedParse(exampleText(name));
    expect(diagnostics.map(briefly)).toEqual([]);
    expect(ast.declarations.length).toBeGreaterThan(1);
    expect(ast.declarations.every(({ broken, kind }) => !broken && kind !== 'broken')).toBe(true);
    expect(ast.doc).toBe(/^\/\/\/ (.*)/.exec(exampleText(name))?.[1]);
  });
});
