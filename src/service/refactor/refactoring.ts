import type { Node } from '../../../grammar/walk.ts';
import type { Edit } from '../../base/diagnostic.ts';
import type { Analysis } from '../analyse.ts';

/** A change of the text that keeps what it means; a class that it adds takes its part of `otherwise`. */
export interface Refactoring {
  readonly title: string;
  readonly kind: 'extract' | 'inline' | 'rewrite';
  readonly edits: readonly Edit[];
}

/** What is selected, without the space at its ends; a cursor selects nothing. */
export interface Selection {
  readonly analysis: Analysis;
  readonly start: number;
  readonly end: number;
  /** The nodes around it, from the declaration to the innermost. */
  readonly path: readonly Node[];
}

/** What one kind of change offers for a selection. */
export type Refactorer = (selection: Selection) => readonly Refactoring[];

/** Replaces one node by a text. */
export function replace(node: Node, text: string): Edit {
  return { span: node.span, text };
}
