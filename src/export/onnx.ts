import { diagnostic, type Result } from '../base/diagnostic.ts';
import { centreInputs } from '../network/centred.ts';
import type { ClassHead, FirstUnit, LinkedUnit, Network, OutputHead } from '../network/network.ts';
import { placeOfNumber } from '../network/place.ts';
import { artifactName, type Artifact } from './artifact.ts';
import {
  encodeModel,
  encodeNode,
  encodeTensor,
  encodeValueInfo,
  type Attributes,
  type Message,
  type Precision,
} from './onnx-schema.ts';

export interface OnnxOptions {
  /** `f32` is what most runtimes are fast at, and the default; `f64` computes what the network file says. */
  readonly precision?: Precision;
  /** The version of regionc, for the file's producer field. */
  readonly version?: string;
}

/**
 * The network as an ONNX graph. Its input `x` is [N, inputs], columns in the order of the text and in its units. A
 * classifier gives `probabilities` [N, classes] and `label` [N], the index of the most probable class; any other
 * network gives `outputs` [N, outputs]. Names are in the file's metadata. The same network gives the same bytes.
 */
export function exportOnnx(
  network: Network,
  { precision = 'f32', version }: OnnxOptions = {},
): Result<Artifact | undefined> {
  const graph = new Graph(precision);
  let layer = addInputLayer(graph, network);
  let width = network.first.length;
  network.later.forEach((units, i) => {
    const fields = graph.affine(`sums_${i + 2}`, layer, denseRows(units, width), units.map(biasOf));
    layer = graph.sigmoid(`layer_${i + 2}`, fields, units.map(gainOf));
    width = units.length;
  });
  const { head } = network;
  const outputs =
    head.kind === 'classes' ? addClasses(graph, layer, width, head.classes) : addOutputs(graph, layer, head.outputs);
  const value = graph.overflow;
  if (value !== undefined) {
    const place = placeOfNumber(network, (number) => !Number.isFinite(Math.fround(number)));
    return { value: undefined, diagnostics: [diagnostic('R0830', place, { value })] };
  }

  const bytes = encodeModel({
    name: artifactName(network.source.path, ''),
    ...(network.text.doc !== undefined && { doc: network.text.doc }),
    producer: { name: 'regionc', ...(version !== undefined && { version }) },
    metadata: namesOf(network),
    nodes: graph.nodes,
    constants: graph.constants,
    inputs: [encodeValueInfo('x', precision, network.inputs.length)],
    outputs,
  });
  const artifact = {
    fileName: artifactName(network.source.path, '.onnx'),
    mediaType: 'application/octet-stream',
    bytes,
  };
  return { value: artifact, diagnostics: [] };
}

/** Collects operations and constants; every operation returns the name of what it gives. */
class Graph {
  readonly nodes: Message[] = [];
  readonly constants: Message[] = [];
  readonly precision: Precision;
  /** The first constant that the precision cannot hold. */
  overflow: number | undefined;

  constructor(precision: Precision) {
    this.precision = precision;
  }

  add(op: string, inputs: readonly string[], output: string, attributes: Attributes = {}): string {
    this.nodes.push(encodeNode(op, inputs, output, attributes));
    return output;
  }

  constant(name: string, shape: readonly number[], values: readonly number[]): string {
    const lost = this.precision === 'f32' ? values.find((value) => !Number.isFinite(Math.fround(value))) : undefined;
    this.overflow ??= lost;
    this.constants.push(encodeTensor(name, shape, values, this.precision));
    return name;
  }

  indices(name: string, values: readonly number[]): string {
    this.constants.push(encodeTensor(name, [values.length], values, 'i64'));
    return name;
  }

  /** rows * x - bias: ONNX adds a bias, so its sign turns here. */
  affine(name: string, x: string, rows: readonly (readonly number[])[], bias: readonly number[]): string {
    const weights = this.constant(`${name}_weights`, [rows.length, rows[0]?.length ?? 0], rows.flat());
    const added = this.constant(
      `${name}_bias`,
      [bias.length],
      bias.map((value) => 0 - value),
    );
    return this.add('Gemm', [x, weights, added], name, { transB: 1 });
  }

  /** sigma_gain(x) = tanh(gain x / 2). */
  sigmoid(name: string, x: string, gains: readonly number[]): string {
    return this.add('Tanh', [this.scale(`${name}_arguments`, x, gains.map(half))], name);
  }

  scale(name: string, x: string, factors: readonly number[]): string {
    return this.add('Mul', [x, this.constant(`${name}_factors`, [factors.length], factors)], name);
  }
}

/** The first layer, in single precision on inputs that are centred first: see `centreInputs`. */
function addInputLayer(graph: Graph, network: Network): string {
  if (graph.precision === 'f64') return addFirstLayer(graph, 'x', network.first);
  const { centre, first } = centreInputs(network);
  const offsets = graph.constant('centre', [centre.length], centre);
  return addFirstLayer(graph, graph.add('Sub', ['x', offsets], 'centred'), first);
}

