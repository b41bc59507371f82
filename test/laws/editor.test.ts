import { describe, expect, it } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeRandom } from '../../src/base/random.ts';
import { makeSource } from '../../src/base/source.ts';
import { oneHotsOf, randomPoint } from '../../src/base/one-hot.ts';
import { exactNodes, exactRef } from '../../src/region/exact.ts';
import { analyse, type Analysis } from '../../src/service/analyse.ts';
import { applyEdits } from '../../src/service/edits.ts';
import { madeOf, partAt, usedBy } from '../../src/service/calls.ts';
import { complete } from '../../src/service/complete.ts';
import { definition } from '../../src/service/definition.ts';
import { outline } from '../../src/service/document-symbols.ts';
import { fixAll } from '../../src/service/fix-all.ts';
import { folds } from '../../src/service/folding.ts';
import { formatEdits } from '../../src/service/format.ts';
import { hover } from '../../src/service/hover.ts';
import { allInlays, inlayHints } from '../../src/service/inlay.ts';
import { lenses } from '../../src/service/lens.ts';
import { links } from '../../src/service/links.ts';
import { onEnter } from '../../src/service/on-enter.ts';
import { loneProject } from '../../src/service/project.ts';
import { refactorings } from '../../src/service/refactor/refactorings.ts';
import { references } from '../../src/service/references.ts';
import { rename } from '../../src/service/rename.ts';
import { selections } from '../../src/service/selection.ts';
import { semanticTokens } from '../../src/service/semantic-tokens.ts';
import { signature } from '../../src/service/signature.ts';

const root = new URL('../../examples/', import.meta.url).pathname;
const examples = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.region'));
/** Every so many characters something is asked. */
const step = process.env['REGIONC_TEST_ALL'] ? 1 : 61;

function readExample(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function analyseExample(path: string, text: string, before?: Analysis): Promise<Analysis> {
  return analyse(makeSource(path, text), readExample, before);
}

function places(text: string): number[] {
  return Array.from({ length: Math.floor(text.length / step) + 1 }, (_, i) => i * step);
}

/** Asks everything at one place; a throw fails the test. */
async function askAll(analysis: Analysis, offset: number): Promise<void> {
  const { source } = analysis;
  const project = loneProject(analysis);
  await complete(analysis, offset, project, ['other.region']);
  await references(analysis, offset, project);
  await rename(analysis, offset, 'renamed', project);
  await usedBy(analysis, offset, project);
  madeOf(analysis, offset);
  partAt(analysis, offset);
  hover(analysis, offset);
  signature(analysis, offset);
  definition(analysis, offset);
  refactorings(analysis, Math.max(0, offset - 12), offset);
  onEnter(source, offset);
  expect(selections(analysis, offset).at(-1)).toMatchObject({ start: 0, end: source.text.length });
}

describe('every answer', () => {
  it.each(examples)('is given at the end of every prefix of %s, and inside it', async (path) => {
    const text = readExample(path);
    const random = makeRandom(7);
    let before: Analysis | undefined;
    for (const end of places(text)) {
      const analysis = await analyseExample(path, text.slice(0, end), before);
      await askAll(analysis, end);
      await askAll(analysis, random.below(end + 1));
      outline(analysis);
      folds(analysis);
      links(analysis);
      lenses(analysis);
      semanticTokens(analysis);
      inlayHints(analysis, { start: 0, end }, allInlays);
      applyEdits(analysis.source.text, fixAll(analysis));
      await formatEdits(analysis.source);
      before = analysis;
    }
  });
});

describe('a refactoring', () => {
  it.each(examples)('keeps the meaning of %s', async (path) => {
    const text = readExample(path);
    const analysis = await analyseExample(path, text);
    const done = new Set<string>();
    for (const offset of places(text)) {
      for (const { title, edits } of refactorings(analysis, offset, offset)) {
        const after = applyEdits(text, edits);
        // Neighbouring places offer the same.
        if (done.has(after)) continue;
        done.add(after);
        const changed = await analyseExample(path, after);
        const where = `${title} at ${offset}`;
        expect(
          changed.problems.filter(({ severity }) => severity === 'error'),
          where,
        ).toEqual([]);
        checkSame(analysis, changed, where);
      }
    }
  });
});

/** The regions that both texts name hold at the same points; from what is left over an added class is taken. */
function checkSame(before: Analysis, after: Analysis, where: string): void {
  const [one, other] = [before.meaning?.written(), after.meaning?.written()];
  if (!one || !other) throw new Error(`no meaning: ${where}`);
  const known = new Set(one.names.map(({ name }) => name));
  const added = other.names.filter(({ name, role }) => role === 'class' && !known.has(name));
  const rest = before.module.ast.declarations.find((each) => each.kind === 'class' && each.value.kind === 'otherwise');
  const isRest = (name: string): boolean => rest !== undefined && 'name' in rest && rest.name.text === name;
  const random = makeRandom(7);
  const space = { box: one.inputs, oneHots: oneHotsOf(one.inputs) };
  for (let i = 0; i < 20; i++) {
    const point = randomPoint(space, random);
    const [a, b] = [exactNodes(one, point), exactNodes(other, point)];
    const isTaken = added.some(({ ref }) => exactRef(b, ref));
    for (const { name, ref } of one.names) {
      const same = other.names.find((each) => each.name === name);
      const holds = exactRef(a, ref) && !(isTaken && isRest(name));
      if (same) expect(exactRef(b, same.ref), `${name}, ${where}`).toBe(holds);
    }
  }
}
