import { centreOf, type Box } from '../base/interval.ts';
import { complete, type Space } from '../base/one-hot.ts';
import { makeRandom } from '../base/random.ts';
import type { Kleene } from '../region/kleene.ts';
import { attackPoints, projected, type Edge } from './attack.ts';
import { cellsBelow } from './branch.ts';
import { lookInto, type Cell, type Seen } from './cell.ts';
import { circuitOf, type Circuit, type Wanted } from './circuit.ts';
import { deepest } from './deepest.ts';
import { lookAt, type Ground } from './ground.ts';
import type { LinearSolver } from './linear-solver.ts';
import { shareOf } from './one-hot.ts';
import { openPart, splitPart, type OpenPart } from './open-share.ts';
import { makeQueue } from './queue.ts';
import { judge } from './region-set.ts';
import { isConfirmed } from './witness.ts';

export type { Wanted } from './circuit.ts';

export type Finding =
  /** Proved: no point of the box is as wanted. */
  | { readonly kind: 'none' }
  | { readonly kind: 'point'; readonly point: readonly number[] }
  /** Given up: at most this share of the box may hold such points. */
  | { readonly kind: 'open'; readonly share: number };

export interface SearchOptions {
  /** Where the attack aims. */
  readonly edges: readonly Edge[];
  /** Whether the time is up; asked once a cell. */
  readonly late: () => boolean;
  readonly seed: number;
  /** What a point must be to be found, where that is more than what is proved of none. */
  readonly strict?: readonly Wanted[];
  /** Points tried before anything is cut; after that one for every cell. */
  readonly strikes?: number;
  /** Cells looked at, whatever the time. */
  readonly cells?: number;
  /** For linear programs too large for the solver of our own. */
  readonly solver?: LinearSolver;
  /** Told now and then, and at the end, which share of the box is open, which only falls, and the cells looked at. */
  readonly progress?: (open: number, cells: number) => void;
}

/** Where the options do not say. */
const firstStrikes = 300;
const mostCells = 200_000;

/** Cells that wait at most; past it the search goes deep first. */
const mostWaiting = 20_000;

/** Cells between two words on progress. */
const stride = 64;

/**
 * Looks for a point of the box that is as wanted, or proves that there is none: an attack, then branch and bound
 * (GUARANTEES 7). A cell is cut along tests of the text until the sides taken settle the logic, then halved; the cell
 * with the largest share of the box goes first. Both sides of a cut are closed, so nothing lies between cells; a point
 * is returned only where it is surely as wanted.
 */
export function findPoint(ground: Ground, wanted: readonly Wanted[], box: Box, options: SearchOptions): Finding {
  const circuit = circuitOf(ground.graph, wanted);
  if (circuit === undefined) return { kind: 'none' };
  const whole: Space = { box, oneHots: ground.oneHots };
  const sure = options.strict ?? wanted;
  const fits = (point: readonly number[]): boolean => {
    const look = lookAt(ground, point);
    return sure.every(({ set, value }) => judge(set, look) === value) && isConfirmed(ground, sure, point);
  };
  const strikes = attackPoints(options.edges, whole, makeRandom(options.seed));
  const strike = (): readonly number[] | undefined => {
    const point = strikes.next().value;
    return fits(point) ? point : undefined;
  };
  for (let tried = 0; tried < (options.strikes ?? firstStrikes) && !options.late(); tried++) {
    const point = strike();
    if (point) return { kind: 'point', point };
  }
  return branch(ground, circuit, { whole, fits, strike }, options);
}

interface Attack {
  readonly whole: Space;
  readonly fits: (point: readonly number[]) => boolean;
  /** The next point of the attack, where it is as wanted. */
  readonly strike: () => readonly number[] | undefined;
}

interface Waiting {
  readonly cell: Cell;
  readonly part: OpenPart;
}

function branch(ground: Ground, circuit: Circuit, attack: Attack, options: SearchOptions): Finding {
  const { whole } = attack;
  const { late, cells: most = mostCells } = options;
  const root = openPart(1);
  const queue = makeQueue<Waiting>();
  const stack: Waiting[] = [
    { cell: { box: whole.box, sides: circuit.nodes.map((): Kleene => 0), limits: [] }, part: root },
  ];
  let [cells, isStuck] = [0, false];
  const end = (finding: Finding): Finding => {
    options.progress?.(root.open, cells);
    return finding;
  };
  for (let next = stack.pop(); next; next = stack.pop() ?? queue.pop()) {
    if (late() || cells >= most) return end({ kind: 'open', share: root.open });
    if (++cells % stride === 0) options.progress?.(root.open, cells);
    const point = attack.strike();
    if (point) return end({ kind: 'point', point });
    const step = examine(ground, circuit, next.cell, attack, options.solver);
    if (step.kind === 'point') return end(step);
    const left = step.kind === 'dropped' ? [] : step.cells;
    const shares = left.map(({ box }) => shareOf(box, whole.box, whole.oneHots));
    const parts = splitPart(next.part, shares);
    // A cell that cannot be taken apart stays open.
    isStuck ||= step.kind === 'stuck';
    if (step.kind === 'stuck') continue;
    for (const [i, cell] of left.entries()) {
      const waiting = { cell, part: parts[i] ?? next.part };
      if (queue.size() < mostWaiting) queue.push(waiting, shares[i] ?? 0);
      else stack.push(waiting);
    }
  }
  return end(isStuck ? { kind: 'open', share: root.open } : { kind: 'none' });
}

type Step =
  | { readonly kind: 'dropped' }
  | { readonly kind: 'point'; readonly point: readonly number[] }
  | { readonly kind: 'split'; readonly cells: readonly Cell[] }
  /** Too thin to halve, or only touching its cuts. */
  | { readonly kind: 'stuck'; readonly cells: readonly Cell[] };

function examine(
  ground: Ground,
  circuit: Circuit,
  cell: Cell,
  { whole, fits }: Attack,
  solver: LinearSolver | undefined,
): Step {
  const seen = lookInto(ground, circuit, cell);
  if (seen === undefined) return { kind: 'dropped' };
  for (const near of candidates(seen)) {
    const point = complete(near, whole.oneHots);
    if (fits(point)) return { kind: 'point', point };
  }
  // A bound of the network has its point, and has shown that the cuts leave one.
  if (seen.cuts.length > 1 && seen.worst.length === 0) {
    const { point, bound } = deepest(seen.box, seen.cuts, solver);
    if (bound < 0) return { kind: 'dropped' };
    const deep = complete(point, whole.oneHots);
    if (fits(deep)) return { kind: 'point', point: deep };
  }
  const cells = cellsBelow(ground, circuit, seen, whole.box);
  return cells ? { kind: 'split', cells } : { kind: 'stuck', cells: [seen] };
}

/**
 * The centre, also as people write numbers, for regions that only touch do so at such; and the points where the bounds
 * would have the network break, moved behind the cuts.
 */
function candidates({ box, cuts, worst }: Seen): (readonly number[])[] {
  const centre = centreOf(box);
  return [centre, centre.map((x) => Number(x.toPrecision(12))), ...worst.map((point) => projected(point, cuts, box))];
}
