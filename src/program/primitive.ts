import { bindArguments, type PassedArgument } from './arguments.ts';
import type { PrimitiveName } from './builtin-names.ts';
import { barronBall, box, halfspace, polygon, polytopeBall, simplex } from './flat-primitives.ts';
import { ArgumentReader, type PrimitiveSetting } from './primitive-arguments.ts';
import type { RegionExpression } from './program.ts';
import { ball, ellipsoid, gaussian, matrixEllipsoid } from './round-primitives.ts';
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
