import { diagnostic, type Diagnostic } from '../base/diagnostic.ts';
import { writing } from '../base/fixes.ts';
import { nearest } from '../base/near.ts';
import type { Span } from '../base/source.ts';
import type {
  Ast,
  ClassDeclaration,
  Declaration,
  ImportDeclaration,
  InputDeclaration,
  LetDeclaration,
  Name,
  OutputDeclaration,
  RegionDeclaration,
} from '../../grammar/ast.ts';
import { builtinNames } from './builtin-names.ts';
import { foreignNames } from './foreign-names.ts';
import { listedCategories, walkNames, type NameVisitor, type Wanted } from './walk-names.ts';

/** A name of a file's one namespace and what declares it. */
export interface Declared {
  readonly name: Name;
  readonly declaration: InputDeclaration | LetDeclaration | RegionDeclaration | OutputDeclaration | ClassDeclaration;
}

/** Where a name is used, and the declaration in which it is. */
export interface Use {
  readonly span: Span;
  readonly target: Declared;
  readonly by: Declaration;
}

/** What an import makes visible: under `alias.`, or as it is. */
export interface ImportedNames {
  readonly declaration: ImportDeclaration;
  readonly alias?: string;
  /** Absent where the import could not be followed: then any name may come from it. */
  readonly names?: ReadonlyMap<string, Declared>;
}

