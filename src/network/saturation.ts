import { hull, type Interval } from '../base/interval.ts';
import { sigma } from '../base/sigmoid.ts';
import { kleeneCount, type Kleene } from '../region/kleene.ts';
import type { FirstUnit, Network } from './network.ts';
import { readUnit, type Literal, type ReadGate } from './reading.ts';

/** The values a unit takes far from every boundary, where its region holds and where it does not. */
export interface Saturated {
  readonly holds: Interval;
  readonly fails: Interval;
}

/** Ways of choosing members: what the text counts of them (from, to), and the range of the network's own sum. */
export interface Count {
  readonly from: number;
  readonly to: number;
  readonly sum: Interval;
}

/** Counts kept apart; past it neighbours are merged, which widens their sums. */
const mostCounts = 4096;

/** Per layer and unit. Units that the text does not know may take any value. */
export function saturatedValues(network: Network): Saturated[][] {
  const layers: Saturated[][] = [network.first.map((unit) => limitsOf(network, unit))];
  for (const [layer, units] of network.later.entries()) {
    const below = layers[layer] ?? [];
    layers.push(units.map((unit) => saturatedGate(readUnit(network, layer, unit), below)));
  }
  return layers;
}

/** GUARANTEES 5, Limits: what a unit reaches where |f| is as large as it can be. */
export function limitsOf(network: Network, unit: FirstUnit): Saturated {
  const [low, high] = extremesOf(network, unit);
  const point = (f: number): Interval => {
    const value = f === Infinity ? 1 : f === -Infinity ? -1 : sigma(unit.gain, f);
    return { lo: value, hi: value };
  };
  return { holds: point(high), fails: point(low) };
}

/** The infimum and the supremum of f. */
export function extremesOf({ inputs }: Network, unit: FirstUnit): readonly [number, number] {
  switch (unit.kind) {
    case 'halfspace': {
      // Of one-hot coordinates f is a sum of one coordinate of each input, or of none.
      const ends = new Map<string, readonly [number, number]>();
      for (const [i, a] of unit.a.entries()) {
        const category = inputs[i]?.category;
        if (a !== 0 && category === undefined) return [-Infinity, Infinity];
        const [low, high] = ends.get(category?.input ?? '') ?? [0, 0];
        ends.set(category?.input ?? '', [Math.min(low, a), Math.max(high, a)]);
      }
      return [...ends.values()].reduce(([low, high], [a, b]) => [low + a, high + b], [-unit.beta, -unit.beta]);
    }
    case 'quadric':
      return [-Infinity, unit.beta];
    case 'gaussian':
      return [-unit.level, 1 - unit.level];
  }
}

/** Every count of the gate's literals but the one at `except`, by saturated inputs. */
export function countsOf(gate: ReadGate, below: readonly Saturated[], except?: number): Count[] {
  const values = ({ link }: Literal): Saturated => (link === undefined ? undefined : below[link]) ?? anything;
  const literals = gate.literals.filter((_, index) => index !== except);
  return countChoices(
    { ...gate, literals },
    (literal) => (literal.negated ? values(literal).fails : values(literal).holds),
    (literal) => (literal.negated ? values(literal).holds : values(literal).fails),
  );
}

/**
 * Every way of choosing literals of a gate, by the weight chosen (GUARANTEES 3): the values that the units of chosen
 * literals take, and of the others, give the range of the sum. Strays count in full either way.
 */
export function countChoices(
  { literals, strays }: Pick<ReadGate, 'literals' | 'strays'>,
  chosen: (literal: Literal) => Interval,
  other: (literal: Literal) => Interval,
): Count[] {
  const loose = strays.reduce((total, { a }) => total + Math.abs(a), 0);
  const kinds: Kind[] = [];
  for (const literal of literals) {
    const [taken, left] = [scaled(chosen(literal), literal.a), scaled(other(literal), literal.a)];
    const { weight } = literal;
    const same = kinds.find((kind) => kind.weight === weight && equal(kind.taken, taken) && equal(kind.left, left));
    if (same) same.count++;
    else kinds.push({ weight, taken, left, count: 1 });
  }
  return kinds.reduce(withKind, [{ from: 0, to: 0, sum: { lo: -loose, hi: loose } }]);
}

/** Literals that do not differ: of many, only how many are chosen matters. */
interface Kind {
  readonly weight: number;
  readonly taken: Interval;
  readonly left: Interval;
  count: number;
}

/** The counts with 0, 1, ... more of a kind. */
function withKind(counts: readonly Count[], { weight, taken, left, count }: Kind): Count[] {
  const lists = Array.from({ length: count + 1 }, (_, chosen) => {
    const sum = add(times(taken, chosen), times(left, count - chosen));
    return counts.map((each): Count => ({
      from: each.from + chosen * weight,
      to: each.to + chosen * weight,
      sum: add(each.sum, sum),
    }));
  });
  // From one count on, as of a gate whose members are all alike, the lists are in order as they stand.
  return counts.length === 1 ? lists.flat() : lists.reduce(merged);
}

/** What the text's gate is where this weight of its members holds: undecided within a stated margin. */
export function countedAs({ literals, threshold, margin }: ReadGate, weight: number): Kleene {
  return kleeneCount({ members: literals, threshold, margin }, weight, 0);
}

const anything: Saturated = { holds: { lo: -1, hi: 1 }, fails: { lo: -1, hi: 1 } };

function saturatedGate(gate: ReadGate, below: readonly Saturated[]): Saturated {
  if (gate.literals.length === 0) return anything;
  const counts = countsOf(gate, below);
  const value = (holds: boolean): Interval => {
    const sums = counts
      .filter(({ from, to }) => countedAs(gate, holds ? to : from) === (holds ? 1 : -1))
      .map(({ sum }) => sum);
    if (sums.length === 0) return holds ? { lo: 1, hi: 1 } : { lo: -1, hi: -1 };
    const { lo, hi } = sums.reduce(hull);
    const at = (sum: number): number => (gate.gain === undefined ? sum - gate.bias : sigma(gate.gain, sum - gate.bias));
    return { lo: at(lo), hi: at(hi) };
  };
  return { holds: value(true), fails: value(false) };
}

/** Two ascending lists as one; equal counts become one, and neighbours too where there are too many. */
function merged(one: readonly Count[], two: readonly Count[]): Count[] {
  const span = Math.max(one.at(-1)?.to ?? 0, two.at(-1)?.to ?? 0);
  const grain = one.length + two.length > mostCounts ? (2 * span) / mostCounts : 1e-10 * Math.max(1, span);
  const kept: Count[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [a, b] = [one[i], two[j]];
    const next = b === undefined || (a !== undefined && a.from <= b.from) ? a : b;
    if (next === undefined) return kept;
    if (next === a) i++;
    else j++;
    const last = kept.at(-1);
    if (last && next.to - last.from <= grain) {
      kept[kept.length - 1] = { from: last.from, to: Math.max(last.to, next.to), sum: hull(last.sum, next.sum) };
    } else kept.push(next);
  }
}

function equal(a: Interval, b: Interval): boolean {
  return a.lo === b.lo && a.hi === b.hi;
}

function add(a: Interval, b: Interval): Interval {
  return { lo: a.lo + b.lo, hi: a.hi + b.hi };
}

function times({ lo, hi }: Interval, count: number): Interval {
  return { lo: count * lo, hi: count * hi };
}

function scaled({ lo, hi }: Interval, by: number): Interval {
  return by >= 0 ? { lo: by * lo, hi: by * hi } : { lo: by * hi, hi: by * lo };
}
