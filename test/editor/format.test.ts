import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { format } from '../../grammar/format.ts';
import { formatEdits } from '../../src/service/format.ts';
import { makeSource } from '../../src/base/source.ts';
import { applyFix } from '../grammar/check-parse.ts';
import { texts } from '../generators/texts.ts';

/** The edits of `text` as what they replace and what they put; applied they must give the formatted text. */
async function checkEdits(text: string): Promise<(readonly [string, string])[]> {
  const source = makeSource('main.region', text);
  const edits = await formatEdits(source);
  expect(applyFix(text, { title: '', safe: true, edits })).toBe((await format(source)).value);
  return edits.map(({ span, text: put }) => [text.slice(span.start, span.end), put]);
}

it('gives one small edit for each piece that changes', async () => {
  const text = 'input x in [0,1]\n\nlet a = 1\n\n\n\nlet   b = 2\noutput o = x >= 0\n';
  expect(await checkEdits(text)).toEqual([
    ['', ' '],
    ['\n\n', ''],
    ['  ', ''],
  ]);
});

it('gives none for a text that is formatted or has syntax errors', async () => {
  expect(await checkEdits('let a = 1\n')).toEqual([]);
  expect(await checkEdits('let  a = \n')).toEqual([]);
});

it('keeps the line ends of the text', async () => {
  expect(await checkEdits('let  a = 1\r\n\r\n\r\nlet b = 2')).toEqual([
    [' ', ''],
    ['\r\n', ''],
    ['', '\r\n'],
  ]);
});

it('gives the formatted text of any text', async () => {
  await fc.assert(
    fc.asyncProperty(texts(), async (text) => void (await checkEdits(text))),
    { seed: 20140903, numRuns: 60 },
  );
});
