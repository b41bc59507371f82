import type { InputDeclaration, SetItem } from '../../grammar/ast.ts';
import type { Analysis } from './analyse.ts';
import { plain, snippetItem, type Item } from './complete-items.ts';
import type { Wanted } from './complete-want.ts';
import { isReservedWord } from './reserved.ts';

/** The categories of an input as they are written beside it. */
export function categoryItems(input: string, { names }: Analysis): Item[] {
  const declared = names.visible.get(input)?.declaration;
  return declared?.kind === 'input'
    ? itemsOf(declared).map((text) => ({ ...plain(text, 'category', 0), detail: input }))
    : [];
}

/** What an input may be in: a range, or categories, those of an input that is compared with. */
export function domainItems({ want, categories }: Wanted, analysis: Analysis): Item[] {
  const range = snippetItem({ label: '[lo, hi]', doc: 'The numbers from lo to hi.', text: '[${1:0}, ${2:1}]' }, 0);
  if (want === 'range') return [range];
  if (categories === undefined) {
    const set = snippetItem({ label: '{a, b}', doc: 'Categories.', text: '{${1:a}, ${2:b}}' }, 1);
    return [range, set];
  }
  const all = categoryItems(categories, analysis);
  return [
    snippetItem({ label: '{ }', doc: 'A set of categories.', text: '{$0}' }, 0),
    ...all.map((item) => ({ ...item, label: `{${item.label}}`, text: `{${item.text}}` })),
  ];
}

function itemsOf({ domain }: InputDeclaration): string[] {
  return domain.kind === 'set' ? domain.items.flatMap(categoryText) : [];
}

function categoryText(item: SetItem): string[] {
  if (item.kind === 'open') return [];
  const isPlain = typeof item.value === 'number' || (/^[A-Za-z_]\w*$/.test(item.value) && !isReservedWord(item.value));
  return [isPlain ? String(item.value) : `"${item.value.replace(/["\\]/g, String.raw`\$&`)}"`];
}
