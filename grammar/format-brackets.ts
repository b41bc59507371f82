import { builders } from 'prettier/doc';
import { blankAbove, danglingComments } from './format-comments.ts';
import type { FormatNode } from './format-node.ts';
import type { Place } from './format-place.ts';

const { fill, group, ifBreak, indent, join, line, softline } = builders;

type Doc = builders.Doc;

/**
 * The members at `key` between brackets: all on the line, or one a line with a comma after each; plain numbers fill
 * their lines.
 */
export function bracketed(
  place: Place,
  [open, close]: readonly [string, string],
  key: string,
  members: readonly FormatNode[],
): Doc {
  const dangling = danglingComments(place.node, place.text);
  if (dangling) return group([open, indent([softline, dangling]), softline, close]);
  const last = members.at(-1);
  if (!last) return [open, close];
  const printed = members.map((_, i) => place.print([key, i]));
  if (members.length === 1 && isBracketed(last)) return [open, printed, close];
  // Nothing comes after the `..` of an open set.
  const comma = 'kind' in last && last.kind === 'open' ? '' : ifBreak(',');
  const rows = members.every(isPlainNumber) ? filled(printed) : oneALine(printed, members, place.text);
  return group([open, indent([softline, rows, comma]), softline, close]);
}

function filled(numbers: readonly Doc[]): Doc {
  const parts = numbers.map((number, i) => (i < numbers.length - 1 ? [number, ','] : number));
  return fill(join(line, parts));
}

/** An empty line between two members stays where they stand below each other. */
function oneALine(printed: readonly Doc[], members: readonly FormatNode[], text: string): Doc {
  return members.map((member, i) => {
    const separator = i === 0 ? '' : [',', line, blankAbove(member, text) ? softline : ''];
    return [separator, printed[i] ?? ''];
  });
}

/** Whether it needs no lines of its own between brackets: `polygon([...])`. */
function isBracketed(member: FormatNode): boolean {
  if (hasComments(member)) return false;
  if ('kind' in member) return member.kind === 'list' || member.kind === 'set';
  return 'value' in member && !('setting' in member) && !member.name && isBracketed(member.value);
}

function isPlainNumber(member: FormatNode): boolean {
  if (hasComments(member) || !('kind' in member)) return false;
  if (member.kind === 'category') return typeof member.value === 'number';
  if (member.kind === 'unary') return member.operator === '-' && isPlainNumber(member.operand);
  return member.kind === 'number';
}

function hasComments(node: FormatNode): boolean {
  return (node.comments ?? []).length > 0;
}
