import { readFileSync } from 'node:fs';
import { hasErrors, messageOf } from '../../src/base/diagnostic.ts';
import { crossValidateInSteps, type CrossShape, type CrossValidation } from '../../src/train/cross-validate.ts';
import { train, type RowsFit, type Training } from '../../src/train/train.ts';
import { trainDefaults, type TrainOptions } from '../../src/train/options.ts';
import { compile } from '../../src/network/compile.ts';
import type { LabelledDataset } from '../../src/train/samples.ts';
import type { Table } from '../../src/data/dataset.ts';
import { makeDataset } from '../../src/data/make-dataset.ts';
import type { Network } from '../../src/network/network.ts';
import { programOf } from '../helpers/program-of.ts';
import { readWholeTable } from '../../src/node/read-table.ts';

export interface Case {
  readonly network: Network;
  readonly dataset: LabelledDataset;
}

export function readText(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

/** A spec compiled for training, beside the rows of a file of this repository, one column maybe in thousandths. */
export async function caseOf(text: string, data: string, inThousandths?: string): Promise<Case> {
  const compiled = compile(programOf(text), { mode: 'trainable' });
  const network = compiled.value;
  if (!network || hasErrors(compiled.diagnostics)) throw new Error(compiled.diagnostics.map(messageOf).join('\n'));
  const table = await readWholeTable(new URL(`../../${data}`, import.meta.url).pathname);
  if (!table.value) throw new Error(table.diagnostics.map(messageOf).join('\n'));
  const wanted =
    network.head.kind === 'classes'
      ? ({ kind: 'classes', labelColumn: 'class', classes: network.head.classes } as const)
      : ({ kind: 'outputs', outputs: network.head.outputs } as const);
  const rows = inThousandths === undefined ? table.value : thousandfold(table.value, inThousandths);
  const made = makeDataset(rows, network.inputs, wanted);
  if (!made.value?.targets) throw new Error(made.diagnostics.map(messageOf).join('\n'));
  return { network, dataset: { ...made.value, targets: made.value.targets } };
}

function thousandfold(table: Table, name: string): Table {
  const place = table.columns.indexOf(name);
  const multiplied = (cell: string | undefined): string => String(Number(cell) * 1000);
  return { ...table, cells: table.cells.map((cells, i) => (i === place ? cells.map(multiplied) : cells)) };
}

/** Default settings, but for those given. */
export function trained({ network, dataset }: Case, options: Partial<TrainOptions>): Training {
  const { value, diagnostics } = train(network, dataset, { ...trainDefaults, ...options });
  if (!value) throw new Error(diagnostics.map(messageOf).join('\n'));
  return value;
}

/** What cross-validation comes to; default settings, but for those given. */
export function crossValidated(
  { network, dataset }: Case,
  options: Partial<TrainOptions>,
  shape: CrossShape,
): CrossValidation {
  const steps = crossValidateInSteps(network, dataset, { ...trainDefaults, ...options }, shape);
  let next = steps.next();
  while (!next.done) next = steps.next();
  const { value, diagnostics } = next.value;
  if (!value) throw new Error(diagnostics.map(messageOf).join('\n'));
  return value;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The part that must be there. */
export function present(fit: RowsFit | undefined): RowsFit {
  if (!fit) throw new Error('no such rows');
  return fit;
}
