import { gateKind, kindUnder, type GateKind } from './flatten.ts';
import type { GateMember, GateNode, Ref, RegionNode, UnnamedNode } from './graph.ts';

/**
 * The gate without members that another member makes idle: `a or (a and b)` is a, and so in a gate of the other kind.
 * Gates whose weights matter stay as they are, and so does the use of a name: its unit is wanted.
 */
export function absorb(gate: UnnamedNode<GateNode>, nodes: readonly RegionNode[]): UnnamedNode<GateNode> {
  const kind = gateKind(gate);
  if (kind === undefined) return gate;
  const compound = gate.members.flatMap((member) => compoundOf(member, kind, nodes) ?? []);
  if (compound.length === 0) return gate;
  const own = new Set(gate.members.map(({ ref }) => literal(ref)));
  const open = compound.filter(({ literals }) => !literals.some((each) => own.has(each)));
  const kept = new Set(withoutLarger(open).map(({ member }) => member));
  const isCompound = new Set(compound.map(({ member }) => member));
  const members = gate.members.filter((member) => kept.has(member) || !isCompound.has(member));
  if (members.length === gate.members.length) return gate;
  return { ...gate, members, threshold: kind === 'all' ? members.length : 1 };
}

/** A member that is a nameless gate of the other kind, with the members of that, at least two. */
interface Compound {
  readonly member: GateMember;
  readonly literals: readonly number[];
}

function compoundOf(member: GateMember, kind: GateKind, nodes: readonly RegionNode[]): Compound | undefined {
  const { node: index, negated } = member.ref;
  const node = nodes[index];
  if (node?.kind !== 'gate' || node.named) return undefined;
  const own = gateKind(node);
  if (own === undefined || kindUnder(own, negated) === kind) return undefined;
  return { member, literals: node.members.map(({ ref }) => literal(ref, negated)) };
}

/** Those that do not ask for all that another one asks for, and more. */
function withoutLarger(compound: readonly Compound[]): readonly Compound[] {
  const [first] = compound;
  if (compound.every(({ literals }) => literals.length === first?.literals.length)) return compound;
  const users = new Map<number, Set<Compound>>();
  for (const each of compound) {
    for (const asked of each.literals) {
      const known = users.get(asked);
      if (known) known.add(each);
      else users.set(asked, new Set([each]));
    }
  }
  const larger = compound.flatMap(({ literals }) => {
    const sets = literals.map((asked) => users.get(asked) ?? new Set<Compound>()).toSorted((a, b) => a.size - b.size);
    const [rarest = new Set<Compound>(), ...others] = sets;
    return [...rarest].filter(
      (other) => other.literals.length > literals.length && others.every((set) => set.has(other)),
    );
  });
  const idle = new Set(larger);
  return compound.filter((each) => !idle.has(each));
}

/** A node or its complement as one number. */
function literal({ node, negated }: Ref, turned = false): number {
  return negated === turned ? node : -1 - node;
}
