import { diagnostic, hasErrors, type Diagnostic, type Result } from '../base/diagnostic.ts';
import { defaultLimits, type Limits } from '../base/limits.ts';
import { atomsOf, type Atoms } from './atoms.ts';
import { coverOf, termsOf, type Literal } from './cover.ts';
import { DecisionDiagram, never } from './decision-diagram.ts';
import { fewestTerms } from './fewest-terms.ts';
import type { GateMember, Ref, RegionGraph } from './graph.ts';
import { mapMembers, mapRoots } from './map-refs.ts';
import { NodeStore } from './node-store.ts';
import { reachable, rootsOf } from './roots.ts';
import { functionsOf, possible } from './truth.ts';

/** Any of (all of literals), or all of (any of literals): the paper's two-layer networks. */
export type TwoLayerForm = 'dnf' | 'cnf';

/**
 * The same exact sets with each output and class in two layers of gates over its primitives: the fewest terms up to ten
 * primitives, after Quine and McCluskey; past that, after Minato and Morreale, terms of which none can be left out or
 * shortened. What cannot occur is made use of (x >= 2 without x >= 1, two categories of one input). A region used as its complement is written as itself. Names inside
 * vanish; a region that only checks speak of, or nobody, stays as written. Undefined after an error.
 */
export function toForm(
  graph: RegionGraph,
  form: TwoLayerForm,
  limits: Limits = defaultLimits,
): Result<RegionGraph | undefined> {
  const heads = headNames(graph);
  const needed = reachable(graph, [...heads.keys()]);
  const refused = refusals(graph, form, needed, heads, limits);
  if (hasErrors(refused)) return { value: undefined, diagnostics: refused };
  const atoms = atomsOf(graph, primitivesIn(graph, needed));
  const { value: terms, diagnostics } = termsPerHead(graph, { form, heads, needed, atoms, limits });
  if (hasErrors(diagnostics)) return { value: undefined, diagnostics };
  return written(graph, { form, terms, needed, atoms });
}

/** Per node that the head points to the name it is first known by. */
function headNames({ head }: RegionGraph): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  const rows = head.kind === 'outputs' ? head.outputs : head.kind === 'classes' ? head.classes : [];
  for (const { name, ref } of rows) if (!names.has(ref.node)) names.set(ref.node, name);
  return names;
}

function primitivesIn({ nodes }: RegionGraph, needed: readonly boolean[]): number[] {
  return nodes.flatMap(({ kind }, i) => (needed[i] && kind !== 'gate' && kind !== 'constant' ? [i] : []));
}

/** What cannot be taken apart, and what is too much to try. */
function refusals(
  graph: RegionGraph,
  form: TwoLayerForm,
  needed: readonly boolean[],
  heads: ReadonlyMap<number, string>,
  { formPrimitives: limit }: Limits,
): Diagnostic[] {
  const primitives = primitivesIn(graph, needed).length;
  const [first] = heads;
  if (first && primitives > limit) {
    const [node, region] = first;
    return [diagnostic('R0914', graph.origins[node]?.[0], { form, region, primitives, limit })];
  }
  const byHand = graph.nodes.flatMap((node, i) => (needed[i] && node.kind === 'gate' && node.settings ? [i] : []));
  return byHand.map((node) => {
    const user = [...heads].find(([head]) => reachable(graph, [head])[node]);
    return diagnostic('R0464', graph.origins[node]?.[0], { form, region: user?.[1] ?? '' });
  });
}

interface Task {
  readonly form: TwoLayerForm;
  readonly heads: ReadonlyMap<number, string>;
  readonly needed: readonly boolean[];
  readonly atoms: Atoms;
  readonly limits: Limits;
}

/** The terms of a form, or of the complement's disjunctive form for a conjunctive one. */
type Terms = readonly (readonly Literal[])[];

/** Per head node its terms. */
function termsPerHead(
  graph: RegionGraph,
  { form, heads, needed, atoms, limits: { formTerms: limit } }: Task,
): Result<ReadonlyMap<number, Terms>> {
  const diagram = new DecisionDiagram(Math.max(leastNodes, mostNodesPerTerm * limit));
  const functions = functionsOf(diagram, atoms, graph.nodes, needed);
  const work = (node: number, as: TwoLayerForm) => formed(diagram, atoms, functions.get(node) ?? never, as, limit);
  const found = new Map<number, Terms>();
  const diagnostics: Diagnostic[] = [];
  for (const [node, region] of heads) {
    const { terms, count } = work(node, form);
    if (terms) {
      found.set(node, terms);
      continue;
    }
    const other = work(node, form === 'dnf' ? 'cnf' : 'dnf').terms?.length;
    diagnostics.push(diagnostic('R0913', graph.origins[node]?.[0], { form, region, terms: count, limit, other }));
  }
  return { value: found, diagnostics };
}

