import type { DecidedClaim } from './claims.ts';
import type { RegionFacts, UnitFacts } from './facts.ts';
import type { Problem } from './problems.ts';
import type { Thumbnail } from './thumbnail.ts';

/** What takes longer than a key may: looked for while nobody types. Plain data, so that a worker can send it. */
export interface Examination {
  readonly problems: readonly Problem[];
  readonly claims: readonly DecidedClaim[];
  readonly regions: readonly RegionFacts[];
  readonly units: readonly UnitFacts[];
  readonly pictures: readonly Thumbnail[];
}

export const nothingExamined: Examination = { problems: [], claims: [], regions: [], units: [], pictures: [] };
