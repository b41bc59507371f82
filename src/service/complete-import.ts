import type { Edit } from '../base/diagnostic.ts';
import type { Declared } from '../program/declared.ts';
import type { Analysis } from './analyse.ts';
import type { Want } from './builtins.ts';
import { startOfComments } from './comments.ts';
import { natureOf } from './nature.ts';
import type { Project } from './project.ts';

/** A name of another file that an import would bring. */
export interface Importable {
  readonly name: string;
  /** As the import writes it. */
  readonly path: string;
  /** How the name is used then: itself, or `alias.name`. */
  readonly text: string;
  /** The import. */
  readonly edits: readonly Edit[];
  readonly declared: Declared;
  readonly nature: Want;
  readonly doc?: string;
}

/** What the files below this one's folder declare and it does not import yet. */
export async function importable(analysis: Analysis, project: Project): Promise<readonly Importable[]> {
  const { source, module, names } = analysis;
  const folder = source.path.slice(0, source.path.lastIndexOf('/') + 1);
  const known = new Set([...module.imports.values()].map((imported) => imported.source.path));
  const others = (await project.mentioning('')).filter(
    (other) =>
      other.source.path.startsWith(folder) && other.source.path !== source.path && !known.has(other.source.path),
  );
  return others.flatMap((other): Importable[] => {
    // It would close a circle.
    if (other.sources.some(({ path }) => path === source.path)) return [];
    const path = other.source.path.slice(folder.length);
    const offered = [...other.names.declared].filter(
      ([, { declaration }]) => declaration.kind === 'let' || declaration.kind === 'region',
    );
    const visible = [...other.names.declared].filter(
      ([, { declaration }]) => declaration.kind !== 'output' && declaration.kind !== 'class',
    );
    const clashes = visible.some(([name, { declaration }]) => {
      const own = names.visible.get(name);
      return own !== undefined && !(own.declaration.kind === 'input' && declaration.kind === 'input');
    });
    const alias = clashes ? stemOf(path) : undefined;
    const edits = [importEdit(analysis, path, alias)];
    return offered.map(([name, declared]) => ({
      name,
      path,
      text: alias === undefined ? name : `${alias}.${name}`,
      edits,
      declared,
      nature: natureOf(declared, other.lets),
      ...(declared.declaration.doc !== undefined && { doc: declared.declaration.doc }),
    }));
  });
}

/** After the last import, else before the first declaration with its documentation. */
function importEdit({ source, module }: Analysis, path: string, alias: string | undefined): Edit {
  const line = `import "${path}"${alias === undefined ? '' : ` as ${alias}`}`;
  const imports = module.ast.declarations.filter(({ kind }) => kind === 'import');
  const last = imports.at(-1);
  if (last) return { span: { file: source.path, start: last.span.end, end: last.span.end }, text: `\n${line}` };
  const first = module.ast.declarations[0]?.span.start ?? source.text.length;
  const start = module.ast.declarations[0]?.doc === undefined ? first : startOfComments(source.text, first);
  return { span: { file: source.path, start, end: start }, text: `${line}\n` };
}

function stemOf(path: string): string {
  const stem = (path.split('/').at(-1) ?? '').replace(/\.region$/, '').replace(/\W/g, '_');
  return /^[A-Za-z_]/.test(stem) ? stem : `lib_${stem}`;
}
