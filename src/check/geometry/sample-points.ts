import { oneHotsOf } from '../../base/one-hot.ts';
import { makeRandom } from '../../base/random.ts';
import { exactNodes, exactRef } from '../../region/exact.ts';
import type { Ref, RegionGraph } from '../../region/graph.ts';
import { reachesThreshold } from '../../region/weights.ts';
import { attackPoints, type Edge } from '../attack.ts';

/** Points tried for each question at most, and nodes evaluated for all of them together. */
const mostPoints = 1000;
const mostValues = 2_000_000;

/** The boundaries of a graph; categories have none. */
export function edgesIn({ nodes }: RegionGraph): Edge[] {
  return nodes.flatMap((node) =>
    node.kind === 'constant' || node.kind === 'gate' || node.sharpness.kind === 'category'
      ? []
      : [{ primitive: node, levels: [0] }],
  );
}

/**
 * Points of the box, many on boundaries, with what holds there: most questions are answered by one of them. They are
 * made as they are needed, and each is looked at by all questions.
 */
export class SamplePoints {
  readonly #graph: RegionGraph;
  readonly #points: { readonly point: readonly number[]; readonly holds: readonly boolean[] }[] = [];
  readonly #more: Generator<number[], never>;
  readonly #most: number;

  constructor(graph: RegionGraph, seed: number) {
    this.#graph = graph;
    const edges = edgesIn(graph);
    const space = { box: graph.inputs, oneHots: oneHotsOf(graph.inputs) };
    this.#more = attackPoints(edges, space, makeRandom(seed));
    this.#most = Math.min(mostPoints, Math.ceil(mostValues / Math.max(1, graph.nodes.length)));
  }

  /** One that lies in all of these regions of the graph, or of one that only adds gates to it. */
  find(graph: RegionGraph, regions: readonly Ref[]): readonly number[] | undefined {
    const isOwn = ({ node }: Ref): boolean => node < this.#graph.nodes.length;
    const [own, added] = [regions.filter(isOwn), regions.filter((region) => !isOwn(region))];
    for (let i = 0; i < this.#most; i++) {
      const { point, holds } = this.#at(i);
      if (own.every((region) => exactRef(holds, region)) && holdWithGates(graph, holds, added)) return point;
    }
    return undefined;
  }

  #at(i: number): { readonly point: readonly number[]; readonly holds: readonly boolean[] } {
    const known = this.#points[i];
    if (known) return known;
    const point = this.#more.next().value;
    const made = { point, holds: exactNodes(this.#graph, point) };
    this.#points.push(made);
    return made;
  }
}

/** Whether all of these regions hold, which are gates behind the nodes whose values are known. */
function holdWithGates({ nodes }: RegionGraph, known: readonly boolean[], regions: readonly Ref[]): boolean {
  if (regions.length === 0) return true;
  const added: boolean[] = [];
  const isTrue = ({ node, negated }: Ref): boolean =>
    (node < known.length ? known[node] : added[node - known.length]) !== negated;
  for (const node of nodes.slice(known.length)) {
    if (node.kind !== 'gate') throw new Error('only gates are added to a graph');
    let weight = 0;
    for (const { ref, weight: own } of node.members) if (isTrue(ref)) weight += own;
    added.push(reachesThreshold(node, weight));
  }
  return regions.every(isTrue);
}