export interface NameTable {
  /** What the file declares itself, by name; of a name declared twice the first. */
  readonly declared: ReadonlyMap<string, Declared>;
  /** What a bare name stands for: the file's own names and those it imports. */
  readonly visible: ReadonlyMap<string, Declared>;
  /** What `alias.name` stands for. */
  readonly modules: ReadonlyMap<string, ReadonlyMap<string, Declared>>;
  readonly uses: readonly Use[];
  /** Every declared name, what a declaration uses before the declaration, as far as there are no cycles. */
  readonly order: readonly string[];
  /** Names that stand in a cycle: they have no meaning. */
  readonly cyclic: ReadonlySet<string>;
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
  const uses: Use[] = [];
  const dependencies = new Map<string, ReadonlySet<string>>();
  let by: Declaration | undefined;
  let used = new Set<string>();
  let usesAllInputs = false;
  const noteUse = ({ span }: Name, target: Declared): void => {
    if (by) uses.push({ span, target, by });
  };
  const visitor: NameVisitor = {
    onUse(name, locals, wanted) {
      const target = visible.get(name.text);
      if (target) {
        used.add(name.text);
        noteUse(name, target);
      } else if (!builtinNames.has(name.text) && !anyName) {
        diagnostics.push(unknownName(name, candidatesFor(wanted, visible, locals), categories, wanted));
      }
    },
    onModuleUse(module, name) {
      const names = modules.get(module.text);
      const target = names?.get(name.text);
      if (target) noteUse(name, target);
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
    by = declaration;
    used = new Set();
    if (!declaration.broken) walkNames(declaration, visitor);
    for (const name of namesOf(declaration)) dependencies.set(name.text, used);
  }
  const components = connectedComponents([...declared.keys()], dependencies);
  const cyclic = reportCycles(components, declared, dependencies, diagnostics);
  if (ast.declarations.some(({ kind }) => kind === 'output' || kind === 'class')) {
    diagnostics.push(...unusedNames(declared, uses, usesAllInputs));
  }
  return { declared, visible, modules, uses, order: components.flat(), cyclic, diagnostics };
}

/** A file's own names with those that it imports without an alias; a name from two places is an error. */
function addImported(
  declared: ReadonlyMap<string, Declared>,
  imports: readonly ImportedNames[],
  diagnostics: Diagnostic[],
): Map<string, Declared> {
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
    for (const name of namesOf(declaration)) {
      const first = declared.get(name.text);
      if (first) {
        diagnostics.push(diagnostic('R0102', name.span, { name: name.text }, relatedTo(first)));
      } else if (isNaming(declaration)) {
        declared.set(name.text, { name, declaration });
      }
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
  return namesOf(declaration).length > 0;
}

function namesOf(declaration: Declaration): readonly Name[] {
  switch (declaration.kind) {
    case 'input':
      return declaration.variables.map(({ name }) => name);
    case 'let':
    case 'region':
    case 'output':
    case 'class':
      return [declaration.name];
    case 'default':
    case 'check':
    case 'import':
    case 'broken':
      return [];
  }
}

/** An unknown name; what is near it among the first candidates comes before what is among the next. */
function unknownName(
  { text: name, span }: Name,
  candidates: readonly (readonly string[])[],
  categories: ReadonlySet<string> = new Set(),
  wanted?: Wanted,
): Diagnostic {
  const foreign = foreignNames.get(name.toLowerCase());
  if (foreign) {
    const fixes = foreign.write === undefined ? [] : [writing(span, foreign.write, false)];
    return diagnostic('R0101', span, { name, cure: foreign.cure }, { fixes });
  }
  if (categories.has(name)) {
    const quoted = JSON.stringify(name);
    return diagnostic(
      'R0101',
      span,
      { name, cure: `as a category it is written \`${quoted}\` here` },
      { fixes: [writing(span, quoted, false)] },
    );
  }
  const near = candidates.map((words) => nearest(name, words)).find((word) => word !== undefined);
  if (near === undefined) return diagnostic('R0101', span, { name, ...(wanted && { cure: declaring[wanted] }) });
  return diagnostic('R0101', span, { name, near }, { fixes: [writing(span, near, false, `change to \`${near}\``)] });
}

const declaring: Readonly<Record<Wanted, string>> = {
  number: 'declare it by `input` or `let`',
  region: 'declare it by `region`',
  function: 'declare it, with its parameters, by `let` or `region`',
  anything: 'declare it by `input`, `let` or `region`',
};

/** What a misspelt name may have been, what fits its place first. */
function candidatesFor(
  wanted: Wanted,
  visible: ReadonlyMap<string, Declared>,
  locals: readonly string[],
): readonly (readonly string[])[] {
  const all = [...visible.keys(), ...locals, ...builtinNames];
  if (wanted === 'anything') return [all];
  const fitting = [...visible].filter(([, { declaration }]) => fits(wanted, declaration)).map(([name]) => name);
  return [[...fitting, ...locals, ...(wanted === 'function' ? builtinNames : [])], all];
}

function fits(wanted: Wanted, declaration: Declared['declaration']): boolean {
  const isFunction = 'parameters' in declaration && declaration.parameters !== undefined;
  if (wanted === 'function' || isFunction) return wanted === 'function' && isFunction;
  const isNumber = declaration.kind === 'input' || declaration.kind === 'let';
  return isNumber === (wanted === 'number');
}

function relatedTo(first: Declared): { related: { span: Span; message: string }[] } {
  return { related: [{ span: first.name.span, message: `\`${first.name.text}\` is declared here` }] };
}

/** Reports each cycle once, at its first declaration; gives all names that stand in one. */
function reportCycles(
  components: readonly (readonly string[])[],
  declared: ReadonlyMap<string, Declared>,
  dependencies: ReadonlyMap<string, ReadonlySet<string>>,
  diagnostics: Diagnostic[],
): Set<string> {
  const cyclic = new Set<string>();
  for (const component of components) {
    const [only] = component;
    if (component.length === 1 && only !== undefined && !dependencies.get(only)?.has(only)) continue;
    for (const name of component) cyclic.add(name);
    const path = cycleThrough(
      [...declared.keys()].filter((name) => component.includes(name)),
      dependencies,
    );
    const first = declared.get(path[0] ?? '');
    if (!first) continue;
    const { declaration } = first;
    const recursive = 'parameters' in declaration && declaration.parameters !== undefined;
    diagnostics.push(diagnostic(recursive ? 'R0104' : 'R0103', first.name.span, { path }));
  }
  return cyclic;
}

/** A cycle that starts and ends at the first of the names, all of one component. */
function cycleThrough(names: readonly string[], dependencies: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const start = names[0] ?? '';
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    for (const next of dependencies.get(name) ?? []) {
      if (next === start) {
        const path = [start];
        for (let back = name; back !== start; back = cameFrom.get(back) ?? start) path.unshift(back);
        return [start, ...path];
      }
      if (names.includes(next) && !cameFrom.has(next)) {
        cameFrom.set(next, name);
        queue.push(next);
      }
    }
  }
  return [start, start];
}

/** Tarjan's strongly connected components, with its own stack: a chain of declarations may be long. */
function connectedComponents(
  names: readonly string[],
  dependencies: ReadonlyMap<string, ReadonlySet<string>>,
): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const components: string[][] = [];
  const enter = (name: string): { name: string; rest: Iterator<string> } => {
    index.set(name, index.size);
    low.set(name, index.size - 1);
    open.push(name);
    isOpen.add(name);
    return { name, rest: (dependencies.get(name) ?? new Set<string>()).values() };
  };
  for (const root of names) {
    if (index.has(root)) continue;
    const stack = [enter(root)];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const { name, rest } = top;
      const next = rest.next();
      if (!next.done) {
        if (!index.has(next.value)) stack.push(enter(next.value));
        else if (isOpen.has(next.value)) low.set(name, Math.min(low.get(name) ?? 0, index.get(next.value) ?? 0));
        continue;
      }
      stack.pop();
      const parent = stack.at(-1);
      if (parent) low.set(parent.name, Math.min(low.get(parent.name) ?? 0, low.get(name) ?? 0));
      if (low.get(name) !== index.get(name)) continue;
      const component = open.splice(open.indexOf(name));
      for (const member of component) isOpen.delete(member);
      components.push(component);
    }
  }
  return components;
}

function unusedNames(
  declared: ReadonlyMap<string, Declared>,
  uses: readonly Use[],
  usesAllInputs: boolean,
): Diagnostic[] {
  const used = new Set(uses.map(({ target }) => target.name.text));
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
