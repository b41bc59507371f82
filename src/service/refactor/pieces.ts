import type { ComparisonExpression, Expression, Member } from '../../../grammar/ast.ts';
import type { Analysis } from '../analyse.ts';

/** How tightly what was written holds together: the higher, the tighter. LANGUAGE section 2. */
function tightness(node: Member): number {
  if (node.kind === 'binary' && node.operator === '=>') return 2;
  if (node.kind === 'logic') return { or: 3, xor: 4, and: 5 }[node.operator];
  if (node.kind === 'unary' && node.operator === 'not') return 6;
  const loose: Partial<Record<Member['kind'], number>> = { for: 0, with: 1, comparison: 7, binary: 8, unary: 8 };
  return loose[node.kind] ?? 10;
}

/** The text of a node, with brackets where it would come apart beside an operator of this tightness. */
export function piece({ source }: Analysis, node: Member, beside: 'or' | 'and' | 'not' | 'tight'): string {
  const inner = withoutBrackets(node);
  const text = source.text.slice(inner.span.start, inner.span.end);
  const needed = { or: 4, and: 6, not: 7, tight: 9 }[beside];
  return tightness(inner) < needed ? `(${text})` : text;
}

/** What the brackets around an expression hold. */
export function withoutBrackets(node: Member): Member {
  return node.kind === 'parenthesized' ? withoutBrackets(node.inner) : node;
}

/** The complement of a region: a `not` taken away, a comparison turned around, or a `not` before it. */
export function complement(analysis: Analysis, node: Member): string {
  const inner = withoutBrackets(node);
  if (inner.kind === 'unary' && inner.operator === 'not') return piece(analysis, inner.operand, 'not');
  const turned = inner.kind === 'comparison' ? turnedComparison(analysis, inner) : undefined;
  return turned ?? `not ${piece(analysis, inner, 'not')}`;
}

/** Of a chain there is no one comparison that is its complement. */
function turnedComparison(
  { source }: Analysis,
  { operands, operators, span }: ComparisonExpression,
): string | undefined {
  const [only, another] = operators;
  if (!only || another || operands.length !== 2) return undefined;
  const opposite = opposites[only.operator];
  const { text } = source;
  return `${text.slice(span.start, only.span.start)}${opposite}${text.slice(only.span.end, span.end)}`;
}

const opposites = {
  '<=': '>',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '==': '!=',
  '!=': '==',
  in: 'not in',
  'not in': 'in',
} as const;

/** The innermost expression of a path that passes a test. */
export function innermost<N extends { readonly kind: string }, M extends N>(
  path: readonly N[],
  test: (node: N) => node is M,
): M | undefined {
  return path.findLast(test);
}

/** The members of a gate that are written out, without weights and `for`; undefined of any other. */
export function plainMembers(listing: Expression): readonly Expression[] | undefined {
  if (listing.kind !== 'list' || listing.members.length === 0) return undefined;
  const members = listing.members.flatMap((member) => (member.kind === 'for' || isWeighted(member) ? [] : [member]));
  return members.length === listing.members.length ? members : undefined;
}

/** Whether a member may carry a weight, or spread as a list. */
function isWeighted(member: Expression): boolean {
  return member.kind === 'binary' || member.kind === 'list' || member.kind === 'index';
}
