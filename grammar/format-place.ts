import { builders } from 'prettier/doc';
import { hasLeading, hasTrailing } from './format-comments.ts';
import { isChain, type Chain, type FormatNode } from './format-node.ts';
import type * as ast from './ast.ts';

const { group, hardline, indent, line } = builders;

type Doc = builders.Doc;
type Key = string | number;

/** A node that is being printed. */
export interface Place<N = FormatNode> {
  readonly node: N;
  readonly parent: FormatNode | null;
  readonly grandparent: FormatNode | null;
  /** Prints the part that these keys lead to; `prefix` stands before it, but after its comments. */
  readonly print: (keys: Key | readonly Key[], prefix?: string) => Doc;
  /** The text of the file. */
  readonly text: string;
}

/** `word` and the part after it; comments on that part go to lines of their own. */
export function after({ print }: Place, word: Doc, key: Key | readonly Key[], part: FormatNode): Doc {
  return hasLeading(part) ? [word, indent([hardline, print(key)])] : [word, ' ', print(key)];
}

/** `head` and the long part that it introduces, which goes to a line of its own unless it breaks inside brackets. */
export function defined(place: Place, head: Doc, key: Key, part: FormatNode): Doc {
  if (hasLeading(part) || hugs(part)) return after(place, head, key, part);
  return [head, group(indent([line, place.print(key)]))];
}

/** Whether `node`, too long for its line, breaks between brackets, so that it can start on the line before. */
export function hugs(node: FormatNode): boolean {
  if (!('kind' in node)) return false;
  if (isChain(node)) return isMembership(node);
  if (node.kind === 'gate') return hugs(node.listing);
  if (node.kind === 'unary') return hugs(node.operand);
  if (node.kind === 'with') return hugs(node.value) && !hasTrailing(node.value);
  return brackets.has(node.kind);
}

/** `x in [lo, hi]` or `s in {a, b}`, which breaks inside the brackets only. */
export function isMembership(node: Chain): boolean {
  if (node.kind !== 'comparison' || node.band || node.operators.length !== 1) return false;
  const [left, right] = node.operands as readonly (ast.Expression & FormatNode)[];
  if (!left || !right || hasTrailing(left) || hasLeading(right)) return false;
  return right.kind === 'set' || right.kind === 'list';
}

/** Lines of a node that go on below its first: indented, unless that one starts a line of its own. */
export function continued({ parent, grandparent }: Place, lines: Doc): Doc {
  const outer = parent && 'kind' in parent && parent.kind === 'with' ? grandparent : parent;
  return outer && 'kind' in outer && ownLine.has(outer.kind) ? lines : indent(lines);
}

const brackets = new Set(['list', 'set', 'call', 'parenthesized']);
const ownLine = new Set(['let', 'region', 'output', 'class', 'parenthesized']);
