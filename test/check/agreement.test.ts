import { describe, expect, it } from 'vitest';
import { makeRandom } from '../../src/base/random.ts';
import { decide } from '../../src/check/decide.ts';
import { evaluate, unitValue } from '../../src/network/reference.ts';
import { exactNodes, exactRef } from '../../src/region/exact.ts';
import { curvedText, halfspaceText, perturbed } from '../generators/specs.ts';
import { state, tickingBudget } from './subject.ts';

const count = 4000;

describe('the agreement of a network with its text', () => {
  it('lies between its bounds, which a share of points drawn anew does not contradict', () => {
    let total = 0;
    for (let seed = 1; seed <= 9; seed++) {
      const random = makeRandom(seed);
      const text = seed % 3 === 0 ? curvedText(random) : halfspaceText(random);
      const { subject, compile } = state(`${text}check agreement(r) >= 0.999\n`);
      const network = seed % 2 === 0 ? compile() : perturbed(compile(), 0.03, random);
      const [check] = subject.graph.checks;
      const [output] = network.text.head.kind === 'outputs' ? network.text.head.outputs : [];
      if (!check || !output) throw new Error('the text has an output and a claim');
      const { lo = NaN, hi = NaN } = decide({ kind: 'network', network }, check, tickingBudget(0.06));
      const points = Array.from({ length: count }, () =>
        network.text.inputs.map((side) => side.lo + (side.hi - side.lo) * random.uniform()),
      );
      const values = unitValue(network, evaluate(network, points), output.ref) ?? [];
      const agreed = points.filter(
        (point, i) => exactRef(exactNodes(network.text, point), output.ref) === (values[i] ?? NaN) >= 0,
      );
      // Four standard deviations of the share, and what is too rare for that.
      const share = agreed.length / count;
      const slack = (4 * Math.sqrt(Math.max(1, count - agreed.length))) / count;
      expect(share).toBeGreaterThan(lo - slack);
      expect(share).toBeLessThan(hi + slack);
      total += hi - lo;
    }
    // By intervals alone it was 1.97.
    expect(total).toBeLessThan(1.8);
    console.log('agreement: width of the bounds of 9 networks', total);
  });
});
