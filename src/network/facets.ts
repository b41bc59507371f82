import { logit } from '../base/sigmoid.ts';
import { crossingsOf, mostFollowed } from './crossing.ts';
import { distanceAt, widthBetween, withRounding, worstOf, type Facet } from './facet.ts';
import type { FirstUnit, Network } from './network.ts';
import { readReading, readUnit, type Reading, type ReadGate } from './reading.ts';
import { countsOf, countedAs, extremesOf, saturatedValues, type Saturated } from './saturation.ts';

/** One stage of a path: t -> sigma_gain(a t + r - bias), with the extremes of r where the path decides. */
interface Stage {
  readonly a: number;
  readonly bias: number;
  readonly gain?: number;
  readonly r: readonly number[];
}

/** Surroundings followed along one path; more are cut off. */
const mostSurroundings = 1024;

/**
 * Shift and width at every facet of a reading, at the levels -c and c. A primitive with one path up is pulled back in
 * closed form, one with several is followed by bisection; one that decides nowhere is left out.
 */
export function facetsOf(network: Network, reading: Reading, c: number): Facet[] {
  const saturated = saturatedValues(network);
  const paths = network.first.map((_, unit) => pathsUp(network, reading, unit));
  const below = paths.flatMap(({ count }, unit) => (count > 0 ? [unit] : []));
  // A test of categories has no place between its sides, and a constant has no sides.
  const varies = network.first.map((unit) => unit.kind !== 'halfspace' || extremesOf(network, unit)[1] === Infinity);
  // Where a primitive stands in two places, what surrounds the gates of one path is no longer independent.
  const tree = paths.every(({ count }) => count <= 1);
  return below.flatMap((unit) => {
    const path = paths[unit];
    if (path === undefined || !varies[unit]) return [];
    if (path.count > 1 || (!tree && below.length <= mostFollowed)) return crossingsOf(network, reading, below, unit, c);
    const stages = stagesOf(network, reading, path.reach, saturated);
    return stages === undefined ? [] : [pulledBack(network, unit, stages, c, tree)];
  });
}

/** The facet with the widest band, and the one with the largest shift either way; none of no facets. */
export function worstFacets(facets: readonly Facet[]): { readonly width: Facet; readonly shift: Facet } | undefined {
  const [first] = facets;
  if (first === undefined) return undefined;
  return {
    width: facets.reduce((worst, facet) => (facet.width > worst.width ? facet : worst), first),
    shift: facets.reduce((worst, facet) => (Math.abs(facet.shift) > Math.abs(worst.shift) ? facet : worst), first),
  };
}

/** How many paths lead from a primitive to the reading, and per layer how many lead to each unit. */
function pathsUp(network: Network, reading: Reading, unit: number): { count: number; reach: number[][] } {
  const sumOver = (counts: readonly number[], { links, weights }: Pick<Reading, 'links' | 'weights'>): number =>
    links.reduce((total, link, i) => Math.min(2, total + (weights[i] === 0 ? 0 : (counts[link] ?? 0))), 0);
  const reach: number[][] = [network.first.map((_, i) => (i === unit ? 1 : 0))];
  for (const [layer, units] of network.later.slice(0, reading.layer).entries()) {
    reach.push(units.map((row) => sumOver(reach[layer] ?? [], row)));
  }
  return { count: sumOver(reach[reading.layer] ?? [], reading), reach };
}

/** The stages of an only path, the primitive's first; undefined where no surrounding lets it decide. */
function stagesOf(
  network: Network,
  reading: Reading,
  reach: readonly (readonly number[])[],
  saturated: readonly (readonly Saturated[])[],
): Stage[] | undefined {
  const stages: Stage[] = [];
  let gate = readReading(network, reading);
  let { links } = reading;
  for (let layer = reading.layer; layer >= 0; layer--) {
    const from = links.find((link) => (reach[layer]?.[link] ?? 0) > 0);
    const stage = from === undefined ? undefined : stageOf(gate, from, saturated[layer] ?? []);
    if (from === undefined || stage === undefined) return undefined;
    stages.unshift(stage);
    const row = layer === 0 ? undefined : network.later[layer - 1]?.[from];
    if (row === undefined) break;
    gate = readUnit(network, layer - 1, row);
    ({ links } = row);
  }
  return stages;
}

/** The other inputs' sums over the cells in which the input `source` decides the gate. */
function stageOf(gate: ReadGate, source: number, below: readonly Saturated[]): Stage | undefined {
  const place = gate.literals.findIndex(({ link }) => link === source);
  const literal = gate.literals[place];
  const row = { bias: gate.bias, ...(gate.gain !== undefined && { gain: gate.gain }) };
  if (literal === undefined) {
    const stray = gate.strays.find(({ link }) => link === source);
    return stray && { ...row, a: stray.a, r: [0] };
  }
  const pivotal = countsOf(gate, below, place).filter(
    ({ from, to }) => countedAs(gate, from) === -1 && countedAs(gate, to + literal.weight) === 1,
  );
  if (pivotal.length === 0) return undefined;
  const lo = Math.min(...pivotal.map(({ sum }) => sum.lo));
  const hi = Math.max(...pivotal.map(({ sum }) => sum.hi));
  return { ...row, a: literal.a, r: lo === hi ? [lo] : [lo, hi] };
}

/** GUARANTEES 5: t_{k-1} = (L(t_k) / g_k + beta_k - r_k) / a_k, from the targets -c, 0, c down to f. */
function pulledBack(network: Network, unit: number, stages: readonly Stage[], c: number, tree: boolean): Facet {
  const primitive = network.first[unit] as FirstUnit;
  let surroundings: (readonly number[])[] = [[-c, 0, c]];
  let cut = !tree;
  for (const { a, bias, gain, r } of stages.toReversed()) {
    const pull = (target: number): number => (gain === undefined ? target : openLogit(target) / gain) + bias;
    const pulled = surroundings.flatMap((levels) => r.map((rest) => levels.map((t) => (pull(t) - rest) / a)));
    cut ||= pulled.length > mostSurroundings;
    surroundings = pulled.slice(0, mostSurroundings);
  }
  const rising = stages.reduce((sign, { a }) => sign * Math.sign(a), 1);
  const [lowest, highest] = extremesOf(network, primitive);
  const distance = (t: number): number => {
    const f = openLogit(t) / primitive.gain;
    return f <= lowest ? -Infinity : f >= highest ? Infinity : distanceAt(primitive, f);
  };
  const varied = stages.filter(({ r }) => r.length > 1).length;
  // Between the extremes of the one gate right above a halfspace the width has no maximum: L' grows away from 0.
  const settled = varied === 0 || (varied === 1 && stages[0]?.r.length === 2 && primitive.kind === 'halfspace');
  const found = surroundings.map(([low = 0, zero = 0, high = 0]) => {
    const shift = rising * distance(zero);
    const width = widthBetween(distance(low), distance(high));
    return {
      shift,
      width,
      mostShift: cut ? Infinity : Math.abs(shift) * withRounding,
      mostWidth: cut || !settled ? Infinity : width * withRounding,
    };
  });
  return worstOf(unit, found);
}

/** L, with the values that are never reached at infinity. */
function openLogit(value: number): number {
  return value >= 1 ? Infinity : value <= -1 ? -Infinity : logit(value);
}
