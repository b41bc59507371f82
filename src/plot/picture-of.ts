import { sigma } from '../base/sigmoid.ts';
import { makeExactSets } from '../exec/exact-sets.ts';
import { makeForward } from '../exec/forward.ts';
import type { ClassHead, Network } from '../network/network.ts';
import type { GraphInput, Ref, RegionGraph } from '../region/graph.ts';
import type { ClassSubject, Evaluate, PictureAxis, PictureData, PictureInput, Subject } from './picture.ts';
import { unitOf } from './units.ts';

/** What a picture can be asked of: a text, and the network that was compiled from it. */
export interface Pictured {
  /** The file, of whose path the name is shown. */
  readonly title: string;
  readonly graph: RegionGraph;
  /** Compiled from `graph`, trained or not. */
  readonly network?: Network;
  readonly data?: PictureData;
}

/** The classes or outputs of a text beside those of its network; a text without a head gives its named regions. */
export function pictureOf({ title, graph, network, data }: Pictured): PictureInput {
  return {
    title: title.split(/[\\/]/).at(-1) ?? title,
    ...(graph.doc !== undefined && { doc: graph.doc }),
    inputs: graph.inputs.map((input, index) => pictureAxis(graph, input, index)),
    subject: subjectOf(graph, network),
    confidence: network?.promise.confidence ?? 0.95,
    ...(data && { data }),
  };
}

function subjectOf(graph: RegionGraph, network?: Network): Subject {
  const { head, names } = graph;
  switch (head.kind) {
    case 'classes': {
      const refs = head.classes.map(({ ref }) => ref);
      const own = network && classValues(network);
      const exact = exactClasses(graph, refs);
      return { kind: 'classes', names: head.classes.map(({ name }) => name), exact, ...(own && { network: own }) };
    }
    case 'outputs': {
      const refs = head.outputs.map(({ ref }) => ref);
      const own = network && makeForward(network);
      const exact = exactSets(graph, refs);
      return { kind: 'outputs', names: head.outputs.map(({ name }) => name), exact, ...(own && { network: own }) };
    }
    case 'none': {
      const refs = names.map(({ ref }) => ref);
      return { kind: 'regions', names: names.map(({ name }) => name), exact: exactSets(graph, refs) };
    }
  }
}

/** The first class in file order that holds, -1 in a gap. */
function exactClasses(graph: RegionGraph, refs: readonly Ref[]): Evaluate {
  const sets = makeExactSets(graph, refs);
  return (points, rows) => {
    const holds = sets(points, rows);
    const first = (_: unknown, row: number): number =>
      holds.subarray(row * refs.length, (row + 1) * refs.length).indexOf(1);
    return Float64Array.from({ length: rows }, first);
  };
}

function exactSets(graph: RegionGraph, refs: readonly Ref[]): Evaluate {
  const sets = makeExactSets(graph, refs);
  return (points, rows) => Float64Array.from(sets(points, rows));
}

/** Logits as scores, which order classes even where their probabilities round to the same number. */
function classValues(network: Network): ClassSubject['network'] {
  const { head } = network;
  if (head.kind !== 'classes') return undefined;
  const units = (network.later.at(-1) ?? network.first).length;
  const lastLayer = makeForward(withLastLayer(network, units));
  return (points, rows) => {
    const last = lastLayer(points, rows);
    const scores = new Float64Array(rows * head.classes.length);
    const memberships = new Float64Array(rows * head.classes.length);
    for (let row = 0, at = 0; row < rows; row++) {
      for (const rowOfHead of head.classes) {
        const sum = weighedSum(rowOfHead, last, row * units);
        scores[at] = rowOfHead.gain * sum;
        memberships[at] = rowOfHead.plain ? sum : sigma(rowOfHead.gain, sum);
        at += 1;
      }
    }
    return { scores, memberships };
  };
}

function weighedSum({ links, weights, bias }: ClassHead, values: Float64Array, from: number): number {
  return links.reduce((sum, link, k) => sum + (weights[k] ?? 0) * (values[from + link] as number), -bias);
}

/** The same network with the units of its last layer as outputs. */
function withLastLayer(network: Network, units: number): Network {
  const outputs = Array.from({ length: units }, (_, unit) => {
    const name = `${unit}`;
    return { name, column: name, unit, sign: 1 as const };
  });
  return { ...network, head: { kind: 'outputs', outputs } };
}

function pictureAxis(graph: RegionGraph, input: GraphInput, index: number): PictureAxis {
  const unit = unitOf(input);
  const { name, lo, hi, category } = input;
  const uses = usesOf(graph, index);
  return { name, lo, hi, uses, ...(unit !== undefined && { unit }), ...(category && { category }) };
}

/** How many primitives depend on an input. */
function usesOf({ nodes }: RegionGraph, index: number): number {
  return nodes.filter((node) => {
    switch (node.kind) {
      case 'halfspace':
        return (node.a[index] ?? 0) !== 0;
      case 'quadric':
        return node.A.some((row) => (row[index] ?? 0) !== 0);
      case 'gaussian':
        return node.factor.some((row) => (row[index] ?? 0) !== 0);
      case 'constant':
      case 'gate':
        return false;
    }
  }).length;
}
