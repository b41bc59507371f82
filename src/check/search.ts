import { centreOf, type Box, type Interval } from '../base/interval.ts';
import { complete, type Space } from '../base/one-hot.ts';
import { makeRandom } from '../base/random.ts';
import { kleeneRef, type Kleene } from '../region/kleene.ts';
import type { PrimitiveNode } from '../region/graph.ts';
import type { Primitive } from '../region/primitive.ts';
import { attackPoints, type Edge } from './attack.ts';
import { contract, cutsOf, deepest } from './cuts.ts';
import { lookAt, lookOver, propagate, type Cell, type Ground, type Look } from './ground.ts';
import { askedNodes, impliedSides } from './imply.ts';
import type { LinearSolver } from './linear-solver.ts';
import { shareOf, snap } from './one-hot.ts';
import { judge, textRefs, type RegionSet } from './region-set.ts';

/** A set that a point is to be in (1) or out of (-1). */
export interface Wanted {
  readonly set: RegionSet;
  readonly value: 1 | -1;
}

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
  /** Points tried before anything is cut; after that one for every cell. */
  readonly strikes?: number;
  /** Cells looked at, whatever the time. */
  readonly cells?: number;
  /** For linear programs too large for the solver of our own. */
  readonly solver?: LinearSolver;
}

/** Where the options do not say. */
const firstStrikes = 300;
const mostCells = 200_000;

/** A cell whose sides are all below this share of the box's is not halved any more. */
const thinnest = 2 ** -26;

const everywhere: Interval = { lo: -Infinity, hi: Infinity };

/** Primitives that are tried for the next cut. */
const mostTried = 16;

/**
 * Looks for a point of the box that is as wanted, or proves that there is none: an attack, then depth-first search
 * (GUARANTEES 8). A cell is cut along the primitives until the sides taken settle the logic, then halved. Both sides
 * of a cut are closed, so nothing lies between cells; a point is returned only where it is surely as wanted.
 */
export function findPoint(ground: Ground, wanted: readonly Wanted[], box: Box, options: SearchOptions): Finding {
  if (wanted.some((one, i) => wanted.slice(i + 1).some((two) => excludes(one, two)))) return { kind: 'none' };
  const fits = (point: readonly number[]): boolean => {
    const look = lookAt(ground, point);
    return wanted.every(({ set, value }) => judge(set, look) === value);
  };
  const { oneHots } = ground;
  const whole = { box, oneHots };
  const asked = askedNodes(ground.graph.nodes.length, wanted);
  if (asked === undefined) return { kind: 'none' };
  const strikes = attackPoints(options.edges, whole, makeRandom(options.seed));
  const strike = (): readonly number[] | undefined => {
    const point = strikes.next().value;
    return fits(point) ? point : undefined;
  };
  const { strikes: first = firstStrikes, cells = mostCells } = options;
  for (let tried = 0; tried < first && !options.late(); tried++) {
    const point = strike();
    if (point) return { kind: 'point', point };
  }
  const stack: Cell[] = [{ box, sides: ground.graph.nodes.map((): Kleene => 0) }];
  const stuck: Cell[] = [];
  let count = 0;
  for (let cell = stack.pop(); cell; cell = stack.pop()) {
    if (options.late() || ++count > cells) return open([cell, ...stack, ...stuck], whole);
    const point = strike();
    if (point) return { kind: 'point', point };
    const step = examine(ground, { wanted, asked }, cell, whole, fits, options.solver);
    if (step.kind === 'point') return step;
    if (step.kind === 'stuck') stuck.push(step.cell);
    if (step.kind === 'split') stack.push(...step.cells);
  }
  return stuck.length > 0 ? open(stuck, whole) : { kind: 'none' };
}

/** Whether no point can be as both want by what the sets are: one set in and out, or a win of two classes. */
function excludes(one: Wanted, two: Wanted): boolean {
  if (one.set.kind === 'wins' && two.set.kind === 'wins' && one.set.index !== two.set.index) {
    return one.value === 1 && two.value === 1;
  }
  return one.value !== two.value && JSON.stringify(one.set) === JSON.stringify(two.set);
}

