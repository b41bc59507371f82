import { inverseCholesky, shortestSolution, type Rows } from '../base/linear-algebra.ts';
import {
  dot,
  hasFullRowRank,
  pullBack,
  type ArgumentReader,
  type Point,
  type PrimitiveSetting,
} from './primitive-arguments.ts';
import type { RegionExpression } from './program.ts';
import { quadricOf } from './quadratic.ts';

// Primitives of one unit with a curved boundary.

export function ball(reader: ArgumentReader, point: Point, setting: PrimitiveSetting): RegionExpression | undefined {
  const center = reader.vector('center', point);
  const radius = reader.positive('radius');
  if (!center || radius === undefined) return undefined;
  return quadric(point.L, subtract(center, point.shift), 1, radius * radius, setting);
}

export function ellipsoid(
  reader: ArgumentReader,
  point: Point,
  setting: PrimitiveSetting,
): RegionExpression | undefined {
  const center = reader.vector('center', point);
  const radii = reader.positives('radii', point);
  if (!center || !radii) return undefined;
  const A = point.L.map((row, i) => row.map((x) => x / (radii[i] ?? 1)));
  const b = subtract(center, point.shift).map((x, i) => x / (radii[i] ?? 1));
  return quadric(A, b, 1, 1, setting);
}

/** The paper's scale norm(A y - b)^2 + level >= 0. */
export function matrixEllipsoid(
  reader: ArgumentReader,
  point: Point,
  setting: PrimitiveSetting,
): RegionExpression | undefined {
  const matrix = reader.matrix('matrix', point.L.length);
  const offset = reader.numbers('offset');
  const scale = reader.number('scale');
  const level = reader.number('level');
  if (!matrix || !offset || scale === undefined || level === undefined) return undefined;
  const { context, reporter, span } = setting;
  if (offset.length !== matrix.length) {
    reporter.report(context, 'R0209', reader.spanOf('offset'), {
      left: `a matrix of ${matrix.length} rows`,
      right: `a vector of ${offset.length}`,
      operation: 'used together',
    });
    return undefined;
  }
  const A = pullBack(matrix, point);
  const b = subtract(
    offset,
    matrix.map((row) => dot(row, point.shift)),
  );
  if (!(scale < 0 && level > 0) && !(scale > 0 && level < 0)) {
    reporter.report(context, 'R0303', span, { shown: reporter.shown(span), size: scale < 0 ? level : -level });
    return undefined;
  }
  if (hasFullRowRank(A)) return quadric(A, b, -scale, level, setting);
  // Rows that depend on others: complete the square again, in as many rows as the form needs.
  const columns = A[0]?.map((_, j) => A.map((row) => row[j] ?? 0)) ?? [];
  const form = quadricOf({
    Q: columns.map((left) => columns.map((right) => scale * dot(left, right))),
    linear: columns.map((column) => -2 * scale * dot(column, b)),
    constant: level + scale * dot(b, b),
  });
  if (form.kind === 'quadric') return quadric(form.A, form.b, form.alpha, form.beta, setting);
  reporter.report(context, 'R0303', span, {
    shown: reporter.shown(span),
    size: form.kind === 'degenerate' ? form.size : 0,
  });
  return undefined;
}

function quadric(
  A: Rows,
  b: readonly number[],
  alpha: number,
  beta: number,
  setting: PrimitiveSetting,
): RegionExpression {
  return { kind: 'quadric', A, b, alpha, beta, sharpness: setting.sharpness, span: setting.span };
}

export function gaussian(
  reader: ArgumentReader,
  point: Point,
  setting: PrimitiveSetting,
): RegionExpression | undefined {
  const mean = reader.vector('mean', point);
  const factor = reader.has('cov')
    ? factorOfCovariance(reader, point, setting)
    : factorOfDeviations(reader, point, setting);
  const level = reader.has('level') ? reader.number('level') : 0.5;
  if (!mean || !factor || level === undefined) return undefined;
  if (!(level > 0 && level < 1)) {
    setting.reporter.report(setting.context, 'R0306', reader.spanOf('level'), { level });
    return undefined;
  }
  return {
    kind: 'gaussian',
    mean: shortestSolution(point.L, subtract(mean, point.shift)).map((x) => (x === 0 ? 0 : x)),
    factor: pullBack(factor, point),
    level,
    sharpness: setting.sharpness,
    span: setting.span,
  };
}

function factorOfDeviations(reader: ArgumentReader, point: Point, setting: PrimitiveSetting): Rows | undefined {
  if (!reader.has('sd')) {
    setting.reporter.report(setting.context, 'R0220', setting.span, { callee: 'gaussian', missing: ['sd` or `cov'] });
    return undefined;
  }
  const deviations = reader.positives('sd', point);
  return deviations?.map((sd, i) => deviations.map((_, j) => (i === j ? 1 / sd : 0)));
}

function factorOfCovariance(reader: ArgumentReader, point: Point, setting: PrimitiveSetting): Rows | undefined {
  if (reader.has('sd')) {
    setting.reporter.report(setting.context, 'R0219', reader.spanOf('cov'), {
      callee: 'gaussian',
      argument: 'sd` or `cov',
    });
    return undefined;
  }
  const covariance = reader.matrix('cov', point.L.length);
  if (!covariance) return undefined;
  const symmetric =
    covariance.length === point.L.length &&
    covariance.every((row, i) => row.every((x, j) => Math.abs(x - (covariance[j]?.[i] ?? 0)) <= 1e-12 * Math.abs(x)));
  const factor = symmetric ? inverseCholesky(covariance) : undefined;
  if (!factor) setting.reporter.report(setting.context, 'R0307', reader.spanOf('cov'), { symmetric });
  return factor;
}

function subtract(a: readonly number[], b: readonly number[]): number[] {
  return a.map((x, i) => x - (b[i] ?? 0));
}
