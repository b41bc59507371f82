/** The centres of a square grid of points over [-half, half]^2, row-major. */
export function squareGrid(half: number, side: number): { readonly points: Float64Array; readonly rows: number } {
  const points = new Float64Array(2 * side * side);
  const at = (index: number): number => -half + ((index + 0.5) * 2 * half) / side;
  for (let row = 0; row < side * side; row++) points.set([at(row % side), at(Math.floor(row / side))], 2 * row);
  return { points, rows: side * side };
}

/** The share of rows that pass. */
export function shareOf(rows: number, passes: (row: number) => boolean): number {
  let count = 0;
  for (let row = 0; row < rows; row++) if (passes(row)) count += 1;
  return count / rows;
}
