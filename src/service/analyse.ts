import { loneModule } from '../program/modules.ts';
import { problemsOf, type Problem } from './problems.ts';
import { resolve } from '../program/resolve.ts';
import type { Ast } from '../../grammar/ast.ts';
import type { NameTable } from '../program/names.ts';
import type { Program } from '../program/program.ts';
import type { Source } from '../base/source.ts';

/** All that an editor asks about one version of one text. */
export interface Analysis {
  readonly source: Source;
  readonly ast: Ast;
  readonly names: NameTable;
  /** Absent where the text has errors. */
  readonly program?: Program;
  readonly problems: readonly Problem[];
}

export function analyse(source: Source): Analysis {
  const module = loneModule(source);
  const resolved = resolve(module);
  const problems = problemsOf(source, [...module.diagnostics, ...resolved.diagnostics]);
  return { source, ast: module.ast, ...resolved.value, problems };
}
