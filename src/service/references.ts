import type { Span } from '../base/source.ts';
import type { Analysis } from './analyse.ts';
import { occurrenceAt, type Occurrence } from './occurrences.ts';
import { occurrencesByFile, type Project } from './project.ts';
import { isSame, type Symbol } from './symbols.ts';

/** A place where a symbol's name stands. */
export interface Reference {
  readonly span: Span;
  readonly declares: boolean;
}

/** Every place of the project where the name at `offset` stands for the same. */
export async function references(analysis: Analysis, offset: number, project: Project): Promise<readonly Reference[]> {
  const found = occurrenceAt(analysis.occurrences(), offset);
  if (found?.kind !== 'symbol') return highlights(analysis, offset);
  const { symbol } = found;
  const others = symbol.kind === 'declared' ? await project.mentioning(symbol.name.text) : [];
  const files = occurrencesByFile([analysis, ...others.filter(({ source }) => source.path !== analysis.source.path)]);
  return [...files.values()].flatMap((occurrences) => referencesTo(symbol, occurrences));
}

/** The same within the file; of a category every place where one of that name stands. */
export function highlights(analysis: Analysis, offset: number): readonly Reference[] {
  const all = analysis.occurrences();
  const found = occurrenceAt(all, offset);
  if (!found) return [];
  if (found.kind === 'symbol') return referencesTo(found.symbol, all);
  return all.flatMap((other) =>
    other.kind === found.kind && other.name === found.name ? [{ span: other.span, declares: false }] : [],
  );
}

export function referencesTo(symbol: Symbol, occurrences: readonly Occurrence[]): Reference[] {
  return occurrences.flatMap((each) =>
    each.kind === 'symbol' && isSame(each.symbol, symbol) ? [{ span: each.span, declares: each.declares }] : [],
  );
}
