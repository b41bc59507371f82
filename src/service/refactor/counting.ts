import type { Expression, GateExpression, LogicExpression } from '../../../grammar/ast.ts';
import type { Node } from '../../../grammar/walk.ts';
import type { Analysis } from '../analyse.ts';
import { innermost, piece, plainMembers } from './pieces.ts';
import { replace, type Refactorer, type Refactoring } from './refactoring.ts';

/** `a and b` as a gate that counts, and a gate that counts as `and` and `or`. */
export const counting: Refactorer = ({ analysis, path }) => {
  const node = innermost(path, isCounted);
  if (!node) return [];
  return node.kind === 'logic' ? asGate(analysis, node) : asLogic(analysis, node, path);
};

function isCounted(node: Node): node is LogicExpression | GateExpression {
  return node.kind === 'gate' || (node.kind === 'logic' && node.operator !== 'xor');
}

function asGate(analysis: Analysis, node: LogicExpression): Refactoring[] {
  const { operands, operator } = node;
  const list = `(${operands.map((operand) => listed(analysis, operand)).join(', ')})`;
  const word = operator === 'and' ? 'all of' : 'any of';
  const count = operator === 'and' ? operands.length : 1;
  return [
    { title: `Write as \`${word}\``, kind: 'rewrite', edits: [replace(node, `${word} ${list}`)] },
    {
      title: `Write as \`at least ${count} of\``,
      kind: 'rewrite',
      edits: [replace(node, `at least ${count} of ${list}`)],
    },
  ];
}

/** A member of a list, which commas part. */
function listed({ source }: Analysis, node: Expression): string {
  const inner = node.kind === 'parenthesized' && node.inner.kind !== 'with' ? node.inner : node;
  return source.text.slice(inner.span.start, inner.span.end);
}

/** Terms that a gate written out may have. */
const mostTerms = 20;

function asLogic(analysis: Analysis, node: GateExpression, path: readonly Node[]): Refactoring[] {
  const members = plainMembers(node.listing);
  const needed = members && neededOf(node, members.length);
  if (!members || needed === undefined || needed < 1 || needed > members.length) return [];
  const sets = choices(members.length, needed);
  if (sets === undefined) return [];
  const terms = sets.map((set) =>
    set
      .flatMap((i) => members[i] ?? [])
      .map((member) => piece(analysis, member, needed === 1 ? 'or' : 'and'))
      .join(' and '),
  );
  const text = terms.length === 1 ? (terms[0] ?? '') : terms.join(' or ');
  const operator = terms.length === 1 ? 'and' : needed === 1 ? 'or' : 'and` and `or';
  return [
    { title: `Write with \`${operator}\``, kind: 'rewrite', edits: [replace(node, bracketed(text, path, node))] },
  ];
}

/** How many members must hold; undefined for gates that ask something else. */
function neededOf({ gate, count, margin }: GateExpression, members: number): number | undefined {
  if (gate === 'all of') return members;
  if (gate === 'any of') return 1;
  if (gate !== 'at least' || margin || count?.kind !== 'number' || !Number.isInteger(count.value)) return undefined;
  return count.value;
}

/** All ways to choose `size` of `count` places, in order; undefined where there are too many. */
function choices(count: number, size: number): readonly (readonly number[])[] | undefined {
  let open: readonly (readonly number[])[] = [[]];
  for (let chosen = 0; chosen < size; chosen++) {
    open = open.flatMap((set) => {
      const next = (set.at(-1) ?? -1) + 1;
      // Enough places must be left for the rest.
      const last = count - (size - chosen);
      return Array.from({ length: Math.max(0, last - next + 1) }, (_, i) => [...set, next + i]);
    });
    if (open.length > 50 * mostTerms) return undefined;
  }
  return open.length <= mostTerms ? open : undefined;
}

function bracketed(text: string, path: readonly Node[], node: Node): string {
  const parent = path[path.indexOf(node) - 1];
  const isPart =
    parent?.kind === 'logic' || parent?.kind === 'unary' || parent?.kind === 'binary' || parent?.kind === 'comparison';
  return isPart ? `(${text})` : text;
}
