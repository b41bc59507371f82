import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gallery, type Shown } from '../../examples/paper/gallery.ts';
import { isAsExpected, type Findings, type Page } from '../../examples/paper/page.ts';
import { pages } from '../../examples/paper/pages.ts';

const root = new URL('../../examples/paper/', import.meta.url).pathname;

function textOf(page: Page, file: string): string {
  return readFileSync(`${root}${page.name}/${file}`, 'utf8');
}

const found = new Map<string, Findings>();

function findingsOf(page: Page): Findings {
  const findings =
    found.get(page.name) ?? page.run({ size: 'quick', read: (file) => textOf(page, file), progress: () => undefined });
  found.set(page.name, findings);
  return findings;
}

describe.each(pages)('$name', (page) => {
  it('comes to the numbers of the paper', () => {
    const { rows } = findingsOf(page);
    const missed = rows.filter((row) => !isAsExpected(row));
    expect(missed.map(({ claim, here, expected }) => `${claim}: ${String(here)}, not ${expected.text}`)).toEqual([]);
    expect(rows.length).toBeGreaterThan(0);
  });

  it('keeps the texts of its pictures apart, on a desk and on a phone', () => {
    for (const { draw } of findingsOf(page).pictures) {
      for (const width of [680, 340]) {
        const { svg, overlaps } = draw(width);
        expect(overlaps).toEqual([]);
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      }
    }
  });
});

describe('the gallery', () => {
  it('shows every page that has a folder', () => {
    const folders = readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() && existsSync(`${root}${entry.name}/page.ts`) ? [entry.name] : [],
    );
    expect(pages.map(({ name }) => name).toSorted()).toEqual(folders.toSorted());
  });

  it('is one document, whose ids are unique and which loads nothing', () => {
    const shown = pages.slice(0, 2).map((page): Shown => {
      return { page, findings: findingsOf(page), texts: page.texts.map((file) => [file, textOf(page, file)]) };
    });
    const html = gallery(shown, 'quick');
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of html.matchAll(/(?:href="#|url\(#)([^")]*)/g)) expect(ids).toContain(id);
    expect(html).not.toMatch(/<script|<link|src=|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
    expect(html).toContain('prefers-color-scheme: dark');
  });
});
