import { hasErrors, type Result } from '../base/diagnostic.ts';
import type { Dataset, Table } from './dataset.ts';
import type { MatchedInput } from './fields.ts';
import { matchInputs, outsideWarnings, type MissingCells } from './match.ts';
import { matchClasses, matchOutputs, type MatchedClass, type MatchedOutput } from './match-targets.ts';

/** What the rows are trained towards or compared with: a class by its label, or shares by output. */
export type WantedTargets =
  | { readonly kind: 'classes'; readonly labelColumn: string; readonly classes: readonly MatchedClass[] }
  | { readonly kind: 'outputs'; readonly outputs: readonly MatchedOutput[] };

/** The whole of a table as rows for a network; everything that is wrong with it is reported at once. */
export function makeDataset(
  table: Table,
  inputs: readonly MatchedInput[],
  wanted?: WantedTargets,
  missing: MissingCells = 'refused',
): Result<Dataset | undefined> {
  const matched = matchInputs(table, inputs, missing);
  const targets = wanted && matchTargets(table, wanted);
  const diagnostics = [...matched.diagnostics, ...(targets?.diagnostics ?? [])];
  if (matched.value === undefined || hasErrors(diagnostics)) return { value: undefined, diagnostics };
  const { points, outside } = matched.value;
  const value = {
    ...(table.path !== undefined && { path: table.path }),
    rows: table.rows,
    points,
    outside,
    ...(targets?.value && { targets: targets.value }),
  };
  return { value, diagnostics: [...diagnostics, ...outsideWarnings(inputs, outside, table.rows)] };
}

function matchTargets(table: Table, wanted: WantedTargets) {
  switch (wanted.kind) {
    case 'classes':
      return matchClasses(table, wanted.labelColumn, wanted.classes);
    case 'outputs':
      return matchOutputs(table, wanted.outputs);
  }
}
