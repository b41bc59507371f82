import type { Box } from '../base/interval.ts';
import type { planeBelow } from './planes.ts';

type Curve = Parameters<typeof planeBelow>[0];

/** Adds an amount to the coordinates, shared by how much f depends on each over the box. */
export function spread(smear: number[] | Float64Array, of: Curve, box: Box, amount: number): void {
  if (amount === 0) return;
  const effects = box.map(({ lo, hi }, j) => columnSize(of, j) * (hi - lo));
  const total = effects.reduce((sum, x) => sum + x, 0);
  if (total > 0) effects.forEach((x, j) => (smear[j] = (smear[j] ?? 0) + (amount * x) / total));
}

/** How much f depends on coordinate j. */
function columnSize(of: Curve, j: number): number {
  switch (of.kind) {
    case 'halfspace':
      return Math.abs(of.a[j] ?? 0);
    case 'quadric':
      return Math.hypot(...of.A.map((row) => row[j] ?? 0));
    case 'gaussian':
      return Math.hypot(...of.factor.map((row) => row[j] ?? 0));
  }
}
