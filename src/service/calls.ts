import type { Span } from '../base/source.ts';
import type { Declared } from '../program/declared.ts';
import type { Analysis } from './analyse.ts';
import { occurrenceAt } from './occurrences.ts';
import type { Project } from './project.ts';
import { declaredSymbol, isSame, kindOf } from './symbols.ts';

/** A declared name in the hierarchy of what is made of what. */
export interface Part {
  readonly name: string;
  readonly detail: string;
  /** The name, and its whole declaration. */
  readonly nameSpan: Span;
  readonly span: Span;
}

/** A part and the places where it is used, or where it uses. */
export interface PartUse {
  readonly part: Part;
  readonly spans: readonly Span[];
}

/** The declared name at `offset`; undefined where there is none. */
export function partAt(analysis: Analysis, offset: number): Part | undefined {
  const found = occurrenceAt(analysis.occurrences(), offset);
  return found?.kind === 'symbol' && found.symbol.kind === 'declared' ? partOf(found.symbol) : undefined;
}

/** What the declaration at `offset` is made of. */
export function madeOf(analysis: Analysis, offset: number): readonly PartUse[] {
  const { span } = declarationOf(analysis, offset) ?? {};
  if (!span) return [];
  const uses = new Map<string, { part: Part; spans: Span[] }>();
  for (const [, { names }] of analysis.scopes) {
    for (const [by, used] of names.uses) {
      if (by.span.file !== span.file || by.span.start !== span.start) continue;
      for (const { span: use, target } of used) add(uses, target, use);
    }
  }
  return [...uses.values()];
}

/** What in the project uses the declaration at `offset`. */
export async function usedBy(analysis: Analysis, offset: number, project: Project): Promise<readonly PartUse[]> {
  const found = occurrenceAt(analysis.occurrences(), offset);
  if (found?.kind !== 'symbol' || found.symbol.kind !== 'declared') return [];
  const { symbol } = found;
  const analyses = [analysis, ...(await project.mentioning(symbol.name.text))];
  const uses = new Map<string, { part: Part; spans: Span[] }>();
  const seen = new Set<string>();
  for (const { scopes } of analyses) {
    for (const [path, { names }] of scopes) {
      if (seen.has(path)) continue;
      seen.add(path);
      for (const [by, used] of names.uses) {
        const here = used.filter(({ target }) => isSame(declaredSymbol(target), symbol));
        if (here.length === 0) continue;
        const user = [...names.declared.values()].find(({ declaration }) => declaration === by);
        if (user) for (const { span } of here) add(uses, user, span);
      }
    }
  }
  return [...uses.values()];
}

function add(uses: Map<string, { part: Part; spans: Span[] }>, declared: Declared, span: Span): void {
  const part = partOf(declared);
  const key = `${part.nameSpan.file} ${part.nameSpan.start}`;
  const known = uses.get(key);
  if (known) known.spans.push(span);
  else uses.set(key, { part, spans: [span] });
}

function partOf(declared: Declared): Part {
  const { name, declaration } = declared;
  return { name: name.text, detail: kindOf(declaredSymbol(declared)), nameSpan: name.span, span: declaration.span };
}

function declarationOf(analysis: Analysis, offset: number): Declared['declaration'] | undefined {
  const found = occurrenceAt(analysis.occurrences(), offset);
  return found?.kind === 'symbol' && found.symbol.kind === 'declared' ? found.symbol.declaration : undefined;
}
