import type { Code } from './instructions.ts';

export type ValueType = 'i32' | 'f32' | 'f64' | 'v128';

/** A WebAssembly module as plain data: `encode` makes its bytes, `printModule` its text. */
export interface Module {
  readonly functions: readonly WasmFunction[];
  /** Of its memory, in pages of 64 KiB. Exported as `memory`. */
  readonly pages: number;
  /** What the memory holds at the start. */
  readonly data: readonly DataSegment[];
}

export interface WasmFunction {
  readonly name: string;
  /** Whether it can be called from outside, by its name. */
  readonly exported: boolean;
  readonly params: readonly ValueType[];
  readonly results: readonly ValueType[];
  /** Beyond the parameters. */
  readonly locals: readonly ValueType[];
  readonly body: Code;
}

export interface DataSegment {
  readonly at: number;
  readonly bytes: Uint8Array;
}

export const pageBytes = 65536;
