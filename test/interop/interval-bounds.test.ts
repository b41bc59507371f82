import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../src/base/interval.ts';
import { makeRandom } from '../../src/base/random.ts';
import { lookOver, makeGround } from '../../src/check/ground.ts';
import { compile } from '../../src/network/compile.ts';
import { programs } from '../generators/programs.ts';

/** Two ways to add numbers of the size of 1,000, per unit of the gain through which they go. */
const rounding = 1e-10;

describe('interval bounds', () => {
  it('are those that numpy finds, to rounding, and hold them', () => {
    const networks = fc.sample(programs(), { seed: 9, numRuns: 80 }).flatMap((program, i) => {
      return compile(program, { mode: i % 2 === 0 ? 'guarantee' : 'trainable' }).value ?? [];
    });
    const random = makeRandom(9);
    const jobs = networks.map(({ first, later, inputs }) => ({
      first,
      later,
      boxes: Array.from({ length: 20 }, (_, i): Box => {
        // From a point to the whole box.
        const share = i === 0 ? 1 : random.uniform() ** 3;
        return inputs.map(({ lo, hi }) => {
          const start = lo + (1 - share) * random.uniform() * (hi - lo);
          return { lo: start, hi: start + share * (hi - lo) };
        });
      }),
    }));
    const input = JSON.stringify(jobs.map((job) => ({ ...job, boxes: job.boxes.map((box) => box.map(pairOf)) })));
    const script = new URL('interval_bounds.py', import.meta.url).pathname;
    const output = execFileSync('/usr/bin/python3', [script], { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
    const found = JSON.parse(output) as (readonly [number, number])[][][][];
    let [compared, worst] = [0, 0];
    for (const [n, network] of networks.entries()) {
      const ground = makeGround(network.text, network);
      const steepest = Math.max(1, ...[network.first, ...network.later].flat().map(({ gain }) => gain));
      for (const [k, box] of (jobs[n]?.boxes ?? []).entries()) {
        for (const [layer, units] of lookOver(ground, box).units.entries()) {
          for (const [unit, { lo, hi }] of units.entries()) {
            const [low = NaN, high = NaN] = found[n]?.[k]?.[layer]?.[unit] ?? [];
            worst = Math.max(worst, Math.max(low - lo, hi - high) / steepest);
            // Ours are padded for any order of adding.
            expect(lo).toBeLessThanOrEqual(low);
            expect(hi).toBeGreaterThanOrEqual(high);
            compared += 1;
          }
        }
      }
    }
    console.log(`interval bounds: ${String(compared)} compared, largest difference ${String(worst)} per gain`);
    expect(compared).toBeGreaterThan(5000);
    expect(worst).toBeLessThan(rounding);
  });
});

function pairOf({ lo, hi }: { readonly lo: number; readonly hi: number }): [number, number] {
  return [lo, hi];
}
