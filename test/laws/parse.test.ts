import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lex } from '../../grammar/lexer.ts';
import { tokenNames, tokenRow } from '../../grammar/tokens.ts';
import { applyFix, checkedParse, exampleNames, exampleText } from '../grammar/check-parse.ts';

const examples = exampleNames.map(exampleText);
const seed = 20140901;

/** Words and signs as they are typed, those of other languages too. */
const pieces = tokenNames.flatMap((name) => tokenRow(name).text ?? []);
const images = [...new Set([...pieces, ...examples.flatMap((text) => lex(text).tokens.map(({ image }) => image))])];

/** A text with one token left out, doubled or replaced, and where that was. */
const mutant = fc
  .record({
    example: fc.nat(examples.length - 1),
    at: fc.nat(10_000),
    kind: fc.nat(2),
    other: fc.constantFrom(...images),
  })
  .map(({ example, at, kind, other }) => {
    const text = examples[example] ?? '';
    const { tokens } = lex(text);
    const token = tokens[at % tokens.length];
    if (!token) throw new Error('an example has tokens');
    const { image, startOffset: start } = token;
    const put = kind === 0 ? '' : kind === 1 ? `${image} ${image}` : ` ${other} `;
    return { text: text.slice(0, start) + put + text.slice(start + image.length), start, end: start + put.length };
  });

describe('parse gives a well-formed tree of any text', () => {
  it('of arbitrary characters', () => {
    const character = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(...images),
    );
    const text = fc.array(character, { maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (any) => void checkedParse(any)),
      { seed, numRuns: 2000 },
    );
  });

  it('of arbitrary words and signs', () => {
    const text = fc.array(fc.constantFrom(...images, '\n'), { maxLength: 80 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(text, (any) => void checkedParse(any)),
      { seed, numRuns: 3000 },
    );
  });

  it('of every prefix of the examples', () => {
    for (const text of examples) for (let end = 0; end <= text.length; end++) checkedParse(text.slice(0, end));
  });

  it('of every suffix of the examples', () => {
    for (const text of examples) for (let start = 0; start <= text.length; start++) checkedParse(text.slice(start));
  });

  it('of examples with two mistakes', () => {
    const twice = fc.tuple(mutant, fc.nat(10_000), fc.constantFrom(...images)).map(([{ text }, at, other]) => {
      const place = at % (text.length + 1);
      return `${text.slice(0, place)} ${other} ${text.slice(place)}`;
    });
    fc.assert(
      fc.property(twice, (any) => void checkedParse(any)),
      { seed, numRuns: 1500 },
    );
  });

  it.each([
    ['brackets', '('],
    ['lists', '[['],
    ['gates', 'all of '],
    ['counted gates', 'at least 1 of '],
    ['counts', 'at least '],
    ['misspelt gates', 'al of '],
    ['repetitions', 'for a in b: '],
    ['calls', 'f('],
    ['negations', 'not '],
    ['signs', '- '],
    ['mixed prefixes', 'not - '],
    ['powers', 'x ^ '],
    ['sums', '1 + '],
    ['places', '[1]'],
    ['links', 'x < '],
    ['implications', 'x => '],
    ['mistakes', '(a b, '],
    ['names', 'a\n'],
    ['definitions', 'a (\n'],
    ['unknown signs', '@'],
    ['open quotes', '"'],
    ['backslashes', '\\'],
    ['declaration words', 'check '],
    ['comments', '///\n'],
  ])('of 10,000 %s', (_, piece) => {
    for (const start of ['', 'region a = ', 'let v = w']) {
      const text = start + piece.repeat(10_000);
      const { diagnostics } = checkedParse(text);
      expect(diagnostics.length).toBeGreaterThan(0);
    }
  });
});

describe('one mistake', () => {
  const broken = fc.sample(mutant, { seed, numRuns: 1500 }).flatMap((one) => {
    const { ast, diagnostics } = checkedParse(one.text);
    return diagnostics.length > 0 ? [{ ...one, ast, diagnostics }] : [];
  });

  it('is seen in most cases', () => expect(broken.length).toBeGreaterThan(1000));

  it('is reported within two tokens of its place in 90 %', () => {
    const near = broken.filter(({ text, start, end, diagnostics }) => {
      const offsets = lex(text).tokens.map(({ startOffset, image }) => startOffset + image.length);
      const tokenAt = (offset: number): number => offsets.filter((tokenEnd) => tokenEnd <= offset).length;
      const found = diagnostics[0]?.span;
      if (!found) return false;
      const [first, last] = [tokenAt(start), tokenAt(Math.max(start, end - 1))];
      const [from, to] = [tokenAt(found.start), tokenAt(Math.max(found.start, found.end - 1))];
      return from - last <= 2 && first - to <= 2;
    });
    expect(near.length / broken.length).toBeGreaterThanOrEqual(0.9);
  });

  it('gives at most two errors more in 85 %', () => {
    const few = broken.filter(({ diagnostics }) => diagnostics.length <= 3);
    expect(few.length / broken.length).toBeGreaterThanOrEqual(0.85);
  });

  it('leaves all other declarations alone', () => {
    for (const { ast, diagnostics } of broken) {
      const count = ast.declarations.filter((declaration) => declaration.broken).length;
      expect(count).toBeLessThanOrEqual(diagnostics.length);
    }
  });

  it('is gone after its fix, and no other comes up', () => {
    for (const { text, diagnostics } of broken) {
      for (const fix of diagnostics.flatMap(({ fixes }) => fixes)) {
        expect(checkedParse(applyFix(text, fix)).diagnostics.length, `${fix.title} in ${text}`).toBeLessThan(
          diagnostics.length,
        );
      }
    }
  });
});