/** The units' f by kind, put side by side, and their sigmoid. */
function addFirstLayer(graph: Graph, x: string, units: readonly FirstUnit[]): string {
  const halfspaces = units.flatMap((unit) => (unit.kind === 'halfspace' ? [unit] : []));
  const quadrics = units.flatMap((unit) => (unit.kind === 'quadric' ? [unit] : []));
  const gaussians = units.flatMap((unit) => (unit.kind === 'gaussian' ? [unit] : []));
  const parts: string[] = [];
  if (halfspaces.length > 0) {
    const rows = halfspaces.map(({ a }) => a);
    parts.push(
      graph.affine(
        'halfspaces',
        x,
        rows,
        halfspaces.map(({ beta }) => beta),
      ),
    );
  }
  if (quadrics.length > 0) {
    const forms = quadrics.map(({ A, b, alpha, beta }) => ({ rows: A, offsets: b, factor: -alpha, constant: beta }));
    parts.push(addForms(graph, x, 'quadrics', forms));
  }
  if (gaussians.length > 0) {
    const forms = gaussians.map(({ factor, mean }) => ({
      rows: factor,
      offsets: factor.map((row) => dot(row, mean)),
      factor: -1 / 2,
      constant: 0,
    }));
    const density = graph.add('Exp', [addForms(graph, x, 'exponents', forms)], 'densities');
    const levels = graph.constant(
      'levels',
      [gaussians.length],
      gaussians.map(({ level }) => level),
    );
    parts.push(graph.add('Sub', [density, levels], 'gaussians'));
  }
  const [only = ''] = parts;
  const joined = parts.length > 1 ? graph.add('Concat', parts, 'primitives_by_kind', { axis: 1 }) : only;
  const fields = inUnitOrder(graph, joined, units, [...halfspaces, ...quadrics, ...gaussians]);
  return graph.sigmoid('layer_1', fields, units.map(gainOf));
}

/** constant + factor norm(rows x - offsets)^2. */
interface SquareForm {
  readonly rows: readonly (readonly number[])[];
  readonly offsets: readonly number[];
  readonly factor: number;
  readonly constant: number;
}

/** All rows of all forms in one product, squared, and summed form by form in another. */
function addForms(graph: Graph, x: string, name: string, forms: readonly SquareForm[]): string {
  const rows = forms.flatMap((form) => form.rows);
  const roots = graph.affine(
    `${name}_rows`,
    x,
    rows,
    forms.flatMap(({ offsets }) => offsets),
  );
  const squares = graph.add('Mul', [roots, roots], `${name}_squares`);
  const sums = forms.map((form) => forms.flatMap((each) => each.rows.map(() => (each === form ? form.factor : 0))));
  return graph.affine(
    name,
    squares,
    sums,
    forms.map(({ constant }) => 0 - constant),
  );
}

function inUnitOrder(graph: Graph, joined: string, units: readonly FirstUnit[], byKind: readonly FirstUnit[]): string {
  const places = new Map(byKind.map((unit, place) => [unit, place]));
  const order = units.map((unit) => places.get(unit) ?? 0);
  if (order.every((place, i) => place === i)) return joined;
  return graph.add('Gather', [joined, graph.indices('primitives_order', order)], 'primitives', { axis: 1 });
}

function addClasses(graph: Graph, layer: string, width: number, classes: readonly ClassHead[]): Message[] {
  const sums = graph.affine('class_sums', layer, denseRows(classes, width), classes.map(biasOf));
  const logits = graph.scale('logits', sums, classes.map(gainOf));
  graph.add('Softmax', [logits], 'probabilities', { axis: 1 });
  graph.add('ArgMax', [logits], 'label', { axis: 1, keepdims: 0 });
  return [encodeValueInfo('probabilities', graph.precision, classes.length), encodeValueInfo('label', 'i64')];
}

function addOutputs(graph: Graph, layer: string, outputs: readonly OutputHead[]): Message[] {
  const units = graph.indices(
    'output_units',
    outputs.map(({ unit }) => unit),
  );
  const values = graph.add('Gather', [layer, units], 'output_values', { axis: 1 });
  graph.scale(
    'outputs',
    values,
    outputs.map(({ sign }) => sign),
  );
  return [encodeValueInfo('outputs', graph.precision, outputs.length)];
}

/** What a reader of the file needs to know of its columns, as JSON lists in order. */
function namesOf({ inputs, head }: Network): Record<string, string> {
  const names = { inputs: JSON.stringify(inputs.map(({ name }) => name)) };
  if (head.kind === 'outputs') return { ...names, outputs: JSON.stringify(head.outputs.map(({ name }) => name)) };
  return {
    ...names,
    classes: JSON.stringify(head.classes.map(({ name }) => name)),
    labels: JSON.stringify(head.classes.map(({ label }) => label)),
  };
}

function denseRows(units: readonly Pick<LinkedUnit, 'links' | 'weights'>[], width: number): number[][] {
  return units.map(({ links, weights }) => {
    const row = Array.from({ length: width }, () => 0);
    links.forEach((link, i) => (row[link] = weights[i] ?? 0));
    return row;
  });
}

function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, i) => sum + value * (right[i] ?? 0), 0);
}

function biasOf({ bias }: { readonly bias: number }): number {
  return bias;
}

function gainOf({ gain }: { readonly gain: number }): number {
  return gain;
}

function half(value: number): number {
  return value / 2;
}
