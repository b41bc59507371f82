import { diagnostic, type Diagnostic, type Related } from '../../base/diagnostic.ts';
import type { NamedRegion, RegionExpression } from '../../program/program.ts';
import type { Ref } from '../../region/graph.ts';
import { ownRegions, type Inquiry } from './inquiry.ts';
import { isTold } from './told.ts';
import { writtenMembers, type WrittenMember } from './written-members.ts';

/** Named regions that are empty, hold everywhere, or have no inside: one question each. */
export function* examineExtents(inquiry: Inquiry): Generator<readonly Diagnostic[], void> {
  for (const region of ownRegions(inquiry)) yield examineExtent(inquiry, region);
}

function examineExtent(inquiry: Inquiry, { name, role, region, span }: NamedRegion): Diagnostic[] {
  const ref = inquiry.refOf(name);
  // What a constant comparison or another region makes constant is told there.
  if (!ref || isToldElsewhere(inquiry, region)) return [];
  const value = inquiry.constantValue(ref);
  if (value === true) return [diagnostic('R0321', span, { role, name })];
  if (value === false) {
    const members = conflictOf(inquiry, region);
    const shown = members.map(({ shown: text }) => text);
    const related = members.map((member): Related => ({ span: member.span, message: `\`${member.shown}\`` }));
    return [diagnostic('R0320', span, { role, name, conflict: shown }, { related: related.length > 1 ? related : [] })];
  }
  const answer = inquiry.ask([ref]);
  if (answer.kind !== 'point' || !answer.touching) return [];
  return [diagnostic('R0327', span, { role, name, at: answer.place })];
}

/** A region is told with a member of it that is constant. */
function isToldElsewhere(inquiry: Inquiry, region: RegionExpression): boolean {
  if (region.kind === 'not') return isToldElsewhere(inquiry, region.region);
  return (
    isTold(inquiry, region) ||
    (region.kind === 'gate' && region.members.some((member) => isToldElsewhere(inquiry, member.region)))
  );
}

/** Members of a region that ask for all of them which exclude each other, none of which can be left out. */
function conflictOf(inquiry: Inquiry, region: RegionExpression): readonly WrittenMember[] {
  if (region.kind !== 'gate' || region.form !== 'all') return [];
  const placed = inquiry.gates.find(({ gate }) => gate === region);
  if (!placed) return [];
  let refs: readonly Ref[] = placed.members;
  for (const left of placed.members) {
    const rest = refs.filter((ref) => ref !== left);
    if (rest.length > 0 && inquiry.ask(rest).kind === 'none') refs = rest;
  }
  const written = writtenMembers(inquiry, placed).filter(({ index }) => {
    const ref = placed.members[index];
    return ref !== undefined && refs.includes(ref);
  });
  return written.length === refs.length ? written : [];
}
