import { symmetricEigen, type Rows } from '../base/linear-algebra.ts';

/** x' Q x + <linear, x> + constant, Q symmetric. */
export interface QuadraticForm {
  readonly Q: Rows;
  readonly linear: readonly number[];
  readonly constant: number;
}

export type Quadric =
  /** The form equals beta - alpha norm(A x - b)^2, alpha = 1 (inside an ellipsoid) or -1 (outside one). */
  | {
      readonly kind: 'quadric';
      readonly A: Rows;
      readonly b: readonly number[];
      readonly alpha: number;
      readonly beta: number;
    }
  | { readonly kind: 'indefinite'; readonly eigenvalues: readonly number[] }
  /** The linear part has a direction in which the form is flat. */
  | { readonly kind: 'parabola' }
  /** {form >= 0} is nothing, one point (or flat) or everything; `size` is what should be above 0. */
  | { readonly kind: 'degenerate'; readonly size: number };

/** Eigenvalues this much smaller than the largest count as 0. */
const flat = 1e-12;

/** Completes the square of a semidefinite form. */
export function quadricOf(form: QuadraticForm): Quadric {
  const { values, vectors } = symmetricEigen(form.Q);
  const largest = Math.max(...values.map(Math.abs));
  const curved = values
    .map((value, i) => ({ value, vector: vectors[i] ?? [] }))
    .filter(({ value }) => Math.abs(value) > flat * largest);
  if (curved.some(({ value }) => value > 0) && curved.some(({ value }) => value < 0)) {
    return { kind: 'indefinite', eigenvalues: values };
  }
  const alpha = (curved[0]?.value ?? 0) < 0 ? 1 : -1;
  // alpha * form = constant' + <l, x> - norm(A x)^2 with A = sqrt(|value|) vector', so b = l-part / (2 sqrt|value|).
  const A = curved.map(({ value, vector }) => vector.map((x) => tidy(Math.sqrt(Math.abs(value)) * x)));
  const along = curved.map(({ vector }) => dot(form.linear, vector));
  const rest = form.linear.map(
    (l, i) => l - curved.reduce((sum, { vector }, k) => sum + (along[k] ?? 0) * (vector[i] ?? 0), 0),
  );
  const scale = Math.hypot(...form.linear);
  if (Math.hypot(...rest) > 1e-9 * scale) return { kind: 'parabola' };
  const b = curved.map(({ value }, k) => tidy((alpha * (along[k] ?? 0)) / (2 * Math.sqrt(Math.abs(value)))));
  const beta = alpha * form.constant + dot(b, b);
  return beta > 0 ? { kind: 'quadric', A, b, alpha, beta: alpha * beta } : { kind: 'degenerate', size: beta };
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
}

/** No minus zero in printed numbers. */
function tidy(value: number): number {
  return value === 0 ? 0 : value;
}
