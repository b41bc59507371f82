import { Writer } from 'protobufjs/minimal.js';

/**
 * The part of the ONNX format that exports need, as functions that encode one message each. Numbers in the code are
 * the fields' numbers in the format's schema. The schema is written out by hand because protobufjs' reflection
 * compiles code at run time, which a page with a strict content security policy forbids.
 */

export type Precision = 'f32' | 'f64';

/** An encoded message. */
export type Message = Uint8Array;

/** What an attribute of a node may be here: a whole number. */
export type Attributes = Readonly<Record<string, number>>;

const dataTypes = { f32: 1, f64: 11, i64: 7 } as const;

/** One operation: `op` of the tensors named `inputs` gives the one named `output`. */
export function encodeNode(op: string, inputs: readonly string[], output: string, attributes: Attributes): Message {
  const writer = new Writer();
  for (const input of inputs) text(writer, 1, input);
  text(writer, 2, output);
  text(writer, 3, output);
  text(writer, 4, op);
  for (const [name, value] of Object.entries(attributes)) {
    const attribute = new Writer();
    text(attribute, 1, name);
    whole(attribute, 3, value);
    whole(attribute, 20, 2);
    message(writer, 5, attribute.finish());
  }
  return writer.finish();
}

/** A constant of the graph; `values` in row-major order. */
export function encodeTensor(
  name: string,
  shape: readonly number[],
  values: readonly number[],
  type: keyof typeof dataTypes,
): Message {
  const writer = new Writer();
  for (const size of shape) whole(writer, 1, size);
  whole(writer, 2, dataTypes[type]);
  text(writer, 8, name);
  message(writer, 9, littleEndian(values, type));
  return writer.finish();
}

/** An input or output of the graph: [N, columns], or [N] without columns. */
export function encodeValueInfo(name: string, type: keyof typeof dataTypes, columns?: number): Message {
  const rows = new Writer();
  text(rows, 2, 'N');
  const shape = new Writer();
  message(shape, 1, rows.finish());
  if (columns !== undefined) {
    const size = new Writer();
    whole(size, 1, columns);
    message(shape, 1, size.finish());
  }
  const tensor = new Writer();
  whole(tensor, 1, dataTypes[type]);
  message(tensor, 2, shape.finish());
  const tensorType = new Writer();
  message(tensorType, 1, tensor.finish());
  const writer = new Writer();
  text(writer, 1, name);
  message(writer, 2, tensorType.finish());
  return writer.finish();
}

export interface Model {
  readonly name: string;
  readonly doc?: string;
  readonly producer: { readonly name: string; readonly version?: string };
  readonly metadata: Readonly<Record<string, string>>;
  readonly nodes: readonly Message[];
  readonly constants: readonly Message[];
  readonly inputs: readonly Message[];
  readonly outputs: readonly Message[];
}

/** The file: IR version 8, opset 17. */
export function encodeModel(model: Model): Message {
  const graph = new Writer();
  for (const node of model.nodes) message(graph, 1, node);
  text(graph, 2, model.name);
  for (const constant of model.constants) message(graph, 5, constant);
  if (model.doc !== undefined) text(graph, 10, model.doc);
  for (const input of model.inputs) message(graph, 11, input);
  for (const output of model.outputs) message(graph, 12, output);

  const opset = new Writer();
  text(opset, 1, '');
  whole(opset, 2, 17);

  const writer = new Writer();
  whole(writer, 1, 8);
  text(writer, 2, model.producer.name);
  if (model.producer.version !== undefined) text(writer, 3, model.producer.version);
  message(writer, 7, graph.finish());
  message(writer, 8, opset.finish());
  for (const [key, value] of Object.entries(model.metadata)) {
    const entry = new Writer();
    text(entry, 1, key);
    text(entry, 2, value);
    message(writer, 14, entry.finish());
  }
  return writer.finish();
}

function littleEndian(values: readonly number[], type: keyof typeof dataTypes): Uint8Array {
  const size = type === 'f32' ? 4 : 8;
  const bytes = new DataView(new ArrayBuffer(values.length * size));
  values.forEach((value, i) => {
    if (type === 'f32') bytes.setFloat32(i * size, value, true);
    else if (type === 'f64') bytes.setFloat64(i * size, value, true);
    else bytes.setBigInt64(i * size, BigInt(value), true);
  });
  return new Uint8Array(bytes.buffer);
}

function whole(writer: Writer, field: number, value: number): void {
  writer.uint32(field << 3).int64(value);
}

function text(writer: Writer, field: number, value: string): void {
  writer.uint32((field << 3) | 2).string(value);
}

function message(writer: Writer, field: number, value: Uint8Array): void {
  writer.uint32((field << 3) | 2).bytes(value);
}
