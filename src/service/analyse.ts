import { loadModule, sourcesOf, type Load, type Module } from '../program/modules.ts';
import { inOrder, problemsOf, type Problem } from './problems.ts';
import { resolve, type Resolved } from '../program/resolve.ts';
import type { NameTable } from '../program/names.ts';
import type { Program } from '../program/program.ts';
import type { Source } from '../base/source.ts';
import { lazy } from './lazy.ts';
import { readSyntax, type Syntax } from './syntax.ts';
import { occurrencesIn, type Occurrence } from './occurrences.ts';
import { hasErrors } from '../base/diagnostic.ts';
import { buildGraph } from '../region/build.ts';
import { simplify } from '../region/simplify.ts';
import type { RegionGraph } from '../region/graph.ts';

/** All that an editor asks about one version of one text. */
export interface Analysis {
  readonly source: Source;
  /** The text and all that it imports, itself first. */
  readonly sources: readonly Source[];
  readonly module: Module;
  /** It names other files to import, so a change of theirs may change this. */
  readonly imports: boolean;
  readonly names: NameTable;
  readonly scopes: Resolved['scopes'];
  readonly lets: Resolved['lets'];
  /** Absent where the text has errors. */
  readonly meaning?: Meaning;
  /** The meaning of this text or, while it is broken, of the last version that had one. */
  readonly lastMeaning?: Meaning;
  readonly syntax: Syntax;
  /** Of its names and meaning. */
  readonly meaningProblems: readonly Problem[];
  /** All that is wrong with it, its syntax too, in order of place. */
  readonly problems: readonly Problem[];
  /** Every place of the text where a name stands, in order. */
  readonly occurrences: () => readonly Occurrence[];
}

/** What a sound text says. */
export interface Meaning {
  readonly source: Source;
  readonly program: Program;
  /** As written, and simplified; undefined where it passes a limit. */
  readonly written: () => RegionGraph | undefined;
  readonly graph: () => RegionGraph | undefined;
}

/**
 * Looks at a text; `load` gives the texts of the files that it imports, `before` what was known of an earlier version,
 * `syntax` the text as read where that is there already.
 */
export async function analyse(
  source: Source,
  load: Load,
  before?: Analysis,
  syntax: Syntax = readSyntax(source, before?.syntax),
): Promise<Analysis> {
  const module = await loadModule(source, load, { parsed: syntax });
  const { value, diagnostics } = resolve(module);
  const ofSyntax = new Set(syntax.diagnostics);
  const ofImports = module.diagnostics.filter((each) => !ofSyntax.has(each));
  const meaningProblems = problemsOf(source, [...ofImports, ...diagnostics]);
  const { names, scopes, lets, program } = value;
  const meaning = program && meaningOf(source, program);
  const lastMeaning = meaning ?? before?.lastMeaning;
  return {
    source,
    sources: sourcesOf(module).toSorted((a, b) => Number(b === source) - Number(a === source)),
    module,
    imports: module.ast.declarations.some(({ kind }) => kind === 'import'),
    names,
    scopes,
    lets,
    ...(meaning && { meaning }),
    ...(lastMeaning && { lastMeaning }),
    syntax,
    meaningProblems,
    problems: inOrder([...syntax.problems, ...meaningProblems]),
    occurrences: lazy(() => occurrencesIn({ module, names })),
  };
}

function meaningOf(source: Source, program: Program): Meaning {
  const written = lazy(() => {
    const { value, diagnostics } = buildGraph(program);
    return hasErrors(diagnostics) ? undefined : value;
  });
  const graph = lazy(() => {
    const made = written();
    return made && simplify(made);
  });
  return { source, program, written, graph };
}
