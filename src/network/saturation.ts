import { hull, type Interval } from '../base/interval.ts';
import { sigma } from '../base/sigmoid.ts';
import { totalWeight, weightSlack } from '../region/weights.ts';
import type { FirstUnit, Network } from './network.ts';
import { readUnit, type ReadGate } from './reading.ts';

/** The values a unit takes far from every boundary, where its region holds and where it does not. */
export interface Saturated {
  readonly holds: Interval;
  readonly fails: Interval;
}

/** Sums that a gate's inputs can come to: what the text counts, and the range of the network's own sum there. */
export interface Count {
  readonly weight: number;
  readonly sum: Interval;
}

/** Counts kept apart; past it neighbours are merged, which widens their sums. */
const mostCounts = 4096;

/** Per layer and unit. Units that the text does not know may take any value. */
export function saturatedValues(network: Network): Saturated[][] {
  const layers: Saturated[][] = [network.first.map(limitsOf)];
  for (const [layer, units] of network.later.entries()) {
    const below = layers[layer] ?? [];
    layers.push(units.map((unit) => saturatedGate(readUnit(network, layer, unit), below)));
  }
  return layers;
}

/** GUARANTEES 5, Limits: what a unit reaches where |f| is as large as it can be. */
export function limitsOf(unit: FirstUnit): Saturated {
  const [low, high] = extremesOf(unit);
  const point = (f: number): Interval => {
    const value = f === Infinity ? 1 : f === -Infinity ? -1 : sigma(unit.gain, f);
    return { lo: value, hi: value };
  };
  return { holds: point(high), fails: point(low) };
}

/** The infimum and the supremum of f. */
export function extremesOf(unit: FirstUnit): readonly [number, number] {
  switch (unit.kind) {
    case 'halfspace':
      return [-Infinity, Infinity];
    case 'quadric':
      return [-Infinity, unit.beta];
    case 'gaussian':
      return [-unit.level, 1 - unit.level];
  }
}

/** Every count of the gate's literals but the one at `except`, by saturated inputs. */
export function countsOf(gate: ReadGate, below: readonly Saturated[], except?: number): Count[] {
  const loose = gate.strays.reduce((total, { a }) => total + Math.abs(a), 0);
  let counts: Count[] = [{ weight: 0, sum: { lo: -loose, hi: loose } }];
  for (const [index, { link, a, weight, negated }] of gate.literals.entries()) {
    if (index === except) continue;
    const values = (link === undefined ? undefined : below[link]) ?? anything;
    const holds = scaled(negated ? values.fails : values.holds, a);
    const fails = scaled(negated ? values.holds : values.fails, a);
    counts = merged([
      ...counts.map((count) => ({ weight: count.weight, sum: add(count.sum, fails) })),
      ...counts.map((count) => ({ weight: count.weight + weight, sum: add(count.sum, holds) })),
    ]);
  }
  return counts;
}

/** Whether the text's gate holds where this weight of its members does. */
export function reaches({ literals, threshold }: Pick<ReadGate, 'literals' | 'threshold'>, weight: number): boolean {
  return weight >= threshold - weightSlack(totalWeight(literals));
}

const anything: Saturated = { holds: { lo: -1, hi: 1 }, fails: { lo: -1, hi: 1 } };

function saturatedGate(gate: ReadGate, below: readonly Saturated[]): Saturated {
  if (gate.literals.length === 0) return anything;
  const counts = countsOf(gate, below);
  const value = (holds: boolean): Interval => {
    const sums = counts.filter(({ weight }) => reaches(gate, weight) === holds).map(({ sum }) => sum);
    if (sums.length === 0) return holds ? { lo: 1, hi: 1 } : { lo: -1, hi: -1 };
    const { lo, hi } = sums.reduce(hull);
    const at = (sum: number): number => (gate.gain === undefined ? sum - gate.bias : sigma(gate.gain, sum - gate.bias));
    return { lo: at(lo), hi: at(hi) };
  };
  return { holds: value(true), fails: value(false) };
}

/** Equal counts become one; so do neighbours where there are too many. */
function merged(counts: Count[]): Count[] {
  counts.sort((a, b) => a.weight - b.weight);
  const span = (counts.at(-1)?.weight ?? 0) - (counts[0]?.weight ?? 0);
  const grain = counts.length > mostCounts ? (2 * span) / mostCounts : 1e-9 * Math.max(1, span);
  const kept: Count[] = [];
  for (const count of counts) {
    const last = kept.at(-1);
    if (last && count.weight - last.weight <= grain)
      kept[kept.length - 1] = { ...last, sum: hull(last.sum, count.sum) };
    else kept.push(count);
  }
  return kept;
}

function add(a: Interval, b: Interval): Interval {
  return { lo: a.lo + b.lo, hi: a.hi + b.hi };
}

function scaled({ lo, hi }: Interval, by: number): Interval {
  return by >= 0 ? { lo: by * lo, hi: by * hi } : { lo: by * hi, hi: by * lo };
}
