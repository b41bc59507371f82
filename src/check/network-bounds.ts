import { sigmaRange, type Interval } from '../base/interval.ts';
import { logit } from '../base/sigmoid.ts';
import type { Space } from '../base/one-hot.ts';
import type { Network } from '../network/network.ts';
import { isSame, makePartner, type Partner } from '../network/partner.ts';
import { rowRange } from '../network/row-range.ts';
import type { RegionGraph } from '../region/graph.ts';
import { primitiveRange } from '../region/primitive-range.ts';
import type { Cut } from './cuts.ts';
import { leastWithin } from './least-within.ts';
import { boundRow, type Row, type RowBound, type UnitRanges } from './row-bound.ts';

/** A part of the space, and what is known there. */
export interface Part {
  readonly space: Space;
  /** Per node of the text: the range of its primitive's f. */
  readonly ranges: readonly Interval[];
  /** Halfspaces that hold all over it. */
  readonly cuts: readonly Cut[];
  /** Per unit of the first layer a range of its f that was found before; empty where none was looked for. */
  readonly limits: readonly Interval[];
}

/** How the network is bounded over parts of the space: by intervals, and a row by lines from the output down. */
export interface NetworkBounds {
  readonly unitRanges: (part: Part) => UnitRanges;
  /** The same with the sums whose sign is open bounded by lines, layer by layer, below the layer that is asked for. */
  readonly refined: (part: Part, units: UnitRanges, layer: number) => UnitRanges;
  readonly leastOf: (row: Row, part: Part, units: UnitRanges) => RowBound;
  /**
   * The part with better limits: of the halfspaces whose lines give most away, the ends of f within the cuts. Intervals
   * know no two cuts at once.
   */
  readonly tightened: (part: Part, units: UnitRanges, gaps: readonly number[]) => Part;
  /** A row that is at least 0 where this one is, one or more layers further down where it reads a single unit. */
  readonly unwrapped: (row: Row) => Row;
}

/** Units whose lines give away less than this share of the most are not worth two linear programs. */
const leastGap = 1 / 4;

const everything: Interval = { lo: -Infinity, hi: Infinity };

export function makeNetworkBounds(network: Network, text: RegionGraph): NetworkBounds {
  const links = network.first.map((unit): { readonly node?: number; readonly partner?: Partner; same: boolean } => {
    const node = unit.node === undefined ? undefined : text.nodes[unit.node];
    if (unit.node === undefined || node === undefined || node.kind === 'gate' || node.kind === 'constant') {
      return { same: false };
    }
    return { node: unit.node, partner: makePartner(unit, node, 'few'), same: isSame(unit, node) };
  });
  const unitRanges = ({ space, ranges, limits }: Part): UnitRanges => {
    const first = network.first.map((unit, i) => {
      const { node, partner, same } = links[i] ?? { same: false };
      const known = node === undefined ? undefined : ranges[node];
      const limit = limits[i] ?? everything;
      if (known && same) return meet(known, limit);
      const own = meet(primitiveRange(unit, space), limit);
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
    leastOf: (row, part, units) => boundRow(network, row, part, units),
    tightened: (part, units, gaps) => tightened(network, part, units, gaps),
    unwrapped: (row) => unwrapped(network, row),
  };
}

function tightened({ first }: Network, part: Part, units: UnitRanges, gaps: readonly number[]): Part {
  const most = Math.max(0, ...gaps);
  const limits = first.map((unit, i): Interval => {
    const known = part.limits[i] ?? everything;
    if (unit.kind !== 'halfspace' || most === 0 || (gaps[i] ?? 0) < leastGap * most) return known;
    const opposite = unit.a.map((x) => -x);
    const found = {
      lo: leastWithin(unit.a, unit.beta, part).bound,
      hi: -leastWithin(opposite, -unit.beta, part).bound,
    };
    return meet(units.arguments[0]?.[i] ?? known, found);
  });
  return { ...part, limits };
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
        lo: boundRow(network, row, part, known).bound,
        hi: -boundRow(network, turned, part, known).bound,
      });
    });
    known.arguments[at] = sums;
    known.values[at] = sums.map((range, i) => sigmaRange(units[i]?.gain ?? 1, range));
  }
  return known;
}

function meet(a: Interval, b: Interval): Interval {
  return { lo: Math.max(a.lo, b.lo), hi: Math.min(a.hi, b.hi) };
}
