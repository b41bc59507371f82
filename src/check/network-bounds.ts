import { roundingUnit, sigmaRange, type Interval } from '../base/interval.ts';
import { logit } from '../base/sigmoid.ts';
import { oneHotRange, type Space } from '../base/one-hot.ts';
import type { FirstUnit, Network } from '../network/network.ts';
import { isSame, makePartner, type Partner } from '../network/partner.ts';
import { rowRange } from '../network/row-range.ts';
import type { RegionGraph } from '../region/graph.ts';
import { primitiveRange } from '../region/primitive-range.ts';
import type { Cut } from './cuts.ts';
import { lineAbove, lineBelow } from './lines.ts';
import { ascend } from './multipliers.ts';
import { planeBelow } from './planes.ts';

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

/** A part of the space, and what is known there of the primitives of the text. */
export interface Part {
  readonly space: Space;
  /** Per node of the text. */
  readonly ranges: readonly Interval[];
  /** Halfspaces that hold all over it. */
  readonly cuts: readonly Cut[];
}

/** The least that a row can be, proved. */
export interface Least {
  readonly bound: number;
  /** Where the bound would have it so small, or nearly: corners of the box. */
  readonly corners: readonly (readonly number[])[];
  /** Per coordinate, how much the bound gives away for the width of the box along it. */
  readonly smear: readonly number[];
}

/** How the network is bounded over parts of the space: by intervals, and a row by lines from the output down. */
export interface NetworkBounds {
  readonly unitRanges: (part: Part) => UnitRanges;
  /** The same with the sums whose sign is open bounded by lines, layer by layer, below the layer that is asked for. */
  readonly refined: (part: Part, units: UnitRanges, layer: number) => UnitRanges;
  readonly leastOf: (row: Row, part: Part, units: UnitRanges) => Least;
  /** A row that is at least 0 where this one is, one or more layers further down where it reads a single unit. */
  readonly unwrapped: (row: Row) => Row;
}

export function makeNetworkBounds(network: Network, text: RegionGraph): NetworkBounds {
  const links = network.first.map((unit): { readonly node?: number; readonly partner?: Partner; same: boolean } => {
    const node = unit.node === undefined ? undefined : text.nodes[unit.node];
    if (unit.node === undefined || node === undefined || node.kind === 'gate' || node.kind === 'constant') {
      return { same: false };
    }
    return { node: unit.node, partner: makePartner(unit, node, 'few'), same: isSame(unit, node) };
  });
  const unitRanges = ({ space, ranges }: Part): UnitRanges => {
    const first = network.first.map((unit, i) => {
      const { node, partner, same } = links[i] ?? { same: false };
      const known = node === undefined ? undefined : ranges[node];
      if (known && same) return known;
      const own = primitiveRange(unit, space);
      return known && partner ? meet(own, partner(known, space)) : own;
    });
    const args: (readonly Interval[])[] = [first];
    const values: (readonly Interval[])[] = [first.map((range, i) => sigmaRange(network.first[i]?.gain ?? 1, range))];
    for (const [layer, units] of network.later.entries()) {
      const sums = units.map((unit) => rowRange(unit, values[layer] ?? []));
      args.push(sums);
      values.push(sums.map((range, i) => sigmaRange(units[i]?.gain ?? 1, range)));
    }
    return { arguments: args, values };
  };
  return {
    unitRanges,
    refined: (part, units, layer) => refined(network, part, units, layer),
    leastOf: (row, part, units) => leastOf(network, row, part, units),
    unwrapped: (row) => unwrapped(network, row),
  };
}

/** sigma rises, so w sigma(v) >= bias says of v alone how large it is; a hair is taken off for the rounding of that. */
function unwrapped(network: Pick<Network, 'later'>, row: Row): Row {
  const [link, ...others] = row.links;
  const [weight = 0] = row.weights;
  const unit = row.layer === 0 || link === undefined ? undefined : network.later[row.layer - 1]?.[link];
  const level = Math.abs(row.bias / weight);
  if (unit === undefined || others.length > 0 || !(level < 1)) return row;
  const sign = Math.sign(weight);
  const reach = (Math.sign(row.bias) * logit(level)) / unit.gain;
  return unwrapped(network, {
    layer: row.layer - 1,
    links: unit.links,
    weights: unit.weights.map((x) => sign * x),
    bias: sign * unit.bias + reach + 2 ** -44 * Math.abs(reach),
  });
}

