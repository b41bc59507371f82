import type * as ast from './ast.ts';
import { childrenOf, type Node } from './walk.ts';
import type { Span } from '../src/base/source.ts';

/** The root that the formatter walks. */
export interface FileNode {
  readonly kind: 'file';
  readonly span: Span;
  readonly declarations: readonly ast.Declaration[];
}

/** What the formatter prints on its own, and what a comment can be attached to. */
export type FormatNode = (FileNode | Node | ast.SetItem | ast.Argument | ast.Setting | ast.Name) & {
  /** Put here by prettier. */
  readonly comments?: readonly AttachedComment[];
};

/** A comment as prettier attaches it: before its node, after it, or inside one that has no parts. */
export interface AttachedComment extends ast.Comment {
  readonly leading: boolean;
  readonly trailing: boolean;
  readonly placement: 'ownLine' | 'endOfLine' | 'remaining';
}

/** Operands with an operator between each two, which break together: `a + b - c`, `lo <= x <= hi +- t`, `a and b`. */
export type Chain = (ast.BinaryExpression | ast.LogicExpression | ast.ComparisonExpression) & FormatNode;

/** Operators that stay with their operands: `not x`, `-x^2`. */
export type Tight = (ast.UnaryExpression | ast.BinaryExpression) & FormatNode;

/** One operand of a chain. */
export interface Link {
  readonly node: ast.Expression & FormatNode;
  /** Where it is, from the chain. */
  readonly keys: readonly (string | number)[];
  /** What stands before it. */
  readonly operator?: string;
}

export function isChain(node: FormatNode): node is Chain {
  if (!('kind' in node)) return false;
  return node.kind === 'logic' || node.kind === 'comparison' || (node.kind === 'binary' && node.operator !== '^');
}

export function isTight(node: FormatNode): node is Tight {
  return 'kind' in node && (node.kind === 'unary' || (node.kind === 'binary' && node.operator === '^'));
}

/** The operands, side by side however they nest, since a long chain of operators nests deeper than a stack goes. */
export function linksOf(chain: Chain): readonly Link[] {
  switch (chain.kind) {
    case 'logic':
      return chain.operands.map((node, i) => ({
        node,
        keys: ['operands', i],
        ...(i > 0 && { operator: chain.operator }),
      }));
    case 'comparison': {
      const links = chain.operands.map((node, i): Link => {
        const operator = chain.operators[i - 1]?.operator;
        return { node, keys: ['operands', i], ...(operator && { operator }) };
      });
      return chain.band ? [...links, { node: chain.band, keys: ['band'], operator: '+-' }] : links;
    }
    case 'binary':
      return leftLinks(chain);
  }
}

/** The same of what nests to the right. */
export function tightLinks(chain: Tight): readonly Link[] {
  const links: Link[] = [];
  const keys: string[] = [];
  let operator = '';
  let node: ast.Expression = chain;
  while (isTight(node)) {
    if (node.kind === 'unary') {
      operator += node.operator === 'not' ? 'not ' : '-';
      keys.push('operand');
      node = node.operand;
    } else {
      links.push({ node: node.left, keys: [...keys, 'left'], operator });
      operator = '^';
      keys.push('right');
      node = node.right;
    }
  }
  return [...links, { node, keys, operator }];
}

/** The parts of `node` before and after which comments stand, in any order. */
export function commentPlaces(node: FormatNode): readonly FormatNode[] {
  if (isChain(node)) return linksOf(node).map((link) => link.node);
  if (isTight(node)) return tightLinks(node).map((link) => link.node);
  if (!('kind' in node)) return 'value' in node ? [node.value] : [];
  if (node.kind === 'category' || node.kind === 'open') return [];
  if (node.kind === 'file') return node.declarations;
  if (node.kind === 'set') return node.items;
  if (node.kind === 'call') return node.arguments;
  if (node.kind === 'with') return [node.value, ...node.settings];
  const declared = 'variables' in node ? node.variables : 'parameters' in node ? node.parameters : [];
  const names = (declared ?? []).map(({ name }) => name);
  const alias = node.kind === 'import' && node.alias ? [node.alias] : [];
  return [...names, ...childrenOf(node), ...alias];
}

function leftLinks(chain: ast.BinaryExpression): readonly Link[] {
  const links: Link[] = [];
  const keys: string[] = [];
  let left: ast.Expression = chain;
  while (left.kind === 'binary' && rank(left) === rank(chain)) {
    links.push({ node: left.right, keys: [...keys, 'right'], operator: left.operator });
    keys.push('left');
    left = left.left;
  }
  return [{ node: left, keys }, ...links.toReversed()];
}

/** Operators of one rank make one chain. */
function rank({ operator }: ast.BinaryExpression): string {
  return operator === '-' ? '+' : operator === '/' ? '*' : operator;
}
