import { reparse, type Parsed } from '../../grammar/reparse.ts';
import type { Source } from '../base/source.ts';
import { problemsOf, type Problem } from './problems.ts';

/** A text as read, and what is wrong with it as it stands: all that needs no other file and no meaning. */
export interface Syntax extends Parsed {
  readonly problems: readonly Problem[];
}

/** Reads a text; of an earlier version of it what has not changed is kept. */
export function readSyntax(source: Source, before?: Syntax): Syntax {
  const parsed = reparse(source, before);
  return { ...parsed, problems: problemsOf(source, parsed.diagnostics) };
}
