import { Unreadable, UntrustedJson } from '../base/untrusted.ts';

/** Numbers of one name, row-major. */
export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

export interface TensorFile {
  readonly metadata: ReadonlyMap<string, string>;
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/** What keeps bytes from being a tensor file; `cut` where bytes are missing at the end. */
export interface TensorProblem {
  readonly kind: 'none' | 'cut' | 'malformed';
  readonly problem: string;
}

/** A header past this is refused, as the format's own reader does. */
const largestHeader = 100_000_000;
const lengthBytes = 8;

/**
 * The safetensors layout: the header's length as a 64-bit little-endian number, the header as JSON, padded so that
 * the numbers begin at a multiple of 8, then all tensors, here as little-endian float64. Equal content gives equal
 * bytes: names and metadata are sorted.
 */
export function writeSafetensors(tensors: readonly Tensor[], metadata: Readonly<Record<string, string>>): Uint8Array {
  const sorted = tensors.toSorted((a, b) => compare(a.name, b.name));
  const header: Record<string, unknown> = { __metadata__: Object.fromEntries(Object.entries(metadata).sort(byKey)) };
  let offset = 0;
  for (const { name, shape, data } of sorted) {
    header[name] = { dtype: 'F64', shape, data_offsets: [offset, offset + 8 * data.length] };
    offset += 8 * data.length;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = 8 * Math.ceil(json.length / 8);
  const bytes = new Uint8Array(lengthBytes + headerLength + offset).fill(0x20, 0, lengthBytes + headerLength);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(headerLength), true);
  bytes.set(json, lengthBytes);
  let place = lengthBytes + headerLength;
  for (const { data } of sorted) {
    for (const value of data) {
      view.setFloat64(place, value, true);
      place += 8;
    }
  }
  return bytes;
}

/** Every length, offset and shape is checked against the bytes that are there before a number is read. */
export function readSafetensors(bytes: Uint8Array): TensorFile | TensorProblem {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < lengthBytes) return { kind: 'none', problem: 'it is shorter than a header' };
  const headerLength = view.getBigUint64(0, true);
  if (bytes[lengthBytes] !== 0x7b || headerLength > BigInt(largestHeader)) {
    return { kind: 'none', problem: 'it does not begin with a safetensors header' };
  }
  const start = lengthBytes + Number(headerLength);
  if (start > bytes.length) return { kind: 'cut', problem: 'the header is not all there' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(lengthBytes, start));
    return readTensors(UntrustedJson.parse(text, 'the header'), view, start);
  } catch (error) {
    if (error instanceof Unreadable || error instanceof TypeError) return { kind: 'malformed', problem: error.message };
    throw error;
  }
}

function readTensors(header: UntrustedJson, view: DataView, start: number): TensorFile | TensorProblem {
  const metadata = new Map<string, string>();
  const places: { name: string; shape: number[]; from: number; to: number }[] = [];
  for (const [name, entry] of header.entries()) {
    if (name === '__metadata__') {
      for (const [key, value] of entry.entries()) metadata.set(key, value.string());
      continue;
    }
    entry.field('dtype').oneOf(['F64']);
    const shape = entry
      .field('shape')
      .items()
      .map((size) => size.index());
    const [from, to] = entry
      .field('data_offsets')
      .items()
      .map((offset) => offset.index());
    if (from === undefined || to === undefined) throw new Unreadable(`${name} has no two offsets`);
    const size = shape.reduce((product, length) => product * length, 8);
    if (to - from !== size) throw new Unreadable(`${name} does not have the size of its shape`);
    places.push({ name, shape, from, to });
  }
  // No holes and no overlaps: each tensor begins where the one before it ends.
  places.sort((a, b) => a.from - b.from || a.to - b.to);
  let end = 0;
  for (const { name, from, to } of places) {
    if (from !== end) throw new Unreadable(`${name} does not begin where the tensor before it ends`);
    end = to;
  }
  if (start + end > view.byteLength) return { kind: 'cut', problem: 'numbers are missing at its end' };
  if (start + end < view.byteLength) throw new Unreadable('there are bytes after the last tensor');
  const tensors = places.map(({ name, shape, from, to }): [string, Tensor] => {
    const data = Float64Array.from({ length: (to - from) / 8 }, (_, i) => view.getFloat64(start + from + 8 * i, true));
    return [name, { name, shape, data }];
  });
  return { metadata, tensors: new Map(tensors) };
}

function byKey([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return compare(a, b);
}

/** By code unit: the same order everywhere. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
