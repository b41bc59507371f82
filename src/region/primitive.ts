import { exp } from '../base/exponential.ts';

/** The function f of a primitive, whose region is {f >= 0}. Nodes of a graph and units of a network both fit. */
export type Primitive =
  /** f = <a, x> - beta. */
  | { readonly kind: 'halfspace'; readonly a: readonly number[]; readonly beta: number }
  /** f = beta - alpha norm(A x - b)^2. */
  | {
      readonly kind: 'quadric';
      readonly A: readonly (readonly number[])[];
      readonly b: readonly number[];
      readonly alpha: number;
      readonly beta: number;
    }
  /** f = exp(-norm(factor (x - mean))^2 / 2) - level. */
  | {
      readonly kind: 'gaussian';
      readonly mean: readonly number[];
      readonly factor: readonly (readonly number[])[];
      readonly level: number;
    };

/** f at a point. */
export function valueAt(primitive: Primitive, point: readonly number[]): number {
  switch (primitive.kind) {
    case 'halfspace':
      return dot(primitive.a, point) - primitive.beta;
    case 'quadric': {
      const { A, b, alpha, beta } = primitive;
      return beta - alpha * squaredNorm(A.map((row, i) => dot(row, point) - (b[i] ?? 0)));
    }
    case 'gaussian': {
      const { mean, factor, level } = primitive;
      const offset = point.map((x, i) => x - (mean[i] ?? 0));
      return exp(-squaredNorm(factor.map((row) => dot(row, offset))) / 2) - level;
    }
  }
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
}

function squaredNorm(values: readonly number[]): number {
  return dot(values, values);
}
