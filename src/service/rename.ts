import type { Edit } from '../base/diagnostic.ts';
import { makeSource, positionAt, type Source, type Span } from '../base/source.ts';
import { builtinNames } from '../program/builtin-names.ts';
import { analyse, type Analysis } from './analyse.ts';
import { applyEdits, movedBy } from './edits.ts';
import { occurrenceAt, type Occurrence } from './occurrences.ts';
import { occurrencesByFile, type Project } from './project.ts';
import { referencesTo } from './references.ts';
import { isReservedWord } from './reserved.ts';
import { isSame } from './symbols.ts';

/** New texts for a name in all its places, or why it cannot have that name. */
export type Rename = { readonly edits: readonly Edit[] } | { readonly refusal: string };

/** The name at `offset` that may be changed; undefined where there is none. */
export function renamable(analysis: Analysis, offset: number): Span | undefined {
  const found = occurrenceAt(analysis.occurrences(), offset);
  return found?.kind === 'symbol' ? found.span : undefined;
}

/**
 * Gives the symbol at `offset` another name, in every file of the project. Refused where any name of any file would
 * then stand for something else: the new texts are analysed and compared, name by name.
 */
export async function rename(analysis: Analysis, offset: number, to: string, project: Project): Promise<Rename> {
  const found = occurrenceAt(analysis.occurrences(), offset);
  if (found?.kind !== 'symbol') return { refusal: 'Only names that a text declares can be changed.' };
  const { symbol } = found;
  const from = symbol.name.text;
  if (to === from) return { edits: [] };
  const trouble = nameTrouble(to);
  if (trouble !== undefined) return { refusal: trouble };

  const mentioning = symbol.kind === 'declared' ? await project.mentioning(from) : [];
  const analyses = [analysis, ...mentioning.filter(({ source }) => source.path !== analysis.source.path)];
  const before = occurrencesByFile(analyses);
  const edits = [...before.values()].flatMap((occurrences) =>
    referencesTo(symbol, occurrences).map(({ span }): Edit => ({ span, text: to })),
  );
  const capture = await findCapture(analyses, before, { edits, to }, project);
  return capture === undefined ? { edits } : { refusal: capture };
}

/** Why nothing can have this name, in a sentence. */
function nameTrouble(name: string): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    return `\`${name}\` is no name: letters, digits and \`_\`, with no digit first.`;
  return isReservedWord(name) ? `\`${name}\` is a word of the language.` : undefined;
}

interface Renaming {
  readonly edits: readonly Edit[];
  readonly to: string;
}

/** The first name that would stand for something else after the edits, as a sentence; undefined where there is none. */
async function findCapture(
  analyses: readonly Analysis[],
  before: ReadonlyMap<string, readonly Occurrence[]>,
  { edits, to }: Renaming,
  project: Project,
): Promise<string | undefined> {
  const texts = new Map<string, string>();
  const sources = new Map(analyses.flatMap((each) => each.sources.map((source) => [source.path, source] as const)));
  for (const [path, { text }] of sources) {
    const own = edits.filter(({ span }) => span.file === path);
    if (own.length > 0) texts.set(path, applyEdits(text, own));
  }
  for (const { source } of analyses) {
    const text = texts.get(source.path) ?? source.text;
    const after = await analyse(makeSource(source.path, text), (path) => texts.get(path) ?? project.load(path));
    for (const [path, occurrences] of occurrencesByFile([after])) {
      const old = before.get(path);
      const place = old && firstChange(old, occurrences, edits);
      if (place === undefined) continue;
      return `\`${to}\` ${reasonAt(place, sources.get(path), to)}`;
    }
  }
  return undefined;
}

/** The first name that is not what it was; its span is that of the text before. */
function firstChange(
  before: readonly Occurrence[],
  after: readonly Occurrence[],
  edits: readonly Edit[],
): Span | undefined {
  const moved = new Map(after.map((each) => [each.span.start, each]));
  for (const old of before) {
    const now = moved.get(movedBy(edits, old.span));
    if (now === undefined || !isAlike(old, now, edits)) return old.span;
  }
  return after.length > before.length ? after.at(-1)?.span : undefined;
}

function isAlike(old: Occurrence, now: Occurrence, edits: readonly Edit[]): boolean {
  if (old.kind !== 'symbol' || now.kind !== 'symbol') return old.kind === now.kind;
  const { name } = old.symbol;
  const start = movedBy(edits, name.span);
  return isSame(now.symbol, { ...now.symbol, name: { ...name, span: { ...name.span, start } } });
}

function reasonAt(span: Span, source: Source | undefined, to: string): string {
  const line = source ? positionAt(source, span.start).line : 1;
  const shown = source?.text.slice(span.start, span.end) ?? '';
  if (shown !== to) return `is another name already: \`${shown}\` in line ${line} would mean that one.`;
  const what = builtinNames.has(to) ? 'a built-in' : 'another name already';
  return `is ${what}, and line ${line} would mean this one instead.`;
}
