import { endOf, lex, nameOf, type Token } from '../../grammar/lexer.ts';
import { parse } from '../../grammar/parser.ts';
import { tokenRow, type TokenName } from '../../grammar/tokens.ts';
import type { Node } from '../../grammar/walk.ts';
import { makeSource, type Span } from '../base/source.ts';
import type { Analysis } from './analyse.ts';
import { nodesIn } from './occurrences.ts';
import { declarationAt, pathIn } from './tree.ts';

/** Where in a text something is to be completed, and what has been typed of it. */
export interface CompletionPlace {
  /** The letters before and after the cursor that the completion replaces. */
  readonly word: Span;
  readonly site: CompletionSite;
}

export type CompletionSite =
  /** Where a declaration may start. */
  | { readonly kind: 'declaration' }
  /** After something complete: `words` may follow. Where a new line was begun, a declaration may too. */
  | { readonly kind: 'after'; readonly words: readonly string[]; readonly newLine: boolean }
  /** After a word that only these may follow. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** After `alias.`. */
  | { readonly kind: 'member'; readonly module: string }
  /** In the quotes of an import. */
  | { readonly kind: 'path'; readonly span: Span; readonly written: string }
  /** Where an operand stands: the nodes around it, itself (a name) last; none where the text is too broken to tell. */
  | { readonly kind: 'operand'; readonly path: readonly Node[]; readonly next: string }
  /** Where a category stands in the braces of the set that is the last of the nodes. */
  | { readonly kind: 'category'; readonly path: readonly Node[] };

/** Where `offset` lies; undefined where nothing can be completed: in comments, numbers, new names. */
export function placeAt({ source, module }: Analysis, offset: number): CompletionPlace | undefined {
  const { text, path: file } = source;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const comment = commentStart(text.slice(lineStart, offset));
  if (comment) return undefined;
  const declaration = declarationAt(module.ast, offset);
  const start = Math.min(declaration?.span.start ?? 0, lineStart);
  const word = { file, start: wordStart(text, offset), end: wordEnd(text, offset) };
  const before = lex(text.slice(start, word.start)).tokens;
  const written = unclosedText(text.slice(start, offset), before);
  if (written !== undefined) return inText(before, { file, start: offset - written.length, end: offset }, written);
  // A digit before the word makes it part of a number.
  if (
    /[0-9]$/.test(text.slice(Math.max(0, word.start - 1), word.start)) ||
    /^\d/.test(text.slice(word.start, word.end))
  )
    return undefined;
  const site = siteAfter(before, { newLine: startsLine(text, start, before, word.start), depth: depthOf(before) });
  if (site === 'none') return undefined;
  if (site !== 'operand') return { word, site };
  return { word, site: operandSite(text, start, word) };
}

/** Whether the text of a line up to the cursor has opened a comment. */
function commentStart(line: string): boolean {
  const withoutTexts = line.replace(/"(?:[^"\\]|\\.)*"/g, '');
  return withoutTexts.includes('//');
}

function wordStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && /\w/.test(text[start - 1] ?? '')) start -= 1;
  return start;
}

function wordEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && /\w/.test(text[end] ?? '')) end += 1;
  return end;
}

/** What stands in the quotes that are open at the end of `text`; undefined where none are. */
function unclosedText(text: string, tokens: readonly Token[]): string | undefined {
  const { tokens: all } = lex(text);
  const last = all.at(-1);
  if (!last || nameOf(last) !== 'UnclosedString' || tokens.length > all.length) return undefined;
  return last.image.slice(1);
}

function inText(before: readonly Token[], span: Span, written: string): CompletionPlace | undefined {
  const words = before.filter((token) => nameOf(token) !== 'UnclosedString');
  const last = words.at(-1);
  if (last === undefined || nameOf(last) !== 'Import') return undefined;
  return { word: span, site: { kind: 'path', span, written } };
}

interface Around {
  /** A line ends before the word. */
  readonly newLine: boolean;
  /** Brackets open. */
  readonly depth: number;
}

/** What may stand after these tokens, so far as they tell. */
function siteAfter(before: readonly Token[], { newLine, depth }: Around): CompletionSite | 'operand' | 'none' {
  const last = before.at(-1);
  const name = last && nameOf(last);
  if (last === undefined || name === undefined) return { kind: 'declaration' };
  const previous = before.at(-2);
  if (namers.has(name)) return 'none';
  const words = followers.get(name);
  if (words) return { kind: 'words', words };
  if (name === 'Dot')
    return previous && nameOf(previous) === 'Name' ? { kind: 'member', module: previous.image } : 'none';
  if (!operandEnds.has(name)) return 'operand';
  // `..` and `:` after a name go on; so does a bracket, which the letters of a word are not.
  return { kind: 'after', words: wordsAfter(before, depth), newLine: newLine && depth === 0 };
}

