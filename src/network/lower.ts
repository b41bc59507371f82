import { diagnostic, hasErrors, type Result } from '../base/diagnostic.ts';
import { defaultLimits, type Limits } from '../base/limits.ts';
import { startOfFile, type Source } from '../base/source.ts';
import type { TwoLayerForm } from '../region/forms.ts';
import type { GateNode, Ref, RegionGraph } from '../region/graph.ts';
import { lowerFirst } from './first-layer.ts';
import { float32Warnings } from './float32.ts';
import { modes, type GatePlan } from './gates.ts';
import { keptPromise } from './kept.ts';
import type { ClassHead, LinkedUnit, Network, NetworkHead, Promised } from './network.ts';
import { planLayers, plannedUnits, type Plan, type PlanUnit } from './plan.ts';
import { gainFor } from '../base/sigmoid.ts';
import { planConfidences, type Requirements } from './requirements.ts';

export interface LowerOptions {
  readonly mode: Promised['mode'];
  /** Regions to compute as outputs in place of the text's own head. */
  readonly outputs?: readonly { readonly name: string; readonly ref: Ref }[];
  /** How the graph was written (`direct` where nothing is said), for the record. */
  readonly form?: Form;
  readonly limits?: Limits;
}

/** As deep as the text, or one of the two-layer forms. */
export type Form = 'direct' | TwoLayerForm;

/** h of DESIGN section 4: what a plain class's unit is multiplied by before the softmax, at the start. */
const headGain = 3;

/**
 * The network of a graph's outputs or classes, one unit per gate and primitive, with every gain as GUARANTEES 4
 * plans it; undefined after an error.
 */
export function lower(graph: RegionGraph, source: Source, options: LowerOptions): Result<Network | undefined> {
  const text = withHead(graph, options.outputs);
  if (text.head.kind === 'none') {
    return {
      value: undefined,
      diagnostics: [diagnostic('R0460', startOfFile(source.path), { regions: graph.names.length })],
    };
  }
  const targets = targetsOf(text);
  const units = targets.filter((target) => !isRow(text, target)).map(({ ref }) => ref);
  const rows = targets.filter((target) => isRow(text, target)).map(({ ref }) => ref);
  const roots = [...units, ...rows.flatMap(({ node }) => membersOf(text, node).map(({ ref }) => ref))];
  const { limits = defaultLimits } = options;
  const span = text.origins[roots[0]?.node ?? -1]?.[0];
  const size = plannedUnits(text, roots);
  if (size > limits.regionNodes) {
    return { value: undefined, diagnostics: [diagnostic('R0462', span, { units: size, limit: limits.regionNodes })] };
  }
  const plan = planLayers(text, roots);
  const bytes = bytesOf(plan);
  if (bytes > limits.networkBytes) {
    return { value: undefined, diagnostics: [diagnostic('R0463', span, { bytes, limit: limits.networkBytes })] };
  }
  const required = planConfidences(text, plan, { units, rows }, options.mode);
  const first = lowerFirst(text, plan, required.value);
  const diagnostics = [...required.diagnostics, ...first.diagnostics];
  if (hasErrors(diagnostics)) return { value: undefined, diagnostics };
  const network: Network = {
    inputs: text.inputs,
    text,
    source,
    first: first.value.units,
    later: lowerLater(text, plan, required.value),
    head: lowerHead(text, plan, required.value),
    promise: { mode: options.mode, confidence: modes[options.mode].confidence, tolerances: first.value.tolerances },
    history: [{ step: 'compile', options: { form: options.form ?? 'direct', mode: options.mode } }],
  };
  diagnostics.push(...float32Warnings(network, required.value));
  return { value: { ...network, promise: keptPromise(network) }, diagnostics };
}

interface Target {
  readonly role: 'output' | 'class';
  readonly ref: Ref;
}

/** What the dense rows of the later layers take in a network file. */
function bytesOf({ layers }: Plan): number {
  return layers.reduce((bytes, units, i) => bytes + 8 * units.length * (i === 0 ? 0 : (layers[i - 1]?.length ?? 0)), 0);
}

function withHead(graph: RegionGraph, outputs: LowerOptions['outputs']): RegionGraph {
  if (!outputs) return graph;
  return {
    ...graph,
    head: { kind: 'outputs', outputs: outputs.map(({ name, ref }) => ({ name, column: name, ref })) },
  };
}

