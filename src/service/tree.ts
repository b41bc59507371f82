import type { Ast, Declaration } from '../../grammar/ast.ts';
import { childrenOf, type Node } from '../../grammar/walk.ts';

/** The declaration that `offset` lies in, or the last before it. */
export function declarationAt({ declarations }: Ast, offset: number): Declaration | undefined {
  let [low, high] = [0, declarations.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((declarations[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return declarations[low - 1];
}

/** The nodes around a stretch of text, from the declaration to the innermost; empty where none holds all of it. */
export function pathTo(ast: Ast, start: number, end: number): readonly Node[] {
  const declaration = declarationAt(ast, start);
  return declaration && holds(declaration, start, end) ? pathIn(declaration, start, end) : [];
}

/** The same inside a node that holds the stretch. */
export function pathIn(root: Node, start: number, end: number): readonly Node[] {
  const path = [root];
  for (let node: Node | undefined = root; node;) {
    node = childrenOf(node).find((child) => holds(child, start, end));
    if (node) path.push(node);
  }
  return path;
}

function holds({ span }: Node, start: number, end: number): boolean {
  return span.start <= start && end <= span.end;
}
