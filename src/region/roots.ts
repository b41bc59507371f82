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

/** Of every node whether the roots need it; what `leaves` hold is not looked into. */
export function reachable(
  { nodes }: RegionGraph,
  roots: readonly number[],
  leaves: { readonly has: (node: number) => boolean } = new Set<number>(),
): boolean[] {
  const found = nodes.map(() => false);
  for (const node of roots) found[node] = true;
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i];
    if (!found[i] || node?.kind !== 'gate' || leaves.has(i)) continue;
    for (const { ref } of node.members) found[ref.node] = true;
  }
  return found;
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
