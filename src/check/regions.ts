import type { Network } from '../network/network.ts';
import { headReadings, readingOf } from '../network/reading.ts';
import { shortNumber } from '../region/describe.ts';
import type { GraphName } from '../region/graph.ts';
import { decideCertified, provedShare } from './certified.ts';
import { movesOf, printMove, type Move } from './moves.ts';
import type { Effort, Outcome } from './outcome.ts';
import { pointText } from './print.ts';
import { certifiedTolerance, commonTolerance } from './tolerance.ts';
import { witnessOf } from './witness.ts';

/** What a network still keeps of one named region of its text. */
export interface RegionStatus {
  readonly name: string;
  /**
   * Kept: proved outside its bands. Moved: proved outside wider ones, or not refuted outside its own. Lost: there is a
   * point where it is wrong and no wider bands are proved to help.
   */
  readonly status: 'kept' | 'moved' | 'lost';
  /** The share of the bands outside of which it is proved, the certified tolerance; Infinity where none is. */
  readonly tolerance: number;
  /** The same as a distance, where all its bands are equally wide. */
  readonly distance?: number;
  /** The boundaries of the region that training moved. */
  readonly moves: readonly Move[];
  /** A point outside the bands where the network is wrong. */
  readonly witness?: NonNullable<Outcome['witness']>;
}

/** Parts of the box that one look at a region may take. */
const mostCells = 2000;

/** By the parameters alone, else by search; undefined where no unit stands for the region. */
export function regionStatus(network: Network, { name, ref }: GraphName, effort: Effort): RegionStatus | undefined {
  const own = headReadings(network).find((each) => each.name === name);
  const reading = own ?? readingOf(network, ref);
  if (reading === undefined) return undefined;
  const box = network.text.inputs.map(({ lo, hi }) => ({ lo, hi }));
  const region = { region: ref, name };
  const task = { network, reading, region, box, effort: { ...effort, cells: mostCells } };
  const alone = provedShare(network, reading, region);
  const { hi: tolerance, point: violation } = alone <= 1 ? { hi: alone } : certifiedTolerance(task, 1);
  const point = tolerance <= 1 ? undefined : (violation ?? decideCertified(task, 1).point);
  const band = commonTolerance(network, ref);
  return {
    name,
    status: tolerance <= 1 ? 'kept' : tolerance === Infinity && point ? 'lost' : 'moved',
    tolerance,
    ...(band !== undefined && tolerance < Infinity && { distance: tolerance * band }),
    moves: movesOf(network, ref),
    ...(point && { witness: witnessOf(network.text, point) }),
  };
}

/** A line per region, and under the first that has it where each boundary went. */
export function printRegions(regions: readonly RegionStatus[]): string {
  const width = Math.max(0, ...regions.map(({ name }) => name.length));
  const told = new Set<string>();
  return regions
    .map((region) => {
      const { status, name, moves } = region;
      const line = `${status.padEnd(9)}  ${name.padEnd(width)}  ${detailOf(region)}`;
      // Of a region that is kept nothing is amiss.
      const news = status === 'kept' ? [] : moves.filter(({ boundary }) => !told.has(boundary));
      for (const { boundary } of news) told.add(boundary);
      const lines = news.slice(0, mostPrinted).map((move) => `  ${printMove(move)}`);
      const rest = news.length - lines.length;
      return [line, ...lines, ...(rest > 0 ? [`  and ${String(rest)} more`] : [])].join('\n');
    })
    .join('\n');
}

/** Boundaries that a terminal shows of one region. */
const mostPrinted = 6;

/** Inputs of a point that a line has room for. */
const mostShown = 6;

function detailOf({ status, tolerance, distance, witness }: RegionStatus): string {
  const isShort = witness !== undefined && Object.keys(witness).length <= mostShown;
  const wrong = witness ? `, wrong ${isShort ? pointText(witness) : 'at the point that --json gives'}` : '';
  const far = distance === undefined ? '' : ` (${shown(distance)} from every boundary)`;
  if (tolerance < 1e-6) return 'as the text says everywhere';
  if (status === 'kept') {
    const share = shown(tolerance);
    return `as the text says outside ${share === '1' ? '' : `${share} of `}its bands${far}`;
  }
  if (status === 'lost') return `nothing proved${wrong}`;
  if (tolerance === Infinity) return 'neither proved nor refuted';
  return `as the text says outside bands ${shown(tolerance)} times as wide${far}${wrong}`;
}

function shown(value: number): string {
  return shortNumber(Number(value.toPrecision(3)));
}
