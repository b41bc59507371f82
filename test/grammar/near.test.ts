import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from '../../src/base/near.ts';

describe('editDistance', () => {
  it.each([
    ['region', 'region', 0],
    ['regoin', 'region', 1],
    ['regin', 'region', 1],
    ['regiion', 'region', 1],
    ['ragion', 'region', 1],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
  ])('%s to %s is %d', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe('nearest', () => {
  it.each([
    ['petal_lenght', ['petal_length', 'petal_width'], 'petal_length'],
    ['adn', ['and', 'or'], 'and'],
    ['X', ['y', 'x'], 'x'],
    ['Age', ['age', 'AGE'], 'age'],
    ['ab', ['xy'], undefined],
    ['a', ['b'], undefined],
    ['cat', ['dog', 'cow'], undefined],
    ['heavy', ['heavy'], undefined],
  ])('of %s among %j is %s', (word, candidates, found) => expect(nearest(word, candidates)).toBe(found));

  it('takes no time over endless words', () => {
    const long = 'a'.repeat(100_000);
    expect(nearest(long, [`${long}b`])).toBeUndefined();
  });
});
