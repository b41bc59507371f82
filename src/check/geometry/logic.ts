import { atomsOf } from '../../region/atoms.ts';
import { DecisionDiagram, never } from '../../region/decision-diagram.ts';
import type { PrimitiveNode, RegionGraph, RegionNode } from '../../region/graph.ts';
import { functionsOf, possible } from '../../region/truth.ts';
import type { Query } from './query.ts';

/** Nodes of the diagram in which a set is looked at; one that needs more is left to the search. */
const mostNodes = 20_000;

/** Different primitives of a set that is looked at so. */
const mostPrimitives = 200;

/**
 * Whether logic alone shows that a set is empty: counts of one list, complements, the order of parallel planes and of
 * the box's own sides, categories of one input. What it shows is exact; where it shows nothing the set may be empty
 * still.
 */
export function isContradiction({ graph, root, box }: Query): boolean {
  const nodes = [...graph.nodes, ...facesOf(graph, box)];
  const primitives = nodes.flatMap(({ kind }, i) => (kind === 'gate' || kind === 'constant' ? [] : [i]));
  if (primitives.length > mostPrimitives) return false;
  const atoms = atomsOf({ ...graph, nodes }, primitives);
  const diagram = new DecisionDiagram(mostNodes);
  const functions = functionsOf(
    diagram,
    atoms,
    nodes,
    nodes.map(() => true),
  );
  const own = functions.get(root.node);
  if (own === undefined) return false;
  const faces = nodes.slice(graph.nodes.length).map((_, i) => functions.get(graph.nodes.length + i) ?? never);
  const set = faces.reduce((all, face) => diagram.and(all, face), root.negated ? diagram.not(own) : own);
  return diagram.and(set, possible(diagram, atoms, set)) === never && !diagram.isFull;
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
