import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { text } from '../../src/base/catalogue/r00-text.ts';
import { checkedParse } from './check-parse.ts';

const codes = [...Object.keys(text), 'R0902', 'R0903'];

it.each(codes)('the smallest input of %s gives it and nothing else', (code) => {
  const input = readFileSync(new URL(`../diagnostics/${code}/main.region`, import.meta.url), 'utf8');
  expect(checkedParse(input).diagnostics.map((found) => found.code)).toEqual([code]);
});
