import type { Context, Reporter } from './context.ts';
import { constant, product, sumOf, type SymbolicNumber } from './symbolic.ts';
import { describe, unknown, vectorValue, type Operand, type Value } from './value.ts';

/** Rows times a vector. */
export function multiplyRows(
  rows: readonly (readonly SymbolicNumber[])[],
  vector: readonly SymbolicNumber[],
  left: Operand,
  right: Operand,
  context: Context,
  reporter: Reporter,
): Value {
  const results = rows.map((row) => dotProduct(row, vector));
  if (results.every((result) => result !== undefined)) return vectorValue(results);
  reportProduct(left, right, rows[0]?.length === vector.length, context, reporter);
  return unknown;
}

/** Rows times rows. */
export function multiplyMatrices(
  rows: readonly (readonly SymbolicNumber[])[],
  right: readonly (readonly SymbolicNumber[])[],
  leftOperand: Operand,
  rightOperand: Operand,
  context: Context,
  reporter: Reporter,
): Value {
  const width = right[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, j) => right.map((row) => row[j] ?? constant(0)));
  const results = rows.map((row) => columns.map((column) => dotProduct(row, column)));
  if (results.every((row): row is SymbolicNumber[] => row.every((result) => result !== undefined))) {
    return { kind: 'list', items: results.map(vectorValue) };
  }
  reportProduct(leftOperand, rightOperand, rows[0]?.length === right.length, context, reporter);
  return unknown;
}

/** <a, b>; undefined where the sizes differ or the degree passes two. */
export function dotProduct(a: readonly SymbolicNumber[], b: readonly SymbolicNumber[]): SymbolicNumber | undefined {
  if (a.length !== b.length) return undefined;
  const products = a.map((number, i) => product(number, b[i] ?? constant(0)));
  return products.every((each) => each !== undefined) ? sumOf(products) : undefined;
}

function reportProduct(left: Operand, right: Operand, sizesFit: boolean, context: Context, reporter: Reporter): void {
  const span = { ...left.span, end: right.span.end };
  if (sizesFit) reporter.report(context, 'R0240', span, { shown: reporter.shown(span) });
  else {
    const data = { left: describe(left.value), right: describe(right.value), operation: 'multiplied' };
    reporter.report(context, 'R0209', right.span, data);
  }
}
