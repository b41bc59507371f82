import type { Claim, ClaimRegion } from '../program/program.ts';

/** The same claim of other regions. */
export function mapClaim<From, To>(claim: Claim<From>, map: (region: From) => To): Claim<To> {
  const mapRegion = ({ region, meaning, name }: ClaimRegion<From>): ClaimRegion<To> => ({
    region: map(region),
    ...(meaning && { meaning }),
    ...(name !== undefined && { name }),
  });
  switch (claim.kind) {
    case 'contains':
      return { kind: claim.kind, region: mapRegion(claim.region), points: claim.points };
    case 'inside':
      return { kind: claim.kind, inner: mapRegion(claim.inner), outer: mapRegion(claim.outer) };
    case 'disjoint':
      return { kind: claim.kind, left: mapRegion(claim.left), right: mapRegion(claim.right) };
    case 'empty':
      return { kind: claim.kind, region: mapRegion(claim.region) };
    case 'certified':
      return { kind: claim.kind, region: mapRegion(claim.region), share: claim.share };
    case 'measure': {
      const { terms, accuracies, constant, operator } = claim;
      const mapped = terms.map(({ coefficient, measure, region }) => ({
        coefficient,
        measure,
        region: mapRegion(region),
      }));
      return { kind: claim.kind, terms: mapped, accuracies, constant, operator };
    }
  }
}
