import { readFileSync } from 'node:fs';
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
import { categoricalPrograms, programs } from '../generators/programs.ts';
import { programOf } from '../helpers/program-of.ts';

/** More programs with `npm run test:all`; each has 1,000 points. */
const scale = process.env['REGIONC_TEST_ALL'] ? 3 : 1;

/** How much rounding may take from a confidence. */
const rounding = 1e-7;

interface Tally {
  holds: number;
  fails: number;
  /** Points where one class alone holds and all others do not. */
  wins: number;
  /** The smallest |u| / c of a gate at a definite point. */
  tightest: number;
}

describe.each([
  { mode: 'guarantee', over: 'real inputs', drawn: programs(), numRuns: 250, seed: 3 },
  { mode: 'trainable', over: 'real inputs', drawn: programs(), numRuns: 150, seed: 4 },
  { mode: 'guarantee', over: '9 or 10 real inputs', drawn: programs({ min: 9, max: 10 }), numRuns: 60, seed: 7 },
  { mode: 'guarantee', over: 'categories', drawn: categoricalPrograms(), numRuns: 150, seed: 5 },
  { mode: 'trainable', over: 'categories', drawn: categoricalPrograms(), numRuns: 100, seed: 6 },
] as const)('a network over $over compiled in $mode mode', ({ mode, drawn, numRuns, seed }) => {
  it('keeps its promise wherever the three-valued reading is definite', () => {
    const tally: Tally = { holds: 0, fails: 0, wins: 0, tightest: Infinity };
    const depths = new Set<number>();
    const compiled = fc.property(drawn, fc.nat(), (program, pointSeed) => {
      const { value: network, diagnostics } = compile(program, { mode });
      // A program whose weights ask for the impossible is refused, and says so.
      if (!network) return expect(hasErrors(diagnostics)).toBe(true);
      expect(verifyNetwork(network)).toEqual([]);
      depths.add(network.later.length);
      return checkPromise(network, 1000, pointSeed, tally);
    });
    fc.assert(compiled, { seed, numRuns: numRuns * scale, endOnFailure: true });
    // The test has power: definite points on both sides, gates on gates, and points where no more is kept than promised.
    expect(tally.holds).toBeGreaterThan(300 * numRuns);
    expect(tally.fails).toBeGreaterThan(300 * numRuns);
    expect(tally.wins).toBeGreaterThan(80 * numRuns);
    for (const depth of [1, 2, 3, 4, 5]) expect(depths).toContain(depth);
    expect(tally.tightest).toBeLessThan(1.001);
  }, 600_000);
});

describe.each(['guarantee', 'trainable'] as const)('a network compiled in %s mode', (mode) => {
  it('keeps it for iris, on 100,000 points', () => {
    const text = readFileSync(new URL('../../examples/iris/iris.region', import.meta.url), 'utf8');
    const network = compile(programOf(text), { mode }).value;
    const tally: Tally = { holds: 0, fails: 0, wins: 0, tightest: Infinity };
    for (let batch = 0; batch < 20; batch++) if (network) checkPromise(network, 5_000, batch, tally);
    expect(tally.holds + tally.fails).toBeGreaterThan(200_000);
    expect(tally.wins).toBeGreaterThan(50_000);
  });
});

function checkPromise(network: Network, count: number, seed: number, tally: Tally): void {
  const { text, promise } = network;
  // A point within rounding of its band's edge is left out, so that the reading is not finer than the network.
  const taus = tausOf(network).map((tau) => tau * (1 + 1e-9));
  const points = pointsNearFacets(text, taus, count, makeRandom(seed));
  const evaluation = evaluate(network, points);
  const refs = headRefs(text.head);
  const values = refs.map((ref) => unitValue(network, evaluation, ref) ?? []);
  // Where settings by hand leave no promise at all, only a region that is constant is still read as definite.
  const kept = keptConfidences(network).map((confidence) => confidence > 0);
  for (const [i, point] of points.entries()) {
    const readings = readingsAt(text, point, taus);
    for (const [j, reading] of readings.entries()) {
      if (reading === 0 || !kept[j]) continue;
      const share = (reading * (values[j]?.[i] ?? 0)) / promise.confidence;
      if (!(share >= 1 - rounding))
        throw new Error(`${String(share)} of the promise at ${String(point)}, target ${String(j)}`);
      tally[reading === 1 ? 'holds' : 'fails'] += 1;
      if (text.nodes[refs[j]?.node ?? -1]?.kind === 'gate') tally.tightest = Math.min(tally.tightest, share);
    }
    if (text.head.kind === 'classes' && kept.every(Boolean))
      checkWinner(readings, evaluation.outputs[i] ?? [], network, tally);
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
