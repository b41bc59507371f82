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
  switch (node.kind) {
    case 'file':
      return printFile({ ...place, node });
    case 'category':
    case 'open':
      return printItem({ ...place, node });
    case 'input':
    case 'let':
    case 'region':
    case 'output':
    case 'class':
    case 'default':
    case 'check':
    case 'import':
    case 'broken':
      return printDeclaration({ ...place, node });
    default:
      return printExpression({ ...place, node });
  }
}
