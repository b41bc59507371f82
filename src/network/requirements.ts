import { diagnostic, type Diagnostic, type Result } from '../base/diagnostic.ts';
import { logit, sigma } from '../base/sigmoid.ts';
import type { GateNode, Ref, RegionGraph } from '../region/graph.ts';
import { finestConfidence, levelsOf, modes, planGate, stepOf, sumLimit, spreadOf, type GatePlan } from './gates.ts';
import type { Promised } from './network.ts';
import type { Plan } from './plan.ts';

/** What GUARANTEES 4 asks of every unit of a plan, from the outputs back to the primitives. */
export interface Requirements {
  /** c_r per layer and unit: the confidence it must have. */
  readonly wanted: readonly (readonly number[])[];
  /** Per node: how the gate is built; absent for nodes that are no gate of the plan. */
  readonly gates: readonly (GatePlan | undefined)[];
  /** The same per node that the head computes; it may be a unit as well, for others that use it. */
  readonly rows: readonly (GatePlan | undefined)[];
}

/**
 * Confidences for a plan whose last layer serves `units`, each at the confidence of the mode, and whose head computes
 * `rows` itself. Settings by hand that cannot keep what is asked are warned of.
 */
export function planConfidences(
  graph: RegionGraph,
  plan: Plan,
  { units, rows }: { readonly units: readonly Ref[]; readonly rows: readonly Ref[] },
  mode: Promised['mode'],
): Result<Requirements> {
  const diagnostics: Diagnostic[] = [];
  const gates: (GatePlan | undefined)[] = graph.nodes.map(() => undefined);
  const headGates: (GatePlan | undefined)[] = graph.nodes.map(() => undefined);
  const outer = modes[mode].confidence;
  const wanted = plan.layers.map((layer) => layer.map(() => 0));
  const places = plan.layers.map((layer) => new Map(layer.map(({ node }, i) => [node, i])));
  const ask = (layer: number, node: number, confidence: number): void => {
    const place = places[layer]?.get(node);
    const asked = wanted[layer];
    if (place !== undefined && asked) asked[place] = Math.max(asked[place] ?? 0, confidence);
  };
  const askMembers = (plans: (GatePlan | undefined)[], node: number, layer: number, confidence: number): void => {
    const gate = graph.nodes[node];
    if (gate?.kind !== 'gate') return;
    const found = gateUnit(graph, node, gate, mode, confidence);
    plans[node] = found.value;
    // A gate that is a row and a unit is built twice; what is wrong with it is told once.
    if (!diagnostics.some(({ span }) => span === found.diagnostics[0]?.span)) diagnostics.push(...found.diagnostics);
    for (const { ref } of gate.members) ask(layer, ref.node, found.value.inner);
  };
  const last = plan.layers.length - 1;
  for (const { node } of rows) askMembers(headGates, node, last, outer);
  for (const { node } of units) ask(last, node, outer);
  for (let layer = last; layer > 0; layer--) {
    for (const [i, { node, role }] of (plan.layers[layer] ?? []).entries()) {
      const confidence = wanted[layer]?.[i] ?? outer;
      if (role === 'carry') ask(layer - 1, node, confidence);
      else askMembers(gates, node, layer - 1, confidence);
    }
  }
  return { value: { wanted, gates, rows: headGates }, diagnostics };
}

function gateUnit(
  graph: RegionGraph,
  node: number,
  gate: GateNode,
  mode: Promised['mode'],
  wanted: number,
): Result<GatePlan> {
  const span = graph.origins[node]?.[0];
  const levels = levelsOf(gate);
  if (!levels) {
    const error = diagnostic('R0454', span, { members: gate.members.length, limit: sumLimit });
    return { value: { bias: 0, gain: 1, inner: wanted, margin: 0 }, diagnostics: [error] };
  }
  const { settings = {} } = gate;
  const unit = planGate(levels, mode, settings, wanted);
  const { gain, bias, inner, margin } = unit;
  const diagnostics: Diagnostic[] = [];
  const kept = sigma(gain, margin);
  if (inner > finestConfidence) {
    diagnostics.push(diagnostic('R0456', span, { step: stepOf(levels), spread: spreadOf(levels) }));
  } else if (kept < wanted * (1 - 1e-9)) {
    const needed = margin > 0 ? logit(wanted) / margin : undefined;
    diagnostics.push(diagnostic('R0452', span, { gain, bias, wanted, kept, needed }));
  } else if (gate.margin === undefined && settings.gain === undefined && isFine(gate, stepOf(levels), levels.total)) {
    diagnostics.push(diagnostic('R0455', span, { step: stepOf(levels), total: levels.total, gain }));
  }
  return { value: unit, diagnostics };
}

/** Weights whose sums come closer to each other than any of them to zero, and far closer than their total. */
function isFine({ members }: GateNode, step: number, total: number): boolean {
  return step < total / 200 && members.every(({ weight }) => step < weight * (1 - 1e-9));
}
