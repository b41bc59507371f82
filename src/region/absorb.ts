import { gateKind, kindUnder, type GateKind } from './flatten.ts';
import type { GateMember, GateNode, Ref, RegionNode, UnnamedNode } from './graph.ts';

/** A member of a gate with what it asks for: of a gate of the other kind its own members, of all else itself. */
interface Asked {
  readonly member: GateMember;
  readonly literals: ReadonlySet<number>;
}

/**
 * The gate without members that another member makes idle: `a or (a and b)` is a, and so in a gate of the other kind.
 * Gates whose weights matter stay as they are.
 */
export function absorb(gate: UnnamedNode<GateNode>, nodes: readonly RegionNode[]): UnnamedNode<GateNode> {
  const kind = gateKind(gate);
  if (kind === undefined) return gate;
  const all = gate.members.map((member): Asked => ({ member, literals: literalsOf(member.ref, kind, nodes) }));
  if (all.every(({ literals }) => literals.size === 1)) return gate;
  const users = usersOf(all);
  const idle = new Set(all.flatMap((asked) => idleBeside(asked, users)));
  if (idle.size === 0) return gate;
  const members = all.filter((asked) => !idle.has(asked)).map(({ member }) => member);
  return { ...gate, members, threshold: kind === 'all' ? members.length : 1 };
}

function literalsOf(ref: Ref, kind: GateKind, nodes: readonly RegionNode[]): ReadonlySet<number> {
  const node = nodes[ref.node];
  const own = node?.kind === 'gate' ? gateKind(node) : undefined;
  if (node?.kind !== 'gate' || own === undefined || kindUnder(own, ref.negated) === kind)
    return new Set([literal(ref)]);
  return new Set(node.members.map((member) => literal(member.ref, ref.negated)));
}

/** Per literal the members that ask for it. */
function usersOf(all: readonly Asked[]): ReadonlyMap<number, readonly Asked[]> {
  const users = new Map<number, Asked[]>();
  for (const asked of all) {
    for (const each of asked.literals) {
      const known = users.get(each);
      if (known) known.push(asked);
      else users.set(each, [asked]);
    }
  }
  return users;
}

/** Those that ask for all that this member asks for and more, or for the member itself and more. */
function idleBeside({ member, literals }: Asked, users: ReadonlyMap<number, readonly Asked[]>): Asked[] {
  const own = (users.get(literal(member.ref)) ?? []).filter((other) => other.member !== member);
  // Whoever asks for all of them is among those that ask for the rarest.
  const lists = [...literals].map((each) => users.get(each) ?? []);
  const rarest = lists.reduce((least, list) => (list.length < least.length ? list : least));
  const larger = rarest.filter(
    (other) => other.literals.size > literals.size && [...literals].every((each) => other.literals.has(each)),
  );
  return [...own, ...larger];
}

/** A node or its complement as one number. */
function literal({ node, negated }: Ref, turned = false): number {
  return negated === turned ? node : -1 - node;
}
