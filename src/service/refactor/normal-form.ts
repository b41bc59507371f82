import type { Expression, Member } from '../../../grammar/ast.ts';
import type { Node } from '../../../grammar/walk.ts';
import type { Analysis } from '../analyse.ts';
import { complement, piece, plainMembers, withoutBrackets } from './pieces.ts';
import { replace, type Refactorer } from './refactoring.ts';

/** A region as `or` of `and`s of its parts and their complements (DNF). */
export const normalForm: Refactorer = ({ analysis, path }) => {
  const node = path.find(isLogic);
  const terms = node && termsOf(analysis, node, false);
  if (!node || !terms || terms.length === 0) return [];
  const fewest = absorbed(terms.filter(isPossible));
  if (fewest.length === 0) return [];
  const text = fewest.map((term) => [...term.values()].map(({ text: shown }) => shown).join(' and ')).join(' or ');
  if (text === analysis.source.text.slice(node.span.start, node.span.end)) return [];
  const parent = path[path.indexOf(node) - 1];
  const isPart = parent?.kind === 'unary' || parent?.kind === 'binary' || parent?.kind === 'comparison';
  return [
    { title: 'Write as `or` of `and`s (DNF)', kind: 'rewrite', edits: [replace(node, isPart ? `(${text})` : text)] },
  ];
};

/** The outermost that has anything to distribute. */
function isLogic(node: Node): node is Expression {
  return (
    (node.kind === 'logic' && node.operator !== 'xor') ||
    (node.kind === 'unary' && node.operator === 'not') ||
    (node.kind === 'binary' && node.operator === '=>')
  );
}

interface Literal {
  /** The part without a `not`. */
  readonly atom: string;
  readonly negated: boolean;
  readonly text: string;
}

/** Literals that hold together, by their atoms and signs. */
type Term = ReadonlyMap<string, Literal>;

/** More would be no help to a reader. */
const mostTerms = 32;

/** The terms of a region, or of its complement; undefined where there are too many. */
function termsOf(analysis: Analysis, node: Member, negated: boolean): readonly Term[] | undefined {
  const inner = withoutBrackets(node);
  if (inner.kind === 'unary' && inner.operator === 'not') return termsOf(analysis, inner.operand, !negated);
  if (inner.kind === 'binary' && inner.operator === '=>') {
    const parts = [termsOf(analysis, inner.left, !negated), termsOf(analysis, inner.right, negated)];
    return combined(parts, negated ? 'and' : 'or');
  }
  if (inner.kind === 'logic' && inner.operator !== 'xor') {
    const parts = inner.operands.map((operand) => termsOf(analysis, operand, negated));
    return combined(parts, (inner.operator === 'and') === negated ? 'or' : 'and');
  }
  if (inner.kind === 'gate' && (inner.gate === 'all of' || inner.gate === 'any of' || inner.gate === 'none of')) {
    const members = plainMembers(inner.listing);
    if (members) {
      const isNone = inner.gate === 'none of';
      const parts = members.map((member) => termsOf(analysis, member, negated !== isNone));
      return combined(
        parts,
        (inner.gate === 'any of') === negated
          ? 'and'
          : isNone && negated
            ? 'or'
            : inner.gate === 'any of'
              ? 'or'
              : 'and',
      );
    }
  }
  const atom = piece(analysis, inner, 'and');
  const text = negated ? complement(analysis, inner) : atom;
  return [new Map([[`${negated} ${atom}`, { atom, negated, text }]])];
}

function combined(
  parts: readonly (readonly Term[] | undefined)[],
  operator: 'and' | 'or',
): readonly Term[] | undefined {
  if (!parts.every((part) => part !== undefined)) return undefined;
  if (operator === 'or') {
    const all = absorbed(parts.flat());
    return all.length <= mostTerms ? all : undefined;
  }
  let terms: readonly Term[] = [new Map()];
  for (const part of parts) {
    terms = absorbed(
      terms.flatMap((term) => part.map((other): Term => new Map([...term, ...other]))).filter(isPossible),
    );
    if (terms.length > mostTerms) return undefined;
  }
  return terms;
}

/** Whether it does not ask for a part and its complement. */
function isPossible(term: Term): boolean {
  return [...term.values()].every(({ atom, negated }) => !term.has(`${!negated} ${atom}`));
}

/** Without terms that others already hold in. */
function absorbed(terms: readonly Term[]): readonly Term[] {
  return terms.filter((term, i) => {
    return !terms.some((other, k) => k !== i && isWithin(other, term) && (other.size < term.size || k < i));
  });
}

function isWithin(small: Term, large: Term): boolean {
  return [...small.keys()].every((key) => large.has(key));
}
