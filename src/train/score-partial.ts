import { rowsByMissing, takeDatasetRows } from '../data/missing.ts';
import type { RegionGraph } from '../region/graph.ts';
import { kleeneRef } from '../region/kleene.ts';
import { knownClass, makeKnownNodes } from '../region/known.ts';
import type { LabelledDataset } from './samples.ts';
import { inside, outside, truthOf } from './score.ts';

/** What the text says of the rows that lack a value, where the values that are known decide it. */
export interface PartialScore {
  readonly rows: number;
  /** One a row, or one a row and output. */
  readonly answers: number;
  readonly decided: number;
  readonly right: number;
}

/** Needs targets of the graph's own kind; rows without a missing value do not count. */
export function scorePartial(graph: RegionGraph, dataset: LabelledDataset): PartialScore {
  const rows = takeDatasetRows(dataset, rowsByMissing(dataset.points, dataset.rows).partial);
  const truth = truthOf(rows);
  const answers = partialAnswers(graph, rows);
  return {
    rows: rows.rows,
    answers: answers.length,
    decided: answers.filter((answer) => answer !== undefined).length,
    right: answers.filter((answer, at) => answer === truth[at]).length,
  };
}

/** As the answers of `score`, undefined where they hang on what is missing. */
function partialAnswers(graph: RegionGraph, { rows, points }: LabelledDataset): (number | undefined)[] {
  const inputs = graph.inputs.length;
  const knownNodes = makeKnownNodes(graph);
  return Array.from({ length: rows }, (_, row) =>
    knownNodes([...points.subarray(row * inputs, (row + 1) * inputs)]),
  ).flatMap((nodes) => {
    switch (graph.head.kind) {
      case 'classes':
        return [knownClass(graph, nodes)];
      case 'outputs':
        return graph.head.outputs.map(({ ref }) => {
          const value = kleeneRef(nodes, ref);
          return value === 0 ? undefined : value === 1 ? inside : outside;
        });
      case 'none':
        return [];
    }
  });
}
