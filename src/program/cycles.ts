import type { Declaration } from '../../grammar/ast.ts';
import { diagnostic, type Diagnostic } from '../base/diagnostic.ts';
import type { Declared, Use } from './declared.ts';

/** In which order a file's names can be given their meaning, and which can be given none. */
export interface DependencyOrder {
  /** Every declared name, what a declaration uses before the declaration, as far as there are no cycles. */
  readonly order: readonly Declared[];
  /** Names that stand in a cycle. */
  readonly cyclic: ReadonlySet<string>;
}

type Uses = ReadonlyMap<Declaration, readonly Use[]>;

/** Orders the names a file declares; reports each cycle once, at its first declaration. */
export function orderByDependency(
  declared: readonly Declared[],
  uses: Uses,
  diagnostics: Diagnostic[],
): DependencyOrder {
  const cyclic = new Set<string>();
  const components = connectedComponents(declared, uses);
  for (const component of components) {
    const [first] = component;
    if (component.length === 1 && first && !usedIn(first, uses).some(({ target }) => target === first)) continue;
    for (const { name } of component) cyclic.add(name.text);
    const members = new Set(component);
    reportCycle(
      declared.filter((each) => members.has(each)),
      uses,
      diagnostics,
    );
  }
  return { order: components.flat(), cyclic };
}

function usedIn({ declaration }: Declared, uses: Uses): readonly Use[] {
  return uses.get(declaration) ?? [];
}

function reportCycle(members: readonly Declared[], uses: Uses, diagnostics: Diagnostic[]): void {
  const [first] = members;
  if (!first) return;
  const { declaration } = first;
  const recursive = 'parameters' in declaration && declaration.parameters !== undefined;
  const path = cycleThrough(first, new Set(members), uses).map(({ name }) => name.text);
  diagnostics.push(diagnostic(recursive ? 'R0104' : 'R0103', first.name.span, { path }));
}

/** A shortest cycle that starts and ends at one of the members of a component. */
function cycleThrough(start: Declared, members: ReadonlySet<Declared>, uses: Uses): readonly Declared[] {
  const cameFrom = new Map<Declared, Declared>();
  const queue = [start];
  for (const from of queue) {
    for (const { target } of usedIn(from, uses)) {
      if (target === start) {
        const path = [start];
        for (let back = from; back !== start; back = cameFrom.get(back) ?? start) path.unshift(back);
        return [start, ...path];
      }
      if (members.has(target) && !cameFrom.has(target)) {
        cameFrom.set(target, from);
        queue.push(target);
      }
    }
  }
  return [start, start];
}

/** Tarjan's strongly connected components, with its own stack: a chain of declarations may be long. */
function connectedComponents(declared: readonly Declared[], uses: Uses): Declared[][] {
  const places = new Map<Declared, number>();
  for (const each of declared) places.set(each, places.size);
  const visits = declared.map((name) => ({
    name,
    uses: usedIn(name, uses),
    read: 0,
    entered: -1,
    low: -1,
    open: false,
  }));
  const path: (typeof visits)[number][] = [];
  const open: (typeof visits)[number][] = [];
  const components: Declared[][] = [];
  let entered = 0;
  for (const root of visits) {
    if (root.entered >= 0) continue;
    path.push(root);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      if (top.entered < 0) {
        top.entered = top.low = entered++;
        top.open = true;
        open.push(top);
      }
      const use = top.uses[top.read++];
      if (use) {
        const target = visits[places.get(use.target) ?? -1];
        if (target && target.entered < 0) path.push(target);
        else if (target?.open) top.low = Math.min(top.low, target.entered);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent) parent.low = Math.min(parent.low, top.low);
      if (top.low !== top.entered) continue;
      const component = open.splice(open.lastIndexOf(top));
      for (const member of component) member.open = false;
      components.push(component.map(({ name }) => name));
    }
  }
  return components;
}
