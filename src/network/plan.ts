import type { Ref, RegionGraph, RegionNode } from '../region/graph.ts';
import { reachable } from '../region/roots.ts';

/** Which unit sits in which layer, and which values are carried to a later one: the discrete half of lowering. */
export interface Plan {
  /** The first layer holds the primitives (and constants), each later one gates; all in the order of their nodes. */
  readonly layers: readonly (readonly PlanUnit[])[];
}

/** A carry repeats the unit of the same node in the layer below. */
export interface PlanUnit {
  readonly node: number;
  readonly role: 'primitive' | 'gate' | 'carry';
}

/**
 * Layers for all that the roots need, every root in the last one. Gates stand as early as they can, unless they can
 * wait for free: later gates need a value carried through each layer between, and one carry serves all who use it.
 */
export function planLayers(graph: RegionGraph, roots: readonly Ref[]): Plan {
  const { depth, spans } = schedule(graph, roots);
  const layers: PlanUnit[][] = Array.from({ length: depth + 1 }, () => []);
  for (const { node, from, to } of spans) {
    const role = graph.nodes[node]?.kind === 'gate' ? 'gate' : 'primitive';
    for (let layer = from; layer <= to; layer++) layers[layer]?.push({ node, role: layer === from ? role : 'carry' });
  }
  return { layers };
}

/** How many units a plan will have: in deep graphs far more than there are nodes, for all that is carried. */
export function plannedUnits(graph: RegionGraph, roots: readonly Ref[]): number {
  return schedule(graph, roots).spans.reduce((total, { from, to }) => total + 1 + to - from, 0);
}

/** Per layer one line: units by node, carried ones in parentheses. */
export function printPlan({ layers }: Plan): string {
  const unit = ({ node, role }: PlanUnit): string => (role === 'carry' ? `(n${String(node)})` : `n${String(node)}`);
  return layers.map((units, layer) => `layer ${String(layer + 1)}: ${units.map(unit).join(' ')}\n`).join('');
}

/** What is wrong with a plan of these roots; nothing if it is sound. */
export function verifyPlan({ layers }: Plan, graph: RegionGraph, roots: readonly Ref[]): string[] {
  const problems: string[] = [];
  const places = layers.map((units) => new Set(units.map(({ node }) => node)));
  const born = new Set<number>();
  layers.forEach((units, layer) => {
    const name = `layer ${String(layer + 1)}`;
    if (units.some(({ node }, i) => i > 0 && node <= (units[i - 1]?.node ?? -1)))
      problems.push(`${name} is out of order`);
    for (const { node, role } of units) {
      const region = graph.nodes[node];
      if (role !== 'carry' && born.has(node)) problems.push(`n${String(node)} is computed twice`);
      if (role !== 'carry') born.add(node);
      if (!fitsRole(region, role, layer)) problems.push(`n${String(node)} cannot be a ${role} in ${name}`);
      const below =
        role === 'carry' ? [node] : region?.kind === 'gate' ? region.members.map(({ ref }) => ref.node) : [];
      for (const source of below) {
        if (!places[layer - 1]?.has(source))
          problems.push(`n${String(node)} in ${name} lacks n${String(source)} below`);
      }
    }
  });
  for (const { node } of roots)
    if (!places.at(-1)?.has(node)) problems.push(`root n${String(node)} is not in the last layer`);
  return problems;
}

function fitsRole(region: RegionNode | undefined, role: PlanUnit['role'], layer: number): boolean {
  if (!region) return false;
  if (role === 'carry') return layer > 0;
  return (role === 'gate') === (region.kind === 'gate') && (role === 'gate') === layer > 0;
}

interface Schedule {
  /** The last layer. */
  readonly depth: number;
  /** Per needed node, in order: the layer that computes it and the last that carries it. */
  readonly spans: readonly { readonly node: number; readonly from: number; readonly to: number }[];
}

function schedule(graph: RegionGraph, roots: readonly Ref[]): Schedule {
  const needed = reachable(
    graph,
    roots.map(({ node }) => node),
  );
  const layerOf = earliestLayers(graph);
  const depth = roots.reduce((most, { node }) => Math.max(most, layerOf[node] ?? 0), 0);
  const lastUse = graph.nodes.map(() => -1);
  for (const { node } of roots) lastUse[node] = depth;
  forEachGate(graph, needed, (members, gate) => {
    for (const { ref } of members) lastUse[ref.node] = Math.max(lastUse[ref.node] ?? -1, (layerOf[gate] ?? 0) - 1);
  });
  delayGates(graph, needed, roots, layerOf, lastUse);
  const spans = needed.flatMap((isNeeded, node) => {
    const from = layerOf[node] ?? 0;
    return isNeeded ? [{ node, from, to: Math.max(from, lastUse[node] ?? 0) }] : [];
  });
  return { depth, spans };
}

/** A gate one layer above its highest member; a gate by hand may have none. */
function earliestLayers({ nodes }: RegionGraph): number[] {
  const layers: number[] = [];
  for (const node of nodes) {
    const members = node.kind === 'gate' ? node.members : [];
    const below = members.reduce((highest, { ref }) => Math.max(highest, layers[ref.node] ?? 0), 0);
    layers.push(node.kind === 'gate' ? below + 1 : 0);
  }
  return layers;
}

/** Moves gates up where none of their members has to be carried any further than it is. */
function delayGates(
  graph: RegionGraph,
  needed: readonly boolean[],
  roots: readonly Ref[],
  layerOf: number[],
  lastUse: readonly number[],
): void {
  const latest = graph.nodes.map(() => Infinity);
  for (const { node } of roots) latest[node] = lastUse[node] ?? 0;
  for (let gate = graph.nodes.length - 1; gate >= 0; gate--) {
    const node = graph.nodes[gate];
    if (!needed[gate] || node?.kind !== 'gate') continue;
    const free = node.members.reduce((least, { ref }) => Math.min(least, (lastUse[ref.node] ?? 0) + 1), Infinity);
    const layer = Math.max(layerOf[gate] ?? 1, Math.min(latest[gate] ?? 1, free));
    layerOf[gate] = layer;
    for (const { ref } of node.members) latest[ref.node] = Math.min(latest[ref.node] ?? Infinity, layer - 1);
  }
}

function forEachGate(
  graph: RegionGraph,
  needed: readonly boolean[],
  visit: (members: readonly { readonly ref: Ref }[], gate: number) => void,
): void {
  graph.nodes.forEach((node, i) => {
    if (needed[i] && node.kind === 'gate') visit(node.members, i);
  });
}
