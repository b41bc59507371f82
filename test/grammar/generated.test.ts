import { readFileSync, readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../src/base/catalogue/index.ts';
import { generatedFiles } from '../../src/node/build/generate.ts';
import type { GeneratedFile } from '../../src/node/build/generated-file.ts';

const root = new URL('../../', import.meta.url);
let files: readonly GeneratedFile[];

beforeAll(async () => {
  files = await generatedFiles(root);
});

describe('generated files', () => {
  it('are current on disk (npm run generate)', () => {
    const stale = files.filter(({ path, text }) => readFileSync(new URL(path, root), 'utf8') !== text);
    expect(stale.map(({ path }) => path)).toEqual([]);
  });

  it('are all the pictures of the reference', () => {
    const drawn = files.flatMap(({ path }) => /^grammar\/reference\/(.*\.svg)$/.exec(path)?.[1] ?? []);
    expect(drawn.toSorted()).toEqual(readdirSync(new URL('grammar/reference/', root)).toSorted());
    const page = readFileSync(new URL('grammar/REFERENCE.md', root), 'utf8');
    expect(page.match(/\]\(reference\//g)).toHaveLength(drawn.length);
  });

  it('tell every message', () => {
    const page = files.find(({ path }) => path === 'grammar/diagnostics.md')?.text ?? '';
    for (const code of Object.keys(catalogue)) expect(page).toContain(`\n### ${code}\n`);
  });
});
