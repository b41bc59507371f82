import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contextualWords, tokenNames, tokenRow, type TokenClass } from '../../grammar/tokens.ts';
import { builtinNames } from '../../src/program/builtin-names.ts';
import { specOf } from '../helpers/spec-of.ts';

const text = readFileSync(new URL('../../grammar/REFERENCE.md', import.meta.url), 'utf8');

const blocks = [...text.matchAll(/^```region(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(([, name, body = '']) => ({
  name,
  body,
}));
const files = new Map(blocks.flatMap(({ name, body }) => (name === undefined ? [] : [[name, body] as const])));

/** By the file: what its text warns of on purpose. */
const expectedCodes = new Map([['by-hand.region', ['R0452']]]);

describe('the reference', () => {
  it.each(blocks.map(({ name, body }) => [name ?? body.split('\n', 1)[0] ?? '', body]))(
    'runs as printed: %s',
    async (name, body) => {
      const { claims, found } = await specOf('snippet.region', body, (path) => files.get(path));
      expect(claims.filter((claim) => !claim.startsWith('proved '))).toEqual([]);
      expect(claims.length).toBeGreaterThanOrEqual(body.match(/^check /gm)?.length ?? 0);
      expect(found.filter((code) => !(expectedCodes.get(name) ?? []).includes(code))).toEqual([]);
    },
  );

  it('shows every word of the language', () => {
    const shown = [...text.matchAll(/^```region[\s\S]*?^```$|`[^`\n]+`|`[^`]+`/gm)].map(([code]) => code).join('\n');
    const isWord: ReadonlySet<TokenClass> = new Set(['declaration', 'logic', 'gate', 'keyword', 'constant']);
    const words = [
      ...tokenNames.flatMap((name) => (isWord.has(tokenRow(name).class) ? [tokenRow(name).text ?? ''] : [])),
      ...Object.keys(contextualWords),
      ...builtinNames,
    ];
    expect(words.filter((word) => !new RegExp(String.raw`\b${word}\b`).test(shown))).toEqual([]);
    expect(words.length).toBeGreaterThan(60);
  });

  it('shows every sign of the language', () => {
    const signs = tokenNames.flatMap((name) => {
      const { class: kind, text: sign } = tokenRow(name);
      return sign !== undefined && (kind === 'operator' || kind === 'punctuation') ? [sign] : [];
    });
    const code = blocks.map(({ body }) => body).join('\n');
    expect(signs.filter((sign) => !code.includes(sign) && !text.includes(`\`${sign}`))).toEqual([]);
  });
});
