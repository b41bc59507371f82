import { diagnostic, type Diagnostic } from '../base/diagnostic.ts';
import type { RegionGraph } from '../region/graph.ts';
import type { FirstUnit, Network } from './network.ts';
import type { Requirements } from './requirements.ts';

/** Half the distance between 1 and the next float32. */
const unitRoundoff = 2 ** -24;

/**
 * Bound on the error of a first-layer unit that is computed in float32, over the box (GUARANTEES 7): the rounding of
 * f, magnified by the gain, and that of tanh.
 */
export function float32Error(unit: FirstUnit, box: RegionGraph['inputs']): number {
  return (unit.gain / 2) * roundingOf(unit, box) + 4 * unitRoundoff;
}

/** Units so sharp that their float32 error takes more than a tenth of what a gate above has in hand, one a gate. */
export function float32Warnings(network: Network, { gates }: Requirements): Diagnostic[] {
  const { first, text } = network;
  const errorOf = new Map(first.map((unit) => [unit.node, float32Error(unit, network.inputs)]));
  const unitOf = new Map(first.map((unit) => [unit.node, unit]));
  const warned = new Map<number, Diagnostic>();
  gates.forEach((plan, index) => {
    const gate = text.nodes[index];
    if (!plan || gate?.kind !== 'gate') return;
    const errors = gate.members.map(({ ref, weight }) => ({
      node: ref.node,
      error: weight * (errorOf.get(ref.node) ?? 0),
    }));
    const total = errors.reduce((sum, { error }) => sum + error, 0);
    const worst = errors.reduce((most, member) => (member.error > most.error ? member : most), { node: -1, error: 0 });
    const unit = unitOf.get(worst.node);
    if (!unit || !(total > plan.margin / 10)) return;
    const found = { gain: unit.gain, error: total, allowed: plan.margin / 10 };
    warned.set(worst.node, diagnostic('R0457', text.origins[worst.node]?.[0], found));
  });
  return [...warned.values()];
}

/** Bound on the rounding error of f. */
function roundingOf(unit: FirstUnit, box: RegionGraph['inputs']): number {
  const largest = box.map(({ lo, hi }) => Math.max(Math.abs(lo), Math.abs(hi)));
  const sizeOf = (row: readonly number[], offset: number): number =>
    row.reduce((sum, a, i) => sum + Math.abs(a) * (largest[i] ?? 0), Math.abs(offset));
  const perRow = (row: readonly number[]): number => (row.length + 4) * unitRoundoff;
  switch (unit.kind) {
    case 'halfspace':
      return perRow(unit.a) * sizeOf(unit.a, unit.beta);
    case 'quadric': {
      const sizes = unit.A.map((row, i) => sizeOf(row, unit.b[i] ?? 0));
      const squares = sizes.reduce(
        (sum, size, i) => sum + size * size * (2 * perRow(unit.A[i] ?? []) + unitRoundoff),
        0,
      );
      return unit.alpha * squares * (1 + sizes.length * unitRoundoff) + unit.beta * unitRoundoff;
    }
    case 'gaussian': {
      // exp(-q^2 / 2) changes by at most e^(-1/2) per unit of q.
      const { mean, factor, level } = unit;
      const errors = factor.map((row) => {
        const shift = row.reduce((sum, a, i) => sum + Math.abs(a * (mean[i] ?? 0)), 0);
        return perRow(row) * sizeOf(row, shift);
      });
      return Math.exp(-0.5) * Math.hypot(...errors) + (4 + level) * unitRoundoff;
    }
  }
}
