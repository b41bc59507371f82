import type { CallExpression, Declaration, Member, Name } from '../../grammar/ast.ts';
import { childrenOf, type Node } from '../../grammar/walk.ts';
import type { Span } from '../base/source.ts';
import type { Declared } from '../program/declared.ts';
import type { NameTable } from '../program/names.ts';
import type { Scope } from '../program/scopes.ts';
import { walkNames, type NameVisitor } from '../program/walk-names.ts';
import { builtinNames } from '../program/builtin-names.ts';
import { declaredSymbol, type Symbol } from './symbols.ts';

/** A name as it stands in a text. */
export type Occurrence =
  | {
      readonly kind: 'symbol';
      readonly span: Span;
      readonly symbol: Symbol;
      /** Whether it is the declaration itself. */
      readonly declares: boolean;
      /** It names an argument: `radius` in `ball(radius: 1)`. */
      readonly labels: boolean;
    }
  | { readonly kind: 'builtin'; readonly span: Span; readonly name: string }
  | { readonly kind: 'category'; readonly span: Span; readonly name: string };

/** Every name of a file, in order of place; those in broken declarations too. */
export function occurrencesIn({ module, names }: Scope): readonly Occurrence[] {
  const found: Occurrence[] = [];
  const add = (span: Span, symbol: Symbol, declares = false, labels = false): void => {
    found.push({ kind: 'symbol', span, symbol, declares, labels });
  };
  const categories = categoryNames(module.ast.declarations);
  for (const declaration of module.ast.declarations) {
    for (const { span, declared } of declaredBy(declaration, names)) add(span, declaredSymbol(declared), true);
    if (declaration.kind === 'import' && declaration.alias)
      add(declaration.alias.span, { kind: 'module', name: declaration.alias, declaration }, true);
    const locals = localsOf(declaration);
    for (const { name, role } of locals) add(name.span, { kind: 'local', name, role, inside: declaration }, true);
    walkNames(declaration, {
      ...silent,
      onUse(name) {
        const target = names.visible.get(name.text);
        if (target) add(name.span, declaredSymbol(target));
        else if (builtinNames.has(name.text)) found.push({ kind: 'builtin', span: name.span, name: name.text });
      },
      onLocalUse(name, binder) {
        const role = locals.find((local) => local.name === binder)?.role ?? 'for';
        add(name.span, { kind: 'local', name: binder, role, inside: declaration });
      },
      onModuleUse(alias, name) {
        const imported = module.ast.declarations.find(
          (each) => each.kind === 'import' && each.alias?.text === alias.text,
        );
        if (imported?.kind === 'import' && imported.alias)
          add(alias.span, { kind: 'module', name: imported.alias, declaration: imported });
        const target = names.modules.get(alias.text)?.get(name.text);
        if (target) add(name.span, declaredSymbol(target));
      },
      onCategory: ({ span, text }) => found.push({ kind: 'category', span, name: text }),
      isCategory: ({ text }) => categories.has(text),
      isCategorical: ({ text }) => isCategorical(names.visible.get(text)),
      isFree: ({ text }) => !names.visible.has(text) && !builtinNames.has(text),
    });
    for (const node of nodesIn(declaration)) {
      if (node.kind === 'set') {
        for (const item of node.items)
          if (item.kind === 'category') found.push({ kind: 'category', span: item.span, name: String(item.value) });
      }
      if (node.kind !== 'call') continue;
      for (const { name } of node.arguments) {
        const symbol = name && labelled(node, name, names);
        if (name && symbol) add(name.span, symbol, false, true);
      }
    }
  }
  return found.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** The name that `offset` lies in or right behind. */
export function occurrenceAt(occurrences: readonly Occurrence[], offset: number): Occurrence | undefined {
  let [low, high] = [0, occurrences.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((occurrences[middle]?.span.end ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  // Of two names that touch, the one that starts here.
  const [first, second] = [occurrences[low], occurrences[low + 1]];
  if (second && second.span.start === offset) return second;
  return first && first.span.start <= offset ? first : undefined;
}

/** The function that a call calls, where it is one of the text. */
export function calledFunction(
  { callee }: CallExpression,
  { visible, modules }: NameTable,
): Extract<Declared['declaration'], { kind: 'let' | 'region' }> | undefined {
  const declared = callee.module
    ? modules.get(callee.module.text)?.get(callee.name.text)
    : visible.get(callee.name.text);
  const declaration = declared?.declaration;
  return declaration && (declaration.kind === 'let' || declaration.kind === 'region') && declaration.parameters
    ? declaration
    : undefined;
}

/** Every node of a declaration, itself first. */
export function* nodesIn(root: Node): Generator<Node> {
  const pending: Node[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    yield node;
    const children = childrenOf(node);
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (child) pending.push(child);
    }
  }
}

/** The parameter that an argument names, or in `contains(r, x: 1)` the input. */
function labelled(call: CallExpression, name: Name, names: NameTable): Symbol | undefined {
  const declaration = calledFunction(call, names);
  const parameter = declaration?.parameters?.find((each) => each.name.text === name.text);
  if (declaration && parameter) return { kind: 'local', name: parameter.name, role: 'parameter', inside: declaration };
  if (declaration || call.callee.module || call.callee.name.text !== 'contains') return undefined;
  const input = names.visible.get(name.text);
  return input?.declaration.kind === 'input' ? declaredSymbol(input) : undefined;
}

function declaredBy(declaration: Declaration, { declared }: NameTable): { span: Span; declared: Declared }[] {
  const named = namesOf(declaration);
  return named.flatMap((name) => {
    const target = declared.get(name.text);
    return target ? [{ span: name.span, declared: target }] : [];
  });
}

function namesOf(declaration: Declaration): readonly Name[] {
  if (declaration.kind === 'input') return declaration.variables.map(({ name }) => name);
  return 'name' in declaration ? [declaration.name] : [];
}

interface Local {
  readonly name: Name;
  readonly role: 'parameter' | 'for';
}

function localsOf(declaration: Declaration): readonly Local[] {
  const parameters = ('parameters' in declaration && declaration.parameters) || [];
  const found: Local[] = parameters.map(({ name }) => ({ name, role: 'parameter' }));
  for (const node of nodesIn(declaration)) if (isFor(node)) found.push({ name: node.name, role: 'for' });
  return found;
}

function isFor(node: Node): node is Extract<Member, { kind: 'for' }> {
  return node.kind === 'for';
}

function isCategorical(declared: Declared | undefined): boolean {
  return declared?.declaration.kind === 'input' && declared.declaration.domain.kind === 'set';
}

function categoryNames(declarations: readonly Declaration[]): ReadonlySet<string> {
  const sets = declarations.flatMap((each) =>
    each.kind === 'input' && each.domain.kind === 'set' ? each.domain.items : [],
  );
  return new Set(sets.flatMap((item) => (item.kind === 'category' ? [String(item.value)] : [])));
}

const nothing = (): void => {};

/** Tells nothing. */
const silent: NameVisitor = {
  onUse: nothing,
  onModuleUse: nothing,
  onUnusedLocal: nothing,
  onHiding: nothing,
  isCategory: () => false,
  isCategorical: () => false,
  isFree: () => false,
  onWholePoint: nothing,
};
