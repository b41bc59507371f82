/** The formats that a network is exported to, in words: the command line and the editor offer these. */
export const exportTargets = {
  onnx: 'ONNX, opset 17',
  wasm: 'a WebAssembly module that stands alone',
} as const;

export type ExportTarget = keyof typeof exportTargets;
