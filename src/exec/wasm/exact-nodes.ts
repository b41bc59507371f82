import { exp } from '../../base/exponential.ts';
import type { PrimitiveNode, Ref, RegionGraph } from '../../region/graph.ts';
import type { Layout, Slot } from '../parameters.ts';
import { pack } from './pack.ts';
import type { Packed } from './packed.ts';

/**
 * Samples that are decided together, few enough for the masks of some hundred nodes to stay in a core's nearest cache;
 * and the bytes of their masks: as many bits as a number has.
 */
export const tileRows = 32;
export const tileBytes = tileRows * 8;

/** Nodes in the order in which they are decided. */
export interface Order {
  readonly primitives: readonly number[];
  readonly constants: readonly { readonly node: number; readonly holds: boolean }[];
  /** Gates by how many gates lie below them at most. */
  readonly levels: readonly (readonly number[])[];
}

/** The nodes that the refs depend on. */
export function orderNodes({ nodes }: RegionGraph, refs: readonly Ref[]): Order {
  const needed = new Uint8Array(nodes.length);
  for (const { node } of refs) needed[node] = 1;
  for (let index = nodes.length - 1; index >= 0; index--) {
    const node = nodes[index];
    if (needed[index] === 1 && node?.kind === 'gate') for (const { ref } of node.members) needed[ref.node] = 1;
  }
  const depth = new Int32Array(nodes.length);
  const primitives: number[] = [];
  const constants: { node: number; holds: boolean }[] = [];
  const levels: number[][] = [];
  for (const [index, node] of nodes.entries()) {
    if (needed[index] !== 1) continue;
    if (node.kind === 'constant') constants.push({ node: index, holds: node.value });
    else if (node.kind !== 'gate') primitives.push(index);
    else {
      const level = node.members.reduce((most, { ref }) => Math.max(most, depth[ref.node] ?? 0), 0);
      depth[index] = level + 1;
      (levels[level] ??= []).push(index);
    }
  }
  return { primitives, constants, levels };
}

/**
 * The primitives as rows and forms whose gain is the bound that their value has to reach: beta for <a, x>, 0 (or the
 * least number above it, for an open set) for beta - alpha q^2, and for -q^2 / 2 of a Gaussian the logarithm of its
 * level as the evaluator's exponential has it.
 */
export function packPrimitives(
  graph: RegionGraph,
  chosen: readonly number[],
): { packed: Packed; parameters: Float64Array } {
  const inputs = graph.inputs.length;
  const all = Int32Array.from({ length: inputs }, (_, j) => j);
  const parameters: number[] = [0];
  const take = (...values: readonly number[]): number => {
    const at = parameters.length;
    for (const value of values) parameters.push(value);
    return at;
  };
  const slotFor = (node: PrimitiveNode): Slot => {
    switch (node.kind) {
      case 'halfspace':
        return { kind: 'sum', links: all, at: take(...node.a), bias: 0, gain: take(node.beta) };
      case 'quadric': {
        const [at, b] = [take(...node.A.flat()), take(...node.b)];
        const bound = node.open ? Number.MIN_VALUE : 0;
        const { alpha, beta, A } = node;
        return { kind: 'quadric', rank: A.length, at, b, alpha: take(alpha), beta: take(beta), gain: take(bound) };
      }
      case 'gaussian': {
        const [at, mean] = [take(...node.factor.flat()), take(...node.mean)];
        const rank = node.factor.length;
        return { kind: 'gaussian', rank, at, mean, level: 0, gain: take(leastExponent(node.level)) };
      }
    }
  };
  const slots = chosen.flatMap((index): Slot[] => {
    const node = graph.nodes[index];
    return node && node.kind !== 'constant' && node.kind !== 'gate' ? [slotFor(node)] : [];
  });
  const layout: Layout = { inputs, size: 0, layers: [slots], head: { kind: 'outputs', outputs: [] } };
  const numbers = Float64Array.from(parameters);
  return { packed: pack(layout, { parameters: numbers }), parameters: numbers };
}

/** The least x whose exponential, less `level`, is not negative as the evaluator computes it. */
function leastExponent(level: number): number {
  let [low, high] = [Math.log(level) - 1e-6, Math.log(level) + 1e-6];
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    if (exp(middle) - level >= 0) high = middle;
    else low = middle;
  }
}
