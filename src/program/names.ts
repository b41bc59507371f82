import { diagnostic, type Diagnostic } from '../base/diagnostic.ts';
import { writing } from '../base/fixes.ts';
import type { Span } from '../base/source.ts';
import type { Ast, Declaration, ImportDeclaration, Name } from '../../grammar/ast.ts';
import { builtinNames } from './builtin-names.ts';
import { orderByDependency, type DependencyOrder } from './cycles.ts';
import type { Declared, Use } from './declared.ts';
import { candidatesFor, unknownName } from './unknown-name.ts';
import { listedCategories, walkNames, type NameVisitor } from './walk-names.ts';

/** What an import makes visible: under `alias.`, or as it is. */
export interface ImportedNames {
  readonly declaration: ImportDeclaration;
  readonly alias?: string;
  /** Absent where the import could not be followed: then any name may come from it. */
  readonly names?: ReadonlyMap<string, Declared>;
}

export interface NameTable extends DependencyOrder {
  /** What the file declares itself, by name; of a name declared twice the first. */
  readonly declared: ReadonlyMap<string, Declared>;
  /** What a bare name stands for: the file's own names and those it imports. */
  readonly visible: ReadonlyMap<string, Declared>;
  /** What `alias.name` stands for. */
  readonly modules: ReadonlyMap<string, ReadonlyMap<string, Declared>>;
  /** By the declaration in which they stand; absent for those that use nothing. */
  readonly uses: ReadonlyMap<Declaration, readonly Use[]>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Looks every name up, without evaluating anything: unknown names, names declared twice, cycles, unused names. */
export function collectNames(ast: Ast, imports: readonly ImportedNames[] = []): NameTable {
  const diagnostics: Diagnostic[] = [];
  const declared = declareAll(ast, diagnostics);
  const visible = addImported(declared, imports, diagnostics);
  const aliases = new Set(imports.map(({ alias }) => alias));
  const anyName = imports.some(({ alias, names }) => alias === undefined && names === undefined);
  const modules = new Map(
    imports.flatMap(({ alias, names }) => (alias === undefined || !names ? [] : [[alias, names] as const])),
  );
  const categories = categoriesOf(ast);
  const undeclared = new Set<string>();
  const uses = new Map<Declaration, readonly Use[]>();
  let used: Use[] = [];
  let usesAllInputs = false;
  let compared = 0;
  const visitor: NameVisitor = {
    onUse(name, locals, wanted) {
      const target = visible.get(name.text);
      if (target) used.push({ span: name.span, target });
      else if (!builtinNames.has(name.text) && !anyName) {
        compared += visible.size;
        const candidates = compared <= mostCompared ? candidatesFor(wanted, visible, locals) : [];
        const found = unknownName(name, candidates, categories, wanted);
        // A name that nobody declared is one mistake, wherever it is used; each misspelling is one of its own.
        if (found.fixes.length > 0 || !undeclared.has(name.text)) diagnostics.push(found);
        undeclared.add(name.text);
      }
    },
    onModuleUse(module, name) {
      const names = modules.get(module.text);
      const target = names?.get(name.text);
      if (target) used.push({ span: name.span, target });
      else if (names) diagnostics.push(unknownName(name, [[...names.keys()]]));
      else if (!aliases.has(module.text)) diagnostics.push(unknownName(module, [[...modules.keys()]]));
    },
    onUnusedLocal(name) {
      diagnostics.push(diagnostic('R0111', name.span, { name: name.text }));
    },
    onHiding(name) {
      const hidden = visible.get(name.text);
      if (hidden) diagnostics.push(diagnostic('R0108', name.span, { name: name.text }, relatedTo(hidden)));
    },
    isCategory: (name) => categories.has(name.text),
    isCategorical: (name) => isCategorical(visible.get(name.text)),
    isFree: (name) => !visible.has(name.text) && !builtinNames.has(name.text),
    onWholePoint() {
      usesAllInputs = true;
    },
  };
  for (const declaration of ast.declarations) {
    if (declaration.broken) continue;
    used = [];
    walkNames(declaration, visitor);
    if (used.length > 0) uses.set(declaration, used);
  }
  const dependencies = orderByDependency([...declared.values()], uses, diagnostics);
  if (ast.declarations.some(({ kind }) => kind === 'output' || kind === 'class')) {
    diagnostics.push(...unusedNames(declared, uses, usesAllInputs));
  }
  return { declared, visible, modules, uses, ...dependencies, diagnostics };
}

/** What was meant by an unknown name is looked for among all that a file declares, until so many were compared. */
const mostCompared = 2e5;

/** A file's own names with those that it imports without an alias; a name from two places is an error. */
function addImported(
  declared: ReadonlyMap<string, Declared>,
  imports: readonly ImportedNames[],
  diagnostics: Diagnostic[],
): ReadonlyMap<string, Declared> {
  if (imports.length === 0) return declared;
  const visible = new Map(declared);
  for (const { declaration, alias, names } of imports) {
    if (alias !== undefined) continue;
    for (const [name, imported] of names ?? []) {
      const other = visible.get(name);
      // Inputs of one name are one coordinate, wherever they are declared.
      if (other?.declaration.kind === 'input' && imported.declaration.kind === 'input') continue;
      if (other) {
        diagnostics.push(clash(declaration, name, other));
        break;
      }
      visible.set(name, imported);
    }
  }
  return visible;
}

function clash(declaration: ImportDeclaration, name: string, other: Declared): Diagnostic {
  const { span } = declaration;
  const alias = stemOf(declaration.path.value);
  const end = { file: span.file, start: span.end, end: span.end };
  return diagnostic(
    'R0123',
    declaration.path.span,
    { name, path: declaration.path.value, alias },
    {
      ...relatedTo(other),
      fixes: [writing(end, ` as ${alias}`, false, `import it as \`${alias}\``)],
    },
  );
}

/** `lib/rings.region` gives `rings`, as far as it can be a name. */
function stemOf(path: string): string {
  const stem = (path.split('/').at(-1) ?? '').replace(/\.region$/, '').replace(/\W/g, '_');
  return /^[A-Za-z_]/.test(stem) ? stem : `lib_${stem}`;
}

function declareAll(ast: Ast, diagnostics: Diagnostic[]): Map<string, Declared> {
  const declared = new Map<string, Declared>();
  for (const declaration of ast.declarations) {
    if (!isNaming(declaration)) continue;
    for (const name of namesOf(declaration)) {
      const first = declared.get(name.text);
      if (first) diagnostics.push(diagnostic('R0102', name.span, { name: name.text }, relatedTo(first)));
      else declared.set(name.text, { name, declaration });
    }
  }
  return declared;
}

function isCategorical(declared: Declared | undefined): boolean {
  return declared?.declaration.kind === 'input' && listedCategories(declared.declaration.domain).length > 0;
}

/** The names of all categories of the file's inputs. */
function categoriesOf(ast: Ast): Set<string> {
  return new Set(
    ast.declarations.flatMap((each) => (each.kind === 'input' ? listedCategories(each.domain).map(String) : [])),
  );
}

function isNaming(declaration: Declaration): declaration is Declared['declaration'] {
  const { kind } = declaration;
  return kind !== 'default' && kind !== 'check' && kind !== 'import' && kind !== 'broken';
}

function namesOf(declaration: Declared['declaration']): readonly Name[] {
  return declaration.kind === 'input' ? declaration.variables.map(({ name }) => name) : [declaration.name];
}

function relatedTo(first: Declared): { related: { span: Span; message: string }[] } {
  return { related: [{ span: first.name.span, message: `\`${first.name.text}\` is declared here` }] };
}

function unusedNames(
  declared: ReadonlyMap<string, Declared>,
  uses: NameTable['uses'],
  usesAllInputs: boolean,
): Diagnostic[] {
  const used = new Set<string>();
  for (const each of uses.values()) for (const { target } of each) used.add(target.name.text);
  const unused: Diagnostic[] = [];
  for (const { name, declaration } of declared.values()) {
    if (used.has(name.text) || declaration.broken) continue;
    if (declaration.kind === 'let' || declaration.kind === 'region') {
      unused.push(diagnostic('R0110', name.span, { name: name.text, what: declaration.kind }));
    } else if (declaration.kind === 'input' && !usesAllInputs) {
      unused.push(diagnostic('R0109', name.span, { name: name.text }));
    }
  }
  return unused;
}
