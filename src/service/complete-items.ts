import { contextualWords, tokenNames, tokenRow } from '../../grammar/tokens.ts';
import type { Edit } from '../base/diagnostic.ts';
import type { Span } from '../base/source.ts';
import type { Declared } from '../program/declared.ts';
import type { Analysis } from './analyse.ts';
import type { Importable } from './complete-import.ts';
import { typeText, valueText } from './nature.ts';
import { declaredSymbol, kindOf } from './symbols.ts';

/** One thing that may be put in, and how good it is there. */
export interface Completion extends Item {
  /** What it replaces. */
  readonly span: Span;
}

/** The same before it is known what it replaces. */
export interface Item {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail?: string;
  readonly doc?: string;
  /** What is put in; with `$1`, `${2:x}` where `snippet` says so. */
  readonly text: string;
  readonly snippet: boolean;
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

/** Something that is put in as it is called. */
export function plain(label: string, kind: CompletionKind, rank: number): Item {
  return { label, kind, text: label, snippet: false, rank, edits: [] };
}

/** Text with places to fill in. */
export function snippetItem(
  { label, text, doc }: Pick<Item, 'label' | 'text'> & { readonly doc: string },
  rank: number,
): Item {
  return { ...plain(label, 'snippet', rank), doc, text, snippet: true };
}

/** A word of the language, with what the token table says of it. */
export function wordItem(word: string, rank: number): Item {
  const doc = docOfWord(word);
  return { ...plain(word, 'keyword', rank), ...(doc !== undefined && { doc }) };
}

/** A name of the text or of what it imports; of a function with its brackets. */
export function nameItem(declared: Declared, { lets }: Analysis, rank: number): Item {
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

/** A name of a file that is not imported yet. */
export function importItem({ name, path, text, edits, declared, doc }: Importable): Item {
  const detail = `import from "${path}"`;
  return {
    label: name,
    kind: kindOfItem(declared),
    detail,
    ...(doc !== undefined && { doc }),
    text,
    snippet: false,
    rank: 20,
    edits,
  };
}

function docOfWord(word: string): string | undefined {
  const row = tokenNames.map((name) => tokenRow(name)).find(({ text }) => text === word);
  return row?.doc ?? Object.entries(contextualWords).find(([text]) => text === word)?.[1].doc;
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
