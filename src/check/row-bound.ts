import { roundingUnit, type Interval } from '../base/interval.ts';
import type { Space } from '../base/one-hot.ts';
import { sigma } from '../base/sigmoid.ts';
import type { FirstUnit, Network } from '../network/network.ts';
import type { Cut } from './cuts.ts';
import { leastWithin } from './least-within.ts';
import { lineAbove, lineBelow, type Line } from './lines.ts';
import { planeBelow } from './planes.ts';
import { spread } from './smear.ts';

/** What the units of a network can be over a part of the space. */
export interface UnitRanges {
  /** f' of the first layer, and the sums of the others. */
  readonly arguments: readonly (readonly Interval[])[];
  readonly values: readonly (readonly Interval[])[];
}

/** A sum over the values of one layer, 0 the primitives: sum weights_i x[links_i] - bias. */
export interface Row {
  readonly layer: number;
  readonly links: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
}

/** The least that a row can be, proved. */
export interface RowBound {
  readonly bound: number;
  /** Where the bound would have it so small. */
  readonly point: readonly number[];
  /** Per unit of the first layer, what its line gives away of the row there; 0 of curved ones. */
  readonly gaps: readonly number[];
  /** Per coordinate, how much the bound gives away for the width of the box along it. */
  readonly smear: readonly number[];
}

/**
 * From the row down to the inputs every value is replaced by the line that bounds it on the side that counts; what is
 * left is the least of an affine function over a box within cuts (GUARANTEES 7).
 */
export function boundRow(
  network: Network,
  row: Row,
  { space, cuts }: { readonly space: Space; readonly cuts: readonly Cut[] },
  units: UnitRanges,
): RowBound {
  const { box } = space;
  const { coefficients, sizes, total, steps } = downToFirst(network, row, units);
  const a = new Float64Array(box.length);
  const absolute = new Float64Array(box.length);
  const smear = new Float64Array(box.length);
  for (const [i, unit] of network.first.entries()) {
    const c = coefficients[i] ?? 0;
    const range = units.arguments[0]?.[i];
    if (c === 0 || range === undefined) continue;
    const slope = takeLine(total, { c, size: sizes[i] ?? 0 }, unit.gain, range);
    const value = units.values[0]?.[i] ?? range;
    spread(smear, unit, box, Math.abs(c) * (value.hi - value.lo));
    if (slope === 0) continue;
    const plane = planeBelow(unit, c * slope, range, box);
    const size = (sizes[i] ?? 0) * slope;
    total.constant += plane.constant;
    total.size += size * plane.size;
    for (let j = 0; j < a.length; j++) {
      const x = plane.a[j] ?? 0;
      a[j] = (a[j] as number) + x;
      absolute[j] = (absolute[j] as number) + size * (plane.sizes[j] ?? 0);
    }
  }
  const least = leastWithin(a, -total.constant, { space, cuts });
  let terms = total.size + least.size;
  for (const [j, { lo, hi }] of box.entries()) terms += Math.max(-lo, hi) * (absolute[j] ?? 0);
  const bound = least.bound - (steps + network.first.length + 2 * box.length) * 2 * roundingUnit * terms;
  const gaps = network.first.map((unit, i) => gapAt(unit, coefficients[i] ?? 0, units.arguments[0]?.[i], least.point));
  return { bound, point: least.point, gaps, smear: [...smear] };
}

/** The sum of the bound so far: constant + sum of coefficients times what is below, and the size of all its terms. */
interface Sum {
  constant: number;
  size: number;
}

/** The bound as a sum over the values of the first layer. */
function downToFirst(network: Network, row: Row, units: UnitRanges) {
  const total: Sum = { constant: -row.bias, size: Math.abs(row.bias) };
  let steps = row.links.length + 20;
  let coefficients = new Float64Array(units.values[row.layer]?.length ?? 0);
  let sizes = new Float64Array(coefficients.length);
  for (const [i, link] of row.links.entries()) {
    const weight = row.weights[i] ?? 0;
    coefficients[link] = (coefficients[link] ?? 0) + weight;
    sizes[link] = (sizes[link] ?? 0) + Math.abs(weight);
  }
  for (let layer = row.layer; layer > 0; layer--) {
    const below = new Float64Array(units.values[layer - 1]?.length ?? 0);
    const sizesBelow = new Float64Array(below.length);
    let widest = 0;
    for (const [i, unit] of (network.later[layer - 1] ?? []).entries()) {
      const c = coefficients[i] ?? 0;
      if (c === 0) continue;
      const slope = takeLine(total, { c, size: sizes[i] ?? 0 }, unit.gain, units.arguments[layer]?.[i]);
      if (slope === 0) continue;
      const size = (sizes[i] ?? 0) * slope;
      total.constant -= c * slope * unit.bias;
      total.size += size * Math.abs(unit.bias);
      for (let k = 0; k < unit.links.length; k++) {
        const [link, weight] = [unit.links[k] as number, unit.weights[k] as number];
        below[link] = (below[link] as number) + c * slope * weight;
        sizesBelow[link] = (sizesBelow[link] as number) + size * Math.abs(weight);
      }
      widest = Math.max(widest, unit.links.length);
    }
    steps += widest + 12;
    [coefficients, sizes] = [below, sizesBelow];
  }
  return { coefficients, sizes, total, steps };
}

/** The line on the side that counts for c times a unit's value. */
function lineFor(c: number, gain: number, range: Interval): Line {
  return c > 0 ? lineBelow(gain, range) : lineAbove(gain, range);
}

/** Adds c times the bound of a unit's value that counts, but for the part with its argument: the slope of that. */
function takeLine(
  total: Sum,
  { c, size }: { readonly c: number; readonly size: number },
  gain: number,
  range: Interval | undefined,
): number {
  if (range === undefined) {
    total.constant -= Math.abs(c);
    total.size += size;
    return 0;
  }
  const { slope, offset } = lineFor(c, gain, range);
  total.constant += c * offset;
  total.size += size * (1 + 2 * slope * Math.max(-range.lo, range.hi));
  return slope;
}

function gapAt(unit: FirstUnit, c: number, range: Interval | undefined, point: readonly number[]): number {
  if (c === 0 || range === undefined || unit.kind !== 'halfspace') return 0;
  const f = unit.a.reduce((sum, x, j) => sum + x * (point[j] ?? 0), -unit.beta);
  const inside = Math.min(range.hi, Math.max(range.lo, f));
  const { slope, offset } = lineFor(c, unit.gain, range);
  return Math.abs(c * (sigma(unit.gain, inside) - slope * inside - offset));
}
