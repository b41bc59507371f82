import { declarationNames, tokenRow } from '../../grammar/tokens.ts';
import type { Analysis } from './analyse.ts';
import { categoryItems } from './complete-domain.ts';
import { importable } from './complete-import.ts';
import { importItem, nameItem, plain, snippetItem, wordItem, type Completion, type Item } from './complete-items.ts';
import { fits, operandItems } from './complete-operand.ts';
import { placeAt, type CompletionPlace } from './complete-place.ts';
import { setBeside, wantedAt } from './complete-want.ts';
import type { Project } from './project.ts';
import { declarationSnippets } from './snippets.ts';

/** What may be typed at `offset`, best first; `files` are paths that can be imported. */
export async function complete(
  analysis: Analysis,
  offset: number,
  project: Project,
  files: readonly string[] = [],
): Promise<readonly Completion[]> {
  const place = placeAt(analysis, offset);
  if (!place) return [];
  const found = itemsFor(analysis, place, files);
  const isName = place.site.kind === 'operand' && place.word.end > place.word.start;
  const others = isName ? await importable(analysis, project) : [];
  const wanted = place.site.kind === 'operand' ? wantedAt(place.site.path, analysis.names) : undefined;
  const imported = wanted ? others.filter(({ nature }) => fits(nature, wanted.want) > 0) : [];
  return [...found, ...imported.map(importItem)]
    .map((item) => ({ ...item, span: place.word }))
    .toSorted((a, b) => a.rank - b.rank || (a.label < b.label ? -1 : 1));
}

function itemsFor(analysis: Analysis, { site }: CompletionPlace, files: readonly string[]): readonly Item[] {
  switch (site.kind) {
    case 'declaration':
      return declarationItems();
    case 'after':
      return [...site.words.map((word) => wordItem(word, 10)), ...(site.newLine ? declarationItems() : [])];
    case 'words':
      return site.words.map((word) => wordItem(word, 0));
    case 'member':
      return [...(analysis.names.modules.get(site.module) ?? [])].map(([, declared]) =>
        nameItem(declared, analysis, 0),
      );
    case 'path':
      return files
        .filter((file) => file !== analysis.source.path)
        .map((file) => plain(relativePath(analysis.source.path, file), 'file', 0));
    case 'category':
      return categoryItems(setBeside(site.path, analysis.names) ?? '', analysis);
    case 'operand':
      return operandItems(analysis, site);
  }
}

function declarationItems(): Item[] {
  const words = declarationNames.map((name) => wordItem(tokenRow(name).text ?? '', 2));
  const snippets = declarationSnippets.map((each) => snippetItem(each, 1));
  return [...words, ...snippets];
}

function relativePath(from: string, to: string): string {
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  return to.startsWith(folder) ? to.slice(folder.length) : to;
}
