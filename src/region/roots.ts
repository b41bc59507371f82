import type { GraphClaim, Ref, RegionGraph } from './graph.ts';

/** Every region that something outside the nodes points to: names, outputs or classes, and checks. */
export function rootsOf({ names, head, checks }: RegionGraph): Ref[] {
  return [...names.map(({ ref }) => ref), ...headRefs(head), ...checks.flatMap(({ claim }) => claimRefs(claim))];
}

/** The outputs' or classes' regions, in file order. */
export function headRefs(head: RegionGraph['head']): Ref[] {
  switch (head.kind) {
    case 'none':
      return [];
    case 'outputs':
      return head.outputs.map(({ ref }) => ref);
    case 'classes':
      return head.classes.map(({ ref }) => ref);
  }
}

function claimRefs(claim: GraphClaim): Ref[] {
  switch (claim.kind) {
    case 'contains':
    case 'empty':
    case 'certified':
      return [claim.region.region];
    case 'inside':
      return [claim.inner.region, claim.outer.region];
    case 'disjoint':
      return [claim.left.region, claim.right.region];
    case 'measure':
      return claim.terms.map(({ region }) => region.region);
  }
}
