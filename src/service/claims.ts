import type { Span } from '../base/source.ts';
import type { Outcome } from '../check/decide.ts';
import type { Analysis } from './analyse.ts';
import { mover } from './mover.ts';

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

/** The claims of a text: of a broken one as far as it was understood last, and where they are now. */
export function claimsOf({ source, lastMeaning }: Analysis): readonly ClaimPlace[] {
  if (!lastMeaning) return [];
  const { program, source: before } = lastMeaning;
  const move = mover(source.path, before.text, source.text);
  return program.checks.map(({ text, span: was, claim }) => {
    // One that is being changed stays in the list, so that the others keep their numbers.
    const [span = { ...was, end: was.start }] = move(was);
    return { text, span, usesData: claim.kind === 'measure' && claim.accuracies.length > 0 };
  });
}
