import { entry } from './entry.ts';

/** R03. Geometry. */
export const geometry = {
  R0301: entry<{ shown: string; eigenvalues: readonly number[] }>({
    severity: 'error',
    title: 'indefinite form',
    message: ({ shown, eigenvalues }) =>
      `\`${shown}\` is no ellipsoid: its form curves both ways (eigenvalues ${eigenvalues.map((value) => Number(value.toPrecision(4))).join(', ')})`,
    help: 'A quadratic comparison is an ellipsoid, or a cylinder, when all eigenvalues of its form have one sign. `x*y >= 0` is `(x >= 0 and y >= 0) or (x <= 0 and y <= 0)`.',
  }),
  R0302: entry<{ shown: string }>({
    severity: 'error',
    title: 'parabola',
    message: ({ shown }) => `\`${shown}\` is a parabola: it is straight in a direction in which it does not curve`,
    help: 'Ellipsoids and cylinders have their linear part in the directions of their squares. Approximate a parabola by halfspaces or a large ellipse.',
  }),
  R0303: entry<{ shown: string; size: number }>({
    severity: 'error',
    title: 'empty or one-point ellipsoid',
    message: ({ shown, size }) =>
      size === 0
        ? `\`${shown}\` is a single point or nothing`
        : `\`${shown}\` has no inside: its squared size would be ${Number(size.toPrecision(4))}`,
    help: 'The region would be empty, one point, or everything. Look at the sign of the constant.',
  }),
  R0304: entry<{ argument: string; value: number }>({
    severity: 'error',
    title: 'size not above 0',
    message: ({ argument, value }) => `\`${argument}\` must be above 0, this is ${value}`,
    help: 'A ball or ellipsoid needs room inside.',
  }),
  R0305: entry<{ value: number }>({
    severity: 'error',
    title: 'standard deviation not above 0',
    message: ({ value }) => `\`sd\` must be above 0, this is ${value}`,
    help: 'A Gaussian with no spread is a point.',
  }),
  R0306: entry<{ level: number }>({
    severity: 'error',
    title: 'level out of range',
    message: ({ level }) => `the level of a Gaussian lies between 0 and 1, this is ${level}`,
    help: 'The Gaussian is 1 at its mean and falls towards 0; the region is where it is at least the level. 0.5 is the default.',
  }),
  R0307: entry<{ symmetric: boolean }>({
    severity: 'error',
    title: 'no covariance',
    message: ({ symmetric }) =>
      symmetric ? 'the covariance is not positive definite' : 'the covariance is not symmetric',
    help: 'A covariance matrix is symmetric and gives every direction a variance above 0. For independent inputs `sd: [1, 2]` is enough.',
  }),
  R0308: entry<{ place: number; lo: number; hi: number }>({
    severity: 'error',
    title: 'corners out of order',
    message: ({ place, lo, hi }) =>
      `\`lo\` must be below \`hi\` in every place; in place ${place} they are ${lo} and ${hi}`,
    help: '`box(lo: [0, 0], hi: [1, 2])` is 0 <= x <= 1 and 0 <= y <= 2.',
  }),
  R0309: entry<Record<string, never>>({
    severity: 'error',
    title: 'normal of zeros',
    message: () => 'the normal of a halfspace must not be all zeros',
    help: 'The normal says which way the halfspace faces.',
  }),
  R0310: entry<{ shown: string; holds: boolean }>({
    severity: 'warning',
    title: 'comparison of constants',
    message: ({ shown, holds }) => `\`${shown}\` does not depend on the inputs: it ${holds ? 'always' : 'never'} holds`,
    help: 'No input is left in the comparison, so it is a constant region.',
  }),
  R0312: entry<{ problem: 'few corners' | 'no area' | 'crossing' }>({
    severity: 'error',
    title: 'no simple polygon',
    message: ({ problem }) =>
      ({
        'few corners': 'a polygon has three corners at least',
        'no area': 'the corners of this polygon lie on one line',
        crossing: 'the polygon crosses or touches itself',
      })[problem],
    help: 'List the corners in the order in which one walks around the polygon, in either direction. Two polygons that touch are two regions, joined by `or`.',
  }),
  R0313: entry<{ given: number; dimensions: number }>({
    severity: 'error',
    title: 'no simplex',
    message: ({ given, dimensions }) =>
      given === dimensions + 1
        ? 'the corners of this simplex lie in a plane of fewer dimensions'
        : `a simplex in ${dimensions} dimensions has ${dimensions + 1} corners, this has ${given}`,
    help: 'A simplex is a triangle in the plane, a tetrahedron in space, and so on. `over:` says which inputs it lives in.',
  }),
};
