/** Rows of numbers for a network: matched to its inputs, typed, finite where a value is not missing. */
export interface Dataset {
  /** The file that they are from; absent for what a query found. */
  readonly path?: string;
  readonly rows: number;
  /** Row-major, rows x inputs, in the user's units; NaN in every coordinate of a missing value that was let through. */
  readonly points: Float64Array;
  /** What the rows are trained towards or compared with; absent where nobody asked for it. */
  readonly targets?: Targets;
  /** Per input: the values outside its declared range. */
  readonly outside: readonly Outside[];
}

/** How many values lie outside a range, and the lowest and highest of them (infinities where there are none). */
export interface Outside {
  readonly count: number;
  readonly lowest: number;
  readonly highest: number;
}

export type Targets =
  /** Per row, the index of its class in file order. */
  | { readonly kind: 'classes'; readonly indices: Int32Array }
  /** Row-major, rows x outputs: the wanted share in [0, 1], 1 where the output's region holds. */
  | { readonly kind: 'outputs'; readonly shares: Float64Array };

/** A data file, or some of its rows, before it is typed: column by column, every cell the text that the file says. */
export interface Table {
  /** The file that it is from; absent for what a query found. */
  readonly path?: string;
  readonly columns: readonly string[];
  /** Per column, per row; undefined for an empty cell. */
  readonly cells: readonly (readonly (string | undefined)[])[];
  readonly rows: number;
  /** The number of its first row in the file, from 1. */
  readonly firstRow: number;
  /** Per row, the line of the file where it starts; absent where the file has no lines. */
  readonly lines?: readonly number[];
}
