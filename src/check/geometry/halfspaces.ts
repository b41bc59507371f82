import { centreOf } from '../../base/interval.ts';
import { always, never } from '../../region/decision-diagram.ts';
import type { HalfspaceNode, RegionNode } from '../../region/graph.ts';
import type { Cut } from '../cuts.ts';
import { deepest } from '../deepest.ts';
import type { LinearSolver } from '../linear-solver.ts';
import type { Finding } from '../search.ts';
import { isExactlyEmpty, type Side } from './exact-cell.ts';
import type { Logic } from './logic.ts';
import type { Query } from './query.ts';
import { cutsAround, facesOf, isInSet } from './witness.ts';

/** Cells looked at, and ways through the logic that are left open, before the search takes over. */
const mostCells = 2000;
const mostOpen = 20;

/** A cell that is less deep, in sides of the box, is looked at exactly. */
const thin = 1e-6;

/**
 * A point of a set by its logic and its halfspaces, or the proof that there is none: depth first over the primitives, as
 * far as logic leaves both of their sides, with a linear program for the halfspaces taken (GUARANTEES 8). What is curved
 * bounds nothing here: where it would have to, the answer is open.
 */
export function byHalfspaces(
  query: Query,
  { diagram, set, nodeOf }: Logic,
  { late, solver }: { readonly late: () => boolean; readonly solver?: LinearSolver },
): Finding {
  const { graph, box } = query;
  const faces = facesOf(query);
  let [cells, open] = [0, 0];
  const explore = (f: number, taken: readonly Taken[], above: readonly number[]): readonly number[] | undefined => {
    if (f === never || open > mostOpen) return undefined;
    if (late() || ++cells > mostCells) {
      open = Infinity;
      return undefined;
    }
    const centre = isStillInside(taken.at(-1), above) ? above : centreIn(taken);
    if (centre === undefined) return undefined;
    const point = withCategories(query, centre, taken);
    if (isInSet(query, point)) return point;
    if (f === always) {
      open += 1;
      return curvedPoint(taken, centre);
    }
    const variable = diagram.variableOf(f);
    const node = graph.nodes[nodeOf(variable) ?? -1];
    const [low, high] = diagram.split(f, variable);
    return (
      explore(high, node ? [...taken, { node, holds: true }] : taken, centre) ??
      explore(low, node ? [...taken, { node, holds: false }] : taken, centre)
    );
  };
  /** A deep point behind the halfspaces taken; undefined where there is none. */
  const centreIn = (taken: readonly Taken[]): readonly number[] | undefined => {
    const sides = taken.flatMap(sideOf);
    if (sides.length === 0) return centreOf(box);
    const { point, bound } = deepest(box, [...sides, ...faces], solver);
    return bound < 0 || (bound < thin && isExactlyEmpty(sides, box)) ? undefined : point;
  };
  const curvedPoint = (taken: readonly Taken[], centre: readonly number[]): readonly number[] | undefined => {
    const cuts = taken.flatMap(({ node, holds }) =>
      cutsAround(node, holds, node.kind === 'gaussian' ? node.mean : centre),
    );
    const point = withCategories(query, deepest(box, [...cuts, ...faces], solver).point, taken);
    return isInSet(query, point) ? point : undefined;
  };
  const point = explore(set, [], centreOf(box));
  if (point) return { kind: 'point', point };
  return open > 0 ? { kind: 'open', share: 1 } : { kind: 'none' };
}

/** A primitive, and which of its sides was taken. */
interface Taken {
  readonly node: RegionNode;
  readonly holds: boolean;
}

/** Of a test of a category and of what is curved none. */
function sideOf({ node, holds }: Taken): Side[] {
  if (node.kind !== 'halfspace' || node.sharpness.kind === 'category') return [];
  const cut: Cut = holds ? { a: node.a, beta: node.beta } : { a: node.a.map((x) => -x), beta: -node.beta };
  return [{ ...cut, open: !holds }];
}

/** Whether a point that was deep before the last side was taken lies on that side, away from its boundary. */
function isStillInside(last: Taken | undefined, point: readonly number[]): boolean {
  return (last ? sideOf(last) : []).every(({ a, beta }) => {
    const terms = a.map((x, i) => x * (point[i] ?? 0));
    const size = terms.reduce((sum, x) => sum + Math.abs(x), Math.abs(beta));
    return terms.reduce((sum, x) => sum + x, -beta) > 1e-3 * size;
  });
}

/** The point in categories that pass the tests taken; in none that do not exist. */
function withCategories({ oneHots }: Query, point: readonly number[], taken: readonly Taken[]): readonly number[] {
  if (oneHots.length === 0) return point;
  const tests = taken.flatMap(({ node, holds }): { node: HalfspaceNode; holds: boolean }[] =>
    node.kind === 'halfspace' && node.sharpness.kind === 'category' ? [{ node, holds }] : [],
  );
  const chosen = [...point];
  for (const { coordinates, open } of oneHots) {
    const own = tests.filter(({ node }) => coordinates.some((i) => node.a[i] !== 0));
    const passes = (category: number | undefined): boolean =>
      own.every(({ node, holds }) => (category === undefined ? 0 : (node.a[category] ?? 0)) >= node.beta === holds);
    const category = coordinates.find(passes) ?? (open ? undefined : coordinates[0]);
    for (const i of coordinates) chosen[i] = i === category ? 1 : 0;
  }
  return chosen;
}
