import type { Expression, GateExpression, LogicExpression, UnaryExpression } from '../../../grammar/ast.ts';
import type { Node } from '../../../grammar/walk.ts';
import type { Analysis } from '../analyse.ts';
import { complement, innermost, piece, plainMembers, withoutBrackets } from './pieces.ts';
import { replace, type Refactorer } from './refactoring.ts';

/** De Morgan's laws: `not (a and b)` is `not a or not b`, and the other way. */
export const negation: Refactorer = ({ analysis, path }) => {
  const not = innermost(path, isNegated);
  const inwards = not && movedIn(analysis, not.operand);
  if (not && inwards !== undefined)
    return [
      {
        title: 'Move `not` inwards (De Morgan)',
        kind: 'rewrite',
        edits: [replace(not, bracketed(inwards, path, not))],
      },
    ];
  const logic = innermost(path, isAndOr);
  if (!logic) return [];
  const other = logic.operator === 'and' ? 'or' : 'and';
  const operands = logic.operands.map((operand) => complement(analysis, operand));
  const text = `not (${operands.map((operand) => (other === 'and' ? guarded(operand) : operand)).join(` ${other} `)})`;
  return [{ title: `Write with \`${other}\` (De Morgan)`, kind: 'rewrite', edits: [replace(logic, text)] }];
};

function isNegated(node: Node): node is UnaryExpression {
  return node.kind === 'unary' && node.operator === 'not';
}

function isAndOr(node: Node): node is LogicExpression {
  return node.kind === 'logic' && node.operator !== 'xor';
}

/** The complement of a region with `not` before its parts; undefined where it has none. */
function movedIn(analysis: Analysis, operand: Expression): string | undefined {
  const inner = withoutBrackets(operand);
  if (inner.kind === 'logic' && inner.operator !== 'xor') {
    const other = inner.operator === 'and' ? 'or' : 'and';
    const parts = inner.operands.map((each) => complement(analysis, each));
    return parts.map((part) => (other === 'and' ? guarded(part) : part)).join(` ${other} `);
  }
  if (inner.kind === 'binary' && inner.operator === '=>')
    return `${piece(analysis, inner.left, 'and')} and ${guarded(complement(analysis, inner.right))}`;
  if (inner.kind === 'comparison' && inner.operators.length === 1) return complement(analysis, inner);
  return inner.kind === 'gate' ? gateComplement(analysis, inner) : undefined;
}

function gateComplement(analysis: Analysis, { gate, listing, count, margin }: GateExpression): string | undefined {
  const { source } = analysis;
  const list = source.text.slice(listing.span.start, listing.span.end);
  if (gate === 'any of') return `none of ${list}`;
  if (gate === 'none of') return `any of ${list}`;
  const members = plainMembers(listing);
  if (gate === 'all of' && members)
    return `any of (${members.map((member) => complement(analysis, member)).join(', ')})`;
  // Counts of whole members only: below 2 is at most 1.
  if (!members || margin || count?.kind !== 'number' || !Number.isInteger(count.value)) return undefined;
  if (gate === 'at least' && count.value >= 1) return `at most ${count.value - 1} of ${list}`;
  return gate === 'at most' ? `at least ${count.value + 1} of ${list}` : undefined;
}

/** In brackets where it would come apart beside `and`. */
function guarded(text: string): string {
  return / or | xor |=>/.test(text) && !text.startsWith('(') ? `(${text})` : text;
}

/** In brackets where what stood there was one operand of something tighter. */
function bracketed(text: string, path: readonly Node[], node: Node): string {
  const parent = path[path.indexOf(node) - 1];
  return parent?.kind === 'logic' || parent?.kind === 'unary' || parent?.kind === 'binary' ? `(${text})` : text;
}