/** A function's terms, unless there are too many; their count, unless that is too much to find. */
function formed(
  diagram: DecisionDiagram,
  atoms: Atoms,
  own: number,
  form: TwoLayerForm,
  limit: number,
): { readonly terms?: Terms; readonly count: number | undefined } {
  const set = form === 'dnf' ? own : diagram.not(own);
  const occurring = possible(diagram, atoms, own);
  const bounds = { least: diagram.and(set, occurring), most: diagram.or(set, diagram.not(occurring)) };
  const cover = coverOf(diagram, bounds.least, bounds.most);
  if (diagram.isFull) return { count: undefined };
  if (cover.terms > limit) return { count: cover.terms };
  const terms = fewestTerms(diagram, bounds, termsOf(cover));
  return { terms, count: terms.length };
}

/** How large a diagram may get on the way to a form, however few terms are allowed, and for each that is. */
const leastNodes = 100_000;
const mostNodesPerTerm = 25;

interface Found extends Pick<Task, 'form' | 'needed' | 'atoms'> {
  readonly terms: ReadonlyMap<number, Terms>;
}

/** The graph of the forms that were found, and of what checks and unused names need beside them. */
function written(graph: RegionGraph, { form, terms, needed, atoms }: Found): Result<RegionGraph> {
  const { nodes, origins } = graph;
  const used = new Set([...terms.values()].flat(2).map(({ variable }) => variable));
  const store = new NodeStore();
  const places = new Map<number, Ref>();
  const placeOf = ({ node, negated }: Ref): Ref => turnedIf(places.get(node), negated);

  const variables = [...used].map((variable): [number, Ref | undefined] => [variable, atoms.refs[variable]]);
  const units = new Map<number, Ref>();
  for (const [variable, ref] of variables.toSorted(([, a], [, b]) => (a?.node ?? 0) - (b?.node ?? 0))) {
    const node = nodes[ref?.node ?? -1];
    if (ref && node) units.set(variable, turnedIf(store.add(node, origins[ref.node] ?? []), ref.negated));
  }
  for (const [index, { variable, negated }] of atoms.literals) {
    const unit = units.get(variable);
    if (unit) store.addOrigins(unit.node, origins[index] ?? []);
    if (unit) places.set(index, turnedIf(unit, negated));
  }
  for (const [head, own] of terms) {
    const frozen = nodes[head]?.frozen ?? false;
    const add = (members: readonly GateMember[], threshold: number): Ref =>
      store.add({ kind: 'gate', frozen, members, threshold }, origins[head] ?? []);
    const refs = own.map((term) => term.map(({ variable, negated }) => turnedIf(units.get(variable), negated)));
    places.set(head, twoLayers(refs, form, add) ?? constantPlace(store, (form === 'dnf') === own.length > 0));
  }
  const names = graph.names.filter(({ ref }) => !needed[ref.node] || places.has(ref.node));
  const asWritten = reachable(
    graph,
    rootsOf({ ...graph, names }).map(({ node }) => node),
    places,
  );
  for (const [index, node] of nodes.entries()) {
    if (!asWritten[index] || places.has(index)) continue;
    places.set(index, store.add(mapMembers(node, placeOf), origins[index] ?? []));
  }
  for (const { ref } of names) store.markNamed(placeOf(ref).node);
  const value = { ...mapRoots({ ...graph, names }, placeOf), nodes: store.nodes, origins: store.origins };
  const lost = graph.names.filter((name) => !names.includes(name)).map(({ name }) => name);
  const [first] = lost;
  if (first === undefined) return { value, diagnostics: [] };
  const found = diagnostic('R0465', { kind: 'declaration', name: first }, { form, names: lost });
  return { value, diagnostics: [found] };
}

/** Of a disjunctive form's terms, or of those of a conjunctive form's complement; undefined for a constant. */
function twoLayers(
  terms: readonly (readonly Ref[])[],
  form: TwoLayerForm,
  add: (members: readonly GateMember[], threshold: number) => Ref,
): Ref | undefined {
  if (terms.some((term) => term.length === 0)) return undefined;
  const gate = (refs: readonly Ref[], isAll: boolean): Ref | undefined => {
    const members = refs.toSorted((a, b) => a.node - b.node).map((ref): GateMember => ({ ref, weight: 1 }));
    return members.length > 1 ? add(members, isAll ? members.length : 1) : refs[0];
  };
  const inner = terms.flatMap(
    (term) => gate(form === 'dnf' ? term : term.map((ref) => turnedIf(ref, true)), form === 'dnf') ?? [],
  );
  return gate(inner, form === 'cnf');
}

function constantPlace(store: NodeStore, value: boolean): Ref {
  return store.add({ kind: 'constant', value, frozen: false }, []);
}

function turnedIf(ref: Ref | undefined, negated: boolean): Ref {
  if (!ref) throw new Error('a node stands before its child');
  return negated ? { node: ref.node, negated: !ref.negated } : ref;
}
