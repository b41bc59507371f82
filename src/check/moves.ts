import { inverseOf, singularValues } from '../base/linear-algebra.ts';
import type { Box } from '../base/interval.ts';
import type { FirstUnit, Network } from '../network/network.ts';
import { isSame } from '../network/partner.ts';
import { describe, shortNumber } from '../region/describe.ts';
import type { PrimitiveNode, Ref } from '../region/graph.ts';
import { growthOf } from '../region/margin.ts';
import type { Primitive } from '../region/primitive.ts';
import { nodesBelow } from './circuit.ts';

/** Where training moved one boundary of a text. */
export type Move = { readonly boundary: string } & (
  | {
      readonly kind: 'halfspace';
      /** Between the two normals, in degrees. */
      readonly angle: number;
      /** How far it moved into its region, below 0 out of it, along the text's normal where that is nearest to the centre of the box. */
      readonly offset: number;
    }
  | {
      readonly kind: 'ellipsoid' | 'gaussian';
      /** From the text's centre to the network's, by input; undefined where one has no single centre. */
      readonly centre?: readonly number[];
      /** Semi-axes of the boundary, the shortest first: the network's and the text's. */
      readonly axes: readonly number[];
      readonly textAxes: readonly number[];
    }
);

/** Every boundary of a region that the network has elsewhere than the text. */
export function movesOf(network: Network, { node }: Ref): Move[] {
  const { text, first, inputs } = network;
  return nodesBelow(text, node).flatMap((index): Move[] => {
    const own = text.nodes[index];
    const unit = first.find((each) => each.node === index);
    if (own === undefined || own.kind === 'constant' || own.kind === 'gate' || unit === undefined) return [];
    // A test of categories has no angle and no place to go.
    if (isSame(unit, own) || own.sharpness.kind === 'category') return [];
    const boundary = describe(text, { node: index, negated: false });
    const move = moveOf(unit, own, inputs);
    return move ? [{ boundary, ...move }] : [];
  });
}

/** In words, with a few digits. */
export function printMove(move: Move): string {
  if (move.kind === 'halfspace') {
    const way = move.offset < 0 ? 'outwards' : 'inwards';
    return `${move.boundary}: turned by ${digits(move.angle)} degrees, ${digits(Math.abs(move.offset))} ${way}`;
  }
  const list = (values: readonly number[]): string => values.map(digits).join(', ');
  const centre = move.centre ? `centre moved by [${list(move.centre)}], ` : '';
  return `${move.boundary}: ${centre}axes [${list(move.axes)}] for [${list(move.textAxes)}]`;
}

type Bare<T> = T extends Move ? Omit<T, 'boundary'> : never;

function moveOf(unit: FirstUnit, node: PrimitiveNode, box: Box): Bare<Move> | undefined {
  if (unit.kind === 'halfspace' && node.kind === 'halfspace') return halfspaceMove(unit, node, box);
  if (unit.kind === 'halfspace' || node.kind === 'halfspace') return undefined;
  const [to, from] = [centreOf(unit), centreOf(node)];
  const centre = to && from ? { centre: to.map((x, i) => x - (from[i] ?? 0)) } : {};
  return {
    kind: unit.kind === 'quadric' ? 'ellipsoid' : 'gaussian',
    ...centre,
    axes: axesOf(unit),
    textAxes: axesOf(node),
  };
}

type Halfspace = Extract<Primitive, { readonly kind: 'halfspace' }>;
type Curved = Exclude<Primitive, Halfspace>;

function halfspaceMove(unit: Halfspace, node: Halfspace, box: Box): Bare<Move> {
  const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
  const [own, text] = [Math.hypot(...unit.a), Math.hypot(...node.a)];
  const cosine = dot(unit.a, node.a) / (own * text);
  // The sine tells small angles apart, the cosine large ones.
  const sine = Math.hypot(...unit.a.map((x, i) => x / own - (cosine * (node.a[i] ?? 0)) / text));
  const middle = box.map(({ lo, hi }) => (lo + hi) / 2);
  const step = (node.beta - dot(node.a, middle)) / (text * text);
  const near = middle.map((x, i) => x + step * (node.a[i] ?? 0));
  const offset = ((unit.beta - dot(unit.a, near)) * text) / dot(unit.a, node.a);
  return { kind: 'halfspace', angle: (Math.atan2(sine, cosine) * 180) / Math.PI, offset };
}

/** Where A x = b, or the mean. */
function centreOf(primitive: Curved): readonly number[] | undefined {
  if (primitive.kind === 'gaussian') return primitive.mean;
  const { A, b } = primitive;
  const inverse = A.length === A[0]?.length ? inverseOf(A) : undefined;
  return inverse?.map((row) => row.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0));
}

function axesOf(primitive: Curved): number[] {
  const growth = growthOf(primitive);
  const radius = growth.kind === 'halfspace' ? 0 : growth.rho;
  const rows = primitive.kind === 'quadric' ? primitive.A : primitive.factor;
  return singularValues(rows).map((value) => radius / value);
}

function digits(value: number): string {
  return shortNumber(Number(value.toPrecision(3)));
}
