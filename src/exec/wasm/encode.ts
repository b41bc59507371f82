import { encodings, type Immediate, type Instruction } from './instructions.ts';
import type { Module, ValueType, WasmFunction } from './module.ts';

/** The module in the binary format, version 1. */
export function encode({ functions, pages, data }: Module): Uint8Array<ArrayBuffer> {
  const exported = functions.flatMap(({ name, exported: open }, index) =>
    open ? [[...text(name), 0x00, ...unsigned(index)]] : [],
  );
  const out = new Bytes();
  out.push([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
  out.section(1, vector(functions.map(typeOf)));
  out.section(3, vector(functions.map((_, index) => unsigned(index))));
  out.section(5, vector([[0x00, ...unsigned(pages)]]));
  out.section(7, vector([[...text('memory'), 0x02, 0x00], ...exported]));
  out.section(10, vector(functions.map(bodyOf)));
  if (data.length > 0) {
    out.section(
      11,
      vector(data.map(({ at, bytes }) => joined([[0x00, 0x41, ...signed(at), 0x0b], unsigned(bytes.length), bytes]))),
    );
  }
  return out.finish();
}

type Piece = ArrayLike<number>;

const valueTypes: Readonly<Record<ValueType, number>> = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b };

function typeOf({ params, results }: WasmFunction): Piece {
  const list = (types: readonly ValueType[]): number[] => [
    ...unsigned(types.length),
    ...types.map((type) => valueTypes[type]),
  ];
  return [0x60, ...list(params), ...list(results)];
}

/** Locals (runs of a type), then the instructions, after the length of both. */
function bodyOf({ locals, body }: WasmFunction): Piece {
  const runs: { readonly type: ValueType; count: number }[] = [];
  for (const type of locals) {
    const last = runs.at(-1);
    if (last?.type === type) last.count += 1;
    else runs.push({ type, count: 1 });
  }
  const out = new Bytes();
  out.push(vector(runs.map(({ type, count }) => [...unsigned(count), valueTypes[type]])));
  for (const instruction of body) pushInstruction(out, instruction);
  out.push([0x0b]);
  const bytes = out.finish();
  return joined([unsigned(bytes.length), bytes]);
}

function pushInstruction(out: Bytes, [op, ...values]: Instruction): void {
  const { opcode, immediates } = encodings[op];
  out.push(opcode);
  let next = 0;
  const take = (): number => values[next++] ?? 0;
  for (const immediate of immediates) pushImmediate(out, immediate, take);
}

function pushImmediate(out: Bytes, immediate: Immediate, take: () => number): void {
  switch (immediate) {
    case 'index':
      out.push(unsigned(take()));
      break;
    case 'memory':
      out.push(unsigned(take()));
      out.push(unsigned(take()));
      break;
    case 'block':
      // The type of what the block leaves: nothing.
      out.push([0x40]);
      break;
    case 'lane':
      out.push([take()]);
      break;
    case 'lanes':
      for (let i = 0; i < 16; i++) out.push([take()]);
      break;
    case 'i32':
      out.push(signed(take()));
      break;
    case 'f32':
      out.push(new Uint8Array(Float32Array.of(take()).buffer));
      break;
    case 'f64':
      out.push(new Uint8Array(Float64Array.of(take()).buffer));
      break;
  }
}

function vector(items: readonly Piece[]): Piece {
  return joined([unsigned(items.length), ...items]);
}

function joined(pieces: readonly Piece[]): Piece {
  const out = new Bytes();
  for (const piece of pieces) out.push(piece);
  return out.finish();
}

function text(value: string): number[] {
  const bytes = new TextEncoder().encode(value);
  return [...unsigned(bytes.length), ...bytes];
}

/** LEB128: seven bits a byte, the lowest first, the top bit set on all but the last. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
}

/** The same of a signed 32-bit number: the last byte's bit 6 is its sign. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  while (rest < -0x40 || rest >= 0x40) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>= 7;
  }
  return [...bytes, rest & 0x7f];
}

/** Bytes that grow. */
class Bytes {
  private bytes = new Uint8Array(1024);
  private length = 0;

  push(piece: Piece): void {
    const needed = this.length + piece.length;
    if (needed > this.bytes.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.bytes.length));
      larger.set(this.bytes.subarray(0, this.length));
      this.bytes = larger;
    }
    this.bytes.set(piece, this.length);
    this.length = needed;
  }

  section(id: number, content: Piece): void {
    this.push([id, ...unsigned(content.length)]);
    this.push(content);
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.length);
  }
}
