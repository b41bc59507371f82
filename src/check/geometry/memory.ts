import type { Ref, RegionGraph } from '../../region/graph.ts';
import type { Answer } from './ask.ts';
import { partOf } from './query.ts';

/**
 * Answers that were found before, by what was asked: from one state of a text to the next most questions stay the same.
 * Whoever examines texts again and again keeps it.
 */
export type Memory = Map<string, Answer>;

/** More would take more memory than it saves time. */
const mostAnswers = 20_000;

/** `ask`, which is only called for what is not remembered; it gives undefined where its time was up. */
export function remembering(
  memory: Memory | undefined,
  { inputs }: Pick<RegionGraph, 'inputs'>,
  ask: (regions: readonly Ref[], graph: RegionGraph) => Answer | undefined,
): (regions: readonly Ref[], graph: RegionGraph) => Answer {
  if (!memory) return (regions, graph) => ask(regions, graph) ?? { kind: 'open' };
  const space = JSON.stringify(inputs.map(({ name, lo, hi, category }) => [name, lo, hi, category?.value]));
  return (regions, graph) => {
    const part = partOf(graph, regions);
    const key = `${space} ${JSON.stringify([part.graph.nodes, part.regions])}`;
    const known = memory.get(key);
    if (known) return known;
    const answer = ask(regions, graph);
    if (!answer) return { kind: 'open' };
    if (memory.size >= mostAnswers) memory.clear();
    memory.set(key, answer);
    return answer;
  };
}
