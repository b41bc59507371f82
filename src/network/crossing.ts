import { makeRandom } from '../base/random.ts';
import { sigmaRange, type Interval } from '../base/interval.ts';
import { logit } from '../base/sigmoid.ts';
import { kleeneGate, kleeneRef, type Kleene } from '../region/kleene.ts';
import { distanceAt, widthBetween, withRounding, worstOf, type Facet } from './facet.ts';
import { valueAt } from '../region/primitive.ts';
import type { FirstUnit, Network } from './network.ts';
import type { Reading } from './reading.ts';
import { rowRange } from './row-range.ts';
import { limitsOf } from './saturation.ts';

/** Primitives of a reading up to which every combination of the others is tried; with more, those that are met. */
export const mostFollowed = 11;

/** Points of a facet that are looked at for combinations. */
const looks = 1000;

/** Steps of the first look along a facet's response: enough to see a response of mixed signs turn. */
const steps = 64;

/** How often a stretch of the response is halved before its levels count as possible there. */
const halvings = 40;

/**
 * The facet of a primitive that reaches the reading by several paths: its unit goes from one limit to the other while
 * the others stand at theirs, and the levels are found by bisection (GUARANTEES 5). Where the response turns and
 * crosses a level more than once, the farthest crossing counts; the bounds are proved by interval arithmetic.
 */
export function crossingsOf(
  network: Network,
  reading: Reading,
  below: readonly number[],
  unit: number,
  c: number,
): Facet[] {
  const others = below.filter((other) => other !== unit);
  const all = below.length <= mostFollowed;
  const found: Omit<Facet, 'unit'>[] = [];
  for (const statuses of all ? combinations(network, unit, others) : combinationsMet(network, unit)) {
    const [without, within] = [false, true].map((status) => {
      statuses[unit] = status;
      return regionIs(network, reading, statuses);
    });
    if (without === undefined || within === undefined || without * within !== -1) continue;
    const response = responseOf(network, reading, unit, statuses);
    const bounds = all ? response.bounds(c) : { mostShift: Infinity, mostWidth: Infinity };
    found.push({ ...response.levels(c, within), ...bounds });
  }
  return found.length === 0 ? [] : [worstOf(unit, found)];
}

/** What the reading does while one unit goes from one limit to the other. */
interface Response {
  /** Shift and width, by bisection; `within` is the side of the unit's boundary on which the region lies. */
  readonly levels: (c: number, within: number) => Pick<Facet, 'shift' | 'width'>;
  readonly bounds: (c: number) => Pick<Facet, 'mostShift' | 'mostWidth'>;
}

function responseOf(network: Network, reading: Reading, unit: number, statuses: readonly boolean[]): Response {
  const primitive = network.first[unit] as FirstUnit;
  const { holds, fails } = limitsOf(network, primitive);
  const [start, end] = [fails.lo, holds.hi];
  const values = network.first.map((other, i): Interval => {
    const limits = limitsOf(network, other);
    return statuses[i] ? limits.holds : limits.fails;
  });
  const over = (lo: number, hi: number): Interval => {
    values[unit] = { lo, hi };
    return valueRange(network, reading, values);
  };
  const out = (t: number): number => {
    const { lo, hi } = over(t, t);
    return (lo + hi) / 2;
  };
  const distance = (t: number): number =>
    t <= -1 ? -Infinity : t >= 1 ? Infinity : distanceAt(primitive, logit(t) / primitive.gain);
  const levels = (c: number, within: number): Pick<Facet, 'shift' | 'width'> => {
    const places = Array.from({ length: steps + 1 }, (_, i) => start + ((end - start) * i) / steps);
    const outs = places.map(out);
    const crossings = (target: number): number[] =>
      places.slice(1).flatMap((high, i) => {
        const [below, above] = [(outs[i] ?? 0) - target, (outs[i + 1] ?? 0) - target];
        if (below < 0 === above < 0) return [];
        return [distance(bisected((t) => out(t) - target < 0 === below < 0, places[i] ?? 0, high))];
      });
    const [zeros, ends] = [crossings(0), [crossings(-c), crossings(c)]];
    const never = within * (outs[steps] ?? 0) < 0 ? Infinity : -Infinity;
    const zero = zeros.reduce((worst, at) => (Math.abs(at) > Math.abs(worst) ? at : worst), zeros[0] ?? never);
    const isReached = ends.every((found) => found.length > 0);
    return { shift: within * zero, width: isReached ? Math.max(...ends.flat()) - Math.min(...ends.flat()) : Infinity };
  };
  /** The outermost places where the value may lie in [-level, level], as distances. */
  const zone = (level: number): readonly [number, number] => {
    const may = (lo: number, hi: number): boolean => {
      const range = over(lo, hi);
      return range.lo <= level && range.hi >= -level;
    };
    const outermost = (lo: number, hi: number, depth: number, fromLeft: boolean): number | undefined => {
      if (!may(lo, hi)) return undefined;
      if (depth === 0) return fromLeft ? lo : hi;
      const middle = (lo + hi) / 2;
      const [near, far] = fromLeft
        ? [
            [lo, middle],
            [middle, hi],
          ]
        : [
            [middle, hi],
            [lo, middle],
          ];
      return (
        outermost(near[0] ?? lo, near[1] ?? hi, depth - 1, fromLeft) ??
        outermost(far[0] ?? lo, far[1] ?? hi, depth - 1, fromLeft)
      );
    };
    const [left, right] = [true, false].map((fromLeft) => outermost(start, end, halvings, fromLeft));
    return left === undefined || right === undefined ? [Infinity, Infinity] : [distance(left), distance(right)];
  };
  const bounds = (c: number): Pick<Facet, 'mostShift' | 'mostWidth'> => {
    const [zero, band] = [zone(0), zone(c)];
    return {
      mostShift: Math.max(...zero.map(Math.abs)) * withRounding,
      mostWidth: widthBetween(...band) * withRounding,
    };
  };
  return { levels, bounds };
}

