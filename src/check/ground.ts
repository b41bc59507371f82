import { sigmaRange, type Box, type Interval } from '../base/interval.ts';
import { oneHotsOf, type OneHot, type Space } from '../base/one-hot.ts';
import { makeNetworkBounds, type NetworkBounds } from './network-bounds.ts';
import type { Network } from '../network/network.ts';
import { rowRange } from '../network/row-range.ts';
import { exactNodes } from '../region/exact.ts';
import type { RegionGraph } from '../region/graph.ts';
import { kleeneRef, type Kleene } from '../region/kleene.ts';
import { primitiveRange } from '../region/primitive-range.ts';
import { totalWeight, weightSlack } from '../region/weights.ts';

/** What claims are decided on: the regions of a text, and the network where they speak of one. */
export interface Ground {
  readonly graph: RegionGraph;
  readonly network?: Network;
  readonly bounds?: NetworkBounds;
  /** The categorical inputs of both. */
  readonly oneHots: readonly OneHot[];
}

export function makeGround(graph: RegionGraph, network?: Network): Ground {
  return {
    graph,
    ...(network && { network, bounds: makeNetworkBounds(network, graph) }),
    oneHots: oneHotsOf(graph.inputs),
  };
}

/** What holds all over a box, or at a point. */
export interface Look {
  /** Per node of the graph, by its exact set. */
  readonly nodes: readonly Kleene[];
  /** Per node the range of a primitive's f; of other nodes it does not matter. */
  readonly ranges: readonly Interval[];
  /** Per layer and unit of the network the range of its value; empty without a network. */
  readonly units: readonly (readonly Interval[])[];
}

/** Of one point: every node is known; values as far as rounding allows. */
export function lookAt(ground: Ground, point: readonly number[]): Look {
  const nodes = exactNodes(ground.graph, point).map((holds): Kleene => (holds ? 1 : -1));
  return {
    nodes,
    ...rangesOver(
      ground,
      point.map((x) => ({ lo: x, hi: x })),
    ),
  };
}

/** Of a whole box. */
export function lookOver(ground: Ground, box: Box): Look {
  const { ranges, units } = rangesOver(ground, box);
  const primitives = ranges.map(({ lo, hi }): Kleene => (lo >= 0 ? 1 : hi < 0 ? -1 : 0));
  return { nodes: exactValues(ground.graph, primitives), ranges, units };
}

/** The nodes by what is known of the primitives, by the exact meaning, which knows no margin. */
function exactValues({ nodes }: RegionGraph, primitives: readonly Kleene[]): Kleene[] {
  const values: Kleene[] = [];
  for (const [index, node] of nodes.entries()) {
    if (node.kind === 'constant') values.push(node.value ? 1 : -1);
    else if (node.kind === 'gate') {
      const members = node.members.map(({ ref, weight }) => ({ weight, value: kleeneRef(values, ref) }));
      values.push(counted(members, node.threshold));
    } else values.push(primitives[index] ?? 0);
  }
  return values;
}

/** Whether the weight of what is true reaches the threshold. */
export function counted(
  members: readonly { readonly weight: number; readonly value: Kleene }[],
  threshold: number,
): Kleene {
  let [sure, open] = [0, 0];
  for (const { weight, value } of members) {
    if (value === 1) sure += weight;
    else if (value === 0) open += weight;
  }
  const least = threshold - weightSlack(totalWeight(members));
  return sure >= least ? 1 : sure + open < least ? -1 : 0;
}

const everywhere: Interval = { lo: -Infinity, hi: Infinity };

function rangesOver({ graph, network, oneHots }: Ground, box: Box): Pick<Look, 'ranges' | 'units'> {
  return {
    ranges: graph.nodes.map((node) =>
      node.kind === 'constant' || node.kind === 'gate' ? everywhere : primitiveRange(node, { box, oneHots }),
    ),
    units: network ? unitRanges(network, { box, oneHots }) : [],
  };
}

function unitRanges(network: Network, space: Space): Interval[][] {
  const layers = [network.first.map((unit) => sigmaRange(unit.gain, primitiveRange(unit, space)))];
  for (const [index, units] of network.later.entries()) {
    layers.push(units.map((unit) => sigmaRange(unit.gain, rowRange(unit, layers[index] ?? []))));
  }
  return layers;
}
