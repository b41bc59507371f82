import { expect, it, vi } from 'vitest';
import * as fc from 'fast-check';
import { analyse } from '../../src/service/analyse.ts';
import { localSession } from './local-server.ts';
import type { Change } from './session.ts';

// Keeps the server's own analysis and remembers the texts that it was given.
vi.mock('../../src/service/analyse.ts', { spy: true });

const uri = 'file:///a.region';

/** Replaces `length` characters from `at`; both are taken modulo what the text has. */
interface Typing {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

const pieces = [
  'input x, y in [0, 1]\n',
  '/// A 𝔸stral word.\r\n',
  'region a = x >= 0.5 +- 0.1\n',
  'output o = at least 2 of (a, y <= x, not a)\r\n',
  'check contains(o, [1, 1])\n',
  '𝔸',
  '😀"',
  '\r\n',
  '\n',
  '(',
  ') ',
  ' and ',
  'x',
];
const snippet = fc.array(fc.constantFrom(...pieces), { maxLength: 4 }).map((parts) => parts.join(''));
const typing: fc.Arbitrary<Typing> = fc.record({ at: fc.nat(400), length: fc.nat(12), text: snippet });
const burst = fc.array(typing, { minLength: 1, maxLength: 3 });

it('has the text that the client has, and says of it what a fresh server would', async () => {
  await fc.assert(
    fc.asyncProperty(snippet, fc.array(burst, { minLength: 1, maxLength: 6 }), async (start, bursts) => {
      const session = await localSession();
      let text = start;
      let version = 1;
      await session.open(uri, text);
      for (const edits of bursts) {
        const changes: Change[] = [];
        for (const edit of edits) {
          const from = betweenCharacters(text, edit.at % (text.length + 1));
          const to = betweenCharacters(text, Math.min(text.length, from + edit.length));
          changes.push({ range: { start: placeOf(text, from), end: placeOf(text, to) }, text: edit.text });
          text = text.slice(0, from) + edit.text + text.slice(to);
        }
        await session.change(uri, ++version, changes);
      }
      const after = await Promise.race([session.diagnostics(uri, version), session.complaint]);
      expect(vi.mocked(analyse).mock.lastCall?.[0].text).toBe(text);

      const fresh = await localSession();
      await fresh.open(uri, text);
      expect(after).toEqual(await fresh.diagnostics(uri, 1));
    }),
    { seed: 20260101, numRuns: 60 },
  );
});

/** Editors put no caret inside a line end or a character of two code units. */
function betweenCharacters(text: string, offset: number): number {
  const pair = text.slice(Math.max(0, offset - 1), offset + 1);
  return pair === '\r\n' || /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair) ? offset - 1 : offset;
}

/** Line and character of an offset, as the protocol counts them: written without the server's own code. */
function placeOf(text: string, offset: number): { line: number; character: number } {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
