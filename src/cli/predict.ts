import { hasErrors, type Diagnostic } from '../base/diagnostic.ts';
import type { Table } from '../data/dataset.ts';
import { joinOutside, matchInputs, outsideWarnings, type Points } from '../data/match.ts';
import { findKept, resultColumns, type Prediction, type ResultColumn, type Scores } from '../data/results.ts';
import { makeForward, makeUnitValues } from '../exec/forward.ts';
import type { Network } from '../network/network.ts';
import { regionUnits, type RegionUnit } from '../network/region-unit.ts';
import { asCsv, writeResults, type WriteRows } from '../node/write-results.ts';
import { readTable } from '../node/read-table.ts';
import { exactNodes, exactRef } from '../region/exact.ts';
import type { RegionGraph } from '../region/graph.ts';
import type { CommonFlags } from './common-flags.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { loadCompiled, withoutCompilerWarnings } from './subject.ts';
import type { Terminal } from './terminal.ts';

export interface PredictFlags extends CommonFlags {
  readonly data: string;
  readonly sql?: boolean;
  readonly output?: string;
  readonly exact?: boolean;
  readonly regions?: boolean;
  readonly keep?: string;
}

/** `regionc predict`: scores for each row, in order, read and written in parts so that the data may be large. */
export async function predictCommand(file: string, flags: PredictFlags, terminal: Terminal): Promise<Outcome> {
  const { network, diagnostics, sources } = withoutCompilerWarnings(
    await loadCompiled(file, flags, { mode: 'guarantee' }),
  );
  if (!network) return failed(diagnostics, sources);
  const total = { rows: 0, outside: network.inputs.map(() => ({ count: 0, lowest: Infinity, highest: -Infinity })) };
  const predictions: Record<string, unknown>[] = [];
  const produce = async (write: WriteRows): Promise<readonly Diagnostic[]> => {
    const predict = makePredictor(network, flags);
    for await (const { value: part, diagnostics: problems } of readTable(flags.data, { sql: flags.sql ?? false })) {
      if (!part || hasErrors(problems)) return problems;
      const { value: points, diagnostics: unmatched } = matchInputs(part, network.inputs);
      if (!points) return unmatched;
      const { value: columns, diagnostics: unkept } = predict(part, points);
      if (!columns) return unkept;
      total.rows += part.rows;
      total.outside = joinOutside(total.outside, points.outside);
      terminal.progress(`${total.rows} rows`);
      await write(part.rows, columns);
    }
    return outsideWarnings(network.inputs, total.outside, total.rows);
  };
  const problems = await writeTo(flags, terminal, predictions, produce);
  const found = [...diagnostics, ...problems];
  if (hasErrors(found)) return failed(found, sources);
  const { output } = flags;
  const document = { ok: true, rows: total.rows, ...(output === undefined ? { predictions } : { output }) };
  return done(document, output === undefined ? '' : `${output}: ${total.rows} rows\n`, found, sources);
}

function writeTo(
  { output, json }: PredictFlags,
  terminal: Terminal,
  predictions: Record<string, unknown>[],
  produce: (write: WriteRows) => Promise<readonly Diagnostic[]>,
): Promise<readonly Diagnostic[]> {
  if (output !== undefined) return writeResults(output, produce);
  if (json) {
    return produce(async (rows, columns) => {
      for (let row = 0; row < rows; row++) predictions.push(recordOf(columns, row));
    });
  }
  return produce(
    asCsv(async (part) => terminal.print(typeof part === 'string' ? part : new TextDecoder().decode(part))),
  );
}

function recordOf(columns: readonly ResultColumn[], row: number): Record<string, unknown> {
  return Object.fromEntries(columns.map(({ name, values }) => [name, values[row] ?? null]));
}

/** A function from a part of the data to the columns that are written for it. */
function makePredictor(network: Network, { exact = false, regions = false, keep }: PredictFlags) {
  const forward = makeForward(network);
  const units = regions ? regionUnits(network) : [];
  const unitValues = regions ? makeUnitValues(network) : undefined;
  return (part: Table, { points }: Points) => {
    const kept = keep === undefined ? undefined : findKept(part, keep === 'all' ? 'all' : keep.split(','));
    if (kept && hasErrors(kept.diagnostics)) return { value: undefined, diagnostics: kept.diagnostics };
    const prediction: Prediction = {
      rows: part.rows,
      head: headScores(network, forward(points, part.rows)),
      ...(exact && { exact: exactSets(network.text, points, part.rows) }),
      ...(unitValues && { regions: memberships(units, unitValues(points, part.rows), part.rows) }),
      ...(kept && { kept: { table: part, columns: kept.value } }),
    };
    return { value: resultColumns(prediction), diagnostics: [] };
  };
}

function headScores({ head }: Network, values: Float64Array): Prediction['head'] {
  if (head.kind === 'outputs')
    return { kind: 'outputs', scores: { names: head.outputs.map(({ name }) => name), values } };
  const labels = head.classes.map(({ label }) => label);
  return { kind: 'classes', labels, scores: { names: head.classes.map(({ name }) => name), values } };
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

/** Whether each row lies in the exact set of each output, class and region. */
function exactSets(graph: RegionGraph, points: Float64Array, rows: number) {
  const { names, inputs } = graph;
  const values = new Uint8Array(rows * names.length);
  for (let row = 0; row < rows; row++) {
    const point = [...points.subarray(row * inputs.length, (row + 1) * inputs.length)];
    const holds = exactNodes(graph, point);
    for (const [i, { ref }] of names.entries()) values[row * names.length + i] = exactRef(holds, ref) ? 1 : 0;
  }
  return { names: names.map(({ name }) => name), values };
}
