import { oneHotsOf } from '../base/one-hot.ts';
import { makeRandom } from '../base/random.ts';
import { tausAt, tolerancesOf } from '../network/certify.ts';
import type { Network } from '../network/network.ts';
import { kleeneNodes, kleeneRef, type Kleene } from '../region/kleene.ts';
import type { Ref } from '../region/graph.ts';
import { attackPoints } from './attack.ts';
import { nodesBelow } from './circuit.ts';
import { decideCertified, edgesOf, provedShare, type CertifiedTask } from './certified.ts';
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
const precision = 2 ** -11;

/** Parts of the box that one step may look at, and steps that may be left open. */
const cellsPerStep = 600;
const mostOpen = 3;

/** Points at which a share must leave something to promise, true and false. */
const samples = 400;

/**
 * The certified tolerance (GUARANTEES 7): what the parameters alone prove, then bisection by search. A share that is
 * neither proved nor refuted counts as too small, so the upper bound is always proved and the lower always refuted.
 * `first` is a share that is wanted to be decided before others.
 */
export function certifiedTolerance(task: CertifiedTask, first?: number): Tolerance {
  const { network, reading, region, effort } = task;
  const state = { hi: provedShare(network, reading, region), lo: 0, failed: 0, left: mostOpen };
  let point: readonly number[] | undefined;
  const attempt = (share: number, cells?: number): void => {
    const found = decideCertified({ ...task, effort: { ...effort, ...(cells !== undefined && { cells }) } }, share);
    if (found.outcome === 'proved') state.hi = Math.min(state.hi, share);
    else state.failed = Math.max(state.failed, share);
    if (found.outcome === 'undecided') state.left -= 1;
    if (found.point === undefined) return;
    const reach = widestAt(task, found.point, share);
    if (reach >= state.lo) [state.lo, point] = [reach, found.point];
    state.failed = Math.max(state.failed, state.lo);
  };
  const isOver = (): boolean => state.left <= 0 || effort.late();
  if (first !== undefined && first >= 0 && first < state.hi) attempt(first);
  for (let share = 1; state.hi === Infinity && share <= widest && !isOver(); share *= 2) {
    // Bands so wide that nothing is definite would be proved of no point.
    if (share > state.failed && !promises(task, share)) break;
    if (share > state.failed) attempt(share, cellsPerStep);
  }
  while (state.hi < Infinity && state.hi - state.failed > precision * state.hi && !isOver()) {
    attempt((state.failed + state.hi) / 2, cellsPerStep);
  }
  return { hi: state.hi, lo: state.lo, ...(point && { point }) };
}

/** Whether the reading at a share is still true at some points and false at others. */
function promises({ network, region: { region }, box, effort }: CertifiedTask, share: number): boolean {
  const taus = tausAt(network, share);
  const space = { box, oneHots: oneHotsOf(network.text.inputs) };
  const points = attackPoints(edgesOf(network, region, share), space, makeRandom(effort.seed));
  const found = new Set<Kleene>();
  for (let i = 0; i < samples && found.size < 2; i++) {
    const value = kleeneRef(kleeneNodes(network.text, points.next().value, taus), region);
    if (value !== 0) found.add(value);
  }
  return found.size === 2;
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
