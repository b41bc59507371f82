import { expect, it } from 'vitest';
import { analyse, type Analysis } from '../../src/service/analyse.ts';
import { claimsOf } from '../../src/service/claims.ts';
import { lenses } from '../../src/service/lens.ts';
import { makeSource } from '../../src/base/source.ts';

const text = 'input x in [0, 1]\nregion a = x >= 0.5\ncheck contains(a, [0])\ncheck contains(a, [1])\n';

function analysed(version: string, before?: Analysis): Promise<Analysis> {
  return analyse(makeSource('main.region', version), () => undefined, before);
}

it('finds the claims of a broken text where they are now', async () => {
  const broken = text.replace('0.5', '0.5 and x <=');
  const after = await analysed(broken, await analysed(text));
  expect(after.meaning).toBeUndefined();
  const places = claimsOf(after).map(({ span }) => broken.slice(span.start, span.end));
  expect(places).toEqual(['contains(a, [0])', 'contains(a, [1])']);
  const checks = lenses(after).filter(({ action }) => action.kind === 'check');
  expect(checks.map(({ span }) => broken.slice(span.start, span.end))).toEqual([
    'check contains(a, [0])',
    'check contains(a, [1])',
  ]);
});

it('keeps the number of a claim while another is being typed', async () => {
  const after = await analysed(text.replace('[0])', '['), await analysed(text));
  const [first, second] = claimsOf(after);
  expect(first?.text).toBe('contains(a, [0])');
  expect(second?.span.start).toBe(text.lastIndexOf('contains') - 3);
});
