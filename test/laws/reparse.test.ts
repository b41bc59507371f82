import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../grammar/parser.ts';
import { reparse, type Parsed } from '../../grammar/reparse.ts';
import { makeSource } from '../../src/base/source.ts';
import { texts } from '../generators/texts.ts';

const runs = process.env['REGIONC_TEST_ALL'] ? 5000 : 200;

/** The tree after each of these texts, made of the one before; each must be what `parse` alone gives. */
function checkReparse(versions: readonly string[]): void {
  let before: Parsed | undefined;
  for (const text of versions) {
    const source = makeSource('main.region', text);
    const { value, diagnostics } = reparse(source, before);
    expect({ value, diagnostics }).toEqual(parse(source));
    before = { source, value, diagnostics };
  }
}

/** Replaces `length` characters from `at`, taken modulo what the text has. */
interface Change {
  readonly at: number;
  readonly length: number;
  readonly put: string;
}

function applied(text: string, { at, length, put }: Change): string {
  const start = at % (text.length + 1);
  return text.slice(0, start) + put + text.slice(start + length);
}

/** What ends, opens or swallows a declaration, or is none. */
const pieces = [
  'region r = x >= 0\n',
  'r2 = x >= 0\n',
  '\nregion ',
  'region',
  'frozen ',
  ' and (',
  ')',
  '[',
  '"',
  '/*',
  '*/',
  '// ',
  '/// doc\n',
  '/// doc\n\n',
  '\n',
  ' ',
  'x',
  '=',
  '-- a comment of SQL\n',
  '#',
  'at least 2 of (',
  'of',
  'between 1 and 2',
  '1.',
];
const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(4000),
  length: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(3), fc.nat(200)),
  put: fc.oneof(fc.constantFrom(...pieces), fc.constant('')),
});
const file = fc
  .array(fc.oneof({ weight: 3, arbitrary: texts() }, fc.constantFrom(...pieces)), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join('\n'));

describe('a text read after a change', () => {
  it('gives what reading it anew gives', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(file, fc.array(change, { minLength: 1, maxLength: 6 }), (text, changes) => {
        const versions = [text];
        for (const each of changes) versions.push(applied(versions.at(-1) ?? '', each));
        checkReparse(versions);
      }),
      // To make a text of this size smaller takes longer than to read it.
      { seed: 20261124, numRuns: runs, endOnFailure: true },
    );
  });

  it('sees a comment of another language end far from where it begins', () => {
    const lines = Array.from({ length: 12 }, (_, i) => `region r${i} = x >= ${i}\n`);
    const opened = lines.with(3, 'region r3 = /* x >= 3\n');
    const closed = opened.with(9, 'region r9 = x >= 9 */\n');
    checkReparse([lines, opened, closed, closed.with(3, lines[3] ?? '')].map((version) => version.join('')));
  });

  it('keeps what the declaration before the change lacks at its end', () => {
    checkReparse(['let r=region r=0\nr\n', 'let r=region r=0\nr\n\n', 'let r=region r=0\nrr\n\n']);
  });

  it('takes no name before an unclosed bracket for a definition because a later line has its end', () => {
    checkReparse([' \nr(class t=n\nx)=', '\nr(class t=n\nx)=']);
  });

  it('keeps the declarations that the change does not touch', () => {
    const text = Array.from({ length: 9 }, (_, i) => `region r${i} = x >= ${i}\n`).join('');
    const before = reparse(makeSource('main.region', text));
    const after = reparse(makeSource('main.region', text.replace('>= 4', '>= 44')), before);
    const kept = after.value.declarations.map((each, i) => each === before.value.declarations[i]);
    expect(kept).toEqual([true, true, true, false, false, false, false, false, false]);
  });
});
