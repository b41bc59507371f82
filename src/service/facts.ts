import { makeRandom, type Random } from '../base/random.ts';
import { oneHotsOf, randomPoint } from '../base/one-hot.ts';
import type { Source, Span } from '../base/source.ts';
import { lower } from '../network/lower.ts';
import type { Network } from '../network/network.ts';
import { report } from '../network/report.ts';
import { bandOf } from '../region/margin.ts';
import { exactNodes, exactRef } from '../region/exact.ts';
import type { GraphName, RegionGraph } from '../region/graph.ts';

/** What a named region comes to as a network of its own, in the units of the inputs. */
export interface RegionFacts {
  readonly name: string;
  /** Estimated from points of the box. */
  readonly shareOfBox: number;
  /** Absent where the compiler refuses it. */
  readonly compiled?: {
    readonly units: number;
    readonly layers: number;
    readonly confidence: number;
    readonly width: number;
    readonly shift: number;
  };
}

/** The unit of a comparison or another primitive. */
export interface UnitFacts {
  /** Where it is written; one unit may stand for several places. */
  readonly spans: readonly Span[];
  readonly gain: number;
  /** Half the width of its transition, in input space. */
  readonly tolerance: number;
}

/** The facts of every named region, as far as time allows: `late` is asked between two of them. */
export function regionFacts(graph: RegionGraph, source: Source, late: () => boolean): readonly RegionFacts[] {
  const shares = sharesOfBox(graph);
  return graph.names.slice(0, mostRegions).map((named, i): RegionFacts => {
    const shareOfBox = shares[i] ?? 0;
    const compiled = late() ? undefined : compiledFacts(graph, source, named);
    return { name: named.name, shareOfBox, ...(compiled && { compiled }) };
  });
}

/** More are for no one to read. */
const mostRegions = 200;
const points = 4096;

function sharesOfBox(graph: RegionGraph): number[] {
  const space = { box: graph.inputs, oneHots: oneHotsOf(graph.inputs) };
  const random = evenly(graph.inputs.length);
  const inside = graph.names.map(() => 0);
  for (let i = 0; i < points; i++) {
    const holds = exactNodes(graph, randomPoint(space, random));
    for (const [k, { ref }] of graph.names.entries()) if (exactRef(holds, ref)) inside[k] = (inside[k] ?? 0) + 1;
  }
  return inside.map((count) => count / points);
}

/** Numbers that fill a box of so many dimensions evenly, coordinate by coordinate: multiples of irrational steps. */
function evenly(dimensions: number): Random {
  let base = 2;
  // The root of x^(d + 1) = x + 1, of which the golden ratio is the first.
  for (let i = 0; i < 40; i++) base = (1 + base) ** (1 / (dimensions + 1));
  let drawn = 0;
  return {
    ...makeRandom(1),
    uniform() {
      const coordinate = drawn % dimensions;
      const point = Math.floor(drawn / dimensions);
      drawn += 1;
      return (0.5 + point * base ** -(coordinate + 1)) % 1;
    },
  };
}

function compiledFacts(graph: RegionGraph, source: Source, { name, ref }: GraphName): RegionFacts['compiled'] {
  const { value } = lower(graph, source, { mode: 'guarantee', outputs: [{ name, ref }] });
  const [output] = value ? report(value).outputs : [];
  if (!output) return undefined;
  const { units, layers, confidence, width, shift } = output;
  return { units, layers, confidence, width, shift };
}

/** The units of all primitives, compiled for the text's own outputs; without any, for all its regions. */
export function unitFacts(graph: RegionGraph, source: Source): readonly UnitFacts[] {
  const outputs = graph.head.kind === 'none' ? { outputs: graph.names } : {};
  if (graph.names.length === 0) return [];
  const { value } = lower(graph, source, { mode: 'guarantee', ...outputs });
  return value ? value.first.flatMap((unit) => unitFactsOf(value, unit)) : [];
}

function unitFactsOf({ text, inputs, promise }: Network, { node: index, gain }: Network['first'][number]): UnitFacts[] {
  const node = index === undefined ? undefined : text.nodes[index];
  if (index === undefined || !node || node.kind === 'constant' || node.kind === 'gate') return [];
  if (node.sharpness.kind === 'category') return [];
  const { tolerance } = bandOf(node, inputs, promise.confidence);
  return [{ spans: text.origins[index] ?? [], gain, tolerance }];
}
