/** A seeded source of numbers: the same seed gives the same numbers on every machine and engine. */
export interface Random {
  /** Uniform in [0, 1), 53 random bits. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** A whole number, uniform in 0 .. n-1. Needs n >= 1. */
  below(n: number): number;
  /** A new array in random order. */
  shuffle<T>(values: readonly T[]): T[];
}

/** xoshiro128** started by splitmix32; the seed is taken modulo 2^32. */
export function makeRandom(seed: number): Random {
  const state = seedState(seed >>> 0);
  const next = (): number => {
    const result = Math.imul(rotate(Math.imul(state[1], 5), 7), 9) >>> 0;
    const shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotate(state[3], 11);
    return result;
  };
  const uniform = (): number => ((next() >>> 5) * 0x4000000 + (next() >>> 6)) / 0x20000000000000;
  const normal = (): number => {
    // The polar method; its second value is dropped so that a draw has no memory.
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const square = u * u + v * v;
      if (square > 0 && square < 1) return u * Math.sqrt((-2 * Math.log(square)) / square);
    }
  };
  const below = (n: number): number => Math.floor(uniform() * n);
  const shuffle = <T>(values: readonly T[]): T[] => {
    const shuffled = [...values];
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = below(i + 1);
      [shuffled[i], shuffled[j]] = [shuffled[j] as T, shuffled[i] as T];
    }
    return shuffled;
  };
  return { uniform, normal, below, shuffle };
}

/** A seed for the `index`-th of several sources that come from one seed. */
export function deriveSeed(seed: number, index: number): number {
  return Math.floor(makeRandom(makeRandom(seed).below(2 ** 32) ^ Math.imul(index, 0x9e3779b9)).uniform() * 2 ** 32);
}

function seedState(seed: number): [number, number, number, number] {
  let s = seed;
  const word = (): number => {
    s = (s + 0x9e3779b9) | 0;
    let z = s ^ (s >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return z ^ (z >>> 15);
  };
  return [word(), word(), word(), word()];
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
