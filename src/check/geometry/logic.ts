import { atomsOf } from '../../region/atoms.ts';
import { DecisionDiagram, never } from '../../region/decision-diagram.ts';
import type { PrimitiveNode, RegionGraph, RegionNode } from '../../region/graph.ts';
import { functionsOf, possible } from '../../region/truth.ts';
import type { Query } from './query.ts';

/** Nodes of the diagram in which a set is looked at; one that needs more is left to the search. */
const mostNodes = 20_000;

/** Different primitives of a set that is looked at so. */
const mostPrimitives = 200;

/** A set as a function of its primitives, of which only combinations are left that can occur. */
export interface Logic {
  readonly diagram: DecisionDiagram;
  readonly set: number;
  /** The node that a variable stands for; undefined where it is a side of the box, which holds. */
  readonly nodeOf: (variable: number) => number | undefined;
}

export type LogicAnswer =
  /** The set is empty, whatever the numbers. */
  | { readonly kind: 'none' }
  | { readonly kind: 'possible'; readonly logic: Logic }
  /** There is too much of it. */
  | { readonly kind: 'open' };

/**
 * What logic alone says of a set: counts of one list, complements, the order of parallel planes and of the box's own
 * sides, categories of one input. That it is empty is exact.
 */
export function byLogic({ graph, root, box }: Query): LogicAnswer {
  const nodes = [...graph.nodes, ...facesOf(graph, box)];
  const primitives = nodes.flatMap(({ kind }, i) => (kind === 'gate' || kind === 'constant' ? [] : [i]));
  if (primitives.length > mostPrimitives) return { kind: 'open' };
  const atoms = atomsOf({ ...graph, nodes }, primitives);
  const diagram = new DecisionDiagram(mostNodes);
  const needed = nodes.map(() => true);
  const functions = functionsOf(diagram, atoms, nodes, needed);
  const own = functions.get(root.node) ?? never;
  const faces = nodes.slice(graph.nodes.length).map((_, i) => functions.get(graph.nodes.length + i) ?? never);
  const set = faces.reduce((all, face) => diagram.and(all, face), root.negated ? diagram.not(own) : own);
  const occurring = diagram.and(set, possible(diagram, atoms, set));
  if (diagram.isFull) return { kind: 'open' };
  if (occurring === never) return { kind: 'none' };
  const nodeOf = (variable: number): number | undefined => {
    const node = atoms.refs[variable]?.node ?? nodes.length;
    return node < graph.nodes.length ? node : undefined;
  };
  return { kind: 'possible', logic: { diagram, set: occurring, nodeOf } };
}

/** The sides of the box that are parallel to some primitive, as halfspaces that hold. */
function facesOf({ nodes }: RegionGraph, box: Query['box']): PrimitiveNode[] {
  const axes = new Set(nodes.flatMap((node) => axisOf(node) ?? []));
  return [...axes].flatMap((axis) => {
    const { lo, hi } = box[axis] ?? { lo: -Infinity, hi: Infinity };
    const face = (sign: 1 | -1, beta: number): PrimitiveNode => ({
      kind: 'halfspace',
      a: box.map((_, i) => (i === axis ? sign : 0)),
      beta,
      sharpness: { kind: 'share', share: 1 },
      frozen: false,
      named: false,
    });
    return [face(1, lo), face(-1, -hi)];
  });
}

function axisOf(node: RegionNode): number | undefined {
  if (node.kind !== 'halfspace' || node.sharpness.kind === 'category') return undefined;
  const used = node.a.flatMap((x, i) => (x === 0 ? [] : [i]));
  return used.length === 1 ? used[0] : undefined;
}
