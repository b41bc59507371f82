import type { Load } from '../program/modules.ts';
import type { Analysis } from './analyse.ts';
import { occurrencesIn, type Occurrence } from './occurrences.ts';

/** The files that belong together: what is asked about more than one of them looks here. */
export interface Project {
  /** The files whose text holds this word, each analysed as it is in the editor. */
  mentioning(word: string): Promise<readonly Analysis[]>;
  /** The text of a file by its path, as `analyse` takes it. */
  readonly load: Load;
}

/** A file alone with what it imports. */
export function loneProject(analysis: Analysis): Project {
  return {
    mentioning: (word) => Promise.resolve(analysis.source.text.includes(word) ? [analysis] : []),
    load: (path) => analysis.sources.find((source) => source.path === path)?.text,
  };
}

/** The names of each file that any of these analyses has seen, by path. */
export function occurrencesByFile(analyses: readonly Analysis[]): ReadonlyMap<string, readonly Occurrence[]> {
  const byFile = new Map<string, readonly Occurrence[]>();
  for (const { source, occurrences } of analyses) byFile.set(source.path, occurrences());
  for (const { scopes } of analyses) {
    for (const [path, scope] of scopes) if (!byFile.has(path)) byFile.set(path, occurrencesIn(scope));
  }
  return byFile;
}
