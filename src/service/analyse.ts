import { loadModule, sourcesOf, type Load } from '../program/modules.ts';
import { problemsOf, type Problem } from './problems.ts';
import { resolve } from '../program/resolve.ts';
import type { NameTable } from '../program/names.ts';
import type { Program } from '../program/program.ts';
import type { Source } from '../base/source.ts';

/** All that an editor asks about one version of one text. */
export interface Analysis {
  readonly source: Source;
  /** The text and all that it imports, itself first. */
  readonly sources: readonly Source[];
  /** It names other files to import, so a change of theirs may change this. */
  readonly imports: boolean;
  readonly names: NameTable;
  /** Absent where the text has errors. */
  readonly program?: Program;
  readonly problems: readonly Problem[];
}

/** Looks at a text; `load` gives the texts of the files that it imports. */
export async function analyse(source: Source, load: Load): Promise<Analysis> {
  const module = await loadModule(source, load);
  const resolved = resolve(module);
  return {
    source,
    sources: sourcesOf(module),
    imports: module.ast.declarations.some(({ kind }) => kind === 'import'),
    ...resolved.value,
    problems: problemsOf(source, [...module.diagnostics, ...resolved.diagnostics]),
  };
}
