import { describe, expect, it } from 'vitest';
import { compile } from '../../src/network/compile.ts';
import type { Network, Promised } from '../../src/network/network.ts';
import { printReport, report } from '../../src/network/report.ts';
import { programOf } from '../helpers/program-of.ts';

function networkOf(text: string, mode: Promised['mode'] = 'guarantee'): Network {
  const { value } = compile(programOf(text), { mode });
  if (!value) throw new Error('the text does not compile');
  return value;
}

describe('the compile report', () => {
  it('reads well on a terminal', () => {
    const text = `input petal_length in [0, 8]
input petal_width in [0, 3]
region small = petal_length <= 2.45 +- 0.2
region big = at least 2 of (petal_length >= 4.9, petal_width >= 1.7, petal_length + petal_width >= 6.6)
class setosa = small
class virginica = big and not small
class versicolor = otherwise
`;
    expect(printReport(report(networkOf(text)))).toMatchInlineSnapshot(`
      "Compiled in guarantee mode.

      output      layers  units  weights  confidence  tolerance
      setosa           4      4        4        0.95          0
      virginica        4      8       12        0.95       0.34
      versicolor       4      9       14       0.952       0.34

      boundary                                   of   width      shift
      small                                  setosa     0.4          0
      small                               virginica   0.239     0.0019
      petal_length >= 4.9                 virginica   0.223    0.00222
      petal_width >= 1.7                  virginica  0.0835   0.000834
      petal_length + petal_width >= 6.6   virginica   0.216    0.00216
      small                              versicolor   0.139  0.0000196
      petal_length >= 4.9                versicolor   0.124  -0.000945
      petal_width >= 1.7                 versicolor  0.0465  -0.000354
      petal_length + petal_width >= 6.6  versicolor   0.121  -0.000919

      Promised: at least half a band away from every boundary that decides, an output is 0.95 or more in its region and -0.95 or less outside.
      Tolerance: the share of that half band beyond which the sign is already right.
      Width: from level -0.95 to 0.95. Shift: how far the boundary has moved into its region.
      "
    `);
  });

  it("gives the paper's section 2.4 from its own text", () => {
    const figures = [
      { beta: 1, shift: 0, width: 2.846655 },
      { beta: 1.5, shift: 1.098612, width: 1.836937 },
      { beta: 1.8, shift: 2.197225, width: 1.559475 },
    ];
    for (const { beta, shift, width } of figures) {
      const gain = (2 * Math.atanh(0.995)) / (2 - beta);
      const settings = `with gain ${String(gain)} with bias ${String(beta)}`;
      const [output] = report(
        networkOf(`input x, y in [-10, 10]\ndefault gain 1\noutput r = (x >= 0 and y >= 0) ${settings}\n`),
      ).outputs;
      expect(output?.shift).toBeCloseTo(shift, 5);
      expect(output?.width).toBeCloseTo(width, 5);
    }
  });

  it('counts only what an output is made of', () => {
    const { outputs } = report(
      networkOf(
        `input x, y in [0, 1]\nregion a = x >= 0.5\noutput p = a\noutput q = a and x + y >= 0.7 and y >= 0.2\n`,
      ),
    );
    // p: the halfspace and its carry; q: three halfspaces of 1, 2 and 1 weights and a gate of three.
    expect(outputs.map(({ units, nonzeros }) => [units, nonzeros])).toEqual([
      [2, 2],
      [4, 7],
    ]);
  });

  it('says which gains a wide gate raised, and by how much', () => {
    const members = Array.from({ length: 20 }, (_, i) => `x >= ${String(i / 100)}`).join(', ');
    const { raised, outputs } = report(
      networkOf(`input x in [0, 1]\nregion deep = all of (${members})\noutput r = deep\n`),
    );
    expect(raised).toHaveLength(20);
    for (const { factor, gate, members: count } of raised) {
      expect(factor).toBeCloseTo(1.19, 2);
      expect(gate).toBe('deep');
      expect(count).toBe(20);
    }
    expect(outputs[0]?.confidence).toBeGreaterThanOrEqual(0.95);
  });

  it('does not promise what settings by hand took away', () => {
    const { promise, outputs } = report(
      networkOf(`input x, y in [0, 1]\noutput r = (x >= 0.5 and y >= 0.5) with gain 1\noutput s = x >= 0.5\n`),
    );
    expect(outputs[0]?.confidence).toBeLessThan(0.5);
    expect(promise).toContain('But r keeps');
  });

  it('a sum within a stated margin is no surrounding of a boundary', () => {
    const { outputs } = report(
      networkOf(`input x, y in [0, 4]
output r = at least 3.2 +- 0.1 of (1.5*(x >= 1), 1.7*(y >= 1), 2.2*(x + y >= 3), 0.9*(x - y >= 0))
`),
    );
    expect(Number.isFinite(outputs[0]?.width)).toBe(true);
  });

  it('tests of categories have no boundary to move', () => {
    const { facets, outputs } = report(
      networkOf(`input x in [0, 1]\ninput s in {a, b}\noutput r = x >= 0.5 and s == a\n`),
    );
    expect(facets.map(({ region }) => region)).toEqual(['x >= 0.5']);
    expect(outputs[0]?.confidence).toBeGreaterThanOrEqual(0.95);
  });
});
