import type { Span } from '../base/source.ts';
import type { Outcome } from '../check/decide.ts';
import type { Analysis } from './analyse.ts';

/** A claim that a `check` states: one declaration may state several. */
export interface ClaimPlace {
  /** As written, on one line. */
  readonly text: string;
  readonly span: Span;
  /** It speaks of a data file, which the command line reads. */
  readonly usesData: boolean;
}

/** A claim, and what became of it. */
export interface DecidedClaim extends ClaimPlace {
  readonly outcome: Outcome['outcome'];
  /** The outcome in words: `at x = 1`, `it is 0.3`; empty where there is no more to say. */
  readonly detail: string;
}

/** The claims of a text: of a broken one as far as it was understood last. */
export function claimsOf({ lastMeaning }: Analysis): readonly ClaimPlace[] {
  return (lastMeaning?.program.checks ?? []).map(({ text, span, claim }) => {
    return { text, span, usesData: claim.kind === 'measure' && claim.accuracies.length > 0 };
  });
}
