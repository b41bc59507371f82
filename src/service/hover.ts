import type { Analysis } from './analyse.ts';
import type { Declared, NameTable } from '../program/names.ts';
import type { Source, Span } from '../base/source.ts';

/** What is known of the name at a place, in Markdown, with the span of that name. */
export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** The hover of the name that `offset` lies in or right behind; undefined where no declared name stands. */
export function hover({ names, sources }: Analysis, offset: number): Hover | undefined {
  const found = occurrencesOf(names).find(({ span }) => span.start <= offset && offset <= span.end);
  if (!found) return undefined;
  const { name, declaration } = found.target;
  const code = `\`\`\`region\n${excerpt(sources, declaration.span)}\n\`\`\``;
  const parts = [`**${name.text}** (${kindOf(found.target)})`, code, declaration.doc];
  return { span: found.span, markdown: parts.filter((part) => part !== undefined).join('\n\n') };
}

interface Occurrence {
  readonly span: Span;
  readonly target: Declared;
}

/** Every place of the file where a name is declared or used. */
function occurrencesOf({ declared, uses }: NameTable): readonly Occurrence[] {
  return [...[...declared.values()].map((target) => ({ span: target.name.span, target })), ...uses];
}

const longest = 8;

/** The declaration as written, in this file or an imported one; of a long one the first lines. */
function excerpt(sources: readonly Source[], span: Span): string {
  const text = sources.find(({ path }) => path === span.file)?.text.slice(span.start, span.end) ?? '';
  const lines = text.split(/\r?\n/);
  return (lines.length > longest ? [...lines.slice(0, longest), '...'] : lines).join('\n');
}

function kindOf({ declaration }: Declared): string {
  switch (declaration.kind) {
    case 'let':
      return declaration.parameters ? 'function' : 'value';
    case 'region':
      return `${declaration.frozen ? 'frozen ' : ''}region${declaration.parameters ? ' function' : ''}`;
    case 'input':
    case 'output':
    case 'class':
      return declaration.kind;
  }
}
