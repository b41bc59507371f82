import { tokenRow, declarationNames, contextualWords, tokenNames } from '../../grammar/tokens.ts';
import { isReservedWord } from './reserved.ts';
import type { CallExpression, InputDeclaration, SetItem } from '../../grammar/ast.ts';
import type { Node } from '../../grammar/walk.ts';
import type { Edit } from '../base/diagnostic.ts';
import type { Span } from '../base/source.ts';
import type { Declared } from '../program/declared.ts';
import type { Analysis } from './analyse.ts';
import { builtins, builtinSignature, type Want } from './builtins.ts';
import { importable, type Importable } from './complete-import.ts';
import { placeAt, type CompletionPlace, type CompletionSite } from './complete-place.ts';
import { setBeside, wantedAt, type Wanted } from './complete-want.ts';
import { declarationSnippets, gateSnippets } from './snippets.ts';
import { natureOf, typeText, valueText } from './nature.ts';
import { calledFunction } from './occurrences.ts';
import type { Project } from './project.ts';
import { declaredSymbol, kindOf } from './symbols.ts';

/** One thing that may be put in, and how good it is there. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail?: string;
  readonly doc?: string;
  /** What replaces `span`; with `$1`, `${2:x}` where `snippet` says so. */
  readonly text: string;
  readonly snippet: boolean;
  readonly span: Span;
  /** The lower, the nearer to the top of the list. */
  readonly rank: number;
  /** Further changes, such as an import. */
  readonly edits: readonly Edit[];
}

export type CompletionKind =
  | 'keyword'
  | 'snippet'
  | 'input'
  | 'value'
  | 'function'
  | 'region'
  | 'class'
  | 'parameter'
  | 'category'
  | 'argument'
  | 'module'
  | 'file';

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

/** An item before it is known what it replaces. */
type Item = Omit<Completion, 'span'>;

function itemsFor(analysis: Analysis, { site }: CompletionPlace, files: readonly string[]): readonly Item[] {
  switch (site.kind) {
    case 'declaration':
      return declarationItems(0);
    case 'after':
      return [...site.words.map((word) => wordItem(word, 10)), ...(site.newLine ? declarationItems(0) : [])];
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
      return categoryItems(setBeside(site.path, analysis.names) ?? '', analysis, 0);
    case 'operand':
      return operandItems(analysis, site);
  }
}

function declarationItems(rank: number): Item[] {
  const words = declarationNames.map((name) => wordItem(tokenRow(name).text ?? '', rank + 2));
  const snippets = declarationSnippets.map(({ label, text, doc }): Item => ({
    label,
    kind: 'snippet',
    doc,
    text,
    snippet: true,
    rank: rank + 1,
    edits: [],
  }));
  return [...words, ...snippets];
}

function wordItem(word: string, rank: number): Item {
  const doc = docOfWord(word);
  return { ...plain(word, 'keyword', rank), ...(doc !== undefined && { doc }) };
}

function docOfWord(word: string): string | undefined {
  const row = tokenNames.map((name) => tokenRow(name)).find(({ text }) => text === word);
  return row?.doc ?? Object.entries(contextualWords).find(([text]) => text === word)?.[1].doc;
}

function plain(label: string, kind: CompletionKind, rank: number): Item {
  return { label, kind, text: label, snippet: false, rank, edits: [] };
}

function operandItems(analysis: Analysis, site: Extract<CompletionSite, { kind: 'operand' }>): Item[] {
  const wanted = wantedAt(site.path, analysis.names);
  const labels = wanted.call ? argumentItems(wanted.call, analysis) : [];
  if (wanted.want === 'domain' || wanted.want === 'range') return domainItems(wanted, analysis);
  if (wanted.want === 'category') {
    const categories = categoryItems(wanted.categories ?? '', analysis, 0);
    const others = localItems(wanted);
    return [...labels, ...categories, ...others];
  }
  return [
    ...labels,
    ...localItems(wanted),
    ...nameItems(analysis, wanted, site.path[0]),
    ...builtinItems(wanted, site.next),
    ...wordItems(wanted),
  ];
}

