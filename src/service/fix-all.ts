import type { Edit } from '../base/diagnostic.ts';
import { chooseFixes } from '../base/fixes.ts';
import type { Analysis } from './analyse.ts';

/** The edits of every fix that cannot change what was meant; of those that overlap the first. */
export function fixAll({ problems, source }: Analysis): readonly Edit[] {
  return chooseFixes(problems, (fix) => fix.safe)
    .flatMap(({ fix }) => fix.edits)
    .filter(({ span }) => span.file === source.path)
    .toSorted((a, b) => a.span.start - b.span.start);
}
