import type { Source } from '../base/source.ts';
import { lower, type LowerOptions } from '../network/lower.ts';
import type { Network } from '../network/network.ts';
import { headReadings, readingOf, type Reading } from '../network/reading.ts';
import { describe } from '../region/describe.ts';
import type { RegionGraph } from '../region/graph.ts';
import { networkSet, type Named, type RegionSet } from './region-set.ts';

/** What a claim is decided on (DESIGN section 6). */
export type Subject =
  /** A text: regions are their exact sets. What speaks of the network is compiled when it is needed. */
  | { readonly kind: 'spec'; readonly graph: RegionGraph; readonly compile: Compile }
  /** A network: regions are its sets. */
  | { readonly kind: 'network'; readonly network: Network };

/** Compiles the text, with these outputs in place of its own; undefined where that cannot be done. */
export type Compile = (outputs?: LowerOptions['outputs']) => Network | undefined;

/** What a text's claims are decided on; its own network is compiled once, when it is first needed. */
export function specSubject(graph: RegionGraph, source: Source): Subject {
  let own: { readonly network: Network | undefined } | undefined;
  const compile: Compile = (outputs) => {
    if (outputs) return lower(graph, source, { mode: 'guarantee', outputs }).value;
    own ??= { network: lower(graph, source, { mode: 'guarantee' }).value };
    return own.network;
  };
  return { kind: 'spec', graph, compile };
}

export function textOf(subject: Subject): RegionGraph {
  return subject.kind === 'spec' ? subject.graph : subject.network.text;
}

/** The sets that a claim's regions stand for, with the network they speak of; undefined where there is none. */
export function setsOf(
  subject: Subject,
  regions: readonly Named[],
): { readonly sets: readonly RegionSet[]; readonly network?: Network } | undefined {
  const isSoft = ({ meaning }: Named): boolean =>
    meaning === undefined ? subject.kind === 'network' : meaning === 'soft';
  const soft = regions.filter(isSoft);
  const network = soft.length === 0 ? undefined : networkFor(subject, soft);
  if (soft.length > 0 && network === undefined) return undefined;
  const sets = regions.map((region): RegionSet =>
    network && isSoft(region) ? networkSet(network, region) : { kind: 'exact', ref: region.region },
  );
  return { sets, ...(network && { network }) };
}

/** The value that `certified` and the measures of a region speak of, of a class its u; undefined where there is none. */
export function valueOf(
  subject: Subject,
  region: Named,
): { readonly network: Network; readonly reading: Reading } | undefined {
  const network = networkFor(subject, [region]);
  if (network === undefined) return undefined;
  const { node, negated } = region.region;
  const own = headReadings(network).find(
    ({ name, ref }) => name === region.name && ref.node === node && ref.negated === negated,
  );
  const reading = own ?? readingOf(network, region.region);
  return reading && { network, reading };
}

/** The network in which all these regions have a value: the text's own where it has them. */
function networkFor(subject: Subject, regions: readonly Named[]): Network | undefined {
  if (subject.kind === 'network') return subject.network;
  const { graph, compile } = subject;
  const own = graph.head.kind === 'none' ? undefined : compile();
  if (own && regions.every(({ region }) => readingOf(own, region) !== undefined)) return own;
  return compile(regions.map(({ region }) => ({ name: describe(graph, region), ref: region })));
}