function refined(network: Network, part: Part, { arguments: args, values }: UnitRanges, layer: number): UnitRanges {
  const known = { arguments: [...args], values: [...values] };
  for (let at = 1; at <= layer; at++) {
    const units = network.later[at - 1] ?? [];
    const sums = units.map((unit, i): Interval => {
      const range = meet(known.arguments[at]?.[i] ?? rowRange(unit, []), rowRange(unit, known.values[at - 1] ?? []));
      if (range.lo >= 0 || range.hi <= 0) return range;
      const row = { ...unit, layer: at - 1 };
      const turned = { ...row, weights: unit.weights.map((x) => -x), bias: -unit.bias };
      return meet(range, {
        lo: leastOf(network, row, part, known).bound,
        hi: -leastOf(network, turned, part, known).bound,
      });
    });
    known.arguments[at] = sums;
    known.values[at] = sums.map((range, i) => sigmaRange(units[i]?.gain ?? 1, range));
  }
  return known;
}

/** The sum of the bound so far: constant + sum of coefficients times what is below, and the size of all its terms. */
interface Sum {
  constant: number;
  size: number;
}

/**
 * From the row down to the inputs every value is replaced by the line that bounds it on the side that counts; the
 * affine function that is left is least at a corner, halfspaces that hold taken off with multipliers (GUARANTEES 7).
 */
function leastOf(network: Network, row: Row, part: Part, units: UnitRanges): Least {
  const { space } = part;
  const { box } = space;
  const total: Sum = { constant: -row.bias, size: Math.abs(row.bias) };
  let steps = row.links.length + 8;
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
  steps += network.first.length + 2 * box.length + 12;
  const { a: rest, constant, size, corners } = ascend(a, part.cuts, box);
  const least = oneHotRange(rest, -(total.constant + constant), space).lo;
  let terms = total.size + size + Math.abs(constant);
  for (const [j, { lo, hi }] of box.entries())
    terms += Math.max(-lo, hi) * ((absolute[j] ?? 0) + Math.abs(rest[j] ?? 0));
  return {
    bound: least - (steps + part.cuts.length) * 2 * roundingUnit * terms,
    corners,
    smear: [...smear],
  };
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
  const { slope, offset } = c > 0 ? lineBelow(gain, range) : lineAbove(gain, range);
  total.constant += c * offset;
  total.size += size * (1 + 2 * slope * Math.max(-range.lo, range.hi));
  return slope;
}

/** Shares what a unit's range gives away among the coordinates, by how much its f depends on them. */
function spread(smear: Float64Array, unit: FirstUnit, box: Space['box'], amount: number): void {
  if (amount === 0) return;
  const effects = box.map(({ lo, hi }, j) => columnSize(unit, j) * (hi - lo));
  const total = effects.reduce((sum, x) => sum + x, 0);
  if (total > 0) effects.forEach((x, j) => (smear[j] = (smear[j] ?? 0) + (amount * x) / total));
}

/** How much f depends on coordinate j. */
export function columnSize(unit: Parameters<typeof planeBelow>[0], j: number): number {
  switch (unit.kind) {
    case 'halfspace':
      return Math.abs(unit.a[j] ?? 0);
    case 'quadric':
      return Math.hypot(...unit.A.map((row) => row[j] ?? 0));
    case 'gaussian':
      return Math.hypot(...unit.factor.map((row) => row[j] ?? 0));
  }
}

function meet(a: Interval, b: Interval): Interval {
  return { lo: Math.max(a.lo, b.lo), hi: Math.min(a.hi, b.hi) };
}
