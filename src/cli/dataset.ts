import { hasErrors, type Result } from '../base/diagnostic.ts';
import type { Dataset } from '../data/dataset.ts';
import { makeDataset, type WantedTargets } from '../data/make-dataset.ts';
import { dropMissing, fillDataset, type MissingPolicy } from '../data/missing.ts';
import type { Network } from '../network/network.ts';
import { readWholeTable } from '../node/read-table.ts';
import { UsageError } from './usage-error.ts';

/** The flags by which every command takes data. */
export interface DataFlags {
  readonly data: string;
  readonly sql?: boolean;
  readonly label?: string;
  readonly missing?: MissingPolicy;
}

/**
 * The rows of a data file, matched to the network's inputs and, where it is asked for, to its classes or outputs. With
 * `--missing` a value that is missing is NaN.
 */
export async function loadDataset(
  network: Pick<Network, 'inputs' | 'head'>,
  { data, sql = false, label, missing }: DataFlags,
  targets: 'needed' | 'if labelled',
): Promise<Result<Dataset | undefined>> {
  const wanted = targets === 'needed' || label !== undefined ? wantedTargets(network, label) : undefined;
  const { value: table, diagnostics } = await readWholeTable(data, { sql });
  if (!table || hasErrors(diagnostics)) return { value: undefined, diagnostics };
  const made = makeDataset(table, network.inputs, wanted, missing ? 'marked' : 'refused');
  return { value: made.value, diagnostics: [...diagnostics, ...made.diagnostics] };
}

/** The same with `--missing` applied: every row has all values, filled in by what the network stores, or is left out. */
export function knownRows<D extends Dataset>(
  { inputs }: Pick<Network, 'inputs'>,
  dataset: D,
  missing: MissingPolicy | undefined,
): Result<D | undefined> {
  if (missing === undefined) return { value: dataset, diagnostics: [] };
  const fills = inputs.map(({ fill }) => fill);
  return missing === 'median' ? fillDataset(dataset, inputs, fills) : dropMissing(dataset);
}

function wantedTargets({ head }: Pick<Network, 'head'>, label: string | undefined): WantedTargets {
  if (head.kind === 'classes') {
    if (label === undefined) throw new UsageError('name the data column that holds the class: --label COLUMN');
    return { kind: 'classes', labelColumn: label, classes: head.classes };
  }
  if (label === undefined) return { kind: 'outputs', outputs: head.outputs };
  const [only, ...others] = head.outputs;
  if (!only || others.length > 0) {
    throw new UsageError(
      '--label goes with one output; several are matched by their names, or by `output r column "..."`',
    );
  }
  return { kind: 'outputs', outputs: [{ name: only.name, column: label }] };
}
