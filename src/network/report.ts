import { bandOf } from '../region/margin.ts';
import { describe, shortNumber } from '../region/describe.ts';
import { keepsSign, keptReading, leastShare, levelOf, makeKept, tolerancesOf, type Kept } from './certify.ts';
import type { Facet } from './facet.ts';
import { facetsOf, worstFacets } from './facets.ts';
import { levelsOf, planGate, spreadOf, stepOf, type GateLevels } from './gates.ts';
import type { LinkedUnit, Network } from './network.ts';
import { headReadings, unitsOf, type Reading } from './reading.ts';

/** What a compiled network is and keeps, for people and for `--json`. */
export interface CompileReport {
  readonly mode: Network['promise']['mode'];
  /** Of `--form`: in a two-layer one, regions inside an output have no unit and no name. */
  readonly form: string;
  /** The confidence that the mode asks of every output. */
  readonly asked: number;
  readonly outputs: readonly OutputReport[];
  /** Of every output, in the order of the primitives. */
  readonly facets: readonly FacetReport[];
  readonly raised: readonly RaisedGain[];
  /** Classes of which nothing is written: they have no output above, and training has to tell them. */
  readonly unknown: readonly string[];
  /** What is promised, in a sentence or two. */
  readonly promise: string;
}

export interface OutputReport {
  readonly name: string;
  readonly layers: number;
  readonly units: number;
  readonly nonzeros: number;
  /** Kept wherever the three-valued reading at the text's bands is definite; 0 where nothing is kept. */
  readonly confidence: number;
  /** Distance between the levels -c and c at the widest facet; 0 without facets. */
  readonly width: number;
  readonly widthAt?: string;
  /** The share of the bands outside of which the sign is right; Infinity where none is proved. */
  readonly tolerance: number;
  /** The same as a distance, where all bands are equally wide. */
  readonly distance?: number;
  /** How far the most shifted facet lies inside the region's own, below 0 outside. */
  readonly shift: number;
  readonly shiftAt?: string;
}

export interface FacetReport {
  readonly output: string;
  readonly region: string;
  readonly shift: number;
  readonly width: number;
}

/** Lines of boundaries, and of gains, that a terminal shows. */
const mostPrinted = 24;

/** A gain above the one that the confidence asked of outputs would need, for the sake of a gate above it. */
export interface RaisedGain {
  readonly region: string;
  readonly gain: number;
  readonly factor: number;
  /** The gate and how many members it has. */
  readonly gate: string;
  readonly members: number;
}

export function report(network: Network): CompileReport {
  const all = headReadings(network);
  const readings = all.filter(({ unknown }) => !unknown);
  const facets = readings.map((reading) => facetsOf(network, reading, levelOf(network)));
  const outputs = readings.map((reading, i) => outputReport(network, reading, facets[i] ?? []));
  return {
    mode: network.promise.mode,
    form: formOf(network),
    asked: levelOf(network),
    outputs,
    facets: readings.flatMap(({ name }, i) =>
      (facets[i] ?? []).map((facet) => ({
        output: name,
        region: placeOf(network, facet),
        shift: rounded(facet.shift),
        width: rounded(facet.width),
      })),
    ),
    raised: raisedGains(network),
    unknown: all.flatMap(({ name, unknown }) => (unknown ? [name] : [])),
    promise: promiseOf(network, outputs),
  };
}

/** For the terminal: a line per output, a line per boundary, and what the columns mean. */
export function printReport(compiled: CompileReport): string {
  const { mode, form, asked, outputs, facets, raised, unknown, promise } = compiled;
  const level = shown(asked);
  const summary = aligned([
    ['output', 'layers', 'units', 'weights', 'confidence', 'tolerance'],
    ...outputs.map((output) => [
      output.name,
      String(output.layers),
      String(output.units),
      String(output.nonzeros),
      shown(output.confidence),
      shown(output.tolerance) + (output.distance ? ` (${shown(output.distance)})` : ''),
    ]),
  ]);
  const boundaries = aligned([
    ['boundary', 'of', 'width', 'shift'],
    ...facets
      .slice(0, mostPrinted)
      .map(({ region, output, width, shift }) => [region, output, shown(width), shown(shift)]),
  ]);
  const rest = facets.length - mostPrinted;
  return `${[
    `Compiled in ${mode} mode.`,
    ...(form === 'direct'
      ? []
      : [`Form ${form}: two layers of gates; regions inside an output have no unit there, and their names are lost.`]),
    '',
    ...summary,
    ...(facets.length > 0 ? ['', ...boundaries] : []),
    ...(rest > 0 ? [`and ${String(rest)} more`] : []),
    '',
    promise,
    'Tolerance: the share of that half band beyond which the sign is already right' +
      (outputs.some(({ distance }) => distance) ? ' (and the distance).' : '.'),
    ...(facets.length > 0
      ? [`Width: from level -${level} to ${level}. Shift: how far the boundary has moved into its region.`]
      : []),
    ...raisedLines(raised),
    ...(unknown.length > 0 ? [`Unknown, and never the answer until it is trained: ${unknown.join(', ')}.`] : []),
  ].join('\n')}\n`;
}

