import type { GateNode } from './graph.ts';

/** W, the total weight of a gate's members. */
export function totalWeight(members: readonly { readonly weight: number }[]): number {
  return members.reduce((total, { weight }) => total + weight, 0);
}

/** How far two sums of weights may lie apart and still count as equal (LANGUAGE section 5). */
export function weightSlack(total: number): number {
  return 1e-9 * Math.max(1, total);
}

/** Whether a gate holds whose holding members weigh `weight`. */
export function reachesThreshold(
  { members, threshold }: Pick<GateNode, 'members' | 'threshold'>,
  weight: number,
): boolean {
  return weight >= threshold - weightSlack(totalWeight(members));
}
