import { builders } from 'prettier/doc';
import { commentPlaces, isChain, type AttachedComment, type FormatNode } from './format-node.ts';

const { breakParent, hardline, lineSuffix, lineSuffixBoundary } = builders;

/** A comment while prettier looks for its node. */
interface LooseComment extends AttachedComment {
  readonly enclosingNode?: FormatNode;
  readonly precedingNode?: FormatNode;
  readonly followingNode?: FormatNode;
}

/**
 * Attaches a comment where prettier's own rule would not do, and says whether it did. A comment goes after the node
 * before it only where the printer starts a new line next; everywhere else it goes before the node that follows, so
 * that no two comments meet on a line and formatting twice changes nothing.
 */
export function placeComment(comment: LooseComment, text: string): boolean {
  const { enclosingNode: enclosing, precedingNode: before, followingNode: after } = comment;
  if (!enclosing || !before || !after) return false;
  if (closesParameters(enclosing, after, comment, text)) return attach(before, comment, 'trailing');
  // One comment stands at the end of a line; those that follow it, and those below it, stand before the next node.
  const alone = !hasTrailing(before) && !hasLeading(after);
  const stays = comment.placement !== 'ownLine' && alone && startsLine(enclosing, before, after);
  return attach(stays ? before : after, comment, stays ? 'trailing' : 'leading');
}

/** `printed`, with the comments attached to `node` around it. */
export function withComments(node: FormatNode, printed: builders.Doc, text: string): builders.Doc {
  const comments = node.comments ?? [];
  const leading = comments.filter((comment) => comment.leading);
  const trailing = comments.filter((comment) => comment.trailing);
  if (leading.length === 0 && trailing.length === 0) return printed;
  return [
    // A comment that still waits for the end of its line must not run into this one.
    leading.length > 0 ? lineSuffixBoundary : '',
    leading.map((comment) => [take(comment), hardline, blankAfter(text, comment.span.end) ? hardline : '']),
    printed,
    trailing.map((comment, i) => {
      const below = comment.placement === 'ownLine' || i > 0;
      const blank = below && blankBefore(text, comment.span.start) ? hardline : '';
      return [lineSuffix([below ? [hardline, blank] : ' ', take(comment)]), breakParent];
    }),
  ];
}

/** The comments in a node that has no parts, one below the other. */
export function danglingComments(node: FormatNode, text: string): builders.Doc | undefined {
  const comments = (node.comments ?? []).filter((comment) => !comment.leading && !comment.trailing);
  if (comments.length === 0) return undefined;
  return comments.map((comment, i) => [
    i > 0 ? hardline : breakParent,
    i > 0 && blankBefore(text, comment.span.start) ? hardline : '',
    take(comment),
  ]);
}

export function hasLeading(node: FormatNode): boolean {
  return (node.comments ?? []).some((comment) => comment.leading);
}

export function hasTrailing(node: FormatNode): boolean {
  return (node.comments ?? []).some((comment) => comment.trailing);
}

/** Whether an empty line stands above the node and the comments before it. */
export function blankAbove(node: FormatNode, text: string): boolean {
  return blankBefore(text, node.comments?.find((comment) => comment.leading)?.span.start ?? node.span.start);
}

/** Whether the text is one `///` block that the empty line after it makes the file's: that line has to stay. */
export function isDocumentation({ comments = [] }: FormatNode, text: string): boolean {
  const isBlock = comments.every(
    (comment, i) => /^\/\/\/(?!\/)/.test(comment.text) && (i === 0 || !blankBefore(text, comment.span.start)),
  );
  return isBlock && blankAfter(text, comments.at(-1)?.span.end ?? text.length);
}

/** Whether a comment says that the node is to stay as it is written. */
export function isIgnored(node: FormatNode): boolean {
  return (node.comments ?? []).some(({ leading, text }) => leading && /^\/\/+\s*prettier-ignore\s*$/.test(text));
}

/** Whether the printer puts a new line between these two neighbours where there is a comment. */
function startsLine(enclosing: FormatNode, before: FormatNode, after: FormatNode): boolean {
  if (!('kind' in enclosing)) return false;
  if (isChain(enclosing)) return true;
  const listed =
    (enclosing.kind === 'let' || enclosing.kind === 'region' || enclosing.kind === 'input') && isName(after);
  const ofDomain = enclosing.kind === 'input' && before === enclosing.domain;
  return listed || ofDomain || linewise.has(enclosing.kind);
}

const linewise = new Set(['file', 'list', 'set', 'call', 'with']);

/** Whether the comment is the last thing between the parentheses of parameters. */
function closesParameters(
  enclosing: FormatNode,
  after: FormatNode,
  { span: { end } }: AttachedComment,
  text: string,
): boolean {
  if (!('kind' in enclosing) || (enclosing.kind !== 'let' && enclosing.kind !== 'region')) return false;
  return after === enclosing.value && /^(?:\s|\/\/[^\n]*\n)*\)/.test(text.slice(end, after.span.start));
}

function isName(node: FormatNode): boolean {
  return 'text' in node && commentPlaces(node).length === 0;
}

function attach(node: FormatNode, comment: AttachedComment, where: 'leading' | 'trailing'): true {
  // The tree belongs to prettier from here on, whose protocol is to write into it.
  Object.assign(comment, { leading: where === 'leading', trailing: where === 'trailing' });
  Object.assign(node, { comments: [...(node.comments ?? []), comment] });
  return true;
}

/** The text of a comment, which prettier then knows to be printed. */
function take(comment: AttachedComment): string {
  Object.assign(comment, { printed: true });
  return comment.text.trimEnd();
}

function blankBefore(text: string, start: number): boolean {
  let lines = 0;
  let at = start - 1;
  for (; at >= 0 && isSpace(text.charCodeAt(at)); at--) if (text[at] === '\n') lines += 1;
  return lines > 1 && at >= 0;
}

function blankAfter(text: string, end: number): boolean {
  let lines = 0;
  for (let at = end; at < text.length && isSpace(text.charCodeAt(at)); at++) if (text[at] === '\n') lines += 1;
  return lines > 1;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}
