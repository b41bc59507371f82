import {
  CholeskyDecomposition,
  EigenvalueDecomposition,
  inverse,
  Matrix,
  SingularValueDecomposition,
  solve,
} from 'ml-matrix';

/** Rows of numbers: the plain form of a matrix in every representation. */
export type Rows = readonly (readonly number[])[];

/** Eigenvalues in ascending order and, in the same order, unit eigenvectors of a symmetric matrix. */
export function symmetricEigen(rows: Rows): { readonly values: readonly number[]; readonly vectors: Rows } {
  const decomposition = new EigenvalueDecomposition(toMatrix(rows), { assumeSymmetric: true });
  const columns = decomposition.eigenvectorMatrix.transpose().to2DArray();
  const order = decomposition.realEigenvalues.map((value, i) => ({ value, vector: columns[i] ?? [] }));
  order.sort((a, b) => a.value - b.value);
  return { values: order.map(({ value }) => value), vectors: order.map(({ vector }) => vector) };
}

/** Singular values in descending order. */
export function singularValues(rows: Rows): readonly number[] {
  return new SingularValueDecomposition(toMatrix(rows), { autoTranspose: true }).diagonal.toSorted((a, b) => b - a);
}

/** L^-1 of S = L L' for a positive definite S; undefined where S is not. */
export function inverseCholesky(rows: Rows): Rows | undefined {
  const decomposition = new CholeskyDecomposition(toMatrix(rows));
  return decomposition.isPositiveDefinite() ? inverse(decomposition.lowerTriangularMatrix).to2DArray() : undefined;
}

/** Whether the decomposition L L' of a symmetric matrix goes through. */
export function isPositiveDefinite(rows: Rows): boolean {
  return new CholeskyDecomposition(toMatrix(rows)).isPositiveDefinite();
}

/** The least and the most that norm(A x)^2 / norm(B x)^2 can be; undefined where B x = 0 for some x. */
export function generalisedRange(A: Rows, B: Rows): { readonly least: number; readonly most: number } | undefined {
  const base = toMatrix(B);
  const inverseFactor = inverseCholesky(base.transpose().mmul(base).to2DArray());
  if (inverseFactor === undefined) return undefined;
  const turned = toMatrix(A).mmul(toMatrix(inverseFactor).transpose());
  const { values } = symmetricEigen(turned.transpose().mmul(turned).to2DArray());
  return { least: values[0] ?? 0, most: values.at(-1) ?? 0 };
}

/** The multiple of B'B that is nearest to A'A, entry by entry. */
export function leastSquareRatio(A: Rows, B: Rows): number {
  const [own, other] = [toMatrix(A), toMatrix(B)];
  const cross = own.mmul(other.transpose()).norm();
  const square = other.mmul(other.transpose()).norm();
  return (cross * cross) / (square * square);
}

/** The shortest x with rows x = right; needs rows of full row rank. */
export function shortestSolution(rows: Rows, right: readonly number[]): readonly number[] {
  const A = toMatrix(rows);
  return A.transpose()
    .mmul(solve(A.mmul(A.transpose()), Matrix.columnVector([...right])))
    .to1DArray();
}

/** The inverse of a square matrix; undefined where it has none. */
export function inverseOf(rows: Rows): Rows | undefined {
  const values = singularValues(rows);
  if (!((values.at(-1) ?? 0) > 1e-12 * (values[0] ?? 0))) return undefined;
  return inverse(toMatrix(rows)).to2DArray();
}

function toMatrix(rows: Rows): Matrix {
  return new Matrix(rows.map((row) => [...row]));
}

/** The square of the distance from b to the range of `rows`; a direction counts from 1e-12 of the largest on. */
export function outsideRange(rows: Rows, b: readonly number[]): number {
  const decomposition = new SingularValueDecomposition(toMatrix(rows), { autoTranspose: true });
  const most = Math.max(...decomposition.diagonal);
  const directions = decomposition.leftSingularVectors.transpose().to2DArray();
  const rest = [...b];
  decomposition.diagonal.forEach((value, k) => {
    if (!(value > 1e-12 * most)) return;
    const direction = directions[k] ?? [];
    const along = direction.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
    direction.forEach((x, i) => (rest[i] = (rest[i] ?? 0) - along * x));
  });
  const square = rest.reduce((sum, x) => sum + x * x, 0);
  return square > 1e-24 * b.reduce((sum, x) => sum + x * x, 0) ? square : 0;
}
