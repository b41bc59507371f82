import type { Span } from '../../base/source.ts';
import type { PlacedGate } from '../../region/build.ts';
import { shownText, type Inquiry } from './inquiry.ts';

/** A member of a gate that has a place of its own in the text. */
export interface WrittenMember {
  /** Among the members of the gate. */
  readonly index: number;
  readonly span: Span;
  readonly shown: string;
}

/**
 * The members of a gate that stand in the text one by one. Those that a list, a loop, a chain or another form stands for
 * share a place, so that nothing can be said of one of them.
 */
export function writtenMembers(inquiry: Inquiry, { gate }: PlacedGate): readonly WrittenMember[] {
  const spans = gate.members.map(({ span, region }) => [span, region.span] as const);
  const isOwn = (place: Span | undefined, which: 0 | 1): place is Span =>
    place !== undefined &&
    !isSame(place, gate.span) &&
    spans.filter((each) => each[which] !== undefined && isSame(each[which], place)).length === 1;
  return spans.flatMap(([inGate, ofRegion], index): WrittenMember[] => {
    // A member of a list that has a name is written where the list is.
    const span = isOwn(inGate, 0) ? inGate : inGate && isOwn(ofRegion, 1) ? ofRegion : undefined;
    const shown = span && shownText(inquiry, span);
    return span && shown !== undefined ? [{ index, span, shown }] : [];
  });
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end && a.file === b.file;
}