/** A line per gate and factor: members of one gate are mostly raised alike. */
function raisedLines(raised: readonly RaisedGain[]): string[] {
  const alike = new Map<string, RaisedGain[]>();
  for (const gain of raised) {
    const key = `raised ${gain.factor.toFixed(2)} times, because ${gain.gate} counts ${String(gain.members)} members.`;
    alike.set(key, [...(alike.get(key) ?? []), gain]);
  }
  return [...alike].slice(0, mostPrinted).map(([text, [first, ...others]]) => {
    const what = others.length === 0 ? (first?.region ?? '') : `${String(others.length + 1)} regions`;
    return `Gain of ${what} ${text}`;
  });
}

function outputReport(network: Network, reading: Reading, facets: readonly Facet[]): OutputReport {
  const keptAt = makeKept(network, [reading]);
  const kept = keptReading(network, reading, keptAt(1));
  const tolerance = leastShare((share) => keepsSign(keptReading(network, reading, keptAt(share))));
  const cone = coneOf(network, reading);
  const worst = worstFacets(facets);
  const bands = cone.tolerances;
  const [band] = bands;
  const isEqual = band !== undefined && bands.every((other) => Math.abs(other - band) <= 1e-9 * band);
  return {
    name: reading.name,
    layers: reading.layer + (reading.gain === undefined ? 1 : 2),
    units: cone.units,
    nonzeros: cone.nonzeros,
    confidence: rounded(confidenceOf(kept)),
    width: rounded(worst?.width.width ?? 0),
    ...(worst && { widthAt: placeOf(network, worst.width) }),
    tolerance: rounded(tolerance),
    ...(isEqual && Number.isFinite(tolerance) && { distance: rounded(tolerance * band) }),
    shift: rounded(worst?.shift.shift ?? 0),
    ...(worst && { shiftAt: placeOf(network, worst.shift) }),
  };
}

/** As the compiler noted it down. */
function formOf({ history }: Network): string {
  return String(history.find(({ step }) => step === 'compile')?.options.form ?? 'direct');
}

function confidenceOf({ holds, fails }: Kept): number {
  return Math.max(0, Math.min(holds, -fails));
}

/** What one output is made of. */
function coneOf(network: Network, reading: Reading): { units: number; nonzeros: number; tolerances: number[] } {
  let wanted = new Set(reading.links);
  let units = 0;
  let nonzeros = reading.gain === undefined ? 0 : countNonzeros(reading.weights);
  for (let layer = reading.layer; layer > 0; layer--) {
    const rows = [...wanted].flatMap((unit) => network.later[layer - 1]?.[unit] ?? []);
    units += rows.length;
    nonzeros += rows.reduce((sum, { weights }) => sum + countNonzeros(weights), 0);
    wanted = new Set(rows.flatMap(({ links }) => links));
  }
  const primitives = [...wanted].flatMap((unit) => network.first[unit] ?? []);
  const numbers = primitives.flatMap((unit) =>
    unit.kind === 'halfspace' ? unit.a : unit.kind === 'quadric' ? unit.A.flat() : unit.factor.flat(),
  );
  const all = tolerancesOf(network);
  // A test of categories has no band.
  const tolerances = primitives.flatMap(({ node }) => all[node ?? -1] || []);
  return { units: units + primitives.length, nonzeros: nonzeros + countNonzeros(numbers), tolerances };
}

