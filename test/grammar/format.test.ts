import { describe, expect, it } from 'vitest';
import { readFileSync, readdirSync } from 'node:fs';
import { format } from '../../grammar/format.ts';
import { makeSource } from '../../src/base/source.ts';

const folder = new URL('format/', import.meta.url).pathname;

// A text as it may be typed, beside what the formatter makes of it.
describe('the layout of', () => {
  it.each(readdirSync(folder).filter((name) => name.endsWith('.region')))('%s', async (name) => {
    const source = makeSource(name, readFileSync(`${folder}${name}`, 'utf8'));
    const { value } = await format(source);
    await expect(value).toMatchFileSnapshot(`${folder}${name.replace('.region', '.expected.txt')}`);
  });
});
