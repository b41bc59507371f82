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

function pushInstruction(out: Bytes, instruction: Instruction): void {
  const { opcode, immediates } = encodings[instruction[0]];
  out.push(opcode);
  let next = 1;
  for (const immediate of immediates) {
    const count = immediate === 'memory' ? 2 : immediate === 'lanes' ? 16 : immediate === 'block' ? 0 : 1;
    pushImmediate(out, immediate, instruction, next);
    next += count;
  }
}

/** The numbers of an immediate stand from `at` on in the instruction. */
function pushImmediate(out: Bytes, immediate: Immediate, instruction: Instruction, at: number): void {
  const value = (instruction[at] as number | undefined) ?? 0;
  switch (immediate) {
    case 'index':
      out.unsigned(value);
      break;
    case 'memory':
      out.unsigned(value);
      out.unsigned((instruction[at + 1] as number | undefined) ?? 0);
      break;
    case 'block':
      // The type of what the block leaves: nothing.
      out.byte(0x40);
      break;
    case 'lane':
      out.byte(value);
      break;
    case 'lanes':
      for (let i = 0; i < 16; i++) out.byte((instruction[at + i] as number | undefined) ?? 0);
      break;
    case 'i32':
      out.signed(value);
      break;
    case 'f32':
      out.push(new Uint8Array(Float32Array.of(value).buffer));
      break;
    case 'f64':
      out.push(new Uint8Array(Float64Array.of(value).buffer));
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

function unsigned(value: number): Uint8Array {
  const out = new Bytes(8);
  out.unsigned(value);
  return out.finish();
}

function signed(value: number): Uint8Array {
  const out = new Bytes(8);
  out.signed(value);
  return out.finish();
}

/** Bytes that grow. */
class Bytes {
  private bytes: Uint8Array;
  private length = 0;

  constructor(room = 1024) {
    this.bytes = new Uint8Array(room);
  }

  byte(value: number): void {
    if (this.length === this.bytes.length) this.reserve(1);
    this.bytes[this.length] = value;
    this.length += 1;
  }

  push(piece: Piece): void {
    this.reserve(piece.length);
    this.bytes.set(piece, this.length);
    this.length += piece.length;
  }

  /** LEB128: seven bits a byte, the lowest first, the top bit set on all but the last. */
  unsigned(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.byte(rest);
  }

  /** The same of a signed 32-bit number: the last byte's bit 6 is its sign. */
  signed(value: number): void {
    let rest = value | 0;
    while (rest < -0x40 || rest >= 0x40) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    this.byte(rest & 0x7f);
  }

  section(id: number, content: Piece): void {
    this.byte(id);
    this.unsigned(content.length);
    this.push(content);
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.length);
  }

  private reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, 2 * this.bytes.length));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}
