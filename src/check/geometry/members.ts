import type { Idle } from '../../base/catalogue/r03-geometry.ts';
import { diagnostic, type Diagnostic } from '../../base/diagnostic.ts';
import type { PlacedGate } from '../../region/build.ts';
import type { GateMember, Ref } from '../../region/graph.ts';
import type { Inquiry } from './inquiry.ts';
import { withoutMember } from './fixes.ts';
import { isTold } from './told.ts';
import { differenceWithout, type StatedGate } from './without-member.ts';
import { writtenMembers, type WrittenMember } from './written-members.ts';

/** Members of gates that change nothing: one question each. */
export function* examineMembers(inquiry: Inquiry): Generator<readonly Diagnostic[], void> {
  for (const uses of gatesByPlace(inquiry)) yield* examineGate(inquiry, uses);
}

/** The gates that one place in the text stands for, in functions and loops more than one. */
function gatesByPlace({ gates, program }: Inquiry): readonly (readonly PlacedGate[])[] {
  const places = new Map<string, Map<PlacedGate['gate'], PlacedGate>>();
  for (const placed of gates) {
    const { span } = placed.gate;
    if (span.file !== program.source.path) continue;
    const key = `${String(span.start)} ${String(span.end)}`;
    const known = places.get(key) ?? new Map<PlacedGate['gate'], PlacedGate>();
    places.set(key, known.set(placed.gate, placed));
  }
  return [...places.values()].map((uses) => [...uses.values()]);
}

/** Later members first: of two that say the same, the first stays. What one use needs stays in all. */
function* examineGate(inquiry: Inquiry, uses: readonly PlacedGate[]): Generator<readonly Diagnostic[], void> {
  const [first] = uses;
  if (!first || first.gate.members.length < 2) return;
  const written = uses.map((use) => writtenMembers(inquiry, use));
  const idle = new Set<number>();
  for (const member of (written[0] ?? []).toReversed()) {
    const isWrittenAlike = written.every((members) => members.some(({ index }) => index === member.index));
    if (!isWrittenAlike) continue;
    const reasons = [];
    for (const use of uses) {
      const reason = reasonOf(inquiry, use, member.index, idle, written[0] ?? []);
      if (!reason) break;
      reasons.push(reason);
    }
    const [reason] = reasons;
    if (!reason || reasons.length < uses.length) {
      yield [];
      continue;
    }
    idle.add(member.index);
    yield [report(inquiry, first, member, reasons.every(({ why }) => why === reason.why) ? reason : { why: 'others' })];
  }
}

interface Reason {
  readonly why: Idle;
  /** The member that says it too. */
  readonly by?: WrittenMember;
}

function report(inquiry: Inquiry, { gate }: PlacedGate, member: WrittenMember, { why, by }: Reason): Diagnostic {
  const fix = withoutMember(inquiry.program.source, gate, member);
  return diagnostic(
    'R0322',
    member.span,
    { shown: member.shown, why, ...(by && { by: by.shown }) },
    {
      related: by ? [{ span: by.span, message: `\`${by.shown}\`` }] : [],
      fixes: fix ? [fix] : [],
    },
  );
}

/** Why a member of one gate changes nothing, beside those that are idle already; undefined where it does. */
function reasonOf(
  inquiry: Inquiry,
  { gate, ref, members }: PlacedGate,
  index: number,
  idle: ReadonlySet<number>,
  others: readonly WrittenMember[],
): Reason | undefined {
  const [own, written] = [members[index], gate.members[index]];
  if (!own || !written || isTold(inquiry, written.region)) return undefined;
  const kept = members.flatMap((member, i): (GateMember & { readonly index: number })[] =>
    idle.has(i) ? [] : [{ ref: member, weight: gate.members[i]?.weight ?? 1, index: i }],
  );
  const stated: StatedGate = {
    form: gate.form,
    ...(gate.count !== undefined && { count: gate.count }),
    members: kept,
  };
  const difference = differenceWithout(
    inquiry.graph,
    stated,
    kept.findIndex((member) => member.index === index),
  );
  if (!difference || inquiry.ask(difference.regions, difference.graph).kind !== 'none') return undefined;
  // Where the gate is constant as a whole, that is told instead.
  if (inquiry.constantValue(ref) !== undefined) return undefined;
  const value = inquiry.constantValue(own);
  if (value !== undefined) return { why: value ? 'always' : 'never' };
  const isAll = gate.form === 'all';
  if (!isAll && gate.form !== 'any' && gate.form !== 'none') return { why: 'others' };
  const isInside = (inner: Ref, outer: Ref): boolean => inquiry.ask([inner, turned(outer)]).kind === 'none';
  for (const by of others) {
    const other = members[by.index];
    if (!other || by.index === index || idle.has(by.index)) continue;
    if (!(isAll ? isInside(other, own) : isInside(own, other))) continue;
    const isSame = isAll ? isInside(own, other) : isInside(other, own);
    return { why: isSame ? 'again' : isAll ? 'implied' : 'covered', by };
  }
  return { why: 'others' };
}

function turned({ node, negated }: Ref): Ref {
  return { node, negated: !negated };
}