/** The arguments of a call that are not given yet, those that it needs first. */
function argumentItems(call: CallExpression, { names }: Analysis): Item[] {
  const given = new Set(call.arguments.flatMap(({ name }) => (name ? [name.text] : [])));
  const byPlace = call.arguments.filter(({ name }) => !name).length - 1;
  const own = calledFunction(call, names)?.parameters?.map(({ name, default: value }) => ({
    name: name.text,
    doc: value ? 'may be left out' : '',
    optional: value !== undefined,
  }));
  const { text } = call.callee.name;
  const built = own ? [] : (builtins.get(text)?.parameters ?? []);
  const inputs =
    text === 'contains' && byPlace > 0
      ? [...names.visible.values()].filter(({ declaration }) => declaration.kind === 'input')
      : [];
  const parameters = [
    ...(own ?? []).slice(Math.max(0, byPlace)),
    ...built.filter(({ named }) => named),
    ...inputs.map(({ name }) => ({ name: name.text, doc: 'coordinate', optional: false })),
  ];
  return parameters
    .filter(({ name }) => !given.has(name))
    .map(({ name, doc, optional }) => ({
      ...plain(`${name}: `, 'argument', optional ? -1 : -2),
      ...(doc !== '' && { detail: doc }),
    }));
}

function localItems({ locals }: Wanted): Item[] {
  const seen = new Set<string>();
  return locals.flatMap(({ text }) => (seen.has(text) || !seen.add(text) ? [] : [plain(text, 'parameter', 1)]));
}

/** The names of the file and its imports, those that fit first; inputs that nothing uses before others. */
function nameItems(analysis: Analysis, { want, locals, constant }: Wanted, inside: Node | undefined): Item[] {
  const { names, lets } = analysis;
  const hidden = new Set(locals.map(({ text }) => text));
  // What is being declared cannot be made of itself.
  if (inside && 'name' in inside && 'text' in inside.name) hidden.add(inside.name.text);
  const used = new Set([...names.uses.values()].flat().map(({ target }) => target.name.text));
  const items = [...names.visible].flatMap(([name, declared]) => {
    const isInput = declared.declaration.kind === 'input';
    const fit = fits(natureOf(declared, lets), want);
    if (hidden.has(name) || fit === 0 || (constant && isInput)) return [];
    const isFresh = isInput && !used.has(name);
    return [nameItem(declared, analysis, (fit === 2 ? 2 : 4) + (isFresh ? 0 : 1))];
  });
  const modules = [...names.modules.keys()].map((alias) => plain(alias, 'module', 8));
  return [...items, ...modules];
}

/** How well something of this nature stands where `want` does: 2 it is that, 1 it may lead there, 0 it cannot. */
function fits(nature: Want, want: Wanted['want']): 0 | 1 | 2 {
  if (nature === want || want === 'any') return 2;
  if (nature === 'any') return 1;
  switch (want) {
    case 'region':
      // A comparison starts with a number or a category.
      return nature === 'number' || nature === 'category' || nature === 'vector' || nature === 'list' ? 1 : 0;
    case 'number':
      return nature === 'vector' || nature === 'category' ? 1 : 0;
    case 'vector':
      return nature === 'number' ? 1 : 0;
    case 'list':
      return nature === 'vector' || nature === 'number' ? 1 : 0;
    case 'claim':
    case 'category':
    case 'text':
    case 'domain':
    case 'range':
      return 0;
  }
}

function nameItem(declared: Declared, { lets }: Analysis, rank: number): Item {
  const { name, declaration } = declared;
  const parameters = 'parameters' in declaration ? declaration.parameters : undefined;
  const value = declaration.kind === 'let' ? valueText(lets.get(declaration)) : undefined;
  const type = typeText(declared, lets);
  const detail = parameters
    ? `(${parameters.map((each) => each.name.text + (each.default ? '?' : '')).join(', ')})`
    : (value ?? type);
  return {
    label: name.text,
    kind: kindOfItem(declared),
    ...(detail !== undefined && { detail }),
    doc: declaration.doc ?? kindOf(declaredSymbol(declared)),
    text: parameters
      ? callSnippet(
          name.text,
          parameters.filter((each) => !each.default).map((each) => each.name.text),
        )
      : name.text,
    snippet: parameters !== undefined,
    rank,
    edits: [],
  };
}

function kindOfItem({ declaration }: Declared): CompletionKind {
  switch (declaration.kind) {
    case 'input':
      return 'input';
    case 'let':
      return declaration.parameters ? 'function' : 'value';
    case 'region':
      return declaration.parameters ? 'function' : 'region';
    case 'output':
    case 'class':
      return 'class';
  }
}

/** `f(${1:p}, ${2:q})`. */
function callSnippet(name: string, parameters: readonly string[]): string {
  return `${name}(${parameters.map((parameter, i) => `\${${i + 1}:${parameter}}`).join(', ')})`;
}

