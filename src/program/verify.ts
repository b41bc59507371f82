import type { Program, RegionExpression, Sharpness } from './program.ts';

/** The invariants of a Program; every broken one in words. An empty list is a sound program. */
export function verifyProgram({ inputs, regions, head }: Program): string[] {
  const names = new Set(regions.map(({ name }) => name));
  const broken = [
    ...inputs
      .filter(({ lo, hi }) => !(Number.isFinite(lo) && Number.isFinite(hi) && lo < hi))
      .map(({ name }) => `range of ${name}`),
    ...inputs.filter(({ columns }) => columns.length === 0).map(({ name }) => `no column for ${name}`),
    ...(names.size < regions.length ? ['a region is named twice'] : []),
    ...regions.flatMap(({ name, region }) =>
      verifyRegion(region, inputs.length, names).map((what) => `${name}: ${what}`),
    ),
  ];
  const wanted = head.kind === 'none' ? [] : head.kind === 'outputs' ? head.outputs : head.classes;
  return [
    ...broken,
    ...wanted
      .filter(({ region }) => !names.has(region))
      .map(({ region }) => `the head names ${region}, which is no region`),
  ];
}

function verifyRegion(region: RegionExpression, inputs: number, names: ReadonlySet<string>): string[] {
  switch (region.kind) {
    case 'constant':
      return [];
    case 'halfspace':
      return [
        ...sizes('a', [region.a], inputs),
        ...(region.a.some((x) => x !== 0) ? [] : ['a normal of zeros']),
        ...finite('halfspace', [...region.a, region.beta]),
        ...verifySharpness(region.sharpness),
      ];
    case 'quadric':
      return [
        ...sizes('A', region.A, inputs),
        ...(region.A.length === region.b.length ? [] : ['A and b differ in rows']),
        ...(region.alpha * region.beta > 0 ? [] : ['alpha and beta of different signs']),
        ...finite('quadric', [...region.A.flat(), ...region.b, region.alpha, region.beta]),
        ...verifySharpness(region.sharpness),
      ];
    case 'gaussian':
      return [
        ...sizes('mean', [region.mean], inputs),
        ...sizes('factor', region.factor, inputs),
        ...(region.level > 0 && region.level < 1 ? [] : ['level outside (0, 1)']),
        ...finite('gaussian', [...region.mean, ...region.factor.flat()]),
        ...verifySharpness(region.sharpness),
      ];
    case 'gate': {
      const counted = region.form === 'atLeast' || region.form === 'atMost' || region.form === 'exactly';
      return [
        ...(counted === (region.count !== undefined) ? [] : [`a count with ${region.form}`]),
        ...region.members.filter(({ weight }) => !(weight > 0)).map(({ weight }) => `weight ${weight}`),
        ...region.members.flatMap((member) => verifyRegion(member.region, inputs, names)),
      ];
    }
    case 'not':
      return verifyRegion(region.region, inputs, names);
    case 'reference':
      return names.has(region.name) ? [] : [`${region.name} is no region`];
  }
}

function sizes(what: string, rows: readonly (readonly number[])[], inputs: number): string[] {
  return rows.every((row) => row.length === inputs) ? [] : [`${what} has not ${inputs} columns`];
}

function finite(what: string, numbers: readonly number[]): string[] {
  return numbers.every(Number.isFinite) ? [] : [`${what} with a number that is not finite`];
}

function verifySharpness(sharpness: Sharpness): string[] {
  if (sharpness.kind === 'category') return [];
  const value = { band: 0, width: 0, share: 0, gain: 0, ...sharpness }[sharpness.kind];
  return value > 0 && Number.isFinite(value) ? [] : [`${sharpness.kind} ${value}`];
}