/** The place in [low, high] where `before` stops being true, to the last bit. */
function bisected(before: (t: number) => boolean, low: number, high: number): number {
  let [from, to] = [low, high];
  for (;;) {
    const middle = from + (to - from) / 2;
    if (middle <= from || middle >= to) return middle;
    if (before(middle)) from = middle;
    else to = middle;
  }
}

/** The reading's value where the values of the first layer lie in these ranges. */
function valueRange(network: Network, reading: Reading, first: readonly Interval[]): Interval {
  let below = first;
  for (const units of network.later.slice(0, reading.layer)) {
    below = units.map((row) => sigmaRange(row.gain, rowRange(row, below)));
  }
  const sum = rowRange(reading, below);
  return reading.gain === undefined ? sum : sigmaRange(reading.gain, sum);
}

/** What the text's region is where its primitives hold or don't, by first unit: undecided in a stated margin. */
function regionIs(network: Network, { ref }: Reading, statuses: readonly boolean[]): Kleene {
  const unitOf = new Map(network.first.map(({ node }, unit) => [node, unit]));
  const values: Kleene[] = [];
  for (const [index, node] of network.text.nodes.slice(0, ref.node + 1).entries()) {
    if (node.kind === 'gate') values.push(kleeneGate(node, (member) => kleeneRef(values, member)));
    else if (node.kind === 'constant') values.push(node.value ? 1 : -1);
    else values.push(statuses[unitOf.get(index) ?? -1] ? 1 : -1);
  }
  return kleeneRef(values, ref);
}

/**
 * The side of `other` that the whole facet of `unit` lies on within the box, for two halfspaces: no multiple of one
 * taken from the other changes it on the facet, so the best multiple bounds it.
 */
function settledAt({ first, inputs }: Network, unit: number, other: number): boolean | undefined {
  const facet = first[unit];
  const row = first[other];
  if (facet?.kind !== 'halfspace' || row?.kind !== 'halfspace') return undefined;
  const lowest = (sign: number, multiple: number): number =>
    inputs.reduce(
      (sum, { lo, hi }, i) => {
        const weight = sign * ((row.a[i] ?? 0) - multiple * (facet.a[i] ?? 0));
        return sum + weight * (weight > 0 ? lo : hi);
      },
      -sign * (row.beta - multiple * facet.beta),
    );
  const multiples = [0, ...facet.a.flatMap((a, i) => (a === 0 ? [] : [(row.a[i] ?? 0) / a]))];
  const reached = (sign: number): number => Math.max(...multiples.map((multiple) => lowest(sign, multiple)));
  const least = 1e-9 * (1 + Math.abs(row.beta));
  return reached(1) > least ? true : reached(-1) > least ? false : undefined;
}

/** All combinations of the others' sides; where the facet as a whole lies on one side, only that one. */
function* combinations(network: Network, unit: number, others: readonly number[]): Generator<boolean[]> {
  const statuses = network.first.map(() => false);
  const free = others.filter((other) => {
    const side = settledAt(network, unit, other);
    statuses[other] = side ?? false;
    return side === undefined;
  });
  for (let i = 0; i < 2 ** free.length; i++) {
    for (const [bit, other] of free.entries()) statuses[other] = (i >> bit) % 2 === 1;
    yield [...statuses];
  }
}

/** The combinations met at random points of the facet in the box. */
function* combinationsMet({ first, inputs }: Network, unit: number): Generator<boolean[]> {
  const primitive = first[unit] as FirstUnit;
  const random = makeRandom(1);
  const draw = (): number[] => inputs.map(({ lo, hi }) => lo + (hi - lo) * random.uniform());
  const seen = new Set<string>();
  for (let look = 0; look < looks; look++) {
    const [from, to] = [draw(), draw()];
    const before = valueAt(primitive, from) < 0;
    if (before === valueAt(primitive, to) < 0) continue;
    const between = (t: number): number[] => from.map((x, i) => x + t * ((to[i] ?? 0) - x));
    const point = between(bisected((t) => valueAt(primitive, between(t)) < 0 === before, 0, 1));
    const statuses = first.map((other) => valueAt(other, point) >= 0);
    statuses[unit] = false;
    const key = statuses.join();
    if (!seen.has(key)) yield statuses;
    seen.add(key);
  }
}
