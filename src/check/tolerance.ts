import { tausAt, tolerancesOf } from '../network/certify.ts';
import type { Network } from '../network/network.ts';
import { kleeneNodes, kleeneRef } from '../region/kleene.ts';
import type { Ref } from '../region/graph.ts';
import { nodesBelow } from './circuit.ts';
import { decideCertified, provedShare, type CertifiedTask } from './certified.ts';
import { networkSet } from './region-set.ts';

/** The least share of the bands outside of which a network agrees with its text, between proved bounds. */
export interface Tolerance {
  /** Proved; Infinity where no share is. */
  readonly hi: number;
  /** Refuted: just below it there is a point where the network is wrong. */
  readonly lo: number;
  /** Such a point. */
  readonly point?: readonly number[];
}

/** Shares that are tried upwards where the parameters alone prove none. */
const widest = 64;

/** The bounds are as near as this, as a share of the upper one, when the bisection ends. */
const precision = 2 ** -12;

/** Parts of the box that one step may look at, and steps. */
const cellsPerStep = 4000;
const mostSteps = 40;

/**
 * The certified tolerance (GUARANTEES 7): what the parameters alone prove, then bisection by search. A share that is
 * neither proved nor refuted counts as too small, so the upper bound is always proved and the lower always refuted.
 * `first` is a share that is wanted to be decided before others.
 */
export function certifiedTolerance(task: CertifiedTask, first?: number): Tolerance {
  const { network, reading, region, effort } = task;
  let hi = provedShare(network, reading, region);
  let [lo, failed] = [0, 0];
  let point: readonly number[] | undefined;
  const attempt = (share: number, cells?: number): void => {
    const found = decideCertified({ ...task, effort: { ...effort, ...(cells !== undefined && { cells }) } }, share);
    if (found.outcome === 'proved') hi = Math.min(hi, share);
    else failed = Math.max(failed, share);
    if (found.point === undefined) return;
    const reach = widestAt(task, found.point, share);
    if (reach >= lo) [lo, point] = [reach, found.point];
    failed = Math.max(failed, lo);
  };
  if (first !== undefined && first >= 0 && first < hi) attempt(first);
  for (let share = Math.max(1, lo); hi === Infinity && share <= widest && !effort.late(); share *= 2) {
    if (share > failed) attempt(share, cellsPerStep);
  }
  for (let step = 0; hi < Infinity && hi - failed > precision * hi && step < mostSteps && !effort.late(); step++) {
    attempt((failed + hi) / 2, cellsPerStep);
  }
  return { hi, lo, ...(point && { point }) };
}

/** Half the band of every boundary below a region, a distance, where all are equally wide. */
export function commonTolerance(network: Network, { node }: Ref): number | undefined {
  const all = tolerancesOf(network);
  // A test of categories has no band.
  const [first, ...others] = nodesBelow(network.text, node).flatMap((index) => all[index] || []);
  const isEqual = first !== undefined && others.every((other) => Math.abs(other - first) <= 1e-9 * first);
  return isEqual ? first : undefined;
}

/** The largest share at which a point that shows a violation still does: its reading is definite up to there. */
function widestAt({ network, region: named }: CertifiedTask, point: readonly number[], share: number): number {
  // A class may be wrong there for the sake of others.
  if (networkSet(network, named).kind === 'wins') return share;
  const { region } = named;
  const readingAt = (at: number): number =>
    kleeneRef(
      kleeneNodes(
        network.text,
        point,
        tausAt(network, at).map((tau) => tau * (1 + 2 ** -40)),
      ),
      region,
    );
  let [good, bad] = [share, 2 * share];
  while (bad < widest && readingAt(bad) !== 0) [good, bad] = [bad, 2 * bad];
  for (let step = 0; step < 40; step++) {
    const middle = (good + bad) / 2;
    if (readingAt(middle) === 0) bad = middle;
    else good = middle;
  }
  return good;
}
