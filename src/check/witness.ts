import { evaluate, type Evaluation } from '../network/reference.ts';
import { exactNodes, exactRef } from '../region/exact.ts';
import type { RegionGraph } from '../region/graph.ts';
import { kleeneNodes, kleeneRef } from '../region/kleene.ts';
import type { Wanted } from './circuit.ts';
import type { Ground } from './ground.ts';
import type { Outcome } from './outcome.ts';
import type { RegionSet } from './region-set.ts';

/** A point by input; a categorical one by its category, and left out where it has none. */
export function witnessOf({ inputs }: RegionGraph, point: readonly number[]): NonNullable<Outcome['witness']> {
  const parts = inputs.flatMap(({ name, category }, i): (readonly [string, number | string])[] => {
    if (!category) return [[name, point[i] ?? 0]];
    return point[i] === 1 ? [[category.input, category.value]] : [];
  });
  return Object.fromEntries(parts);
}

/** Whether the point is as wanted when it is run: texts by their exact evaluator, networks by the reference executor. */
export function isConfirmed({ graph, network }: Ground, wanted: readonly Wanted[], point: readonly number[]): boolean {
  const run = network && evaluate(network, [point]);
  return wanted.every(({ set, value }) => contains(set, graph, run, point) === (value === 1));
}

function contains(set: RegionSet, graph: RegionGraph, run: Evaluation | undefined, point: readonly number[]): boolean {
  switch (set.kind) {
    case 'exact':
      return exactRef(exactNodes(graph, point, set.ref.node + 1), set.ref);
    case 'definite':
      return kleeneRef(kleeneNodes(set.graph, point, set.taus), set.ref) === 1;
    case 'not':
      return !contains(set.set, graph, run, point);
    case 'gate':
      return (
        set.members.reduce(
          (sum, { weight, set: member }) => sum + (contains(member, graph, run, point) ? weight : 0),
          0,
        ) >=
        set.threshold - 1e-9
      );
    case 'value': {
      const { layer, links, weights, bias } = set.reading;
      const below = run?.layers[layer]?.values[0] ?? [];
      return links.reduce((sum, link, i) => sum + (weights[i] ?? 0) * (below[link] ?? 0), -bias) >= 0;
    }
    case 'wins': {
      const logits = run?.logits?.[0] ?? [];
      return logits.indexOf(Math.max(...logits)) === set.index;
    }
  }
}
