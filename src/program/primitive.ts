import { inverseCholesky, inverseOf, shortestSolution, type Rows } from '../base/linear-algebra.ts';
import { bindArguments, type PassedArgument } from './arguments.ts';
import type { PrimitiveName } from './builtin-names.ts';
import { barronOffset, shareBelow, unitNormals } from './ball-approximation.ts';
import { polygonFormula, type EdgeFormula } from './polygon.ts';
import { ArgumentReader, hasFullRowRank, type Point, type PrimitiveSetting } from './primitive-arguments.ts';
import { quadricOf } from './quadratic.ts';
import type { GateRegion, RegionExpression } from './program.ts';
import { isUnknown } from './value.ts';

/** `ball(center: ..., radius: ...)` and the like as a region; undefined after a reported error. */
export function makePrimitive(
  name: PrimitiveName,
  passed: readonly PassedArgument[],
  setting: PrimitiveSetting,
): RegionExpression | undefined {
  if (passed.some(({ value }) => isUnknown(value))) return undefined;
  // Without `over:` it lives in all inputs.
  if (!setting.inputsComplete && !passed.some((argument) => argument.name?.text === 'over')) return undefined;
  // ellipsoid has two forms; the one that is meant shows in its argument names.
  const parameters =
    name === 'ellipsoid' && passed.some((argument) => isMatrixForm(argument.name?.text))
      ? matrixForm
      : signatures[name];
  const bound = bindArguments(name, passed, parameters, setting.span, setting.context, setting.reporter);
  const reader = bound && new ArgumentReader(name, bound, setting);
  const point = reader?.point();
  if (!reader || !point) return undefined;
  switch (name) {
    case 'halfspace':
      return halfspace(reader, point, setting);
    case 'ball':
      return ball(reader, point, setting);
    case 'ellipsoid':
      return parameters === matrixForm ? matrixEllipsoid(reader, point, setting) : ellipsoid(reader, point, setting);
    case 'gaussian':
      return gaussian(reader, point, setting);
    case 'box':
      return box(reader, point, setting);
    case 'polygon':
      return polygon(reader, point, setting);
    case 'simplex':
      return simplex(reader, point, setting);
    case 'polytope_ball':
      return polytopeBall(reader, point, setting);
    case 'barron_ball':
      return barronBall(reader, point, setting);
  }
}

const over = { name: 'over', optional: true };
const needed = (...names: readonly string[]) => names.map((name) => ({ name, optional: false }));
const signatures = {
  halfspace: [...needed('normal', 'offset'), over],
  ball: [...needed('center', 'radius'), over],
  ellipsoid: [...needed('center', 'radii'), over],
  gaussian: [
    ...needed('mean'),
    { name: 'sd', optional: true },
    { name: 'cov', optional: true },
    { name: 'level', optional: true },
    over,
  ],
  box: [...needed('lo', 'hi'), over],
  polygon: [...needed('points'), over],
  simplex: [...needed('points'), over],
  polytope_ball: [...needed('center', 'radius', 'facets'), { name: 'seed', optional: true }, over],
  barron_ball: [...needed('center', 'radius', 'halfspaces'), { name: 'seed', optional: true }, over],
};
const matrixForm = [...needed('matrix', 'offset', 'scale', 'level'), over];

function isMatrixForm(argument: string | undefined): boolean {
  return argument === 'matrix' || argument === 'offset' || argument === 'scale' || argument === 'level';
}

function halfspace(reader: ArgumentReader, point: Point, setting: PrimitiveSetting): RegionExpression | undefined {
  const normal = reader.vector('normal', point);
  const offset = reader.number('offset');
  if (!normal || offset === undefined) return undefined;
  const a = pullBack([normal], point)[0] ?? [];
  if (a.every((coefficient) => coefficient === 0)) {
    setting.reporter.report(setting.context, 'R0309', reader.spanOf('normal'), {});
    return undefined;
  }
  return {
    kind: 'halfspace',
    a,
    beta: offset - dot(normal, point.shift),
    sharpness: setting.sharpness,
    span: setting.span,
  };
}

function ball(reader: ArgumentReader, point: Point, setting: PrimitiveSetting): RegionExpression | undefined {
  const center = reader.vector('center', point);
  const radius = reader.positive('radius');
  if (!center || radius === undefined) return undefined;
  return quadric(point.L, subtract(center, point.shift), 1, radius * radius, setting);
}

function ellipsoid(reader: ArgumentReader, point: Point, setting: PrimitiveSetting): RegionExpression | undefined {
  const center = reader.vector('center', point);
  const radii = reader.positives('radii', point);
  if (!center || !radii) return undefined;
  const A = point.L.map((row, i) => row.map((x) => x / (radii[i] ?? 1)));
  const b = subtract(center, point.shift).map((x, i) => x / (radii[i] ?? 1));
  return quadric(A, b, 1, 1, setting);
}

