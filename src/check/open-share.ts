/**
 * How much of the box is not decided: a tree of the parts that were looked at. A part that is split may hold points in
 * all of its children at most, and never more than its own share, so the sum only falls.
 */
export interface OpenPart {
  readonly parent?: OpenPart;
  /** The part's own share of the box. */
  readonly share: number;
  /** What is open of it: at first all. */
  open: number;
  /** What is open of its children; it counts once there are any. */
  below: number;
}

export function openPart(share: number, parent?: OpenPart): OpenPart {
  return { ...(parent && { parent }), share, open: share, below: 0 };
}

/** Takes a part apart into children of these shares; none where it is decided. */
export function splitPart(part: OpenPart, shares: readonly number[]): OpenPart[] {
  const children = shares.map((share) => openPart(Math.min(share, part.share), part));
  part.below = children.reduce((sum, { share }) => sum + share, 0);
  for (let at: OpenPart | undefined = part; at; at = at.parent) {
    const before = at.open;
    at.open = Math.max(0, Math.min(at.share, at.below));
    if (at.parent) at.parent.below += at.open - before;
  }
  return children;
}
