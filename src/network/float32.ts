import { diagnostic, type Diagnostic } from '../base/diagnostic.ts';
import type { Network } from './network.ts';
import type { Requirements } from './requirements.ts';
import { firstUnitBound, inputBounds, singlePrecision } from './rounding.ts';

/** Units so sharp that their float32 error takes more than a tenth of what a gate above has in hand, one a gate. */
export function float32Warnings(network: Network, { gates }: Requirements): Diagnostic[] {
  const { first, text } = network;
  const inputs = inputBounds(network.inputs, singlePrecision);
  const errorOf = new Map(first.map((unit) => [unit.node, firstUnitBound(unit, singlePrecision, inputs)]));
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
    if (!unit || plan.margin <= 0 || total <= plan.margin / 10) return;
    const found = { gain: unit.gain, error: total, allowed: plan.margin / 10 };
    warned.set(worst.node, diagnostic('R0457', text.origins[worst.node]?.[0], found));
  });
  return [...warned.values()];
}