/** Every unit with a gain of ours that is above what the mode's own confidence would need, and the widest gate above. */
function raisedGains(network: Network): RaisedGain[] {
  const { text, first, later } = network;
  const level = levelOf(network);
  const seen = new Set<number>();
  const gates = text.nodes.map((node) => (node.kind === 'gate' ? levelsOf(node) : undefined));
  return [first, ...later].flatMap((units, layer) =>
    units.flatMap((unit, index): RaisedGain[] => {
      const { node, gain } = unit;
      const region = node === undefined ? undefined : text.nodes[node];
      if (node === undefined || region === undefined || region.kind === 'constant' || seen.has(node)) return [];
      seen.add(node);
      const levels = gates[node];
      if (region.kind === 'gate' && (levels === undefined || region.settings !== undefined)) return [];
      if (region.kind !== 'gate' && region.sharpness.kind === 'gain') return [];
      const base =
        region.kind !== 'gate'
          ? bandOf(region, network.inputs, level).gain
          : levels && planGate(levels, network.promise.mode, {}, level).gain;
      const above = widestAbove(network, gates, layer, index);
      if (base === undefined || above === undefined || gain <= base * (1 + 1e-6)) return [];
      const ref = { node, negated: false };
      return [{ region: describe(text, ref), gain: rounded(gain), factor: rounded(gain / base), ...above }];
    }),
  );
}

/** The gate that asks most of a unit, through carries too. */
function widestAbove(
  network: Network,
  gates: readonly (GateLevels | undefined)[],
  layer: number,
  unit: number,
): { gate: string; members: number } | undefined {
  const { text, later, head } = network;
  let best: { gate: string; members: number; need: number } | undefined;
  const consider = (node: number | undefined): void => {
    const region = node === undefined ? undefined : text.nodes[node];
    const levels = gates[node ?? -1];
    if (node === undefined || region?.kind !== 'gate' || levels === undefined) return;
    const need = spreadOf(levels) / stepOf(levels);
    if (best && best.need >= need) return;
    best = { gate: describe(text, { node, negated: false }), members: region.members.length, need };
  };
  let reached = new Set([unit]);
  for (let next = layer; next < later.length; next++) {
    const users = (later[next] ?? []).map((row, i) => ({ row, i })).filter(({ row }) => usesAny(row, reached));
    for (const { row } of users) if (row.role === 'gate') consider(row.node);
    reached = new Set(users.filter(({ row }) => row.role === 'carry').map(({ i }) => i));
  }
  if (head.kind === 'classes') {
    for (const [i, row] of head.classes.entries()) {
      if (row.plain || !row.links.some((link) => reached.has(link))) continue;
      consider(text.head.kind === 'classes' ? text.head.classes[i]?.ref.node : undefined);
    }
  }
  return best && { gate: best.gate, members: best.members };
}

function usesAny({ links }: LinkedUnit, units: ReadonlySet<number>): boolean {
  return links.some((link) => units.has(link));
}

function promiseOf(network: Network, outputs: readonly OutputReport[]): string {
  const level = shown(levelOf(network));
  const promised =
    `Promised: at least half a band away from every boundary that decides, ` +
    `an output is ${level} or more in its region and -${level} or less outside.`;
  const weaker = outputs.filter(({ confidence }) => confidence < levelOf(network) * (1 - 1e-8));
  if (weaker.length === 0) return promised;
  const kept = weaker.map(({ name, confidence }) =>
    confidence > 0 ? `${name} keeps ${shown(confidence)}` : `${name} promises nothing`,
  );
  return weaker.length === outputs.length ? `By hand: ${kept.join(', ')}.` : `${promised} But ${kept.join(', ')}.`;
}

function placeOf(network: Network, { unit }: Facet): string {
  const node = unitsOf(network, 0)[unit]?.node;
  return node === undefined ? `unit ${String(unit + 1)}` : describe(network.text, { node, negated: false });
}

function countNonzeros(weights: readonly number[]): number {
  return weights.filter((weight) => weight !== 0).length;
}

/** To nine digits, and 0 where it is below what the search for a share tells apart. */
function rounded(value: number): number {
  return Math.abs(value) < 1e-8 ? 0 : Number(value.toPrecision(9));
}

function shown(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return shortNumber(Number(value.toPrecision(3)));
}

/** The first column to the left, the others to the right. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
