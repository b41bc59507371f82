/** Bounds that keep bad input from taking unbounded time or memory (DESIGN section 8). */
export interface Limits {
  /** Bytes of source text in one file. */
  readonly sourceBytes: number;
  /** Region nodes after expansion. */
  readonly regionNodes: number;
  /** Coordinates of the input space. */
  readonly inputs: number;
  /** Brackets inside one another. */
  readonly bracketDepth: number;
  /** Expressions inside one another, every operator of `a + b + c` counting: no pass needs a deeper stack. */
  readonly expressionDepth: number;
  /** Calls inside one another while functions are expanded. */
  readonly callDepth: number;
  /** Files that one file imports, directly and through others. */
  readonly imports: number;
  /** Terms of one output or class in a two-layer form. */
  readonly formTerms: number;
  /** Primitives of all outputs or classes together in a two-layer form. */
  readonly formPrimitives: number;
  /** Bytes of a network file. */
  readonly networkBytes: number;
}

export const defaultLimits: Limits = {
  sourceBytes: 4 * 1024 * 1024,
  regionNodes: 1_000_000,
  inputs: 10_000,
  bracketDepth: 100,
  expressionDepth: 1_000,
  callDepth: 200,
  imports: 256,
  formTerms: 10_000,
  formPrimitives: 1_000,
  networkBytes: 1024 * 1024 * 1024,
};
