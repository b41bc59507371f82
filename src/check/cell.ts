import type { Box, Interval } from '../base/interval.ts';
import type { Kleene } from '../region/kleene.ts';
import { primitiveRange } from '../region/primitive-range.ts';
import type { Circuit } from './circuit.ts';
import { contract, cutsOf, takesOf, type Cut } from './cuts.ts';
import type { Ground } from './ground.ts';
import { imply } from './imply.ts';
import { judgeNetwork } from './judge-network.ts';
import type { Part } from './network-bounds.ts';
import { snap } from './one-hot.ts';

/** A part of the search: the points of a box where the leaves of the circuit are on these sides (0: on either). */
export interface Cell {
  readonly box: Box;
  readonly sides: readonly Kleene[];
  /** Per unit of the network's first layer a range of its f; empty where none was looked for. */
  readonly limits: readonly Interval[];
}

/** A cell that may hold what is looked for, and what is known of it. */
export interface Seen extends Cell {
  /** Halfspaces that hold all over it, but for those that take nothing of the box. */
  readonly cuts: readonly Cut[];
  /** Per node of the text the range of its primitive's f. */
  readonly ranges: readonly Interval[];
  /** Primitives of the text that take values over the box which the sides rule out. */
  readonly crossed: readonly number[];
  /** Points that come nearest to what is looked for, by the bounds. */
  readonly worst: readonly (readonly number[])[];
  /** Per coordinate, how much of what is open in the network hangs on it. */
  readonly smear: readonly number[];
}

/** How often a cell is cut down at most: what follows later is seen in the cells below. */
const mostRounds = 4;

const everything: Interval = { lo: -Infinity, hi: Infinity };

/**
 * What is known of a cell: sides follow from sides by the circuit, the box is cut to them, f is bounded over the box and
 * decides more sides, and the network is bounded over what is left. Undefined where the cell cannot hold what is asked.
 */
export function lookInto(ground: Ground, circuit: Circuit, cell: Cell): Seen | undefined {
  const cut = cutDown(ground, circuit, cell);
  if (cut === undefined) return undefined;
  const { box, ranges, cuts } = cut;
  const sides = [...cut.sides];
  let part: Part = { space: { box, oneHots: ground.oneHots }, ranges, cuts, limits: cell.limits };
  let units = ground.bounds?.unitRanges(part) ?? { arguments: [], values: [] };
  const smear = box.map(() => 0);
  const worst: (readonly number[])[] = [];
  // While tests are open their cells will be much smaller: it is too early for what costs more.
  const isSettled = circuit.nodes.every(({ kind }, i) => kind !== 'test' || sides[i] !== 0);
  for (const [index, node] of circuit.nodes.entries()) {
    if (node.kind !== 'network' || ground.bounds === undefined) continue;
    const wanted = sides[index] ?? 0;
    let found = judgeNetwork(node.set, wanted, ground.bounds, part, units);
    if (found.least && isSettled) {
      part = ground.bounds.tightened(part, units, found.least.gaps);
      if (part.limits.some(({ lo, hi }) => lo > hi)) return undefined;
      units = ground.bounds.unitRanges(part);
      found = judgeNetwork(node.set, wanted, ground.bounds, part, units);
    }
    if (wanted !== 0 && found.side === -wanted) return undefined;
    if (wanted === 0) sides[index] = found.side;
    if (found.least === undefined) continue;
    worst.push(found.least.point);
    found.least.smear.forEach((x, i) => (smear[i] = (smear[i] ?? 0) + x));
  }
  const settled = imply(circuit, sides);
  return settled && { ...cut, sides: settled, limits: part.limits, worst, smear };
}

/** What the text alone says of a cell. */
type CutDown = Omit<Seen, 'worst' | 'smear' | 'limits'>;

/** Sides that follow cut the box, and a smaller box settles more sides: until nothing follows any more. */
function cutDown(ground: Ground, circuit: Circuit, { box: whole, sides: taken }: Cell): CutDown | undefined {
  let implied = imply(circuit, taken);
  for (let round = 0; implied; round++) {
    const known = knownRanges(ground, circuit, implied);
    if (known.some(({ lo, hi }) => lo > hi)) return undefined;
    const cuts = cutsOf(ground.graph, known, whole);
    const contracted = contract(whole, cuts);
    const box = contracted && snap(contracted, ground.oneHots);
    if (box === undefined) return undefined;
    const { ranges, crossed } = rangesOver(ground, known, box);
    if (ranges.some(({ lo, hi }) => lo > hi)) return undefined;
    const seen = sidesBy(circuit, ranges, implied);
    const sides = imply(circuit, seen);
    if (sides === undefined) return undefined;
    const more = circuit.nodes.some(({ kind }, i) => kind === 'test' && sides[i] !== seen[i]);
    if (!more || round === mostRounds) {
      return { box, sides, cuts: cuts.filter((cut) => takesOf(cut, box)), ranges, crossed };
    }
    implied = sides;
  }
  return undefined;
}

/** The range of every primitive by the sides of its tests. Both ends are closed, so nothing lies between two cells. */
function knownRanges({ graph }: Ground, { nodes }: Circuit, sides: readonly Kleene[]): Interval[] {
  const known = graph.nodes.map(() => everything);
  for (const [index, node] of nodes.entries()) {
    const side = sides[index] ?? 0;
    if (node.kind !== 'test' || side === 0) continue;
    const { lo, hi } = known[node.primitive] ?? everything;
    known[node.primitive] = side === 1 ? { lo: Math.max(lo, node.level), hi } : { lo, hi: Math.min(hi, node.level) };
  }
  return known;
}

function rangesOver(
  { graph, oneHots }: Ground,
  known: readonly Interval[],
  box: Box,
): { readonly ranges: readonly Interval[]; readonly crossed: readonly number[] } {
  const crossed: number[] = [];
  const ranges = graph.nodes.map((node, index) => {
    if (node.kind === 'constant' || node.kind === 'gate') return everything;
    const { lo, hi } = primitiveRange(node, { box, oneHots });
    const range = known[index] ?? everything;
    if (range.lo > lo || range.hi < hi) crossed.push(index);
    return { lo: Math.max(lo, range.lo), hi: Math.min(hi, range.hi) };
  });
  return { ranges, crossed };
}

/** The sides of tests that the ranges decide, with those that are taken. */
function sidesBy({ nodes }: Circuit, ranges: readonly Interval[], taken: readonly Kleene[]): Kleene[] {
  return nodes.map((node, index): Kleene => {
    const side = taken[index] ?? 0;
    if (node.kind !== 'test' || side !== 0) return node.kind === 'gate' ? 0 : side;
    const { lo, hi } = ranges[node.primitive] ?? everything;
    return lo >= node.level ? 1 : hi < node.level ? -1 : 0;
  });
}
