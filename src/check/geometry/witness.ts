import type { Witness } from '../../base/catalogue/r03-geometry.ts';
import { complete } from '../../base/one-hot.ts';
import { exactNodes, exactRef } from '../../region/exact.ts';
import type { PrimitiveNode, RegionNode } from '../../region/graph.ts';
import { kleeneNodes, kleeneRef } from '../../region/kleene.ts';
import { tauAt } from '../../region/margin.ts';
import type { Cut } from '../cuts.ts';
import { deepest } from '../deepest.ts';
import type { LinearSolver } from '../linear-solver.ts';
import { withPrimitives, type Query } from './query.ts';

/** A set less deep than this share of the box is only touched (GUARANTEES 8). */
const leastDepth = 1e-7;

/** A tenth of a range is the roughest that a place is given. */
const fewestDigits = 1;

/**
 * A point between the same boundaries that is farther from them all: the deepest of a polytope around the point that
 * crosses no boundary. The point itself where that is no better.
 */
export function deepened(query: Query, point: readonly number[], solver?: LinearSolver): readonly number[] {
  const { graph, box, oneHots } = query;
  const holds = exactNodes(graph, point);
  const cuts = graph.nodes.flatMap((node, i) => cutsAround(node, holds[i] ?? false, point));
  const categorical = new Set(oneHots.flatMap(({ coordinates }) => coordinates));
  const fixed = box.map((side, i) => (categorical.has(i) ? { lo: point[i] ?? 0, hi: point[i] ?? 0 } : side));
  const centre = complete(deepest(fixed, [...cuts, ...facesOf(query)], solver).point, oneHots);
  return isInSet(query, centre) && depthRank(query, centre) >= depthRank(query, point) ? centre : point;
}

/** Halfspaces around the point, within which the primitive stays as it is there. */
export function cutsAround(node: RegionNode, holds: boolean, point: readonly number[]): Cut[] {
  switch (node.kind) {
    case 'constant':
    case 'gate':
      return [];
    case 'halfspace':
      if (node.sharpness.kind === 'category') return [];
      return [holds ? { a: node.a, beta: node.beta } : { a: node.a.map((x) => -x), beta: -node.beta }];
    case 'quadric':
      return roundCuts(node.A, node.b, Math.sqrt(node.beta / node.alpha), holds, point);
    case 'gaussian': {
      const b = node.factor.map((row) => dot(row, node.mean));
      return roundCuts(node.factor, b, Math.sqrt(-2 * Math.log(node.level)), holds, point);
    }
  }
}

/** Of norm(A x - b) <= radius a box inside; of what lies beyond, what is behind its tangent towards the point. */
function roundCuts(
  A: readonly (readonly number[])[],
  b: readonly number[],
  radius: number,
  holds: boolean,
  point: readonly number[],
): Cut[] {
  if (!holds) {
    const y = A.map((row, i) => dot(row, point) - (b[i] ?? 0));
    const size = Math.hypot(...y);
    const a = point.map((_, j) => A.reduce((sum, row, i) => sum + ((y[i] ?? 0) / size) * (row[j] ?? 0), 0));
    return [{ a, beta: radius + dot(y, b) / size }];
  }
  const half = radius / Math.sqrt(A.length);
  return A.flatMap((a, i) => [
    { a, beta: (b[i] ?? 0) - half },
    { a: a.map((x) => -x), beta: -(b[i] ?? 0) - half },
  ]);
}

/** The sides of the box, of real coordinates, as halfspaces: a deep point keeps away from them too. */
export function facesOf({ box, oneHots }: Query): Cut[] {
  const categorical = new Set(oneHots.flatMap(({ coordinates }) => coordinates));
  return box.flatMap(({ lo, hi }, i) => {
    if (categorical.has(i)) return [];
    const row = (sign: number): number[] => box.map((_, j) => (j === i ? sign : 0));
    return [
      { a: row(1), beta: lo },
      { a: row(-1), beta: -hi },
    ];
  });
}

/** Whether the exact set has the point. */
export function isInSet({ graph, root }: Query, point: readonly number[]): boolean {
  return exactRef(exactNodes(graph, point), root);
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
  for (let digits = fewestDigits; digits <= 12; digits++) {
    const candidate = start.map((_, i) => round(i, digits));
    if (fits(candidate)) return simplified(candidate, digits, round, fits);
  }
  return start;
}

/** Of a point the coordinates that the set depends on, by input; of a categorical one its category, if it has one. */
export function placeOf(query: Query, point: readonly number[]): Witness {
  const used = usedCoordinates(query);
  return query.graph.inputs.flatMap(({ name, category }, i) => {
    if (!used.has(i)) return [];
    if (!category) return [{ input: name, value: point[i] ?? 0 }];
    return point[i] === 1 ? [{ input: category.input, value: category.value }] : [];
  });
}

/** The coordinates that the set depends on; of a categorical input all. */
function usedCoordinates({ graph, oneHots }: Query): ReadonlySet<number> {
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
  const used = new Set(rows.flatMap((row) => row.flatMap((x, i) => (x === 0 ? [] : [i]))));
  const inputs = oneHots.filter(({ coordinates }) => coordinates.some((i) => used.has(i)));
  return new Set([...used, ...inputs.flatMap(({ coordinates }) => coordinates)]);
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
    for (let fewer = fewestDigits; fewer < digits; fewer++) {
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

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
}