function targetsOf({ head }: RegionGraph): Target[] {
  switch (head.kind) {
    case 'none':
      return [];
    case 'outputs':
      return head.outputs.map(({ ref }) => ({ role: 'output', ref }));
    case 'classes':
      return head.classes.map(({ ref }) => ({ role: 'class', ref }));
  }
}

/** Whether the head computes the gate itself: a class whose outermost gate has settings (LANGUAGE section 7). */
function isRow(graph: RegionGraph, { role, ref }: Target): boolean {
  const node = graph.nodes[ref.node];
  return role === 'class' && node?.kind === 'gate' && node.settings !== undefined;
}

function membersOf(graph: RegionGraph, index: number): GateNode['members'] {
  const node = graph.nodes[index];
  return node?.kind === 'gate' ? node.members : [];
}

function lowerLater(graph: RegionGraph, plan: Plan, { wanted, gates }: Requirements): LinkedUnit[][] {
  return plan.layers.slice(1).map((units, below) => {
    const places = placesIn(plan.layers[below] ?? []);
    return units.map(({ node, role }, i): LinkedUnit => {
      const common = { node, frozen: graph.nodes[node]?.frozen ?? false };
      if (role === 'carry') {
        // GUARANTEES 3, Pass-through: it gives back the confidence that it takes.
        const confidence = wanted[below + 1]?.[i] ?? 0;
        const gain = gainFor(confidence, confidence);
        return { ...common, role, links: [placeOf(places, node)], weights: [1], bias: 0, gain };
      }
      const { gain, bias } = gateAt(gates, node);
      return { ...common, role: 'gate', ...linksOf(membersOf(graph, node), places, 1), bias, gain };
    });
  });
}

function lowerHead(graph: RegionGraph, plan: Plan, { rows }: Requirements): NetworkHead {
  const places = placesIn(plan.layers.at(-1) ?? []);
  if (graph.head.kind === 'classes') {
    const classes = graph.head.classes.map(({ name, label, ref }): ClassHead => {
      const sign = ref.negated ? -1 : 1;
      const common = { name, label, frozen: graph.nodes[ref.node]?.frozen ?? false };
      if (!isRow(graph, { role: 'class', ref })) {
        return { ...common, plain: true, links: [placeOf(places, ref.node)], weights: [sign], bias: 0, gain: headGain };
      }
      const { gain, bias } = gateAt(rows, ref.node);
      const links = linksOf(membersOf(graph, ref.node), places, sign);
      return { ...common, plain: false, ...links, bias: bias === 0 ? 0 : sign * bias, gain };
    });
    return { kind: 'classes', classes };
  }
  const outputs = graph.head.kind === 'outputs' ? graph.head.outputs : [];
  return {
    kind: 'outputs',
    outputs: outputs.map(({ name, column, ref }) => ({
      name,
      column,
      unit: placeOf(places, ref.node),
      sign: ref.negated ? -1 : 1,
    })),
  };
}

/** Members as links to the layer below; one region twice is one link with both weights. */
function linksOf(
  members: GateNode['members'],
  places: ReadonlyMap<number, number>,
  sign: 1 | -1,
): Pick<LinkedUnit, 'links' | 'weights'> {
  const weightAt = new Map<number, number>();
  for (const { ref, weight } of members) {
    const place = placeOf(places, ref.node);
    weightAt.set(place, (weightAt.get(place) ?? 0) + sign * (ref.negated ? -weight : weight));
  }
  const links = [...weightAt].sort(([a], [b]) => a - b);
  return { links: links.map(([place]) => place), weights: links.map(([, weight]) => weight) };
}

function placesIn(units: readonly PlanUnit[]): ReadonlyMap<number, number> {
  return new Map(units.map(({ node }, i) => [node, i]));
}

function placeOf(places: ReadonlyMap<number, number>, node: number): number {
  const place = places.get(node);
  if (place === undefined) throw new Error(`the layer below holds no unit of node ${String(node)}`);
  return place;
}

function gateAt(gates: readonly (GatePlan | undefined)[], node: number): GatePlan {
  const gate = gates[node];
  if (!gate) throw new Error(`no gate was planned for node ${String(node)}`);
  return gate;
}
