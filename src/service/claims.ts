import type { Span } from '../base/source.ts';
import { decide, type Outcome } from '../check/decide.ts';
import { printOutcome } from '../check/print.ts';
import { specSubject } from '../check/subject.ts';
import type { Analysis, Meaning } from './analyse.ts';

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

/** How long claims are looked at. */
export interface ClaimEffort {
  /** Seconds for each. */
  readonly budget: number;
  /** The time in seconds. */
  readonly now: () => number;
  readonly cancelled: () => boolean;
}

/** The claims of a text: of a broken one as far as it was understood last. */
export function claimsOf({ lastMeaning }: Analysis): readonly ClaimPlace[] {
  return (lastMeaning?.program.checks ?? []).map(({ text, span, claim }) => {
    return { text, span, usesData: claim.kind === 'measure' && claim.accuracies.length > 0 };
  });
}

/** Decides the claims of a sound text, those that `wanted` asks for. */
export function decideClaims(
  analysis: Analysis & { readonly meaning: Meaning },
  { budget, now, cancelled }: ClaimEffort,
  wanted: (index: number) => boolean = () => true,
): readonly DecidedClaim[] {
  const { meaning, source } = analysis;
  const graph = meaning.graph();
  if (!graph) return [];
  const subject = specSubject(graph, source);
  return claimsOf(analysis).flatMap((place, i): DecidedClaim[] => {
    const check = graph.checks[i];
    // What data says is not known here.
    if (!check || place.usesData || !wanted(i) || cancelled()) return [];
    const decided = decide(subject, check, { budget, now, cancelled });
    const detail = printOutcome(check, decided).slice('undecided'.length + 2 + check.text.length + 2);
    return [{ ...place, outcome: decided.outcome, detail }];
  });
}
