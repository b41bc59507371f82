import type { LinearSolver } from '../check/linear-solver.ts';

/** The LP solver HiGHS, compiled to WebAssembly, with one model that is used over and over. */
export async function loadLinearSolver(): Promise<LinearSolver> {
  // Loaded on use: it takes a tenth of a second, and small problems are solved without it.
  const { default: exported } = await import('highs');
  // Its types are those of the CommonJS build, whose default lies one level deeper.
  const load = exported as unknown as typeof exported.default;
  const highs = await load();
  const model = highs.createModel();
  model.options.set({ output_flag: false, presolve: 'off', solver: 'simplex' });
  return (rows, right) => {
    const columns = rows[0]?.length ?? 0;
    const isLast = (i: number): boolean => i === columns - 1;
    const { starts, indices, values } = sparse(rows);
    model.passModel({
      numCols: columns,
      numRows: rows.length,
      sense: highs.constants.objectiveSense.maximize,
      colCost: Float64Array.from({ length: columns }, (_, i) => (isLast(i) ? 1 : 0)),
      colLower: new Float64Array(columns),
      colUpper: Float64Array.from({ length: columns }, (_, i) => (isLast(i) ? highs.infinity : 1)),
      rowLower: new Float64Array(rows.length).fill(-highs.infinity),
      rowUpper: Float64Array.from(right),
      matrix: { format: 'csr', numRows: rows.length, numCols: columns, starts, indices, values },
    });
    model.run();
    if (model.getModelStatus() !== highs.constants.modelStatus.optimal) return undefined;
    const { colValue, rowDual } = model.getSolution();
    return { values: [...colValue], prices: Array.from(rowDual, (price) => Math.max(0, price)) };
  };
}

/** The entries of dense rows that are not 0, row by row. */
function sparse(rows: readonly (readonly number[])[]) {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const row of rows) {
    row.forEach((value, i) => {
      if (value === 0) return;
      indices.push(i);
      values.push(value);
    });
    starts.push(indices.length);
  }
  return { starts: Int32Array.from(starts), indices: Int32Array.from(indices), values: Float64Array.from(values) };
}
