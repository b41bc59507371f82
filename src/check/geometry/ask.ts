import type { Witness } from '../../base/catalogue/r03-geometry.ts';
import { exactNodes, exactRef } from '../../region/exact.ts';
import type { Ref, RegionGraph } from '../../region/graph.ts';
import { makeGround } from '../ground.ts';
import type { LinearSolver } from '../linear-solver.ts';
import { findPoint, type Finding } from '../search.ts';
import { byHalfspaces } from './halfspaces.ts';
import { byLogic } from './logic.ts';
import { partOf, queryOf, type Query } from './query.ts';
import { edgesIn } from './sample-points.ts';
import { deepened, isDeep, placeOf, readable, shrunk } from './witness.ts';

export type Answer =
  /** Proved: no point of the box is in all of the regions. */
  | { readonly kind: 'none' }
  /** `touching`: the regions meet there, and as far as one can see have no inside in common. */
  | {
      readonly kind: 'point';
      readonly point: readonly number[];
      /** Of it what the regions depend on. */
      readonly place: Witness;
      readonly touching: boolean;
    }
  /** Given up. */
  | { readonly kind: 'open' };

export interface AskOptions {
  /** Whether to give up. */
  readonly late: () => boolean;
  readonly solver?: LinearSolver;
  /** Of the points that are tried. */
  readonly seed: number;
  /** A point that is known to be in all of the regions. */
  readonly known?: readonly number[];
}

/** Parts of the box looked at for one question: what is not settled by then hardly ever is. */
const mostCells = 3000;

/** Points tried before the search. */
const strikes = 60;

/**
 * A point of the box in all of these regions, checked by the exact meaning, or the proof that there is none: by logic
 * where that is enough, else by search (GUARANTEES 8).
 */
export function ask(graph: RegionGraph, regions: readonly Ref[], options: AskOptions): Answer {
  const part = partOf(graph, regions);
  const query = queryOf(part.graph, part.regions);
  const isIn = (point: readonly number[]): boolean => {
    const holds = exactNodes(part.graph, point);
    return part.regions.every((region) => exactRef(holds, region));
  };
  const { known } = options;
  if (known && isIn(known)) return atPoint(query, known, isIn, options);
  const found = find(query, options);
  switch (found.kind) {
    case 'none':
      return found;
    case 'open':
      return { kind: 'open' };
    case 'point':
      // Folding adds and orders what the text says otherwise: a point on a boundary may be in one and not in the other.
      return isIn(found.point) ? atPoint(query, found.point, isIn, options) : { kind: 'open' };
  }
}

/** The answer at a point of the set, or at a better one. */
function atPoint(
  query: Query,
  found: readonly number[],
  isIn: (point: readonly number[]) => boolean,
  options: AskOptions,
): Answer {
  const answer = (at: readonly number[], touching: boolean): Answer => {
    const point = readable(query, at, isIn);
    return { kind: 'point', point, place: placeOf(query, point), touching };
  };
  const point = deepened(query, found, options.solver);
  if (isDeep(query, point) && isIn(point)) return answer(point, false);
  // This place is thin; another may not be.
  const inner = shrunk(query);
  const deep = find(inner, options);
  if (deep.kind !== 'point' || !isIn(deep.point)) return answer(found, deep.kind === 'none');
  const better = deepened(query, deep.point, options.solver);
  return answer(isIn(better) ? better : deep.point, false);
}

/** By logic and linear programs where they are enough, else by search. */
function find(query: Query, { late, seed, solver }: AskOptions): Finding {
  const { graph, root, box } = query;
  const logic = byLogic(query);
  if (logic.kind === 'none') return logic;
  if (logic.kind === 'possible') {
    const found = byHalfspaces(query, logic.logic, { late, ...(solver && { solver }) });
    if (found.kind !== 'open') return found;
  }
  const edges = edgesIn(graph);
  const wanted = [{ set: { kind: 'exact', ref: root } as const, value: 1 as const }];
  return findPoint(makeGround(graph), wanted, box, {
    edges,
    late,
    seed,
    strikes,
    cells: mostCells,
    ...(solver && { solver }),
  });
}
