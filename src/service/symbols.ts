import type { Declaration, ImportDeclaration, Name } from '../../grammar/ast.ts';
import type { Declared } from '../program/declared.ts';

/** What a name stands for. Two symbols are one where their names stand at the same place. */
export type Symbol =
  | DeclaredSymbol
  /** A parameter or `for` name, and the declaration in which it lives. */
  | { readonly kind: 'local'; readonly name: Name; readonly role: 'parameter' | 'for'; readonly inside: Declaration }
  /** The name that an import puts others under. */
  | { readonly kind: 'module'; readonly name: Name; readonly declaration: ImportDeclaration };

/** A name of a file's one namespace. */
export interface DeclaredSymbol extends Declared {
  readonly kind: 'declared';
}

export function isSame(a: Symbol, b: Symbol): boolean {
  return a.name.span.file === b.name.span.file && a.name.span.start === b.name.span.start;
}

export function declaredSymbol({ name, declaration }: Declared): DeclaredSymbol {
  return { kind: 'declared', name, declaration };
}

/** What kind of thing it is, in the user's words. */
export function kindOf(symbol: Symbol): string {
  if (symbol.kind === 'module') return 'imported file';
  if (symbol.kind === 'local') return symbol.role === 'for' ? '`for` name' : 'parameter';
  const { declaration } = symbol;
  switch (declaration.kind) {
    case 'let':
      return declaration.parameters ? 'function' : 'value';
    case 'region':
      return `${declaration.frozen ? 'frozen ' : ''}region${declaration.parameters ? ' function' : ''}`;
    case 'input':
    case 'output':
    case 'class':
      return declaration.kind;
  }
}
