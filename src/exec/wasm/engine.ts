import { encode } from './encode.ts';
import { pageBytes, type Module } from './module.ts';

/** A module that runs: its memory and what it exports. */
export interface Instance {
  /** As it is now: growing makes a new one. */
  readonly memory: () => ArrayBuffer;
  /** To at least so many bytes. */
  readonly grow: (bytes: number) => void;
  readonly call: (name: string, ...values: readonly number[]) => number;
}

/** Undefined where WebAssembly is not allowed (a page with a strict policy) or an instruction is not known. */
export function instantiate(module: Module): Instance | undefined {
  if (typeof WebAssembly === 'undefined') return undefined;
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(encode(module)));
    const functions = exports as Readonly<Record<string, (...values: readonly number[]) => number>>;
    const memory = exports['memory'] as { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
    return {
      memory: () => memory.buffer,
      grow: (bytes) => {
        const missing = bytes - memory.buffer.byteLength;
        if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
      },
      call: (name, ...values) => functions[name]?.(...values) ?? 0,
    };
  } catch (problem) {
    if (problem instanceof WebAssembly.CompileError) return undefined;
    throw problem;
  }
}

/** As much of the standard's interface as is used here. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Readonly<Record<string, unknown>> };
  readonly CompileError: new () => Error;
};
