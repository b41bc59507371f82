import type { Interval } from '../../base/interval.ts';
import { complete } from '../../base/one-hot.ts';
import { exactNodes, exactRef } from '../../region/exact.ts';
import type { PrimitiveNode, RegionNode } from '../../region/graph.ts';
import { kleeneNodes, kleeneRef } from '../../region/kleene.ts';
import { tauAt } from '../../region/margin.ts';
import { contract, cutsOf, deepest } from '../cuts.ts';
import type { LinearSolver } from '../linear-solver.ts';
import { withPrimitives, type Query } from './query.ts';

/** A set less deep than this share of the box is only touched (GUARANTEES 8). */
const leastDepth = 1e-7;

/**
 * A point of the same cell, between the same boundaries, and far from all of them: the centre of the largest ball that
 * fits, halfspaces alone counting. The point itself where the centre is not in the set.
 */
export function deepened(query: Query, point: readonly number[], solver?: LinearSolver): readonly number[] {
  const { graph, box, oneHots } = query;
  const holds = exactNodes(graph, point);
  const known = holds.map((side): Interval => (side ? { lo: 0, hi: Infinity } : { lo: -Infinity, hi: 0 }));
  const categorical = new Set(oneHots.flatMap(({ coordinates }) => coordinates));
  const fixed = box.map((side, i) => (categorical.has(i) ? { lo: point[i] ?? 0, hi: point[i] ?? 0 } : side));
  const cuts = cutsOf(graph, known, fixed);
  const contracted = contract(fixed, cuts);
  if (!contracted) return point;
  const centre = complete(deepest(contracted, cuts, solver).point, oneHots);
  return isIn(query, centre) && depthRank(query, centre) >= depthRank(query, point) ? centre : point;
}

/** Whether the point stays in the set when every boundary moves a little. */
export function isDeep(query: Query, point: readonly number[]): boolean {
  return isSurely(query, point, leastDepth);
}

/** The set without a thin layer along its boundaries. */
export function shrunk(query: Query): Query {
  return withPrimitives(query, (node, isWanted) =>
    moved(node, (isWanted ? 1 : -1) * tauOf(query, node, 2 * leastDepth)),
  );
}

/**
 * A point near this one that is in the set too, of as few digits as are needed: coordinates that the set does not depend
 * on are in the middle of their range.
 */
export function readable(
  query: Query,
  point: readonly number[],
  isWanted: (point: readonly number[]) => boolean,
): readonly number[] {
  const { box, oneHots } = query;
  const used = usedCoordinates(query);
  const categorical = new Set(oneHots.flatMap(({ coordinates }) => coordinates));
  const plain = point.map((x, i) => {
    const { lo, hi } = box[i] ?? { lo: x, hi: x };
    return used.has(i) || categorical.has(i) ? x : rounded((lo + hi) / 2, hi - lo, 1);
  });
  const start = isWanted(plain) ? plain : point;
  const isDeepThere = isDeep(query, start);
  const fits = (candidate: readonly number[]): boolean =>
    candidate.every((x, i) => x >= (box[i]?.lo ?? x) && x <= (box[i]?.hi ?? x)) &&
    isWanted(candidate) &&
    (!isDeepThere || isDeep(query, candidate));
  const round = (i: number, digits: number): number => {
    const { lo, hi } = box[i] ?? { lo: 0, hi: 0 };
    return rounded(start[i] ?? 0, hi - lo, digits);
  };
  for (let digits = 0; digits <= 12; digits++) {
    const candidate = start.map((_, i) => round(i, digits));
    if (fits(candidate)) return simplified(candidate, digits, round, fits);
  }
  return start;
}

/** The coordinates that the set depends on. */
export function usedCoordinates({ graph }: Query): ReadonlySet<number> {
  const rows = graph.nodes.flatMap((node): readonly (readonly number[])[] => {
    switch (node.kind) {
      case 'halfspace':
        return [node.a];
      case 'quadric':
        return node.A;
      case 'gaussian':
        return node.factor;
      case 'constant':
      case 'gate':
        return [];
    }
  });
  return new Set(rows.flatMap((row) => row.flatMap((x, i) => (x === 0 ? [] : [i]))));
}

/** Each coordinate again by itself, with fewer digits than all of them need together. */
function simplified(
  point: readonly number[],
  digits: number,
  round: (i: number, digits: number) => number,
  fits: (point: readonly number[]) => boolean,
): readonly number[] {
  let best = point;
  for (const i of point.keys()) {
    for (let fewer = 0; fewer < digits; fewer++) {
      const candidate = best.with(i, round(i, fewer));
      if (!fits(candidate)) continue;
      best = candidate;
      break;
    }
  }
  return best;
}

/** To a power of ten that is about 10^-digits of the range. */
function rounded(x: number, range: number, digits: number): number {
  if (!(range > 0)) return x;
  const places = digits - Math.floor(Math.log10(range));
  if (places > 0) return Number(x.toFixed(Math.min(100, places)));
  const step = 10 ** -places;
  return Math.round(x / step) * step;
}

function isIn({ graph, root }: Query, point: readonly number[]): boolean {
  return exactRef(exactNodes(graph, point), root);
}

function isSurely(query: Query, point: readonly number[], share: number): boolean {
  const { graph, root } = query;
  const taus = graph.nodes.map((node) =>
    node.kind === 'gate' || node.kind === 'constant' ? 0 : tauOf(query, node, share),
  );
  return kleeneRef(kleeneNodes(graph, point, taus), root) === 1;
}

/** How far boundaries may move, in powers of ten of the box, before the point is not surely in the set any more. */
function depthRank(query: Query, point: readonly number[]): number {
  for (let power = 1; power <= 7; power++) if (isSurely(query, point, 10 ** -power)) return -power;
  return -Infinity;
}

/** |f| at a distance of this share of the box from the boundary. */
function tauOf({ box }: Query, node: PrimitiveNode, share: number): number {
  if (node.sharpness.kind === 'category') return 0.25;
  if (node.kind === 'halfspace') {
    return share * Math.hypot(...box.map(({ lo, hi }, i) => (node.a[i] ?? 0) * (hi - lo)));
  }
  const rows = node.kind === 'quadric' ? node.A : node.factor;
  const sides = box.flatMap(({ lo, hi }, i) => (rows.some((row) => row[i] !== 0) ? [hi - lo] : []));
  return tauAt(node, share * Math.min(...sides));
}

/** {f >= by}; nothing, or everything, where f never or always is so. */
function moved(node: PrimitiveNode, by: number): RegionNode {
  if (node.sharpness.kind === 'category') return node;
  const constant = (value: boolean): RegionNode => ({ kind: 'constant', value, frozen: false, named: false });
  switch (node.kind) {
    case 'halfspace':
      return { ...node, beta: node.beta + by };
    case 'quadric':
      return node.beta - by > 0 ? { ...node, beta: node.beta - by } : constant(false);
    case 'gaussian': {
      const level = node.level + by;
      if (level <= 0) return constant(true);
      return level < 1 ? { ...node, level } : constant(false);
    }
  }
}
