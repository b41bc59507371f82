import { describe, expect, it } from 'vitest';
import { sigma } from '../../src/base/sigmoid.ts';
import { makeRandom } from '../../src/base/random.ts';
import { decide } from '../../src/check/decide.ts';
import type { Network } from '../../src/network/network.ts';
import { evaluate, unitValue } from '../../src/network/reference.ts';
import { exactNodes, exactRef } from '../../src/region/exact.ts';
import { valueAt } from '../../src/region/primitive.ts';
import { halfspaceText, perturbed } from '../generators/specs.ts';
import { state, tickingBudget } from './subject.ts';

const networks = 40;
const looks = 1500;

describe('shift and width of a trained network', () => {
  it('are proved where it is still its text, and no walk across a boundary finds more', () => {
    let proved = 0;
    let walks = 0;
    for (let seed = 1; seed <= networks; seed++) {
      const random = makeRandom(seed);
      const text = halfspaceText(random, 2 + random.below(2));
      const { subject, compile } = state(`${text}check shift(r) <= 100\ncheck width(r) <= 100\n`);
      const network = perturbed(compile(), 0.01 * random.uniform(), random);
      const claims = subject.graph.checks.map((check) =>
        decide({ kind: 'network', network }, check, tickingBudget(0.05)),
      );
      const [mostShift = Infinity, mostWidth = Infinity] = claims.map(({ hi }) => hi);
      if (claims.some(({ outcome }) => outcome !== 'proved')) continue;
      proved += 1;
      for (let look = 0; look < looks; look++) {
        const point = network.inputs.map(({ lo, hi }) => lo + (hi - lo) * random.uniform());
        const walk = walkAcross(network, random.below(network.first.length), point);
        if (walk === undefined) continue;
        walks += 1;
        expect(Math.abs(walk.shift)).toBeLessThanOrEqual(mostShift + 1e-5);
        expect(walk.width).toBeLessThanOrEqual(mostWidth + 1e-5);
      }
    }
    console.log(`facets: ${String(proved)} of ${String(networks)} networks proved, ${String(walks)} walks`);
    expect(proved).toBeGreaterThan(networks / 2);
    expect(walks).toBeGreaterThan(100);
  });
});

/** Where the output crosses -c, 0 and c along a facet's normal; none where another unit is not settled there. */
function walkAcross(network: Network, unit: number, from: readonly number[]) {
  const facet = network.first[unit];
  const [output] = network.text.head.kind === 'outputs' ? network.text.head.outputs : [];
  if (facet?.kind !== 'halfspace' || facet.node === undefined || !output) return undefined;
  const norm = Math.hypot(...facet.a);
  const start = valueAt(facet, from) / norm;
  const at = (distance: number): number[] => from.map((x, i) => x + ((distance - start) * (facet.a[i] ?? 0)) / norm);
  // Where the unit itself is settled.
  const far = 25 / (facet.gain * norm);
  const ends = [at(-far), at(far)];
  const isSettled = network.first.every((other, i) => {
    const [low = 0, high = 0] = ends.map((end) => sigma(other.gain, valueAt(other, end)));
    return i === unit || Math.min(low, high) > 1 - 1e-7 || Math.max(low, high) < 1e-7 - 1;
  });
  const [without, within] = ends.map((end) => exactRef(exactNodes(network.text, end), output.ref));
  if (!isSettled || without === within) return undefined;
  const out = (distance: number): number =>
    (within ? 1 : -1) * (unitValue(network, evaluate(network, [at(distance)]), output.ref)?.[0] ?? NaN);
  const crossing = (level: number): number => {
    let [low, high] = [-far, far];
    for (let i = 0; i < 50; i++) {
      const middle = (low + high) / 2;
      if (out(middle) < level) low = middle;
      else high = middle;
    }
    return low;
  };
  const c = network.promise?.confidence ?? 0;
  return { shift: crossing(0), width: crossing(c) - crossing(-c) };
}
