import type { Span } from '../base/source.ts';
import type { Analysis } from './analyse.ts';
import type { ClaimPlace, DecidedClaim } from './claims.ts';
import { claimsOf } from './claims.ts';
import type { Examination } from './examination.ts';

/** A line above a declaration that does something when it is clicked. */
export interface Lens {
  readonly span: Span;
  readonly title: string;
  readonly action: LensAction;
}

export type LensAction =
  | { readonly kind: 'show'; readonly region: string }
  | { readonly kind: 'compile' }
  | { readonly kind: 'train' }
  /** The claims of one declaration. */
  | { readonly kind: 'check'; readonly claims: readonly number[] };

/** Show for every region, compile and train for the file, and for every check what became of it. */
export function lenses(analysis: Analysis, examination?: Examination): readonly Lens[] {
  const { module } = analysis;
  const found: Lens[] = [];
  const claims = claimsOf(analysis);
  let isFirst = true;
  for (const declaration of module.ast.declarations) {
    const isHead = declaration.kind === 'output' || declaration.kind === 'class';
    if (isHead && isFirst) {
      isFirst = false;
      const { span } = declaration.name;
      found.push(
        { span, title: 'compile', action: { kind: 'compile' } },
        { span, title: 'train', action: { kind: 'train' } },
      );
    }
    if (isHead || (declaration.kind === 'region' && !declaration.parameters)) {
      const { span, text } = declaration.name;
      found.push({ span, title: 'show', action: { kind: 'show', region: text } });
    }
    if (declaration.kind !== 'check') continue;
    const own = claims.flatMap(({ span }, i) => (isInside(span, declaration.span) ? [i] : []));
    if (own.length === 0) continue;
    const places = own.flatMap((i) => claims[i] ?? []);
    found.push({ span: declaration.span, title: titleOf(places, examination), action: { kind: 'check', claims: own } });
  }
  return found;
}

function isInside(inner: Span, outer: Span): boolean {
  return inner.file === outer.file && outer.start <= inner.start && inner.end <= outer.end;
}

/** `proved`, `refuted at x = 1`, or `check` where nothing is known yet; of several the worst. */
function titleOf(places: readonly ClaimPlace[], examination?: Examination): string {
  const decided = places.flatMap((place) => examination?.claims.find((each) => isSame(each, place)) ?? []);
  const refuted = decided.find(({ outcome }) => outcome === 'refuted');
  if (refuted) return shown(refuted);
  if (decided.length < places.length) return 'check';
  const open = decided.find(({ outcome }) => outcome === 'undecided');
  const [first] = decided;
  if (open) return shown(open);
  return decided.length === 1 && first ? shown(first) : `proved, ${decided.length} claims`;
}

function shown({ outcome, detail }: DecidedClaim): string {
  if (detail === '') return outcome;
  return detail.startsWith('at ') ? `${outcome} ${detail}` : `${outcome}: ${detail}`;
}

function isSame(a: ClaimPlace, b: ClaimPlace): boolean {
  return a.text === b.text && a.span.start === b.span.start && a.span.end === b.span.end;
}
