import type { GateRegion, GateSettings } from '../program/program.ts';
import type { GateMember, GateNode, Ref } from './graph.ts';
import { totalWeight } from './weights.ts';

type Counting = Pick<GateNode, 'members' | 'threshold' | 'margin' | 'settings'>;

/** A gate of the text as far as its counting goes. */
interface StatedGate extends Pick<GateRegion, 'form' | 'count' | 'margin' | 'settings'> {
  readonly members: readonly { readonly weight: number }[];
}

/**
 * A gate of the text as gates that count at-least: `add` makes each, the answer is the one that stands for the whole.
 * A margin and settings go to a form of one gate only; `none` and `at most` turn their members.
 */
export function lowerGate(gate: StatedGate, refs: readonly Ref[], add: (gate: Counting) => Ref): Ref {
  const members = gate.members.map(({ weight }, i): GateMember => ({ ref: refAt(refs, i), weight }));
  const total = totalWeight(members);
  const { count = 0 } = gate;
  const byHand = {
    ...(gate.margin !== undefined && { margin: gate.margin }),
    ...(gate.settings && { settings: unsigned(gate.settings) }),
  };
  switch (gate.form) {
    case 'all':
      return add({ members, threshold: total, ...byHand });
    case 'any':
      return add({ members, threshold: lightest(members), ...byHand });
    case 'none':
      return add({ members: turned(members), threshold: total, ...byHand });
    case 'atLeast':
      return add({ members, threshold: count, ...byHand });
    case 'atMost':
      return add({ members: turned(members), threshold: total - count, ...byHand });
    case 'exactly': {
      const enough = add({ members, threshold: count });
      const notMore = add({ members: turned(members), threshold: total - count });
      return add({ members: both(enough, notMore), threshold: 2 });
    }
    case 'parity':
      return parity(members, add);
  }
}

/**
 * With t_j = at least j of n: an odd number holds iff at least floor(n/2) + 1 of t_1, not t_2, t_3, ... do, for one
 * more of them does when j holding members are odd.
 */
function parity(weighted: readonly GateMember[], add: (gate: Counting) => Ref): Ref {
  const members = weighted.map(({ ref }): GateMember => ({ ref, weight: 1 }));
  const steps = members.map((_, i): GateMember => {
    const { node, negated } = add({ members, threshold: i + 1 });
    return { ref: { node, negated: negated !== (i % 2 === 1) }, weight: 1 };
  });
  return add({ members: steps, threshold: Math.floor(steps.length / 2) + 1 });
}

/** `any of` nothing does not hold: its threshold is above 0 whatever the members. */
function lightest(members: readonly GateMember[]): number {
  return members.reduce((least, { weight }) => Math.min(least, weight), members[0]?.weight ?? 1);
}

/** A bias of zero has no sign, so that equal numbers print alike. */
function unsigned({ gain, bias }: GateSettings): GateSettings {
  return { ...(gain !== undefined && { gain }), ...(bias !== undefined && { bias: bias === 0 ? 0 : bias }) };
}

function turned(members: readonly GateMember[]): GateMember[] {
  return members.map(({ ref: { node, negated }, weight }) => ({ ref: { node, negated: !negated }, weight }));
}

function both(first: Ref, second: Ref): GateMember[] {
  return [
    { ref: first, weight: 1 },
    { ref: second, weight: 1 },
  ];
}

function refAt(refs: readonly Ref[], index: number): Ref {
  const ref = refs[index];
  if (!ref) throw new Error('a gate has as many members as it has weights');
  return ref;
}
