import type { Edit } from '../base/diagnostic.ts';
import type { Analysis } from './analyse.ts';

/** The edits of every fix that cannot change what was meant; of those that overlap the first. */
export function fixAll({ problems, source }: Analysis): readonly Edit[] {
  const edits: Edit[] = [];
  for (const { fixes } of problems) {
    const safe = fixes.find((fix) => fix.safe)?.edits.filter(({ span }) => span.file === source.path) ?? [];
    const free = safe.every(({ span }) =>
      edits.every((other) => span.end < other.span.start || other.span.end < span.start),
    );
    if (free) edits.push(...safe);
  }
  return edits.toSorted((a, b) => a.span.start - b.span.start);
}