/** The words that may follow something complete, by the declaration that it is in. */
function wordsAfter(before: readonly Token[], depth: number): readonly string[] {
  const opened = before.find((token) => declarationWords.has(nameOf(token) ?? 'Name'));
  const word = opened && nameOf(opened);
  const has = (name: TokenName): boolean => before.some((token) => nameOf(token) === name);
  if (word === 'Import') return ['as'];
  if (word === 'Input' && depth === 0) {
    return has('In') ? ['column', 'columns'] : ['in'];
  }
  if ((word === 'Class' || word === 'Output') && !has('Define')) return word === 'Class' ? ['label'] : ['column'];
  if (word === 'Default' || (word && !has('Define') && word !== 'Check')) return [];
  const gate = before.findLastIndex((token) => countGates.has(nameOf(token) ?? 'Name'));
  const waits = gate >= 0 && !before.slice(gate).some((token) => nameOf(token) === 'Of');
  if (waits) return ['of'];
  const loop = before.findLastIndex((token) => nameOf(token) === 'For');
  const isOpen = loop >= 0 && !before.slice(loop).some((token) => nameOf(token) === 'Colon');
  if (isOpen) return before.slice(loop).some((token) => nameOf(token) === 'In') ? ['if'] : ['in'];
  return ['and', 'or', 'xor', 'in', 'not in', 'with'];
}

/** Words after which a new name stands. */
const namers: ReadonlySet<TokenName> = new Set<TokenName>(['Input', 'Let', 'Region', 'Output', 'Class', 'As', 'For']);

/** Words after which only others stand. */
const followers: ReadonlyMap<TokenName, readonly string[]> = new Map<TokenName, readonly string[]>([
  ['Frozen', ['region']],
  ['With', ['gain', 'width', 'bias', 'threshold']],
  ['Default', ['width', 'gain']],
  ['Import', ['""']],
]);

const operandEnds: ReadonlySet<TokenName> = new Set<TokenName>([
  'Name',
  'Number',
  'Percent',
  'String',
  'RightParenthesis',
  'RightBracket',
  'RightBrace',
  'Otherwise',
]);
const declarationWords: ReadonlySet<TokenName> = new Set<TokenName>([
  'Input',
  'Let',
  'Region',
  'Output',
  'Class',
  'Default',
  'Check',
  'Import',
]);
const countGates: ReadonlySet<TokenName> = new Set<TokenName>(['AtLeast', 'AtMost', 'Exactly', 'AllBut']);

function depthOf(tokens: readonly Token[]): number {
  return tokens.reduce((depth, token) => {
    const name = nameOf(token);
    if (name === undefined) return depth;
    const { text } = tokenRow(name);
    return text && '([{'.includes(text) ? depth + 1 : text && ')]}'.includes(text) ? depth - 1 : depth;
  }, 0);
}

function startsLine(text: string, start: number, before: readonly Token[], at: number): boolean {
  const last = before.at(-1);
  return last === undefined || text.slice(start + endOf(last), at).includes('\n');
}

/** A name that nobody writes: where it stands in the tree, the completion will. */
const stand = 'qqzzxqqzz';

/** The nodes around the word, from the text of its declaration with a name in its place. */
function operandSite(text: string, start: number, word: Span): CompletionSite {
  const rest = text.slice(word.end);
  const nextDeclaration = /\n(?:input|let|region|frozen|output|class|default|check|import)\b/.exec(rest);
  const end = word.end + (nextDeclaration?.index ?? rest.length);
  const snippet = `${text.slice(start, word.start)}${stand}${text.slice(word.end, end)}`;
  const { value } = parse(makeSource(word.file, snippet));
  const next = /^[ \t]*(\S?)/.exec(rest)?.[1] ?? '';
  for (const declaration of value.declarations) {
    for (const node of nodesIn(declaration)) {
      const { span } = node;
      if (node.kind === 'set' && node.items.some((item) => item.kind === 'category' && item.value === stand))
        return { kind: 'category', path: pathIn(declaration, span.start, span.end) };
      if (node.kind === 'name' && node.name.text === stand)
        return { kind: 'operand', path: pathIn(declaration, span.start, span.end), next };
    }
  }
  return { kind: 'operand', path: [], next };
}
