import { affineRange, type Box } from '../../base/interval.ts';
import type { HalfspaceNode, RegionGraph } from '../../region/graph.ts';
import { compareFractions, rayOf, type Fraction } from '../../region/hyperplane.ts';
import type { Cut } from '../cuts.ts';
import { deepest } from '../deepest.ts';
import type { LinearSolver } from '../linear-solver.ts';
import { isExactlyEmpty, type Side } from './exact-cell.ts';

/** How many parts hyperplanes cut a box into; parts with an inside only. */
export interface CellCount {
  readonly planes: number;
  /** Of which there is a point, or no proof that they are empty. */
  readonly cells: number;
  /** Those without a point: 0 where the count is exact. */
  readonly unsure: number;
  /** Whether the count went to its end. */
  readonly complete: boolean;
}

export interface CellOptions {
  /** Cells after which the count stops; default 10,000. */
  readonly most?: number;
  readonly solver?: LinearSolver;
}

/** The most parts that `planes` hyperplanes cut a space of `dimensions` into: the sum of C(n, i), i <= d (paper (6)). */
export function mostCells(planes: number, dimensions: number): number {
  let [binomial, sum] = [1, 1];
  for (let i = 1; i <= Math.min(dimensions, planes); i++) {
    binomial = (binomial * (planes - i + 1)) / i;
    sum += binomial;
  }
  return sum;
}

/** The hyperplanes of a graph's halfspaces, each once; tests of categories are none. */
export function planesOf({ nodes }: RegionGraph): Cut[] {
  const offsets = new Map<string, Fraction[]>();
  return nodes.filter((node): node is HalfspaceNode => {
    if (node.kind !== 'halfspace' || node.sharpness.kind === 'category') return false;
    const ray = rayOf(node.a, node.beta);
    if (!ray) return false;
    const known = offsets.get(ray.line) ?? [];
    const isNew = !known.some((offset) => compareFractions(offset, ray.offset) === 0);
    if (isNew) offsets.set(ray.line, [...known, ray.offset]);
    return isNew;
  });
}

interface Cell {
  readonly sides: readonly Side[];
  /** Well inside of it; absent where none was found. */
  readonly point?: readonly number[];
}

/**
 * Plane after plane: each cuts those cells of the box in two that have an inside on both of its sides. A side is kept
 * for a point on it that no rounding can move, and dropped where whole numbers prove it empty.
 */
export function countCells(planes: readonly Cut[], box: Box, { most = 10_000, solver }: CellOptions = {}): CellCount {
  let cells: Cell[] = [{ sides: [], point: box.map(({ lo, hi }) => (lo + hi) / 2) }];
  let complete = true;
  for (const { a, beta } of planes) {
    const both: readonly Side[] = [
      { a, beta, open: true },
      { a: a.map((x) => -x), beta: -beta, open: true },
    ];
    cells = cells.flatMap((cell) =>
      both.flatMap((side): Cell[] => {
        const sides = [...cell.sides, side];
        if (cell.point && isSurelyOn(side, cell.point)) return [{ sides, point: cell.point }];
        const { point, bound } = deepest(box, sides, solver);
        if (bound < 0) return [];
        if (sides.every((each) => isSurelyOn(each, point))) return [{ sides, point }];
        return isExactlyEmpty(sides, box) ? [] : [{ sides }];
      }),
    );
    if (cells.length > most) {
      complete = false;
      break;
    }
  }
  const unsure = cells.filter(({ point }) => point === undefined).length;
  return { planes: planes.length, cells: cells.length, unsure, complete };
}

/** Whether <a, x> - beta is above 0 however it is rounded. */
function isSurelyOn({ a, beta }: Cut, point: readonly number[]): boolean {
  return (
    affineRange(
      a,
      beta,
      point.map((x) => ({ lo: x, hi: x })),
    ).lo > 0
  );
}
