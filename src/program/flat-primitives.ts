import { inverseOf } from '../base/linear-algebra.ts';
import { barronOffset, shareBelow, unitNormals } from './ball-approximation.ts';
import { polygonFormula, type EdgeFormula } from './polygon.ts';
import { dot, pullBack, type ArgumentReader, type Point, type PrimitiveSetting } from './primitive-arguments.ts';
import type { GateRegion, RegionExpression } from './program.ts';

// A halfspace, and primitives that are gates of halfspaces.

export function halfspace(
  reader: ArgumentReader,
  point: Point,
  setting: PrimitiveSetting,
): RegionExpression | undefined {
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

export function box(reader: ArgumentReader, point: Point, setting: PrimitiveSetting): RegionExpression | undefined {
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

export function polygon(reader: ArgumentReader, point: Point, setting: PrimitiveSetting): RegionExpression | undefined {
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
export function simplex(reader: ArgumentReader, point: Point, setting: PrimitiveSetting): RegionExpression | undefined {
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
export function polytopeBall(
  reader: ArgumentReader,
  point: Point,
  setting: PrimitiveSetting,
): RegionExpression | undefined {
  const halfspaces = ballHalfspaces(reader, point, 'facets', 1, setting);
  return halfspaces && gateOf('all', halfspaces, setting);
}

/** At least k of n halfspaces that cut the ball at radius / sqrt(d) (paper 3.2.2, after Cheang and Barron). */
export function barronBall(
  reader: ArgumentReader,
  point: Point,
  setting: PrimitiveSetting,
): RegionExpression | undefined {
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
