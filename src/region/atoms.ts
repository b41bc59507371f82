import { oneHotsOf, type OneHot } from '../base/one-hot.ts';
import type { PrimitiveNode, Ref, RegionGraph } from './graph.ts';
import { compareFractions, rayOf, type Fraction } from './hyperplane.ts';
import type { Literal } from './cover.ts';

/** The primitives of a graph as Boolean variables, of which not every combination occurs. */
export interface Atoms {
  /** Per node of a primitive. Equal sets are one variable whatever their sharpness, complements its complement. */
  readonly literals: ReadonlyMap<number, Literal>;
  /** Per variable the primitive that stands for it: the first, or the first frozen one where there is one. */
  readonly refs: readonly Ref[];
  /** Variables that depend on each other, and all values that they have together. Variables of a group are neighbours. */
  readonly groups: readonly AtomGroup[];
}

export interface AtomGroup {
  readonly variables: readonly number[];
  readonly rows: readonly (readonly boolean[])[];
}

/** Of these nodes, all primitives, in ascending order. Parallel planes depend on each other, and tests of one category. */
export function atomsOf(graph: RegionGraph, primitives: readonly number[]): Atoms {
  const literals = new Map<number, Literal>();
  const refs: Ref[] = [];
  const groups = familiesOf(graph, primitives).map((family): AtomGroup => {
    const columns = new Map<string, Literal>();
    const distinct: (readonly boolean[])[] = [];
    const variables: number[] = [];
    for (const { node, holds } of family) {
      const key = keyOf(holds);
      let literal = columns.get(key);
      if (!literal) {
        literal = { variable: refs.length, negated: false };
        columns.set(key, literal);
        columns.set(keyOf(holds.map((each) => !each)), { ...literal, negated: true });
        refs.push({ node, negated: false });
        variables.push(literal.variable);
        distinct.push(holds);
      }
      const { variable, negated } = literal;
      const isFrozen = graph.nodes[refs[variable]?.node ?? node]?.frozen;
      if (!isFrozen && graph.nodes[node]?.frozen) refs[variable] = { node, negated };
      literals.set(node, literal);
    }
    const rows = (distinct[0] ?? []).map((_, i) => distinct.map((column) => column[i] ?? false));
    return { variables, rows };
  });
  return { literals, refs, groups };
}

/** A primitive with its value at every place where its family's values differ. */
interface Member {
  readonly node: number;
  readonly holds: readonly boolean[];
}

function familiesOf(graph: RegionGraph, primitives: readonly number[]): Member[][] {
  const oneHots = oneHotsOf(graph.inputs);
  const families = new Map<string, { readonly node: number; readonly primitive: PrimitiveNode }[]>();
  for (const node of primitives) {
    const primitive = graph.nodes[node];
    if (!primitive || primitive.kind === 'gate' || primitive.kind === 'constant') continue;
    const key = familyKey(primitive, oneHots);
    families.set(key, [...(families.get(key) ?? []), { node, primitive }]);
  }
  return [...families.values()].map((family) => {
    const oneHot = oneHotOf(family[0]?.primitive, oneHots);
    const places = oneHot ? undefined : lineOf(family.map(({ primitive }) => primitive));
    const members = family.map(({ node, primitive }): Member => ({ node, holds: valuesOf(primitive, oneHot, places) }));
    // Planes in their order along the line make the smallest diagrams.
    return places ? members.toSorted((a, b) => firstChange(a.holds) - firstChange(b.holds)) : members;
  });
}

function familyKey(primitive: PrimitiveNode, oneHots: readonly OneHot[]): string {
  switch (primitive.kind) {
    case 'halfspace': {
      const oneHot = oneHotOf(primitive, oneHots);
      if (oneHot) return `category ${oneHot.input}`;
      return `line ${rayOf(primitive.a, primitive.beta)?.line ?? String(primitive.beta)}`;
    }
    case 'quadric': {
      const { A, b, alpha, beta, open = false } = primitive;
      return JSON.stringify([A, b, alpha, beta, open]);
    }
    case 'gaussian': {
      const { mean, factor, level } = primitive;
      return JSON.stringify([mean, factor, level]);
    }
  }
}

/** The categorical input that a test of a category is about. */
function oneHotOf(primitive: PrimitiveNode | undefined, oneHots: readonly OneHot[]): OneHot | undefined {
  if (primitive?.kind !== 'halfspace' || primitive.sharpness.kind !== 'category') return undefined;
  const used = primitive.a.flatMap((x, i) => (x === 0 ? [] : [i]));
  return oneHots.find(({ coordinates }) => used.every((i) => coordinates.includes(i)));
}

/** The offsets of parallel planes, ascending and distinct; undefined where the primitives are no planes. */
function lineOf(primitives: readonly PrimitiveNode[]): Fraction[] | undefined {
  const offsets = primitives.flatMap((primitive) => {
    const ray = primitive.kind === 'halfspace' ? rayOf(primitive.a, primitive.beta) : undefined;
    return ray ? [ray.offset] : [];
  });
  if (offsets.length === 0) return undefined;
  const sorted = offsets.toSorted(compareFractions);
  return sorted.filter((offset, i) => i === 0 || compareFractions(sorted[i - 1] ?? offset, offset) !== 0);
}

/** Of a test per category, and for none of them; of a plane on each offset and on either side; else in and out. */
function valuesOf(primitive: PrimitiveNode, oneHot: OneHot | undefined, offsets: Fraction[] | undefined): boolean[] {
  if (primitive.kind !== 'halfspace') return [true, false];
  const { a, beta } = primitive;
  if (oneHot) {
    const values = oneHot.coordinates.map((i) => (a[i] ?? 0) >= beta);
    return oneHot.open ? [...values, beta <= 0] : values;
  }
  const ray = rayOf(a, beta);
  if (!ray || !offsets) return [beta <= 0];
  const place = 1 + 2 * offsets.findIndex((offset) => compareFractions(offset, ray.offset) === 0);
  return Array.from({ length: 2 * offsets.length + 1 }, (_, i) => (ray.upward ? i >= place : i <= place));
}

function firstChange(holds: readonly boolean[]): number {
  return holds.findIndex((each) => each !== holds[0]);
}

function keyOf(holds: readonly boolean[]): string {
  return holds.map((each) => (each ? '1' : '0')).join('');
}
