import type { Ref, RegionGraph } from '../../src/region/graph.ts';
import { differenceWithout } from '../../src/check/geometry/without-member.ts';
import type { RegionPair } from './region-pairs.ts';

/** Whether some point lies in all of these regions; `no` is what it means where there is none. */
export interface PairQuestion {
  readonly no: 'empty' | 'inside' | 'disjoint' | 'redundant';
  readonly graph: RegionGraph;
  readonly regions: readonly Ref[];
}

/** All that static geometry asks of a pair: each region, one inside the other, both, and each member of the left. */
export function questionsOf({ graph, left, right }: RegionPair): PairQuestion[] {
  const turned = ({ node, negated }: Ref): Ref => ({ node, negated: !negated });
  const members = left.members.flatMap((_, i): PairQuestion[] => {
    const difference = differenceWithout(graph, left, i);
    return difference ? [{ no: 'redundant', ...difference }] : [];
  });
  return [
    { no: 'empty', graph, regions: [left.ref] },
    { no: 'empty', graph, regions: [right.ref] },
    { no: 'inside', graph, regions: [left.ref, turned(right.ref)] },
    { no: 'inside', graph, regions: [right.ref, turned(left.ref)] },
    { no: 'disjoint', graph, regions: [left.ref, right.ref] },
    ...members,
  ];
}
