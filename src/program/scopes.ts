import type { Declaration, ImportDeclaration } from '../../grammar/ast.ts';
import { allModules, type Module } from './modules.ts';
import type { Declared } from './declared.ts';
import { collectNames, type ImportedNames, type NameTable } from './names.ts';

/** A file with its names looked up. */
export interface Scope {
  readonly module: Module;
  readonly names: NameTable;
}

/** The names of a file and of all it imports, by file, what is imported first. */
export function collectScopes(main: Module): ReadonlyMap<string, Scope> {
  const scopes = new Map<string, Scope>();
  for (const module of allModules(main)) {
    const imports = module.ast.declarations.flatMap((each) => {
      if (each.kind !== 'import' || each.broken) return [];
      const imported = module.imports.get(each);
      return [importedNames(each, imported && scopes.get(imported.source.path))];
    });
    scopes.set(module.source.path, { module, names: collectNames(module.ast, imports) });
  }
  return scopes;
}

/** A file's inputs, lets and regions; not its outputs, classes, and what it imports itself. */
function importedNames(declaration: ImportDeclaration, scope: Scope | undefined): ImportedNames {
  const alias = declaration.alias && { alias: declaration.alias.text };
  if (!scope) return { declaration, ...alias };
  const names = [...scope.names.declared].filter(
    ([
      ,
      {
        declaration: { kind },
      },
    ]) => kind !== 'output' && kind !== 'class',
  );
  return { declaration, ...alias, names: new Map(names) };
}

/**
 * What the program calls each file's named regions where that is not their own name: those that the main file imports
 * as it writes them, what lies deeper with its file's path before it.
 */
export function nameRegions(main: Module, scopes: ReadonlyMap<string, Scope>): Map<string, Map<Declared, string>> {
  const named = new Map<string, Map<Declared, string>>();
  const taken = new Set<string>();
  const add = (path: string, prefix: string): void => {
    const names = scopes.get(path)?.names.declared ?? new Map<string, Declared>();
    if (named.has(path)) return;
    const ofFile = new Map<Declared, string>();
    for (const declared of names.values()) {
      const short = `${prefix}${declared.name.text}`;
      const name = taken.has(short) ? `${path}:${declared.name.text}` : short;
      taken.add(name);
      if (name !== declared.name.text) ofFile.set(declared, name);
    }
    named.set(path, ofFile);
  };
  add(main.source.path, '');
  for (const [{ alias }, imported] of main.imports) add(imported.source.path, alias ? `${alias.text}.` : '');
  for (const path of scopes.keys()) add(path, `${path}:`);
  return named;
}

/** Whatever the main file declares, and what of other files it comes to, directly and through others. */
export function isReachable(main: Module, scopes: ReadonlyMap<string, Scope>): (declared: Declared) => boolean {
  const { path } = main.source;
  const reached = new Set<Declared>();
  const pending: Declaration[] = [...main.ast.declarations];
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const { target } of scopes.get(next.span.file)?.names.uses.get(next) ?? []) {
      if (target.name.span.file === path || reached.has(target)) continue;
      reached.add(target);
      pending.push(target.declaration);
    }
  }
  return (declared) => declared.name.span.file === path || reached.has(declared);
}
