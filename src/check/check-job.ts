import type { Source } from '../base/source.ts';
import type { DoJob } from '../exec/pool.ts';
import type { Network } from '../network/network.ts';
import type { RegionGraph } from '../region/graph.ts';
import { decide } from './decide.ts';
import type { Outcome } from './outcome.ts';
import { regionStatus, type RegionStatus } from './regions.ts';
import { specSubject, textOf, type Subject } from './subject.ts';

/** What is checked, as plain data that a thread can be sent. */
export interface Checked {
  readonly subject:
    | { readonly kind: 'spec'; readonly graph: RegionGraph; readonly source: Source }
    | { readonly kind: 'network'; readonly network: Network };
  /** What the claims' `accuracy(...)` came to. */
  readonly accuracies: readonly { readonly data: string; readonly label: string; readonly share: number }[];
}

/** One claim, or what a network keeps of one named region, by its place in the text. */
export interface CheckJob {
  readonly kind: 'claim' | 'region';
  readonly index: number;
  /** Seconds. */
  readonly budget: number;
}

export type CheckAnswer =
  | { readonly kind: 'claim'; readonly outcome: Outcome }
  /** None of a region that no unit stands for. */
  | { readonly kind: 'region'; readonly status?: RegionStatus };

/** Does the jobs, each as if it were alone; tells the share of the box that is open. */
export function makeCheckJob({ subject: given, accuracies }: Checked, now: () => number): DoCheckJob {
  const subject: Subject = given.kind === 'spec' ? specSubject(given.graph, given.source) : given;
  const accuracyOf = (data: string, label: string): number | undefined =>
    accuracies.find((each) => each.data === data && each.label === label)?.share;
  return ({ kind, index, budget }, { cancelled, tell }) => {
    tell(1);
    if (kind === 'claim') {
      const check = textOf(subject).checks[index];
      if (!check) throw new Error(`the text has no claim ${String(index)}`);
      return { kind, outcome: decide(subject, check, { budget, now, cancelled, accuracyOf, progress: tell }) };
    }
    const named = textOf(subject).names[index];
    if (subject.kind === 'spec' || !named) throw new Error(`no network has a region ${String(index)}`);
    const end = now() + budget;
    const late = (): boolean => now() > end || cancelled();
    const status = regionStatus(subject.network, named, { late, seed: 1, progress: tell });
    return { kind, ...(status && { status }) };
  };
}

export type DoCheckJob = DoJob<CheckJob, CheckAnswer, number>;
