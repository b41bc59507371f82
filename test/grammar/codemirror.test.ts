import { StreamLanguage } from '@codemirror/language';
import { highlightTree, tagHighlighter, tags } from '@lezer/highlight';
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { IGrammar } from 'vscode-textmate';
import { highlighting } from '../../grammar/codemirror.ts';
import { lex } from '../../grammar/lexer.ts';
import { loadGrammar, scopesOf } from './textmate-scopes.ts';

const root = new URL('../../', import.meta.url).pathname;
const files = ['examples', 'test/grammar/examples', 'test/samples'].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.region'))
    .map((file) => `${folder}/${file}`),
);
const language = StreamLanguage.define(highlighting);
let grammar: IGrammar;

beforeAll(async () => {
  grammar = await loadGrammar();
});

/** The TextMate scope that says the same as a tag of CodeMirror. */
const scopeOfTag = tagHighlighter([
  { tag: tags.definitionKeyword, class: 'keyword.declaration' },
  { tag: tags.logicOperator, class: 'keyword.operator.logical' },
  { tag: tags.controlKeyword, class: 'keyword.control.gate' },
  { tag: tags.keyword, class: 'keyword.other' },
  { tag: tags.propertyName, class: 'support.type.property-name' },
  { tag: tags.atom, class: 'constant.language' },
  { tag: tags.operator, class: 'keyword.operator' },
  { tag: tags.punctuation, class: 'punctuation.separator' },
  { tag: tags.number, class: 'constant.numeric' },
  { tag: tags.string, class: 'string.quoted.double' },
  { tag: tags.escape, class: 'constant.character.escape' },
  { tag: tags.variableName, class: 'variable.other' },
  { tag: tags.definition(tags.variableName), class: 'variable.other.constant' },
  { tag: tags.definition(tags.typeName), class: 'entity.name.type' },
  { tag: tags.definition(tags.className), class: 'entity.name.class' },
  { tag: tags.function(tags.variableName), class: 'entity.name.function' },
  { tag: tags.attributeName, class: 'variable.parameter' },
  { tag: tags.lineComment, class: 'comment.line.double-slash' },
  { tag: tags.docComment, class: 'comment.line.documentation' },
  { tag: tags.invalid, class: 'invalid.illegal' },
]);

/** For every character the scope that CodeMirror's tag for it comes to. */
function coloursOf(text: string): readonly string[] {
  const colours: string[] = Array.from({ length: text.length }, () => '');
  highlightTree(language.parser.parse(text), scopeOfTag, (from, to, found) => void colours.fill(found, from, to));
  return colours;
}

describe('CodeMirror colours as the TextMate grammar does', () => {
  it.each(files)('%s', (file) => {
    const text = readFileSync(`${root}${file}`, 'utf8');
    const [colours, scopes] = [coloursOf(text), scopesOf(grammar, text)];
    const { tokens, comments } = lex(text);
    for (const { image, startOffset } of [...tokens, ...comments]) {
      const place = [startOffset, startOffset + image.length];
      expect(colours.slice(...place), `${image} at ${startOffset}`).toEqual(scopes.slice(...place));
    }
  });

  it.each([
    'class low label 0 = otherwise',
    'class low = unknown',
    'let a = unknown + 1',
    'let column = 1',
    'region a = b with gain 3 with bias 1',
    'let a = gain + width',
    'default width 5%',
    'let a = ball(center: c, radius: 2)',
    'region a = not (b)',
    'region a = at   least 2 of b',
    'let inner = input_x',
    'let a = 1..8',
    'let a = x ≤ 1',
    String.raw`let a = "b\nc\d"`,
    'let a = x && y or .5 § 2',
    'let a = "open\nlet b = 1',
    '//// plain\n/// doc',
  ])('%s', (text) => {
    const scopes = scopesOf(grammar, text).map((scope, i) => (/\s/.test(text.charAt(i)) ? '' : scope));
    const colours = coloursOf(text).map((colour, i) => (/\s/.test(text.charAt(i)) ? '' : colour));
    expect(colours).toEqual(scopes);
  });
});

it('a name on the next line is coloured by the word before it', () => {
  const text = 'region\n  big = x >= 1';
  expect(coloursOf(text)[text.indexOf('big')]).toBe('entity.name.type');
});
