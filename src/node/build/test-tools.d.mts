export declare const tools: {
  /** The folder of the `node` that code-server needs first on its PATH. */
  readonly nodeBin: string;
  /** The script that starts code-server. */
  readonly codeServer: string;
  /** The folder that TensorFlow.js is installed in. */
  readonly tensorflow: string;
};