function builtinItems({ want }: Wanted, next: string): Item[] {
  const items = [...builtins].flatMap(([name, { parameters, gives, doc }]): Item[] => {
    const isClaim = gives === 'claim' || gives === 'measure' || name === 'exact' || name === 'soft';
    const fit =
      want === 'claim' ? (isClaim && name !== 'exact' && name !== 'soft' ? 2 : 0) : isClaim ? 0 : fits(gives, want);
    if (fit === 0) return [];
    const needed = parameters.filter((each) => !each.optional);
    const inside = needed.map((each, i) => {
      const place = `\${${i + 1}:${each.name.replace(/\W.*/, '')}}`;
      return `${each.named ? `${each.name}: ` : ''}${each.want === 'text' ? `"${place}"` : place}`;
    });
    // A bracket that stands there already takes the arguments.
    const text = next === '(' ? name : `${name}(${inside.join(', ')})`;
    return [
      {
        label: name,
        kind: 'function',
        detail: builtinSignature(name),
        doc,
        text,
        snippet: next !== '(',
        rank: fit === 2 ? 7 : 9,
        edits: [],
      },
    ];
  });
  const pi = want === 'number' || want === 'any' ? [{ ...plain('pi', 'value', 5), detail: '3.14159' }] : [];
  return [...items, ...pi];
}

function wordItems({ want, member, ofClass }: Wanted): Item[] {
  const snippet = ({ label, text, doc }: (typeof gateSnippets)[number]): Item => ({
    label,
    kind: 'snippet',
    doc,
    text,
    snippet: true,
    rank: 6,
    edits: [],
  });
  const region = want === 'region' || want === 'any' ? [...gateSnippets.map(snippet), wordItem('not', 6)] : [];
  const claim = want === 'claim' ? [wordItem('not', 6)] : [];
  const repeat =
    member || want === 'claim'
      ? [snippet({ label: 'for', text: 'for ${1:i} in ${2:1..3}: $0', doc: 'Repeats a member for every value.' })]
      : [];
  const others = ofClass ? [wordItem('otherwise', 3), wordItem('unknown', 6)] : [];
  return [...region, ...claim, ...repeat, ...others];
}

/** The categories of an input as they are written beside it. */
function categoryItems(input: string, { names }: Analysis, rank: number): Item[] {
  const declared = names.visible.get(input)?.declaration;
  return declared?.kind === 'input'
    ? itemsOf(declared).map((text) => ({ ...plain(text, 'category', rank), detail: input }))
    : [];
}

function itemsOf({ domain }: InputDeclaration): string[] {
  return domain.kind === 'set' ? domain.items.flatMap(categoryText) : [];
}

function categoryText(item: SetItem): string[] {
  if (item.kind === 'open') return [];
  const isPlain = typeof item.value === 'number' || (/^[A-Za-z_]\w*$/.test(item.value) && !isReservedWord(item.value));
  return [isPlain ? String(item.value) : `"${item.value.replace(/["\\]/g, String.raw`\$&`)}"`];
}

function domainItems({ want, categories }: Wanted, analysis: Analysis): Item[] {
  const range: Item = {
    label: '[lo, hi]',
    kind: 'snippet',
    doc: 'The numbers from lo to hi.',
    text: '[${1:0}, ${2:1}]',
    snippet: true,
    rank: 0,
    edits: [],
  };
  if (want === 'range') return [range];
  if (categories === undefined) {
    const set: Item = {
      label: '{a, b}',
      kind: 'snippet',
      doc: 'Categories.',
      text: '{${1:a}, ${2:b}}',
      snippet: true,
      rank: 1,
      edits: [],
    };
    return [range, set];
  }
  const all = categoryItems(categories, analysis, 0);
  return [
    { label: '{ }', kind: 'snippet', doc: 'A set of categories.', text: '{$0}', snippet: true, rank: 0, edits: [] },
    ...all.map((item) => ({ ...item, label: `{${item.label}}`, text: `{${item.text}}` })),
  ];
}

function importItem({ name, path, text, edits, declared, doc }: Importable): Item {
  return {
    label: name,
    kind: kindOfItem(declared),
    detail: `import from "${path}"`,
    ...(doc !== undefined && { doc }),
    text,
    snippet: false,
    rank: 20,
    edits,
  };
}

function relativePath(from: string, to: string): string {
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  return to.startsWith(folder) ? to.slice(folder.length) : to;
}
