/** A point in the plane. */
export type Corner = readonly [number, number];

/** A polygon as a formula over its edges, each of which stands in it once. */
export type EdgeFormula =
  /** The closed halfplane to the left of the line from one corner to the next. */
  | { readonly kind: 'edge'; readonly from: Corner; readonly to: Corner }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly EdgeFormula[] };

export type PolygonProblem = 'few corners' | 'no area' | 'crossing';

/**
 * A simple polygon, in either direction, as the monotone formula of Dobkin, Guibas, Hershberger and Snoeyink (1993): a
 * chain of edges is cut at a corner of its hull, and its halves are joined by `all` where the polygon is convex
 * there, else by `any`. No line is needed but the edges' own, so a network has no seams inside the polygon.
 */
export function polygonFormula(corners: readonly Corner[]): EdgeFormula | PolygonProblem {
  const simple = withoutStraight(corners);
  if (simple.length < 3) return corners.length < 3 ? 'few corners' : 'no area';
  if (crossesItself(simple)) return 'crossing';
  const area = signedArea(simple);
  if (area === 0) return 'no area';
  const ring = area > 0 ? simple : simple.toReversed();
  const left = extremeCorner(ring, [-1, 0]);
  const right = extremeCorner(ring, [1, 0]);
  return join('all', chainFormula(path(ring, left, right)), chainFormula(path(ring, right, left)));
}

/** The region left of a chain whose first and last edges go on for ever. */
function chainFormula(chain: readonly Corner[]): EdgeFormula {
  const [first, second] = chain;
  const last = chain.at(-1);
  const lastButOne = chain.at(-2);
  if (!first || !second || !last || !lastButOne) throw new Error('a chain has two corners at least');
  if (chain.length === 2) return { kind: 'edge', from: first, to: second };
  const inner = chain.slice(1, -1);
  // A direction in which neither ray goes up: the corner that is highest there is one of the hull.
  const [a, b] = [unit(first, second), unit(last, lastButOne)];
  const sum: Corner = [a[0] + b[0], a[1] + b[1]];
  const up: Corner = Math.hypot(...sum) > 1e-9 ? sum : [-a[1], a[0]];
  const at = 1 + extremeCorner(inner, up);
  const corner = chain[at] ?? first;
  const convex = turn(chain[at - 1] ?? first, corner, chain[at + 1] ?? last) > 0;
  return join(convex ? 'all' : 'any', chainFormula(chain.slice(0, at + 1)), chainFormula(chain.slice(at)));
}

function join(kind: 'all' | 'any', ...parts: readonly EdgeFormula[]): EdgeFormula {
  return { kind, parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])) };
}

function path(ring: readonly Corner[], from: number, to: number): Corner[] {
  const length = ((to - from + ring.length) % ring.length) + 1;
  return Array.from({ length }, (_, i) => ring[(from + i) % ring.length] ?? [0, 0]);
}

/** The index of the corner farthest in a direction; of several the first. */
function extremeCorner(corners: readonly Corner[], [dx, dy]: Corner): number {
  let best = 0;
  let height = -Infinity;
  for (const [i, [x, y]] of corners.entries()) {
    const h = dx * x + dy * y;
    if (h <= height) continue;
    best = i;
    height = h;
  }
  return best;
}

/** Without repeated corners and those on a straight line between their neighbours. */
function withoutStraight(corners: readonly Corner[]): readonly Corner[] {
  const kept = corners.filter((corner, i) => {
    const before = corners.at(i - 1) ?? corner;
    const after = corners[(i + 1) % corners.length] ?? corner;
    return turn(before, corner, after) !== 0;
  });
  return kept.length === corners.length ? corners : withoutStraight(kept);
}

function crossesItself(ring: readonly Corner[]): boolean {
  const n = ring.length;
  const corner = (i: number): Corner => ring[i % n] ?? [0, 0];
  for (let i = 0; i < n; i++) {
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue;
      if (meet(corner(i), corner(i + 1), corner(j), corner(j + 1))) return true;
    }
  }
  return false;
}

function meet(a: Corner, b: Corner, c: Corner, d: Corner): boolean {
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (abc * abd < 0 && cda * cdb < 0) return true;
  const touches = [
    [abc, a, b, c],
    [abd, a, b, d],
    [cda, c, d, a],
    [cdb, c, d, b],
  ] as const;
  return touches.some(([side, from, to, point]) => side === 0 && between(from, to, point));
}

function between([ax, ay]: Corner, [bx, by]: Corner, [x, y]: Corner): boolean {
  return Math.min(ax, bx) <= x && x <= Math.max(ax, bx) && Math.min(ay, by) <= y && y <= Math.max(ay, by);
}

/** Above 0 where the way a -> b -> c turns left. */
function turn([ax, ay]: Corner, [bx, by]: Corner, [cx, cy]: Corner): number {
  return (bx - ax) * (cy - by) - (by - ay) * (cx - bx);
}

function signedArea(ring: readonly Corner[]): number {
  return ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [0, 0];
    return sum + x * nextY - nextX * y;
  }, 0);
}

function unit([ax, ay]: Corner, [bx, by]: Corner): Corner {
  const length = Math.hypot(bx - ax, by - ay);
  return [(bx - ax) / length, (by - ay) / length];
}