/** What is looked for, and what it says of the nodes of the text. */
interface Question {
  readonly wanted: readonly Wanted[];
  readonly asked: readonly Kleene[];
}

type Step =
  | { readonly kind: 'dropped' }
  | { readonly kind: 'point'; readonly point: readonly number[] }
  | { readonly kind: 'split'; readonly cells: readonly Cell[] }
  /** Too thin to halve, or only touching its cuts. */
  | { readonly kind: 'stuck'; readonly cell: Cell };

function examine(
  ground: Ground,
  { wanted, asked }: Question,
  { box, sides: taken }: Cell,
  whole: Space,
  fits: (point: readonly number[]) => boolean,
  solver: LinearSolver | undefined,
): Step {
  const sides = impliedSides(ground.graph, taken, asked);
  if (sides === undefined) return { kind: 'dropped' };
  const cuts = cutsOf(ground.graph, { box, sides });
  const { oneHots } = whole;
  const bounded = contract(box, cuts);
  const contracted = bounded && snap(bounded, oneHots);
  if (contracted === undefined) return { kind: 'dropped' };
  const look = lookOver(ground, { box: contracted, sides });
  if (look === undefined || wanted.some(({ set, value }) => judge(set, look) === -value)) return { kind: 'dropped' };
  const seen = impliedSides(ground.graph, look.nodes, asked);
  if (seen === undefined) return { kind: 'dropped' };
  // What the box settles needs no cut.
  const cell: Cell = { box: contracted, sides: seen.map((side, i) => (look.nodes[i] === 0 ? side : (sides[i] ?? 0))) };
  const centre = centreOf(contracted);
  // Regions that only touch do so at numbers that people wrote: the rounded centre is one of them.
  for (const near of [centre, centre.map((x) => Number(x.toPrecision(12)))]) {
    const point = complete(near, oneHots);
    if (fits(point)) return { kind: 'point', point };
  }
  if (cuts.length > 1) {
    const { point, bound } = deepest(contracted, cuts, solver);
    const deep = complete(point, oneHots);
    if (bound < 0) return { kind: 'dropped' };
    if (fits(deep)) return { kind: 'point', point: deep };
  }
  const next = nextCut(ground, wanted, look);
  if (next) return { kind: 'split', cells: next.sides.map((side) => cutTo(cell, next.node, side)) };
  const halves = halved(ground, wanted, cell, look, whole.box);
  return halves ? { kind: 'split', cells: halves } : { kind: 'stuck', cell };
}

/** A primitive to cut along, and its sides that do not contradict what is wanted. */
interface NextCut {
  readonly node: number;
  readonly sides: readonly (1 | -1)[];
}

/**
 * The undecided primitive whose two sides are nearest to a decision: those that contradict what is wanted count most,
 * then those that settle a set. Undefined where the sides taken already settle every set of the text.
 */
function nextCut(ground: Ground, wanted: readonly Wanted[], look: Look): NextCut | undefined {
  const unsettled = wanted.filter(({ set }) => set.kind !== 'definite' && judge(set, look) === 0);
  let best: NextCut | undefined;
  let most = -1;
  for (const node of undecidedBelow(ground, unsettled, look).slice(0, mostTried)) {
    let settled = 0;
    const sides = ([-1, 1] as const).filter((side) => {
      const primitives = look.nodes.map((value, index): Kleene => (index === node ? side : value));
      const after = { ...look, nodes: propagate(ground.graph, primitives) };
      const values = unsettled.map(({ set, value }) => judge(set, after) * value);
      settled += values.filter((value) => value === 1).length;
      return !values.includes(-1);
    });
    const score = settled + 100 * (2 - sides.length);
    if (score > most) [best, most] = [{ node, sides }, score];
  }
  return best;
}

/** The primitives that may still decide one of these sets by its exact meaning. */
function undecidedBelow({ graph }: Ground, unsettled: readonly Wanted[], { nodes }: Look): number[] {
  const wanted = new Set(unsettled.flatMap(({ set }) => textRefs(set)).map(({ node }) => node));
  for (let index = graph.nodes.length - 1; index >= 0; index--) {
    const node = graph.nodes[index];
    if (nodes[index] !== 0) wanted.delete(index);
    if (!wanted.has(index) || node?.kind !== 'gate') continue;
    wanted.delete(index);
    for (const { ref } of node.members) if (kleeneRef(nodes, ref) === 0) wanted.add(ref.node);
  }
  return [...wanted].sort((a, b) => a - b);
}

