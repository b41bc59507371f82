import type { Declaration, Expression, Member } from './ast.ts';

/** A part of the tree that has parts of its own. */
export type Node = Declaration | Member | Extract<Declaration, { kind: 'class' }>['value'];

/** The expressions that `node` is made of, in the order of the text. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'input':
      return [...node.variables.flatMap(({ size }) => size ?? []), node.domain, ...columnsOf(node)];
    case 'let':
    case 'region':
      return [...(node.parameters ?? []).flatMap((parameter) => parameter.default ?? []), node.value];
    case 'output':
      return [...(node.column ? [node.column] : []), node.value];
    case 'class':
      return [...(node.label ? [node.label] : []), node.value];
    case 'default':
      return [node.value];
    case 'check':
      return [node.claim];
    case 'import':
      return [node.path];
    case 'parenthesized':
      return [node.inner];
    case 'list':
      return node.members;
    case 'gate':
      return [...present(node.count, node.margin), node.listing];
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'logic':
      return node.operands;
    case 'comparison':
      return [...node.operands, ...present(node.band)];
    case 'index':
      return [node.target, node.from, ...present(node.to)];
    case 'call':
      return [node.callee, ...node.arguments.map(({ value }) => value)];
    case 'with':
      return [node.value, ...node.settings.map(({ value }) => value)];
    case 'for':
      return [node.from, ...present(node.to, node.condition), node.body];
    case 'number':
    case 'percent':
    case 'string':
    case 'name':
    case 'set':
    case 'otherwise':
    case 'unknown':
    case 'missing':
    case 'broken':
      return [];
  }
}

/** How many nodes are inside one another at most, counted without recursion. */
export function depthOf(root: Node): number {
  let deepest = 0;
  const open: { readonly node: Node; readonly depth: number }[] = [{ node: root, depth: 1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next;
    deepest = Math.max(deepest, depth);
    for (const child of childrenOf(node)) open.push({ node: child, depth: depth + 1 });
  }
  return deepest;
}

function columnsOf(node: Extract<Declaration, { kind: 'input' }>): readonly Expression[] {
  return [...present(node.column), ...(node.columns ? [node.columns.first, node.columns.last] : [])];
}

function present(...nodes: readonly (Expression | undefined)[]): readonly Expression[] {
  return nodes.filter((node) => node !== undefined);
}
