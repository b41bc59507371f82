import { entry } from './entry.ts';

/** R03. Geometry. */
export const geometry = {
  R0301: entry<{ shown: string; eigenvalues: readonly number[] }>({
    severity: 'error',
    title: 'indefinite form',
    message: ({ shown, eigenvalues }) =>
      `\`${shown}\` is no ellipsoid: its form curves both ways (eigenvalues ${eigenvalues.map((value) => Number(value.toPrecision(4))).join(', ')}); describe it by comparisons joined by \`and\`, \`or\`, or add a data column that holds it`,
    help: 'A quadratic comparison is an ellipsoid, or a cylinder, when all eigenvalues of its form have one sign. `x*y >= 0` is `(x >= 0 and y >= 0) or (x <= 0 and y <= 0)`.',
  }),
  R0302: entry<{ shown: string }>({
    severity: 'error',
    title: 'parabola',
    message: ({ shown }) =>
      `\`${shown}\` is a parabola: it is straight in a direction in which it does not curve; approximate it by halfspaces or a large ellipse, or add a data column that holds it`,
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
      symmetric
        ? 'the covariance gives some direction no spread: it is not positive definite'
        : 'the covariance is not symmetric',
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
  R0320: entry<{ role: string; name: string; conflict: readonly string[] }>({
    severity: 'warning',
    title: 'empty region',
    message: ({ role, name, conflict }) =>
      `the ${role} \`${name}\` is empty: no point within the ranges of the inputs lies in it${conflictText(conflict)}`,
    help: 'Nothing that the inputs can be is in the region, so its unit would always say no. Look for bounds that exclude each other, a sign or an `and` too many, or a bound beyond the range of an input.',
  }),
  R0321: entry<{ role: string; name: string }>({
    severity: 'warning',
    title: 'holds everywhere',
    message: ({ role, name }) =>
      `the ${role} \`${name}\` holds everywhere: every point within the ranges of the inputs lies in it`,
    help: 'The region says nothing about the inputs, so its unit would always say yes. Look for a bound outside the range of an input, alternatives that leave nothing out, or a count that is too low.',
  }),
  R0322: entry<{ shown: string; why: Idle; by?: string }>({
    severity: 'warning',
    title: 'member without effect',
    message: ({ shown, why, by = '' }) =>
      ({
        always: `\`${shown}\` changes nothing here: it holds everywhere within the ranges of the inputs`,
        never: `\`${shown}\` changes nothing here: it holds nowhere within the ranges of the inputs`,
        implied: `\`${shown}\` changes nothing here: wherever \`${by}\` holds, it holds too`,
        covered: `\`${shown}\` changes nothing here: wherever it holds, \`${by}\` holds too`,
        again: `\`${shown}\` changes nothing here: it says the same as \`${by}\``,
        others: `\`${shown}\` changes nothing here: the other members together decide the same without it`,
      })[why],
    help: 'With or without the member, the same points within the ranges of the inputs are in the region. It is left over, or a number or a sign in it is not what was meant.',
  }),
  R0323: entry<{ first: string; second: string; at: Witness }>({
    severity: 'warning',
    title: 'overlapping classes',
    message: ({ first, second, at }) =>
      `the classes \`${first}\` and \`${second}\` overlap ${placeText(at)}; expected each point in one class: there \`${first}\` is the answer, because it comes first`,
    help: 'Where several classes hold, the first in the file is the answer of the text; the network is unsure there, because both of its units say yes. Leave one out of the other, as in `class b = ... and not a`, or use `otherwise` for what is left.',
  }),
  R0324: entry<{ at: Witness }>({
    severity: 'warning',
    title: 'gap between classes',
    message: ({ at }) => `no class holds ${placeText(at)}; expected each point in one class`,
    help: 'The text gives no answer there, and the network guesses. Make one class `otherwise`, or widen the others until they meet.',
  }),
  R0325: entry<{ name: string; by: readonly string[] }>({
    severity: 'warning',
    title: 'class never chosen',
    message: ({ name, by }) =>
      `the class \`${name}\` is never the answer: wherever it holds, ${listed(by, 'or')} holds too and comes first`,
    help: 'Where several classes hold, the first in the file counts. A class that lies inside an earlier one must stand before it, or be left out of it.',
  }),
  R0326: entry<{ classes: readonly string[]; at: Witness }>({
    severity: 'info',
    title: 'boundary shared or left out',
    message: ({ classes: [first, second], at }) =>
      first === undefined || second === undefined
        ? `no class holds on a boundary, such as ${placeText(at)}`
        : `the classes \`${first}\` and \`${second}\` have a boundary in common, such as ${placeText(at)}, where \`${first}\` counts`,
    help: 'Of two classes that meet, one has `>=` and the other `<` where the boundary is to belong to just one of them. With real inputs the boundary hardly matters; with whole numbers it does.',
  }),
  R0327: entry<{ role: string; name: string; at: Witness }>({
    severity: 'warning',
    title: 'region without inside',
    message: ({ role, name, at }) => `the ${role} \`${name}\` has no inside: its parts only touch, ${placeText(at)}`,
    help: 'The region is a point, a line or a surface. No network shows a set that thin. If a test of equality was meant, give it room: `abs(x - 3) <= 0.1`.',
  }),
};

/** Why a member is without effect. */
export type Idle = 'always' | 'never' | 'implied' | 'covered' | 'again' | 'others';

/** A point that shows it, by input: a number, or a category. Inputs that do not matter are left out. */
export type Witness = readonly { readonly input: string; readonly value: number | string }[];

/** `at x = 1, y = 2`; of many coordinates the first. */
function placeText(place: Witness): string {
  if (place.length === 0) return 'everywhere';
  const shown = place.slice(0, 8).map(({ input, value }) => `${input} = ${value}`);
  return `at ${shown.join(', ')}${place.length > shown.length ? ', …' : ''}`;
}

function conflictText(conflict: readonly string[]): string {
  const [only] = conflict;
  if (only === undefined) return '';
  if (conflict.length === 1) return `; \`${only}\` holds nowhere`;
  return `; ${listed(conflict, 'and')} exclude each other`;
}

function listed(names: readonly string[], word: 'and' | 'or'): string {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.pop();
  return quoted.length === 0 ? (last ?? '') : `${quoted.join(', ')} ${word} ${last}`;
}
