import type { NamedRegion, RegionExpression } from './program.ts';

/** Which inputs regions depend on; names are followed, each once. */
export function dependenciesOf(regions: readonly NamedRegion[]): {
  readonly dependsOn: (region: RegionExpression, input: number) => boolean;
} {
  let byName: ReadonlyMap<string, RegionExpression> | undefined;
  const dependsOn = (region: RegionExpression, input: number): boolean => {
    byName ??= new Map(regions.map((named) => [named.name, named.region]));
    const seen = new Set<string>();
    const pending: RegionExpression[] = [region];
    for (let next = pending.pop(); next; next = pending.pop()) {
      switch (next.kind) {
        case 'constant':
          break;
        case 'halfspace':
          if (next.a[input]) return true;
          break;
        case 'quadric':
          if (next.A.some((row) => row[input])) return true;
          break;
        case 'gaussian':
          if (next.factor.some((row) => row[input])) return true;
          break;
        case 'gate':
          for (const { region: member } of next.members) pending.push(member);
          break;
        case 'not':
          pending.push(next.region);
          break;
        case 'reference': {
          const named = seen.has(next.name) ? undefined : byName.get(next.name);
          seen.add(next.name);
          if (named) pending.push(named);
          break;
        }
      }
    }
    return false;
  };
  return { dependsOn };
}
