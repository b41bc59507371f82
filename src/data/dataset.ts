/** Rows of numbers ready for a network: matched to its inputs, typed, finite. */
export interface Dataset {
  readonly rows: number;
  /** Row-major, rows x inputs, in the user's units. */
  readonly points: Float64Array;
  /** What the rows are trained towards or compared with; absent where the data has no such column. */
  readonly targets?: Targets;
  /** Per input: how many values lie outside its declared range. */
  readonly outside: readonly number[];
}

export type Targets =
  /** Per row, the index of its class in file order. */
  | { readonly kind: 'classes'; readonly indices: Int32Array }
  /** Row-major, rows x outputs: the wanted share in [0, 1], 1 where the output's region holds. */
  | { readonly kind: 'outputs'; readonly shares: Float64Array };

/** A data file as read, before it is typed: column by column, every cell the text that the file says. */
export interface Table {
  readonly columns: readonly string[];
  /** Per column, per row; undefined for an empty cell. */
  readonly cells: readonly (readonly (string | undefined)[])[];
  readonly rows: number;
}
