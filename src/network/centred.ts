import type { FirstUnit, Network } from './network.ts';

/** A network's first layer in coordinates x - centre. */
export interface Centred {
  readonly centre: readonly number[];
  readonly first: readonly FirstUnit[];
}

/**
 * The same functions about the middle of the box, rounded to a float32 where it fits into one. Single precision keeps the more digits the
 * nearer a number is to zero: thresholds and differences that decide lie in the box, not at the origin.
 */
export function centreInputs({ inputs, first }: Pick<Network, 'inputs' | 'first'>): Centred {
  const centre = inputs.map(({ lo, hi }) => {
    const middle = lo + (hi - lo) / 2;
    const rounded = Math.fround(middle);
    return Number.isFinite(rounded) ? rounded : middle;
  });
  return { centre, first: first.map((unit) => moveOrigin(unit, centre)) };
}

function moveOrigin(unit: FirstUnit, centre: readonly number[]): FirstUnit {
  const at = (row: readonly number[]): number => row.reduce((sum, a, i) => sum + a * (centre[i] ?? 0), 0);
  switch (unit.kind) {
    case 'halfspace':
      return { ...unit, beta: unit.beta - at(unit.a) };
    case 'quadric':
      return { ...unit, b: unit.A.map((row, i) => (unit.b[i] ?? 0) - at(row)) };
    case 'gaussian':
      return { ...unit, mean: unit.mean.map((value, i) => value - (centre[i] ?? 0)) };
  }
}
