import type { Declaration, Name } from '../../grammar/ast.ts';
import type { Span } from '../base/source.ts';
import type { Analysis } from './analyse.ts';
import type { Project } from './project.ts';

/** A line of the outline of a file. */
export interface OutlineEntry {
  readonly name: string;
  /** What is said of it, on one short line. */
  readonly detail: string;
  readonly kind: 'input' | 'value' | 'function' | 'region' | 'output' | 'class' | 'check' | 'default' | 'import';
  /** The declaration, and in it the name. */
  readonly span: Span;
  readonly nameSpan: Span;
}

/** The declarations of a file in order; of one that names several inputs, one entry each. */
export function outline({ source, module }: Analysis): readonly OutlineEntry[] {
  return module.ast.declarations.flatMap((declaration) => entriesOf(declaration, source.text));
}

/** The declared names of the project that have the letters of `query` in this order. */
export async function findSymbols(query: string, project: Project): Promise<readonly OutlineEntry[]> {
  const letters = query.toLowerCase();
  const analyses = await project.mentioning('');
  const found = analyses.flatMap((analysis) =>
    outline(analysis).filter(({ kind, name }) => isNamed(kind) && hasLetters(name.toLowerCase(), letters)),
  );
  return found.slice(0, mostFound);
}

const mostFound = 500;

function isNamed(kind: OutlineEntry['kind']): boolean {
  return kind !== 'check' && kind !== 'default' && kind !== 'import';
}

function hasLetters(name: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function entriesOf(declaration: Declaration, text: string): OutlineEntry[] {
  const { span } = declaration;
  const shown = ({ start, end }: Span): string => shorten(text.slice(start, end));
  const named = (name: Name, kind: OutlineEntry['kind'], detail: string): OutlineEntry => ({
    name: name.text,
    detail,
    kind,
    span,
    nameSpan: name.span,
  });
  const wordless = (name: string, kind: OutlineEntry['kind'], nameSpan: Span): OutlineEntry => ({
    name,
    detail: '',
    kind,
    span,
    nameSpan,
  });
  switch (declaration.kind) {
    case 'input':
      return declaration.variables.map(({ name }) => named(name, 'input', `in ${shown(declaration.domain.span)}`));
    case 'let':
      return [named(declaration.name, declaration.parameters ? 'function' : 'value', shown(declaration.value.span))];
    case 'region':
      return [named(declaration.name, declaration.parameters ? 'function' : 'region', shown(declaration.value.span))];
    case 'output':
    case 'class':
      return [named(declaration.name, declaration.kind, shown(declaration.value.span))];
    case 'check':
      return [wordless(shown(declaration.claim.span), 'check', declaration.claim.span)];
    case 'default':
      return [wordless(`default ${declaration.setting}`, 'default', span)];
    case 'import':
      return [wordless(declaration.path.value, 'import', declaration.path.span)];
    case 'broken':
      return [];
  }
}

/** On one line, and no longer than an outline is wide. */
function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}
