import { halvesAlong, type Box } from '../base/interval.ts';
import { kleeneRef, type Kleene } from '../region/kleene.ts';
import type { Cell, Seen } from './cell.ts';
import { propagate, type Circuit } from './circuit.ts';
import type { Ground } from './ground.ts';
import { imply } from './imply.ts';
import { spread } from './smear.ts';

/** Leaves that are tried for the next cut. */
const mostTried = 16;

/** A cell whose sides are all below this share of the box's is not halved any more. */
const thinnest = 2 ** -26;

/**
 * The cells that a cell is taken apart into: its two sides of a leaf while the logic is open, then halves (GUARANTEES 7,
 * step 2.4). Undefined where neither can help.
 */
export function cellsBelow(ground: Ground, circuit: Circuit, seen: Seen, whole: Box): Cell[] | undefined {
  const cut = nextCut(circuit, seen);
  if (cut === undefined) return halved(ground, seen, whole);
  return cut.sides.map((side) => ({ ...seen, sides: seen.sides.map((old, node) => (node === cut.node ? side : old)) }));
}

/** A leaf to cut along, and its sides that do not contradict what is asked. */
interface NextCut {
  readonly node: number;
  readonly sides: readonly (1 | -1)[];
}

/**
 * The open leaf whose two sides are nearest to a decision: those that contradict what is asked count most, then those
 * that settle most. Undefined where the sides taken already make the circuit as it is asked to be.
 */
function nextCut(circuit: Circuit, { sides }: Seen): NextCut | undefined {
  let best: NextCut | undefined;
  let most = -1;
  for (const node of openLeaves(circuit, sides).slice(0, mostTried)) {
    let settled = 0;
    const possible = ([-1, 1] as const).filter((side) => {
      const after = imply(
        circuit,
        sides.map((old, index) => (index === node ? side : old)),
      );
      if (after) settled += after.reduce((count: number, value) => count + Math.abs(value), 0);
      return after !== undefined;
    });
    const score = settled + 1e6 * (2 - possible.length);
    if (score > most) [best, most] = [{ node, sides: possible }, score];
  }
  return best;
}

/** The leaves that may still decide what is asked, nearest to it first. */
function openLeaves(circuit: Circuit, sides: readonly Kleene[]): number[] {
  const leaves = sides.map((side, i): Kleene => (circuit.nodes[i]?.kind === 'gate' ? 0 : side));
  const values = propagate(circuit, leaves);
  const open = new Set(circuit.asked.flatMap((side, i) => (side !== 0 && values[i] === 0 ? [i] : [])));
  for (let index = circuit.nodes.length - 1; index >= 0; index--) {
    const node = circuit.nodes[index];
    if (!open.has(index) || node?.kind !== 'gate') continue;
    open.delete(index);
    for (const { ref } of node.members) if (kleeneRef(values, ref) === 0) open.add(ref.node);
  }
  return [...open].sort((a, b) => a - b);
}

/** Two halves along the coordinate that most of what is open hangs on; undefined where halving cannot help. */
function halved(ground: Ground, seen: Seen, whole: Box): Cell[] | undefined {
  const { box } = seen;
  const smear = smearOf(ground, seen);
  let best: number | undefined;
  for (const [i, { lo, hi }] of box.entries()) {
    const full = whole[i];
    if (full === undefined || smear[i] === 0 || hi - lo <= thinnest * (full.hi - full.lo)) continue;
    if (best === undefined || (smear[i] ?? 0) > (smear[best] ?? 0)) best = i;
  }
  if (best === undefined) return undefined;
  return halvesAlong(box, best).map((half) => ({ ...seen, box: half }));
}

/**
 * Per coordinate, how much of what is open hangs on it: what the network's bound gives away, and the ellipsoids,
 * Gaussians and categories that the cell is cut along (cut halfspaces alone are settled by `deepest`).
 */
function smearOf({ graph }: Ground, { box, crossed, smear: found }: Seen): number[] {
  const smear = [...found];
  const most = Math.max(0, ...found);
  for (const index of crossed) {
    const node = graph.nodes[index];
    if (node === undefined || node.kind === 'constant' || node.kind === 'gate') continue;
    if (node.kind === 'halfspace' && node.sharpness.kind !== 'category') continue;
    spread(smear, node, box, most || 1);
  }
  return smear;
}
