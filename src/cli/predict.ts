import { hasErrors, type Diagnostic, type Result } from '../base/diagnostic.ts';
import type { Outside, Table } from '../data/dataset.ts';
import { joinOutside, matchInputs, outsideWarnings } from '../data/match.ts';
import {
  fillMissing,
  missingNote,
  rowsByMissing,
  takeTableRows,
  takeValues,
  type MissingPolicy,
} from '../data/missing.ts';
import { resultCell, type ResultColumn } from '../data/results.ts';
import type { Network } from '../network/network.ts';
import { asCsv, writeResults, type WriteRows } from '../node/write-results.ts';
import { readTable } from '../node/read-table.ts';
import type { CommonFlags } from './common-flags.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { makePredictor, type MatchedRows, type PredictorOptions } from './predictor.ts';
import { loadCompiled, withoutCompilerWarnings } from './subject.ts';
import type { Terminal } from './terminal.ts';
import { startCrew } from './threads.ts';
import { UsageError } from './usage-error.ts';

export interface PredictFlags extends CommonFlags, PredictorOptions {
  readonly data: string;
  readonly sql?: boolean;
  readonly missing?: MissingPolicy;
  readonly output?: string;
}

/** `regionc predict`: scores for each row, in order, read and written in parts so that the data may be large. */
export async function predictCommand(file: string, flags: PredictFlags, terminal: Terminal): Promise<Outcome> {
  const { network, diagnostics, sources } = withoutCompilerWarnings(
    await loadCompiled(file, flags, { mode: 'guarantee' }),
  );
  if (!network) return failed(diagnostics, sources);
  checkThreshold(network, flags);
  const total: Total = {
    rows: 0,
    partial: 0,
    outside: network.inputs.map(() => ({ count: 0, lowest: Infinity, highest: -Infinity })),
  };
  const { crew, close } = startCrew(terminal, flags.threads);
  const predictions: Record<string, unknown>[] = [];
  const produce = async (write: WriteRows): Promise<readonly Diagnostic[]> => {
    const predict = makePredictor(network, flags, crew);
    for await (const { value: part, diagnostics: problems } of readTable(flags.data, { sql: flags.sql ?? false })) {
      if (!part || hasErrors(problems)) return problems;
      const { value: matched, diagnostics: unmatched } = matchRows(part, network, flags.missing, total);
      if (!matched) return unmatched;
      const { value: columns, diagnostics: unkept } = predict(matched);
      if (!columns) return unkept;
      terminal.progress(`${total.rows} rows`);
      await write(matched.table.rows, columns);
    }
    return [
      ...outsideWarnings(network.inputs, total.outside, total.rows),
      ...(flags.missing && total.partial > 0 ? [missingNote(total, total.partial, treatments[flags.missing])] : []),
    ];
  };
  const problems = await writeTo(flags, terminal, predictions, produce).finally(close);
  const found = [...diagnostics, ...problems];
  if (hasErrors(found)) return failed(found, sources);
  const { output } = flags;
  const rows = flags.missing === 'drop' ? total.rows - total.partial : total.rows;
  const document = { ok: true, rows, ...(output === undefined ? { predictions } : { output }) };
  return done(document, output === undefined ? '' : `${output}: ${rows} rows\n`, found, sources);
}

function checkThreshold({ head }: Network, { threshold, abstain }: PredictFlags): void {
  if (threshold === undefined) {
    if (abstain !== undefined)
      throw new UsageError('--abstain says what to write below a --threshold: name that as well');
    return;
  }
  if (head.kind !== 'classes')
    throw new UsageError('--threshold chooses among classes; these are outputs, each a number of its own');
  if (!(threshold >= 0 && threshold <= 1))
    throw new UsageError(`--threshold takes a probability from 0 to 1, not ${threshold}`);
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
  return Object.fromEntries(columns.map((column) => [column.name, resultCell(column, row) ?? null]));
}

/** One part of the data matched, with `--missing` applied; a row that is left out is in `total` only. */
function matchRows(
  table: Table,
  { inputs }: Network,
  missing: MissingPolicy | undefined,
  total: Total,
): Result<MatchedRows | undefined> {
  const { value, diagnostics } = matchInputs(table, inputs, missing ? 'marked' : 'refused');
  if (!value) return { value: undefined, diagnostics };
  const { points, outside } = value;
  const { complete, partial } = rowsByMissing(points, table.rows);
  if (table.path !== undefined) total.path = table.path;
  total.rows += table.rows;
  total.partial += partial.length;
  total.outside = joinOutside(total.outside, outside);
  switch (missing) {
    case 'drop': {
      const known = takeValues(points, table.rows, complete);
      return { value: { table: takeTableRows(table, complete), points: known, partial: [] }, diagnostics };
    }
    case 'median': {
      const filled = fillMissing(
        points,
        inputs,
        inputs.map(({ fill }) => fill),
      );
      return { ...filled, value: filled.value && { table, points: filled.value, partial: [] } };
    }
    case 'unknown':
    case undefined:
      return { value: { table, points, partial }, diagnostics };
  }
}

/** What of all parts is told at the end. */
interface Total {
  path?: string;
  rows: number;
  /** Rows that lack a value. */
  partial: number;
  outside: readonly Outside[];
}

const treatments = { drop: 'left out', median: 'filled', unknown: 'read off the text' } as const;
