import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';

function readJson(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
}

const extension = readJson('vscode-extension/package.json');

it('the extension has the version of the compiler inside it', () => {
  expect(extension['version']).toBe(readJson('package.json')['version']);
});

describe('the editor behaviour of .region files', () => {
  const { indentationRules, onEnterRules, wordPattern } = readJson('vscode-extension/language-configuration.json') as {
    indentationRules: { increaseIndentPattern: string; decreaseIndentPattern: string };
    onEnterRules: { beforeText: string; action: { appendText: string } }[];
    wordPattern: string;
  };

  it.each([
    ['region r = any of (', true],
    ['  all of (a, [1, 2],', true],
    ['let m = [', true],
    ['input s in {', true],
    ['region r = any of (a, b)', false],
    ['let m = [1, 2]', false],
    ['// any of (', false],
    ['/// a (', false],
    ['', false],
  ])('after `%s` the next line is indented: %s', (line, indented) => {
    expect(new RegExp(indentationRules.increaseIndentPattern).test(line)).toBe(indented);
  });

  it.each([
    ['  )', true],
    [']', true],
    ['  a,', false],
  ])('`%s` goes back: %s', (line, back) => {
    expect(new RegExp(indentationRules.decreaseIndentPattern).test(line)).toBe(back);
  });

  it('goes on with a documentation comment, and only with that', () => {
    const continued = (line: string): string | undefined =>
      onEnterRules.find(({ beforeText }) => new RegExp(beforeText).test(line))?.action.appendText;
    expect(continued('/// Two petal measures.')).toBe('/// ');
    expect(continued('  ///')).toBe('/// ');
    expect(continued('// a remark')).toBeUndefined();
    expect(continued('input x in [0, 1] /// no documentation')).toBeUndefined();
  });

  it('takes a name as one word', () => {
    expect('2*petal_length2>=_x'.match(new RegExp(wordPattern, 'g'))).toEqual(['petal_length2', '_x']);
  });
});