/** The paper's scale norm(A y - b)^2 + level >= 0. */
function matrixEllipsoid(
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

function gaussian(reader: ArgumentReader, point: Point, setting: PrimitiveSetting): RegionExpression | undefined {
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

function box(reader: ArgumentReader, point: Point, setting: PrimitiveSetting): RegionExpression | undefined {
  const lo = reader.vector('lo', point);
  const hi = reader.vector('hi', point);
  if (!lo || !hi) return undefined;
  const odd = lo.findIndex((x, i) => !(x < (hi[i] ?? 0)));
  if (odd >= 0) {
    setting.reporter.report(setting.context, 'R0308', reader.spanOf('lo'), {
      place: odd + 1,
      lo: lo[odd] ?? 0,
      hi: hi[odd] ?? 0,
    });
    return undefined;
  }
  const members = point.L.flatMap((row, i) => {
    const shift = point.shift[i] ?? 0;
    const common = { kind: 'halfspace', sharpness: setting.sharpness, span: setting.span } as const;
    return [
      { ...common, a: row, beta: (lo[i] ?? 0) - shift },
      { ...common, a: row.map((x) => (x === 0 ? 0 : -x)), beta: shift - (hi[i] ?? 0) },
    ];
  });
  return gateOf('all', members, setting);
}

function polygon(reader: ArgumentReader, point: Point, setting: PrimitiveSetting): RegionExpression | undefined {
  const points = reader.matrix('points', 2);
  if (!points) return undefined;
  const { context, reporter } = setting;
  if (point.L.length !== 2) {
    reader.wrongDimension('points', 2, point);
    return undefined;
  }
  const formula = polygonFormula(points.map(([x = 0, y = 0]) => [x, y] as const));
  if (typeof formula === 'string') {
    reporter.report(context, 'R0312', reader.spanOf('points'), { problem: formula });
    return undefined;
  }
  const regionOf = (part: EdgeFormula): RegionExpression => {
    if (part.kind !== 'edge') return gateOf(part.kind, part.parts.map(regionOf), setting);
    const [[x, y], [toX, toY]] = [part.from, part.to];
    const normal = [y - toY, toX - x];
    return halfspaceOf(normal, dot(normal, [x, y]), point, setting);
  };
  return regionOf(formula);
}

/** The points whose barycentric coordinates are all at least 0. */
function simplex(reader: ArgumentReader, point: Point, setting: PrimitiveSetting): RegionExpression | undefined {
  const dimensions = point.L.length;
  const corners = reader.matrix('points', dimensions);
  if (!corners) return undefined;
  const columns = [...point.L.map((_, i) => corners.map((corner) => corner[i] ?? 0)), corners.map(() => 1)];
  const inverse = corners.length === dimensions + 1 ? inverseOf(columns) : undefined;
  if (!inverse) {
    setting.reporter.report(setting.context, 'R0313', reader.spanOf('points'), { given: corners.length, dimensions });
    return undefined;
  }
  return gateOf(
    'all',
    inverse.map((row) => halfspaceOf(row.slice(0, -1), -(row.at(-1) ?? 0), point, setting)),
    setting,
  );
}

/** Supporting halfspaces of a ball (paper 3.2). */
function polytopeBall(reader: ArgumentReader, point: Point, setting: PrimitiveSetting): RegionExpression | undefined {
  const halfspaces = ballHalfspaces(reader, point, 'facets', 1, setting);
  return halfspaces && gateOf('all', halfspaces, setting);
}

/** At least k of n halfspaces that cut the ball at radius / sqrt(d) (paper 3.2.2, after Cheang and Barron). */
function barronBall(reader: ArgumentReader, point: Point, setting: PrimitiveSetting): RegionExpression | undefined {
  const dimensions = point.L.length;
  const height = barronOffset(dimensions);
  const halfspaces = ballHalfspaces(reader, point, 'halfspaces', height, setting);
  if (!halfspaces) return undefined;
  const count = Math.round(halfspaces.length * shareBelow(height, dimensions));
  return { ...gateOf('all', halfspaces, setting), form: 'atLeast', count };
}

/** {<u, x - center> <= height radius} for unit vectors u in all directions. */
function ballHalfspaces(
  reader: ArgumentReader,
  point: Point,
  countName: string,
  height: number,
  setting: PrimitiveSetting,
): RegionExpression[] | undefined {
  const center = reader.vector('center', point);
  const radius = reader.positive('radius');
  const dimensions = point.L.length;
  const count = reader.whole(countName, dimensions + 1);
  const seed = reader.has('seed') ? reader.whole('seed', 0) : 1;
  if (!center || radius === undefined || count === undefined || seed === undefined) return undefined;
  if (dimensions < 2) {
    reader.wrongDimension('center', 2, point);
    return undefined;
  }
  return unitNormals(dimensions, count, seed).map((u) =>
    halfspaceOf(
      u.map((x) => (x === 0 ? 0 : -x)),
      -dot(u, center) - height * radius,
      point,
      setting,
    ),
  );
}

/** {<normal, y> >= offset} over the point's coordinates y. */
function halfspaceOf(
  normal: readonly number[],
  offset: number,
  point: Point,
  { sharpness, span }: PrimitiveSetting,
): RegionExpression {
  const a = pullBack([normal], point)[0] ?? [];
  return { kind: 'halfspace', a, beta: offset - dot(normal, point.shift), sharpness, span };
}

function gateOf(form: 'all' | 'any', regions: readonly RegionExpression[], { span }: PrimitiveSetting): GateRegion {
  return { kind: 'gate', form, members: regions.map((region) => ({ weight: 1, region })), span };
}

/** Rows over y as rows over x. */
function pullBack(rows: Rows, point: Point): number[][] {
  return rows.map((row) =>
    (point.L[0] ?? []).map((_, j) => {
      const sum = row.reduce((total, x, i) => total + x * (point.L[i]?.[j] ?? 0), 0);
      return sum === 0 ? 0 : sum;
    }),
  );
}

function subtract(a: readonly number[], b: readonly number[]): number[] {
  return a.map((x, i) => x - (b[i] ?? 0));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
}
