import { diagnostic, type Diagnostic, type Result } from '../base/diagnostic.ts';
import { gainFor } from '../base/sigmoid.ts';
import type { ConstantNode, PrimitiveNode, RegionGraph } from '../region/graph.ts';
import { bandOf } from '../region/margin.ts';
import type { FirstUnit } from './network.ts';
import type { Plan } from './plan.ts';
import type { Requirements } from './requirements.ts';

interface FirstLayer {
  readonly units: readonly FirstUnit[];
  /** eps of each unit. */
  readonly tolerances: readonly number[];
}

/** The primitives of a plan with the gains that give each its confidence at the edge of its band. */
export function lowerFirst(graph: RegionGraph, plan: Plan, { wanted }: Requirements): Result<FirstLayer> {
  const units: FirstUnit[] = [];
  const tolerances: number[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [i, { node }] of (plan.layers[0] ?? []).entries()) {
    const region = graph.nodes[node];
    const confidence = wanted[0]?.[i] ?? 0;
    if (region?.kind === 'constant') {
      units.push(constantUnit(region, node, graph.inputs.length, confidence));
      tolerances.push(0);
    } else if (region && region.kind !== 'gate') {
      const { tolerance, gain } = bandOf(region, graph.inputs, confidence);
      units.push(primitiveUnit(region, node, gain));
      tolerances.push(tolerance);
      diagnostics.push(...warnings(region, graph.origins[node]?.[0], tolerance, gain));
    }
  }
  return { value: { units, tolerances }, diagnostics };
}

/** A region that folded to a constant: f is 1 or -1 everywhere. */
function constantUnit({ value, frozen }: ConstantNode, node: number, inputs: number, confidence: number): FirstUnit {
  const a = Array.from({ length: inputs }, () => 0);
  return { kind: 'halfspace', node, a, beta: value ? -1 : 1, gain: gainFor(confidence, 1), frozen };
}

function primitiveUnit(region: PrimitiveNode, node: number, gain: number): FirstUnit {
  const common = { node, gain, frozen: region.frozen };
  switch (region.kind) {
    case 'halfspace':
      return { kind: region.kind, a: region.a, beta: region.beta, ...common };
    case 'quadric':
      return { kind: region.kind, A: region.A, b: region.b, alpha: region.alpha, beta: region.beta, ...common };
    case 'gaussian':
      return { kind: region.kind, mean: region.mean, factor: region.factor, level: region.level, ...common };
  }
}

function warnings(region: PrimitiveNode, span: Diagnostic['span'], tolerance: number, gain: number): Diagnostic[] {
  const shape = shapes[region.kind];
  if (!Number.isFinite(gain)) return [diagnostic('R0461', span, { shape })];
  if (tolerance === Infinity) return [diagnostic('R0453', span, { shape })];
  if (region.kind === 'gaussian' && region.level < 1e-3) return [diagnostic('R0458', span, { level: region.level })];
  return [];
}

const shapes = { halfspace: 'halfspace', quadric: 'ellipsoid', gaussian: 'Gaussian' } as const;
