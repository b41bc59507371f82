import type { Network } from '../network/network.ts';
import { headReadings, readingOf } from '../network/reading.ts';
import { shortNumber } from '../region/describe.ts';
import { provedShare } from './certified.ts';

/** What a network still keeps of one named region of its text. */
export interface RegionStatus {
  readonly name: string;
  /** Kept: proved outside its bands. Moved: proved outside wider ones. Lost: nothing is proved. */
  readonly status: 'kept' | 'moved' | 'lost';
  /** The share of the bands outside of which it is proved; Infinity where it is lost. */
  readonly tolerance: number;
}

/** Every named region that some unit stands for, in file order, by the parameters alone (GUARANTEES 7, step 0). */
export function regionStatuses(network: Network): RegionStatus[] {
  const own = headReadings(network);
  return network.text.names.flatMap(({ name, ref }): RegionStatus[] => {
    const reading = own.find((each) => each.name === name) ?? readingOf(network, ref);
    if (reading === undefined || reading.unknown) return [];
    const tolerance = provedShare(network, reading, { region: ref, name });
    return [{ name, status: tolerance <= 1 ? 'kept' : tolerance < Infinity ? 'moved' : 'lost', tolerance }];
  });
}

/** A line per region. */
export function printRegions(regions: readonly RegionStatus[]): string {
  const width = Math.max(0, ...regions.map(({ name }) => name.length));
  const detail = ({ status, tolerance }: RegionStatus): string => {
    if (status === 'lost') return 'nothing proved by the parameters alone';
    if (status === 'kept') return 'as the text says outside its bands';
    return `as the text says outside bands ${shortNumber(Number(tolerance.toPrecision(3)))} times as wide`;
  };
  return regions
    .map((region) => `${region.status.padEnd(9)}  ${region.name.padEnd(width)}  ${detail(region)}`)
    .join('\n');
}
