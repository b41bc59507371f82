import type { Node } from '../../grammar/walk.ts';
import type { Span } from '../base/source.ts';
import type { Analysis } from './analyse.ts';
import { nodesIn } from './occurrences.ts';

/** A piece of text that leads to a file. */
export interface Link {
  readonly span: Span;
  readonly path: string;
}

/** The paths of imports that could be followed, and of data files that checks name. */
export function links(analysis: Analysis): readonly Link[] {
  const { module } = analysis;
  const imports = [...module.imports].map(([{ path }, imported]) => ({ span: path.span, path: imported.source.path }));
  return [...imports, ...dataLinks(analysis)].toSorted((a, b) => a.span.start - b.span.start);
}

/** The data files that claims name, in order. */
export function dataPaths(analysis: Analysis): readonly string[] {
  return [...new Set(dataLinks(analysis).map(({ path }) => path))];
}

function dataLinks({ module, source }: Analysis): Link[] {
  const folder = source.path.slice(0, source.path.lastIndexOf('/') + 1);
  return module.ast.declarations.flatMap((declaration) =>
    declaration.kind === 'check'
      ? dataTexts(declaration).map(({ span, value }) => ({
          span,
          path: value.startsWith('/') ? value : folder + value,
        }))
      : [],
  );
}

function dataTexts(declaration: Node): Extract<Node, { kind: 'string' }>[] {
  return [...nodesIn(declaration)].flatMap((node) => {
    if (node.kind !== 'call' || node.callee.name.text !== 'accuracy') return [];
    return node.arguments
      .flatMap(({ name, value }) =>
        value.kind === 'string' && (name === undefined || name.text === 'data') ? [value] : [],
      )
      .slice(0, 1);
  });
}
