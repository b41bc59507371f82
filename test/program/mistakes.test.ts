import { expect, it } from 'vitest';
import { severityOf } from '../../src/base/diagnostic.ts';
import { makeSource } from '../../src/base/source.ts';
import { loneModule } from '../../src/program/modules.ts';
import { resolve } from '../../src/program/resolve.ts';

/** Texts with one mistake each, and the one error that tells it. */
const mistakes: readonly (readonly [code: string, text: string])[] = [
  // A declaration that is broken, lacking or without a size: nothing is said of how many inputs there are.
  ['R0001', 'input x in [0\ninput y in [0, 9]\nregion r = x >= 1 and y >= 2\ncheck contains(r, [1, 2])'],
  ['R0001', 'input x [0, 9]\ninput y in [0, 9]\nregion r = x >= 1\ncheck contains(r, x: 1)'],
  ['R0001', 'input x in [0\ninput y in [0, 9]\nregion r = ball(center: [1, 2], radius: 1)'],
  ['R0005', 'inptu x in [0, 9]\ninput y in [0, 9]\nregion r = x >= 1\ncheck contains(r, [1, 2])'],
  ['R0004', 'x in [0, 9]\ninput y in [0, 9]\nregion r = x >= 1\ncheck contains(r, x: 1, y: 2)'],
  ['R0101', 'input y in [0, 9]\nregion r = x >= 1 and x <= 3\nregion s = x >= 5\ncheck contains(r, [1, 2])'],
  ['R0101', 'input y in [0, 9]\nregion r = ball(center: [1, 2], radius: 1) and x >= 1'],
  ['R0101', 'input y in [0, 9]\nlet p = [x, y]\nregion r = ball(center: [1, 2], radius: 1, over: p)'],
  ['R0101', 'input v[n] in [0, 9]\nregion r = ball(center: [1, 2], radius: 1)\ncheck contains(r, v: [1, 2])'],
  ['R0211', 'input v[0] in [0, 9]\nregion r = v[1] >= 2\ncheck contains(r, [2])'],
  // Where all inputs are known, it is.
  ['R0504', 'input x, y in [0, 9]\nregion r = x >= 1 and y >= 2\ncheck contains(r, [1])'],
  ['R0505', 'input x, y in [0, 9]\nregion r = x >= 1 and y >= 2\ncheck contains(r, x: 1, z: 2)'],
  ['R0203', 'input x, y in [0, 9]\nregion r = ball(center: [1, 2, 3], radius: 1)'],
];

it.each(mistakes)('%s is the one error of %j', (code, text) => {
  const module = loneModule(makeSource('main.region', `${text}\n`));
  const found = [...module.diagnostics, ...resolve(module).diagnostics];
  expect(found.filter((each) => severityOf(each) === 'error').map((each) => each.code)).toEqual([code]);
});

it('tells each use of a misspelt name, for each is to be mended', () => {
  const module = loneModule(makeSource('main.region', 'input petal in [0, 9]\nregion r = petl >= 1 and petl <= 3\n'));
  expect(resolve(module).diagnostics.map(({ code }) => code)).toEqual(['R0101', 'R0101']);
});

it('looks for what was meant as long as that is little work', () => {
  const many = 1000;
  const regions = Array.from({ length: many }, (_, i) => `region petal_${i} = x >= 0.5 and petl_${i}`);
  const module = loneModule(makeSource('main.region', `input x in [0, 1]\n${regions.join('\n')}\n`));
  const unknown = resolve(module).diagnostics.filter(({ code }) => code === 'R0101');
  expect(unknown).toHaveLength(many);
  expect(unknown[0]?.fixes).toHaveLength(1);
  expect(unknown[many - 1]?.fixes).toHaveLength(0);
});

it('says how a region within another is claimed', () => {
  const text = 'input x in [0, 9]\nregion r = x >= 1\nregion s = x >= 5\ncheck contains(r, s)\n';
  const [found] = resolve(loneModule(makeSource('main.region', text))).diagnostics;
  expect(found?.fixes.map(({ title }) => title)).toEqual(['write `inside(s, r)`']);
});
