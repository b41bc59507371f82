import type {
  ClassDeclaration,
  InputDeclaration,
  LetDeclaration,
  Name,
  OutputDeclaration,
  RegionDeclaration,
} from '../../grammar/ast.ts';
import type { Span } from '../base/source.ts';

/** A name of a file's one namespace and what declares it. */
export interface Declared {
  readonly name: Name;
  readonly declaration: InputDeclaration | LetDeclaration | RegionDeclaration | OutputDeclaration | ClassDeclaration;
}

/** Where a name is used. */
export interface Use {
  readonly span: Span;
  readonly target: Declared;
}
