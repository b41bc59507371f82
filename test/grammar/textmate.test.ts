import type { IGrammar } from 'vscode-textmate';
import { beforeAll, describe, expect, it } from 'vitest';
import { lex, nameOf } from '../../grammar/lexer.ts';
import { tokenRow, type TokenClass } from '../../grammar/tokens.ts';
import { exampleNames, exampleText } from './check-parse.ts';
import { loadGrammar, scopesOf } from './textmate-scopes.ts';

let grammar: IGrammar;

beforeAll(async () => {
  grammar = await loadGrammar();
});

const expected: Readonly<Record<TokenClass, readonly string[]>> = {
  declaration: ['keyword.declaration'],
  logic: ['keyword.operator.logical'],
  gate: ['keyword.control.gate'],
  keyword: ['keyword.other'],
  setting: ['support.type.property-name'],
  constant: ['constant.language'],
  operator: ['keyword.operator'],
  punctuation: ['punctuation.separator'],
  number: ['constant.numeric'],
  string: ['string.quoted.double'],
  name: [
    'variable.other',
    'variable.other.constant',
    'variable.parameter',
    'entity.name.type',
    'entity.name.class',
    'entity.name.function',
    'keyword.other',
    'support.type.property-name',
    'constant.language',
  ],
  comment: ['comment.line.double-slash', 'comment.line.documentation'],
  invalid: ['invalid.illegal'],
};

describe('the TextMate grammar', () => {
  it.each(exampleNames)('colours every token of %s as the table says', (name) => {
    const text = exampleText(name);
    const scopes = scopesOf(grammar, text);
    const { tokens, comments } = lex(text);
    for (const { image, startOffset, ...rest } of [...tokens, ...comments]) {
      const row = nameOf({ image, startOffset, ...rest });
      if (!row) throw new Error(`${image} is of no row`);
      const last = startOffset + image.length - 1;
      for (const at of [startOffset, last]) expect(expected[tokenRow(row).class], image).toContain(scopes[at]);
    }
  });

  it.each([
    ['let count = 1', 'count', 'variable.other.constant'],
    ['region big(p) = p >= 1', 'big', 'entity.name.type'],
    ['frozen region big = x >= 1', 'big', 'entity.name.type'],
    ['class low label 0 = otherwise', 'low', 'entity.name.class'],
    ['class low label 0 = otherwise', 'label', 'keyword.other'],
    ['class low = unknown', 'unknown', 'constant.language'],
    ['let a = unknown + 1', 'unknown', 'variable.other'],
    ['input x in [0, 1] column "a"', 'column', 'keyword.other'],
    ['let column = 1', 'column', 'variable.other.constant'],
    ['region a = b with gain 3', 'gain', 'support.type.property-name'],
    ['let a = gain', 'gain', 'variable.other'],
    ['default width 5%', 'width', 'support.type.property-name'],
    ['let a = ball(center: c)', 'ball', 'entity.name.function'],
    ['let a = ball(center: c)', 'center', 'variable.parameter'],
    ['let a = [for c in posts: c]', 'posts', 'variable.other'],
    ['region a = not (b)', 'not', 'keyword.operator.logical'],
    ['region a = at   least 2 of b', 'at   least', 'keyword.control.gate'],
    ['let inner = 1', 'inner', 'variable.other.constant'],
    ['let a = input_x', 'input_x', 'variable.other'],
    ['let a = 1..8', '1', 'constant.numeric'],
    ['let a = 1..8', '..', 'keyword.operator'],
    ['let a = x ≤ 1', '≤', 'keyword.operator'],
    ['let a = "b\\nc"', '\\n', 'constant.character.escape'],
    ['let a = "b\\dc"', '\\d', 'invalid.illegal'],
    ['let a = x && y', '&&', 'invalid.illegal'],
    ['let a = .5', '.5', 'invalid.illegal'],
    ['let a = §', '§', 'invalid.illegal'],
    ['let a = "open', 'open', 'string.quoted.double'],
    ['/// doc', 'doc', 'comment.line.documentation'],
    ['//// plain', 'plain', 'comment.line.double-slash'],
  ])('%s: %s is %s', (text, part, scope) => {
    const start = text.indexOf(part);
    expect(scopesOf(grammar, text).slice(start, start + part.length)).toEqual(Array.from(part, () => scope));
  });

  it('closes an open quote at the end of the line', () => {
    const text = 'let a = "open\nlet b = 1';
    expect(scopesOf(grammar, text)[text.indexOf('b')]).toBe('variable.other.constant');
  });
});
