import { decide } from '../check/decide.ts';
import { printOutcome } from '../check/print.ts';
import { specSubject } from '../check/subject.ts';
import type { Analysis, Meaning } from './analyse.ts';
import { claimsOf, type DecidedClaim } from './claims.ts';

/** How long claims are looked at. */
export interface ClaimEffort {
  /** Seconds for each. */
  readonly budget: number;
  /** The time in seconds. */
  readonly now: () => number;
  readonly cancelled: () => boolean;
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
