import { parse } from '../../grammar/parser.ts';
import type { Ast, ImportDeclaration } from '../../grammar/ast.ts';
import type { Code } from '../base/catalogue/index.ts';
import { diagnostic, messageOf, severityOf, type Diagnostic, type Result } from '../base/diagnostic.ts';
import { defaultLimits, type Limits } from '../base/limits.ts';
import { makeSource, type Source } from '../base/source.ts';

/** A file as read, with what it imports. */
export interface Module {
  readonly source: Source;
  readonly ast: Ast;
  /** By the import declarations that could be followed. */
  readonly imports: ReadonlyMap<ImportDeclaration, Module>;
  /** Of its text and of its imports; those of imported files are told at the import. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Gives the text of a file by its path, undefined where there is none. */
export type Load = (path: string) => string | undefined | Promise<string | undefined>;

export interface ModuleOptions {
  readonly limits?: Limits;
  /** Imports may leave the folder of the main file. */
  readonly allowOutside?: boolean;
  /** The main file, where it has been read already. */
  readonly parsed?: Result<Ast>;
}

/** A text alone: what it imports counts as not found. */
export function loneModule(source: Source, limits: Limits = defaultLimits): Module {
  const { value: ast, diagnostics } = parse(source, limits);
  const imports = ast.declarations.filter((each) => each.kind === 'import' && !each.broken);
  const missing = imports.flatMap((each) =>
    each.kind === 'import' ? [diagnostic('R0120', each.path.span, { path: each.path.value })] : [],
  );
  return { source, ast, imports: new Map(), diagnostics: [...diagnostics, ...missing] };
}

/** Reads a text and all that it imports, each file once. */
export async function loadModule(
  source: Source,
  load: Load,
  { limits = defaultLimits, allowOutside = false, parsed }: ModuleOptions = {},
): Promise<Module> {
  const known = new Map<string, Module>();
  const root = folderOf(source.path);

  const read = async (file: Source, open: readonly string[]): Promise<Module> => {
    const { value: ast, diagnostics } = (file === source && parsed) || parse(file, limits);
    const found = [...diagnostics];
    const imports = new Map<ImportDeclaration, Module>();
    for (const declaration of ast.declarations) {
      if (declaration.kind !== 'import' || declaration.broken) continue;
      const result = await follow(declaration, file, open);
      if ('code' in result) found.push(result);
      else imports.set(declaration, result);
    }
    const module = { source: file, ast, imports, diagnostics: found };
    known.set(file.path, module);
    return module;
  };

  const follow = async (
    declaration: ImportDeclaration,
    from: Source,
    open: readonly string[],
  ): Promise<Module | Diagnostic> => {
    const { path: written } = declaration;
    const path = joinPath(folderOf(from.path), written.value);
    if (open.includes(path)) {
      return diagnostic('R0121', written.span, { files: [...open.slice(open.indexOf(path)), path] });
    }
    if (!allowOutside && !isBelow(path, root)) return diagnostic('R0125', written.span, { path: written.value });
    const module = known.get(path) ?? (await openFile(path, open));
    if (module === 'too many') return diagnostic('R0126', written.span, { limit: limits.imports });
    if (module === undefined) return diagnostic('R0120', written.span, { path: written.value });
    const errors = module.diagnostics.filter((each) => severityOf(each) === 'error');
    const circle = errors.find((each) => isCode(each, 'R0121'));
    if (circle) return diagnostic('R0121', written.span, circle.data);
    return errors.length === 0 ? module : brokenImport(declaration, errors);
  };

  const openFile = async (path: string, open: readonly string[]): Promise<Module | 'too many' | undefined> => {
    if (known.size + open.length > limits.imports) return 'too many';
    const text = await load(path);
    return text === undefined ? undefined : read(makeSource(path, text), [...open, path]);
  };

  return read(source, [source.path]);
}

function isCode<C extends Code>(found: Diagnostic, code: C): found is Diagnostic<C> {
  return found.code === code;
}

/** The error at an import whose file has errors of its own. */
export function brokenImport({ path }: ImportDeclaration, errors: readonly Diagnostic[]): Diagnostic {
  const [first] = errors;
  const message = first ? messageOf(first) : '';
  const related = first?.span ? [{ span: first.span, message: 'the first of them' }] : [];
  return diagnostic('R0122', path.span, { path: path.value, message, more: errors.length - 1 }, { related });
}

/** Every file of a module, the imported ones after it, each once. */
export function sourcesOf(module: Module): Source[] {
  return allModules(module).map(({ source }) => source);
}

/** A module and all it imports, what is imported before what imports it. */
export function allModules(module: Module): Module[] {
  const seen = new Set<Module>();
  const visit = (each: Module): void => {
    if (seen.has(each)) return;
    for (const imported of each.imports.values()) visit(imported);
    seen.add(each);
  };
  visit(module);
  return [...seen];
}

/** Without a slash at its end; nothing for a file of the current folder. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === 0 ? '/' : path.slice(0, Math.max(0, slash));
}

/** `a/b` and `../c.region` give `a/c.region`. */
function joinPath(folder: string, path: string): string {
  if (path.startsWith('/')) return path;
  const parts: string[] = [];
  for (const part of [...folder.split('/'), ...path.split('/')]) {
    if (part === '.' || (part === '' && parts.length > 0)) continue;
    const last = parts.at(-1);
    if (part === '..' && last !== undefined && last !== '..' && last !== '') parts.pop();
    else if (part !== '' || folder.startsWith('/')) parts.push(part);
  }
  return parts.join('/');
}

/** Whether a path, as `loadModule` makes them, lies in a folder or in one of its folders. */
export function isBelow(path: string, folder: string): boolean {
  if (path.startsWith('../') || (path.startsWith('/') && !folder.startsWith('/'))) return false;
  return folder === '' || path.startsWith(folder === '/' ? folder : `${folder}/`);
}
