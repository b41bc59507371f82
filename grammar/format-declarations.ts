import { builders } from 'prettier/doc';
import type * as ast from './ast.ts';
import { blankAbove, danglingComments, hasLeading, hasTrailing, isDocumentation } from './format-comments.ts';
import type { FileNode } from './format-node.ts';
import { after, defined, type Place } from './format-place.ts';

const { group, hardline, indent, join, line, softline } = builders;

type Doc = builders.Doc;

/** One declaration a line, with one empty line between two where there was at least one. */
export function printFile({ node, print, text }: Place<FileNode>): Doc {
  const dangling = danglingComments(node, text);
  if (dangling) return [dangling, hardline, isDocumentation(node, text) ? hardline : ''];
  return node.declarations.map((declaration, i) => [
    i > 0 && blankAbove(declaration, text) ? hardline : '',
    print(['declarations', i]),
    hardline,
  ]);
}

export function printDeclaration(place: Place<ast.Declaration>): Doc {
  const { node } = place;
  switch (node.kind) {
    case 'input':
      return printInput({ ...place, node });
    case 'let':
      return defined(place, ['let ', node.name.text, parameters(place, node), ' ='], 'value', node.value);
    case 'region': {
      const word = node.frozen ? 'frozen region ' : 'region ';
      return defined(place, [word, node.name.text, parameters(place, node), ' ='], 'value', node.value);
    }
    case 'output': {
      const column = node.column ? indent(after(place, ' column', 'column', node.column)) : '';
      return defined(place, ['output ', node.name.text, column, ' ='], 'value', node.value);
    }
    case 'class': {
      const label = node.label ? after(place, ' label', 'label', node.label) : '';
      return defined(place, ['class ', node.name.text, label, ' ='], 'value', node.value);
    }
    case 'default':
      return after(place, `default ${node.setting}`, 'value', node.value);
    case 'check':
      return after(place, 'check', 'claim', node.claim);
    case 'import': {
      const alias = node.alias ? after(place, ' as', 'alias', node.alias) : '';
      return [after(place, 'import', 'path', node.path), alias];
    }
    case 'broken':
      throw new Error('a text with syntax errors is left as it is');
  }
}

function printInput(place: Place<ast.InputDeclaration>): Doc {
  const { node, print } = place;
  const variables = node.variables.map(({ size }, i) => [
    print(['variables', i, 'name']),
    size ? ['[', print(['variables', i, 'size']), ']'] : '',
  ]);
  const head = [group(['input', indent([line, join([',', line], variables)])]), ' in'];
  return [after(place, head, 'domain', node.domain), columns(place)];
}

/** `column "a"` or `columns "a" .. "b"`, on the line of the domain where there is room. */
function columns({ node, print }: Place<ast.InputDeclaration>): Doc {
  const first = node.column ?? node.columns?.first;
  if (!first) return '';
  const written = node.column
    ? print('column', 'column ')
    : [print(['columns', 'first'], 'columns '), ' .. ', print(['columns', 'last'])];
  return group(indent([hasTrailing(node.domain) || hasLeading(first) ? hardline : line, written]));
}

function parameters(place: Place, { parameters: all }: ast.LetDeclaration | ast.RegionDeclaration): Doc {
  if (!all) return '';
  const written = all.map(({ default: value }, i) => {
    const name = place.print(['parameters', i, 'name']);
    return value ? after(place, [name, ' ='], ['parameters', i, 'default'], value) : name;
  });
  return group(['(', indent([softline, join([',', line], written)]), softline, ')']);
}
