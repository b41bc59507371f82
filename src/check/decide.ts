import type { Box } from '../base/interval.ts';
import type { GraphCheck, GraphClaim, Ref, RegionGraph } from '../region/graph.ts';
import type { Edge } from './attack.ts';
import { decideCertified } from './certified.ts';
import { lookAt, makeGround, type Ground } from './ground.ts';
import { measure, type Measured } from './measure.ts';
import type { DecideOptions, Effort, Outcome, Verdict } from './outcome.ts';
import { judge, speaksOfNetwork, textRefs, type Named, type RegionSet } from './region-set.ts';
import { findPoint, type Wanted } from './search.ts';
import { setsOf, textOf, valueOf, type Subject } from './subject.ts';
import { witnessOf } from './witness.ts';

export type { DecideOptions, Outcome } from './outcome.ts';
export type { Compile, Subject } from './subject.ts';

/**
 * Proves a claim or refutes it, within the box of the inputs' ranges; what cannot be settled in the time is left
 * undecided. What is proved holds of all real points, whatever rounding does to one that is tried.
 */
export function decide(subject: Subject, check: GraphCheck, options: DecideOptions): Outcome {
  const start = options.now();
  const end = start + options.budget;
  const effort: Effort = {
    late: () => options.now() > end || (options.cancelled?.() ?? false),
    seed: options.seed ?? 1,
    ...(options.progress && { progress: options.progress }),
  };
  const verdict = decideClaim(subject, check.claim, check.negated, effort, options.accuracyOf);
  return { ...verdict, seconds: options.now() - start };
}

function decideClaim(
  subject: Subject,
  claim: GraphClaim,
  negated: boolean,
  effort: Effort,
  accuracyOf: DecideOptions['accuracyOf'],
): Verdict {
  switch (claim.kind) {
    case 'contains':
      return decideContains(subject, claim, negated, effort);
    case 'inside':
      return turned(decideEmptiness(subject, [claim.inner, claim.outer], [1, -1], effort), negated);
    case 'disjoint':
      return turned(decideEmptiness(subject, [claim.left, claim.right], [1, 1], effort), negated);
    case 'empty':
      return turned(decideEmptiness(subject, [claim.region], [1], effort), negated);
    case 'certified':
      return turned(decideCertifiedClaim(subject, claim, effort), negated);
    case 'measure':
      return turned(decideMeasure(subject, claim, effort, accuracyOf), negated);
  }
}

/** Every point is a claim of its own: `not` says of each that it lies outside. */
function decideContains(
  subject: Subject,
  { region, points }: Extract<GraphClaim, { readonly kind: 'contains' }>,
  negated: boolean,
  effort: Effort,
): Verdict {
  const found = setsOf(subject, [region]);
  const [set] = found?.sets ?? [];
  if (found === undefined || set === undefined) return noNetwork;
  const ground = groundOf(subject, found.sets, found.network);
  const wanted = negated ? -1 : 1;
  const verdicts = points.map((point): Verdict => {
    const full = point.filter((x) => x !== undefined);
    if (full.length < point.length) return containsPart(subject, ground, { set, value: wanted }, point, effort);
    const side = judge(set, lookAt(ground, full));
    if (side === 0) return { outcome: 'undecided', note: 'the value at the point is 0 to within rounding' };
    return side === wanted ? { outcome: 'proved' } : { outcome: 'refuted', witness: witnessOf(textOf(subject), full) };
  });
  return (
    verdicts.find(({ outcome }) => outcome === 'refuted') ??
    verdicts.find(({ outcome }) => outcome === 'undecided') ?? { outcome: 'proved' }
  );
}

/** A point that leaves some coordinates open: it must be as wanted wherever they lie in their ranges. */
function containsPart(
  subject: Subject,
  ground: Ground,
  { set, value }: Wanted,
  point: readonly (number | undefined)[],
  effort: Effort,
): Verdict {
  const box = boxOf(textOf(subject)).map((side, i) => {
    const x = point[i];
    return x === undefined ? side : { lo: x, hi: x };
  });
  return search(textOf(subject), ground, [{ set, value: value === 1 ? -1 : 1 }], box, effort);
}

/** Proved where no point of the box is in (1) and out of (-1) the regions as given. */
function decideEmptiness(
  subject: Subject,
  regions: readonly Named[],
  sides: readonly (1 | -1)[],
  effort: Effort,
): Verdict {
  const found = setsOf(subject, regions);
  if (found === undefined) return noNetwork;
  const ground = groundOf(subject, found.sets, found.network);
  const wanted = found.sets.map((set, i): Wanted => ({ set, value: sides[i] ?? 1 }));
  return search(textOf(subject), ground, wanted, boxOf(textOf(subject)), effort);
}

function search(text: RegionGraph, ground: Ground, wanted: readonly Wanted[], box: Box, effort: Effort): Verdict {
  const found = findPoint(ground, wanted, box, { ...effort, edges: edgesIn(ground) });
  switch (found.kind) {
    case 'none':
      return { outcome: 'proved' };
    case 'point':
      return { outcome: 'refuted', witness: witnessOf(text, found.point) };
    case 'open':
      return { outcome: 'undecided', open: found.share };
  }
}

