import { hasErrors, type Result } from '../base/diagnostic.ts';
import type { Table } from '../data/dataset.ts';
import { findKept, resultColumns, type Prediction, type ResultColumn, type Scores } from '../data/results.ts';
import type { Crew } from '../exec/crew.ts';
import { makeExactSets } from '../exec/exact-sets.ts';
import { makeForward, makeUnitValues } from '../exec/forward.ts';
import type { Network } from '../network/network.ts';
import { regionUnits, type RegionUnit } from '../network/region-unit.ts';
import { scoringChoice } from '../node/engine.ts';
import type { RegionGraph } from '../region/graph.ts';
import { kleeneRef, type Kleene } from '../region/kleene.ts';
import { knownClass, makeKnownNodes } from '../region/known.ts';
import type { ScoringFlags } from './common-flags.ts';

/** What is written beside the scores. */
export interface PredictorOptions extends ScoringFlags {
  readonly exact?: boolean;
  readonly regions?: boolean;
  readonly keep?: string;
  /** The probability below which no class is named. */
  readonly threshold?: number;
  /** What is written then; an empty cell without it. */
  readonly abstain?: string;
}

/** Some rows of the data and their values. */
export interface MatchedRows {
  readonly table: Table;
  /** Row-major, rows x inputs; NaN in the coordinates of a missing value. */
  readonly points: Float64Array;
  /** The rows that lack a value. */
  readonly partial: readonly number[];
}

/**
 * From rows to the columns that are written for them. A network computes nothing from what is missing: in such rows
 * every answer is the text's own where what is known decides it (1 and 0 for the classes, 1 or -1 for outputs and
 * regions), else none.
 */
export function makePredictor(network: Network, options: PredictorOptions, crew?: Crew) {
  const { exact = false, regions = false, keep } = options;
  const forward = makeForward(network, scoringChoice(options), crew);
  const units = regions ? regionUnits(network) : [];
  const unitValues = regions ? makeUnitValues(network) : undefined;
  const names = network.text.names.map(({ name }) => name);
  const exactSets = exact
    ? makeExactSets(
        network.text,
        network.text.names.map(({ ref }) => ref),
      )
    : undefined;
  const knownNodes = makeKnownNodes(network.text);
  return ({ table, points, partial }: MatchedRows): Result<readonly ResultColumn[] | undefined> => {
    const kept = keep === undefined ? undefined : findKept(table, keep === 'all' ? 'all' : keep.split(','));
    if (kept && hasErrors(kept.diagnostics)) return { value: undefined, diagnostics: kept.diagnostics };
    const prediction: Prediction = {
      rows: table.rows,
      head: headScores(network, forward(points, table.rows), options),
      ...(exactSets && { exact: { names, values: asSides(exactSets(points, table.rows)) } }),
      ...(unitValues && { regions: memberships(units, unitValues(points, table.rows), table.rows) }),
      ...(kept && { kept: { table, columns: kept.value } }),
    };
    const inputs = network.inputs.length;
    for (const row of partial) {
      const nodes = knownNodes([...points.subarray(row * inputs, (row + 1) * inputs)]);
      setRow(prediction.head.scores.values, row, headAnswers(network.text, nodes));
      const sides = network.text.names.map(({ ref }) => kleeneRef(nodes, ref));
      if (prediction.exact) setRow(prediction.exact.values, row, sides);
      const sideOf = new Map(network.text.names.map(({ name }, i) => [name, sides[i]]));
      if (prediction.regions)
        setRow(
          prediction.regions.values,
          row,
          units.map(({ name }) => sideOf.get(name) || NaN),
        );
    }
    return { value: resultColumns(prediction), diagnostics: [] };
  };
}

/** 1 where a set holds, -1 elsewhere. */
function asSides(holds: Uint8Array): Int8Array {
  return Int8Array.from(holds, (held) => 2 * held - 1);
}

function setRow(values: Float64Array | Int8Array, row: number, answers: readonly number[]): void {
  values.set(answers, row * answers.length);
}

/** The text's answers in the network's terms. */
function headAnswers(graph: RegionGraph, nodes: readonly Kleene[]): number[] {
  switch (graph.head.kind) {
    case 'classes': {
      const { classes } = graph.head;
      const known = knownClass(graph, nodes);
      return classes.map((_, i) => (known === undefined || known === classes.length ? NaN : i === known ? 1 : 0));
    }
    case 'outputs':
      return graph.head.outputs.map(({ ref }) => kleeneRef(nodes, ref) || NaN);
    case 'none':
      return [];
  }
}

function headScores(
  { head }: Network,
  values: Float64Array,
  { threshold, abstain: answer }: PredictorOptions,
): Prediction['head'] {
  if (head.kind === 'outputs')
    return { kind: 'outputs', scores: { names: head.outputs.map(({ name }) => name), values } };
  const labels = head.classes.map(({ label }) => label);
  return {
    kind: 'classes',
    labels,
    scores: { names: head.classes.map(({ name }) => name), values },
    ...(threshold !== undefined && { abstention: { threshold, answer } }),
  };
}

function memberships(units: readonly RegionUnit[], layers: readonly Float64Array[], rows: number): Scores {
  const values = new Float64Array(rows * units.length);
  for (const [i, { layer, unit, sign }] of units.entries()) {
    const of = layers[layer] ?? new Float64Array();
    const width = of.length / rows;
    for (let row = 0; row < rows; row++) values[row * units.length + i] = sign * (of[row * width + unit] ?? NaN);
  }
  return { names: units.map(({ name }) => name), values };
}
