import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { lex } from '../../grammar/lexer.ts';
import { severityOf, type Diagnostic } from '../../src/base/diagnostic.ts';
import { makeSource } from '../../src/base/source.ts';
import { loadModule } from '../../src/program/modules.ts';
import { resolve } from '../../src/program/resolve.ts';

// One mistake in a text that means something: how far from it the errors are, of text and of meaning, and how many.

const root = new URL('../../', import.meta.url).pathname;
const files = ['examples', 'test/grammar/examples'].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.region'))
    .map((file) => `${root}${folder}/${file}`),
);
const texts = files.map((file) => readFileSync(file, 'utf8'));
const seed = 20140903;

/** A text with one token left out, doubled or replaced by another of its own, every token as likely as any other. */
const mutant = fc
  .record({ at: fc.nat(1_000_000), kind: fc.nat(2), other: fc.nat(1_000_000) })
  .map(({ at, kind, other }) => {
    const all = texts.map((text) => lex(text).tokens);
    let place = at % all.reduce((sum, tokens) => sum + tokens.length, 0);
    const file = all.findIndex((tokens) => {
      if (place < tokens.length) return true;
      place -= tokens.length;
      return false;
    });
    const [text, tokens] = [texts[file] ?? '', all[file] ?? []];
    const { image, startOffset: start } = tokens[place] ?? { image: '', startOffset: 0 };
    const another = tokens[other % tokens.length]?.image ?? '';
    const put = kind === 0 ? '' : kind === 1 ? `${image} ${image}` : ` ${another} `;
    const mutated = text.slice(0, start) + put + text.slice(start + image.length);
    return { path: files[file] ?? '', text: mutated, start, end: start + put.length };
  });

interface Broken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** In order of place. */
  readonly errors: readonly Diagnostic[];
}

async function errorsOf(path: string, text: string): Promise<readonly Diagnostic[]> {
  const load = (imported: string): string => readFileSync(imported, 'utf8');
  const module = await loadModule(makeSource(path, text), load);
  return [...module.diagnostics, ...resolve(module).diagnostics]
    .filter((found) => severityOf(found) === 'error')
    .sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
}

/** Tokens between the mistake and the error: 0 where they touch. */
function distance({ text, start, end }: Broken, { span }: Diagnostic): number {
  const ends = lex(text).tokens.map(({ startOffset, image }) => startOffset + image.length);
  const tokenAt = (offset: number): number => ends.filter((tokenEnd) => tokenEnd <= offset).length;
  if (!span) return Infinity;
  const [first, last] = [tokenAt(start), tokenAt(Math.max(start, end - 1))];
  const [from, to] = [tokenAt(span.start), tokenAt(Math.max(span.start, span.end - 1))];
  return Math.max(from - last, first - to, 0);
}

describe('one token left out, doubled or replaced in an example', () => {
  const broken: Broken[] = [];

  beforeAll(async () => {
    for (const { path, ...one } of fc.sample(mutant, { seed, numRuns: 600 })) {
      const errors = await errorsOf(path, one.text);
      if (errors.length > 0) broken.push({ ...one, errors });
    }
  });

  it('is an error in most cases, of the text or of its meaning', () => {
    expect(broken.length).toBeGreaterThan(300);
    expect(broken.filter(({ errors }) => errors.every(({ code }) => !code.startsWith('R00'))).length).toBeGreaterThan(
      20,
    );
  });

  it('is reported within two tokens of its place in 90 %', () => {
    const near = broken.filter((one) => one.errors[0] && distance(one, one.errors[0]) <= 2);
    console.log(`${broken.length} broken mutants, ${percent(near)} told within two tokens`);
    expect(near.length / broken.length).toBeGreaterThanOrEqual(0.9);
  });

  it('brings at most two errors more in 85 %', () => {
    const few = broken.filter(({ errors }) => errors.length <= 3);
    console.log(`${percent(few)} with at most two errors more`);
    expect(few.length / broken.length).toBeGreaterThanOrEqual(0.85);
  });

  function percent(some: readonly Broken[]): string {
    return `${((100 * some.length) / broken.length).toFixed(1)} %`;
  }
});
