import type { builders } from 'prettier/doc';
import { withComments } from './format-comments.ts';
import { printDeclaration, printFile } from './format-declarations.ts';
import { printArgument, printExpression, printItem, printSetting } from './format-expressions.ts';
import type { Place } from './format-place.ts';

/** A node with its comments as prettier's document; `prefix` stands between the two. */
export function printNode(place: Place, prefix = ''): builders.Doc {
  return withComments(place.node, [prefix, bare(place)], place.text);
}

function bare(place: Place): builders.Doc {
  const { node } = place;
  if (!('kind' in node)) {
    if ('setting' in node) return printSetting({ ...place, node });
    return 'value' in node ? printArgument({ ...place, node }) : node.text;
  }
  if (node.kind === 'file') return printFile({ ...place, node });
  if (node.kind === 'category' || node.kind === 'open') return printItem({ ...place, node });
  return 'broken' in node ? printDeclaration({ ...place, node }) : printExpression({ ...place, node });
}
