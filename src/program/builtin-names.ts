/** Functions of numbers and vectors (LANGUAGE section 6). */
export const functionNames = [
  'sqrt',
  'exp',
  'log',
  'sin',
  'cos',
  'tan',
  'floor',
  'abs',
  'min',
  'max',
  'sum',
  'dot',
  'norm',
  'size',
  'identity',
] as const;
export type FunctionName = (typeof functionNames)[number];

/** Regions by their measures (LANGUAGE section 5); `over:` names the vector they live in. */
export const primitiveNames = [
  'halfspace',
  'ball',
  'ellipsoid',
  'gaussian',
  'box',
  'polygon',
  'simplex',
  'polytope_ball',
  'barron_ball',
] as const;
export type PrimitiveName = (typeof primitiveNames)[number];

/** What `check` may state (LANGUAGE section 8). */
export const claimNames = ['contains', 'inside', 'disjoint', 'empty', 'certified'] as const;
export type ClaimName = (typeof claimNames)[number];

export const measureNames = ['shift', 'width', 'confidence', 'agreement', 'tolerance'] as const;

/** Force one of a region's two meanings in a claim. */
export const meaningNames = ['exact', 'soft'] as const;

/** Tests of categorical inputs (LANGUAGE section 6). */
const categoryNames = ['match', 'unlisted'] as const;

/** Every name that has a meaning without a declaration; a declaration of that name hides it. */
export const builtinNames: ReadonlySet<string> = new Set([
  'pi',
  ...functionNames,
  ...primitiveNames,
  ...claimNames,
  ...measureNames,
  ...meaningNames,
  ...categoryNames,
  'accuracy',
]);

export function isOneOf<T extends string>(names: readonly T[], name: string): name is T {
  return (names as readonly string[]).includes(name);
}
