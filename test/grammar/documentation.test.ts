import { describe, expect, it } from 'vitest';
import { checkedParse } from './check-parse.ts';

/** The documentation of the file and of each declaration; a warning shows as its text. */
function docsOf(text: string): readonly (string | undefined)[] {
  const { ast, diagnostics } = checkedParse(text);
  const warned = diagnostics.map(({ code, span }) => `${code} ${text.slice(span?.start, span?.end)}`);
  return [ast.doc, ...ast.declarations.map(({ doc }) => doc), ...warned];
}

describe('documentation', () => {
  it.each([
    ['belongs to the declaration below', '/// one\nlet a = 1', [undefined, 'one']],
    ['is joined by lines', '/// one\n///\n///   two  \nlet a = 1', [undefined, 'one\n\n  two']],
    ['belongs to the file before a blank line', '/// one\n\nlet a = 1', ['one', undefined]],
    ['is of the file and of the first declaration', '/// one\n \n/// two\nlet a = 1', ['one', 'two']],
    ['is of the file without declarations', '/// one\n\n', ['one']],
    ['takes two blocks', 'let a = 1\n/// one\n\n/// two\nlet b = 1', [undefined, undefined, 'one\n\ntwo']],
    ['passes over plain comments', '/// one\n// two\n//// three\nlet a = 1', [undefined, 'one']],
    ['comes before `frozen`', '/// one\nfrozen region a = x >= 1', [undefined, 'one']],
    ['works with CRLF', '/// one\r\n/// two\r\n\r\n/// three\r\nlet a = 1\r\n', ['one\ntwo', 'three']],
    [
      'after code documents nothing',
      'let a = 1 /// one\nlet b = 2',
      [undefined, undefined, undefined, 'R0022 /// one'],
    ],
    ['inside documents nothing', 'let a = [\n/// one\n1]', [undefined, undefined, 'R0022 /// one']],
    ['before nothing documents nothing', '/// one', [undefined, 'R0022 /// one']],
  ])('%s', (_, text, docs) => expect(docsOf(text)).toEqual(docs));

  it('leaves every comment beside the tree', () => {
    const { ast } = checkedParse('/// a\n\n// b\nlet c = 1 // d\n// e');
    expect(ast.comments.map(({ text }) => text)).toEqual(['/// a', '// b', '// d', '// e']);
  });
});
