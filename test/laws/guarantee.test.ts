import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRandom } from '../../src/base/random.ts';
import { hasErrors } from '../../src/base/diagnostic.ts';
import { exactNodes, exactRef } from '../../src/region/exact.ts';
import type { RegionGraph } from '../../src/region/graph.ts';
import { kleeneNodes, kleeneRef, type Kleene } from '../../src/region/kleene.ts';
import { headRefs } from '../../src/region/roots.ts';
import { compile } from '../../src/network/compile.ts';
import { keptConfidences, tausOf } from '../../src/network/kept.ts';
import type { Network } from '../../src/network/network.ts';
import { evaluate, unitValue } from '../../src/network/reference.ts';
import { verifyNetwork } from '../../src/network/verify.ts';
import { pointsNearFacets } from '../generators/points.ts';
import { programs } from '../generators/programs.ts';

/** How much rounding may take from a confidence. */
const rounding = 1e-7;

interface Tally {
  points: number;
  holds: number;
  fails: number;
  /** The smallest |u| / c at a definite point. */
  tightest: number;
  wins: number;
}

const programCount = 300;
const pointCount = 1000;

describe.each(['guarantee', 'trainable'] as const)('a network compiled in %s mode', (mode) => {
  it('keeps its promise wherever the three-valued reading is definite', () => {
    const tally: Tally = { points: 0, holds: 0, fails: 0, tightest: Infinity, wins: 0 };
    fc.assert(
      fc.property(programs(), fc.nat(), (program, seed) => {
        const { value: network, diagnostics } = compile(program, { mode });
        // A program whose weights ask for the impossible is refused, and says so.
        if (!network) return expect(hasErrors(diagnostics)).toBe(true);
        expect(verifyNetwork(network)).toEqual([]);
        return checkPromise(network, seed, tally);
      }),
      { seed: 3, numRuns: programCount, endOnFailure: true },
    );
    // The test has power: definite points on both sides, and some where no more is kept than promised.
    expect(tally.holds).toBeGreaterThan(10_000);
    expect(tally.fails).toBeGreaterThan(10_000);
    expect(tally.wins).toBeGreaterThan(10_000);
    expect(tally.tightest).toBeLessThan(1 + 1e-4);
  });
});

function checkPromise(network: Network, seed: number, tally: Tally): void {
  const { text, promise } = network;
  // A point within rounding of its band's edge is left out, so that the reading is not finer than the network.
  const taus = tausOf(network).map((tau) => tau * (1 + 1e-9));
  const points = pointsNearFacets(text, taus, pointCount, makeRandom(seed));
  const evaluation = evaluate(network, points);
  const refs = headRefs(text.head);
  const values = refs.map((ref) => unitValue(network, evaluation, ref) ?? []);
  const kept = keptConfidences(network);
  for (const [i, point] of points.entries()) {
    const readings = readingsAt(text, point, taus);
    tally.points += 1;
    for (const [j, reading] of readings.entries()) {
      // Where settings by hand leave no promise at all, only a region that is constant is still read as definite.
      if (reading === 0 || !((kept[j] ?? 0) > 0)) continue;
      const share = (reading * (values[j]?.[i] ?? 0)) / promise.confidence;
      if (!(share >= 1 - rounding))
        throw new Error(`${String(share)} of the promise at ${String(point)}, target ${String(j)}`);
      tally[reading === 1 ? 'holds' : 'fails'] += 1;
      tally.tightest = Math.min(tally.tightest, share);
    }
    if (text.head.kind === 'classes') checkWinner(readings, evaluation.outputs[i] ?? [], network, tally);
  }
}

/** The reading of every target; where definite it is the exact set. */
function readingsAt(text: RegionGraph, point: readonly number[], taus: readonly number[]): Kleene[] {
  const nodes = kleeneNodes(text, point, taus);
  const exact = exactNodes(text, point);
  return headRefs(text.head).map((ref) => {
    const reading = kleeneRef(nodes, ref);
    if (reading !== 0 && (reading === 1) !== exactRef(exact, ref)) throw new Error(`misread at ${String(point)}`);
    return reading;
  });
}

/** A plain class wins where it alone holds and the others do not (DESIGN section 4). */
function checkWinner(readings: readonly Kleene[], shares: readonly number[], { head }: Network, tally: Tally): void {
  const plain = head.kind === 'classes' && head.classes.every((row) => row.plain);
  const alone = readings.indexOf(1);
  if (!plain || readings.some((reading, j) => reading !== (j === alone ? 1 : -1)) || alone < 0) return;
  expect(shares.indexOf(Math.max(...shares))).toBe(alone);
  tally.wins += 1;
}