function decideCertifiedClaim(
  subject: Subject,
  { region, share }: Extract<GraphClaim, { readonly kind: 'certified' }>,
  effort: Effort,
): Verdict {
  const found = valueOf(subject, region);
  if (found === undefined) return noNetwork;
  const { point, ...verdict } = decideCertified({ ...found, region, box: boxOf(found.network.text), effort }, share);
  return point ? { ...verdict, witness: witnessOf(found.network.text, point) } : verdict;
}

/** sum of terms + constant OP 0, by the bounds of each term. */
function decideMeasure(
  subject: Subject,
  { terms, accuracies, constant: stated, operator }: Extract<GraphClaim, { readonly kind: 'measure' }>,
  effort: Effort,
  accuracyOf: DecideOptions['accuracyOf'],
): Verdict {
  const shares = accuracies.map(({ data, label }) => accuracyOf?.(data, label));
  if (!shares.every((share) => share !== undefined)) return { outcome: 'undecided', note: 'the data is not at hand' };
  const constant = accuracies.reduce((sum, { coefficient }, i) => sum + coefficient * (shares[i] ?? 0), stated);
  if (terms.length === 0) {
    const [only] = shares.length === 1 ? shares : [];
    const value = only ?? constant;
    return { outcome: compared({ lo: constant, hi: constant }, operator), value, lo: value, hi: value };
  }
  const [only] = terms.length === 1 ? terms : [];
  const text = textOf(subject);
  const parts: { readonly coefficient: number; readonly measured: Measured }[] = [];
  for (const { coefficient, measure: name, region } of terms) {
    const found = valueOf(subject, region);
    if (found === undefined) return noNetwork;
    const bound = only && coefficient !== 0 ? { bound: -constant / coefficient } : {};
    const measured = measure(name, { ...found, region, box: boxOf(text), effort, ...bound });
    parts.push({ coefficient, measured });
  }
  const end = (pick: (coefficient: number, measured: Measured) => number): number =>
    parts.reduce((sum, { coefficient, measured }) => {
      return coefficient === 0 ? sum : sum + coefficient * pick(coefficient, measured);
    }, 0);
  const value = end((_, measured) => measured.value);
  const lo = end((coefficient, measured) => (coefficient > 0 ? measured.lo : measured.hi));
  const hi = end((coefficient, measured) => (coefficient > 0 ? measured.hi : measured.lo));
  const outcome = compared({ lo: lo + constant, hi: hi + constant }, operator);
  const [first] = parts;
  const shown = only && first ? first.measured : { value, lo, hi };
  const { point, place, distance } = first?.measured ?? {};
  return {
    outcome,
    value: shown.value,
    lo: shown.lo,
    hi: shown.hi,
    ...(only && distance !== undefined && { distance }),
    ...(only && place !== undefined && { note: `at ${place}` }),
    ...(only && point && outcome === 'refuted' && { witness: witnessOf(text, point) }),
  };
}

function compared({ lo, hi }: { lo: number; hi: number }, operator: '<=' | '<' | '>=' | '>'): Outcome['outcome'] {
  const [proved, refuted] = {
    '<=': [hi <= 0, lo > 0],
    '<': [hi < 0, lo >= 0],
    '>=': [lo >= 0, hi < 0],
    '>': [lo > 0, hi <= 0],
  }[operator] as [boolean, boolean];
  return proved ? 'proved' : refuted ? 'refuted' : 'undecided';
}

const noNetwork: Verdict = { outcome: 'undecided', note: 'the network has no unit for this region' };

function turned(verdict: Verdict, negated: boolean): Verdict {
  if (!negated || verdict.outcome === 'undecided') return verdict;
  return { ...verdict, outcome: verdict.outcome === 'proved' ? 'refuted' : 'proved' };
}

/** The nodes up to the last that the sets need: a node stands before all that are made of it. */
function groundOf(subject: Subject, sets: readonly RegionSet[], network: Ground['network']): Ground {
  const text = textOf(subject);
  const refs: Ref[] = sets.flatMap(textRefs);
  const count = Math.max(0, ...refs.map(({ node }) => node + 1));
  const graph = { ...text, nodes: text.nodes.slice(0, count) };
  return makeGround(graph, sets.some(speaksOfNetwork) ? network : undefined);
}

/** The boundaries of the text's primitives and, where a network is spoken of, of its own. */
function edgesIn({ graph, network }: Ground): Edge[] {
  const primitives = graph.nodes.flatMap((node) => (node.kind === 'constant' || node.kind === 'gate' ? [] : [node]));
  return [...primitives, ...(network?.first ?? [])].map((primitive) => ({ primitive, levels: [0] }));
}

function boxOf({ inputs }: RegionGraph): Box {
  return inputs.map(({ lo, hi }) => ({ lo, hi }));
}
