import { describe, expect, it } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { features, sceneOf } from './features.ts';
import { filesOf, marked } from './marked.ts';

const root = new URL('cases/', import.meta.url).pathname;

it('has cases for every feature and no other', () => {
  expect(readdirSync(root).toSorted()).toEqual(Object.keys(features).toSorted());
});

describe.each(Object.entries(features))('%s', (name, feature) => {
  const cases = readdirSync(`${root}${name}`).filter((file) => file.endsWith('.region'));
  it.each(cases)('%s', async (file) => {
    const { main, files } = filesOf(readFileSync(`${root}${name}/${file}`, 'utf8'));
    const { text, offsets } = marked(main);
    const answer = await feature(await sceneOf(text, offsets, files));
    await expect(`${answer.trimEnd()}\n`).toMatchFileSnapshot(`${root}${name}/${file.replace(/\.region$/, '.txt')}`);
  });
});