function cutTo({ box, sides }: Cell, at: number, side: 1 | -1): Cell {
  return { box, sides: sides.map((old, node) => (node === at ? side : old)) };
}

/** Two halves along the coordinate that the open sets depend on most; undefined where halving cannot help. */
function halved(
  ground: Ground,
  wanted: readonly Wanted[],
  { box, sides }: Cell,
  look: Look,
  whole: Box,
): Cell[] | undefined {
  const smear = smearOf(ground, wanted, { box, sides }, look);
  let best: number | undefined;
  for (const [i, { lo, hi }] of box.entries()) {
    const full = whole[i];
    if (full === undefined || smear[i] === 0 || hi - lo <= thinnest * (full.hi - full.lo)) continue;
    if (best === undefined || (smear[i] ?? 0) > (smear[best] ?? 0)) best = i;
  }
  if (best === undefined) return undefined;
  const middle = centreOf(box)[best] ?? 0;
  const half = (lower: boolean): Cell => ({
    box: box.map(({ lo, hi }, i) => (i !== best ? { lo, hi } : lower ? { lo, hi: middle } : { lo: middle, hi })),
    sides,
  });
  return [half(true), half(false)];
}

/**
 * Per coordinate, how much of what is open hangs on it: cut quadrics and Gaussians (cut halfspaces alone are settled
 * by `deepest`), bands that a three-valued reading crosses, and the network's first layer.
 */
function smearOf({ graph, network }: Ground, wanted: readonly Wanted[], { box, sides }: Cell, look: Look): number[] {
  const smear = box.map(() => 0);
  const spread = (primitive: Primitive, importance: number): void => {
    const effects = box.map(({ lo, hi }, i) => columnSize(primitive, i) * (hi - lo));
    const total = effects.reduce((sum, x) => sum + x, 0);
    if (total > 0) effects.forEach((x, i) => (smear[i] = (smear[i] ?? 0) + (importance * x) / total));
  };
  const primitives = graph.nodes.flatMap((node, index) =>
    node.kind === 'constant' || node.kind === 'gate' ? [] : [{ node, index, ...(look.ranges[index] ?? everywhere) }],
  );
  const cut = primitives.filter(({ index, lo, hi }) => sides[index] !== 0 && lo < 0 && hi >= 0);
  if (network !== undefined || cut.some(({ node }) => node.kind !== 'halfspace' || isCategory(node))) {
    for (const { node } of cut) spread(node, 1);
  }
  for (const { set } of wanted) {
    if (set.kind !== 'definite') continue;
    for (const { node, index, lo, hi } of primitives) {
      const tau = set.taus[index] ?? Infinity;
      if ((lo < tau && hi >= tau) || (lo <= -tau && hi > -tau)) spread(node, 1);
    }
  }
  for (const [index, unit] of (network?.first ?? []).entries()) {
    const { lo, hi } = look.units[0]?.[index] ?? everywhere;
    spread(unit, Math.min(2, hi - lo));
  }
  return smear;
}

function isCategory(node: PrimitiveNode): boolean {
  return node.sharpness.kind === 'category';
}

/** How much f depends on coordinate i. */
function columnSize(primitive: Primitive, i: number): number {
  switch (primitive.kind) {
    case 'halfspace':
      return Math.abs(primitive.a[i] ?? 0);
    case 'quadric':
      return Math.hypot(...primitive.A.map((row) => row[i] ?? 0));
    case 'gaussian':
      return Math.hypot(...primitive.factor.map((row) => row[i] ?? 0));
  }
}

function open(cells: readonly Cell[], { box, oneHots }: Space): Finding {
  const share = cells.reduce((sum, cell) => sum + shareOf(cell.box, box, oneHots), 0);
  return { kind: 'open', share: Math.min(1, share) };
}
