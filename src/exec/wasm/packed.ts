/**
 * A network's numbers and links in the order in which generated code reads them. A row is a record of numbers
 * `weights, bias, gain`; its links are places of values below. Rows that are computed alike stand together, and so do
 * the values they give: slot s of a layer is not unit s.
 */
export interface Packed {
  readonly inputs: number;
  readonly layers: readonly PackedLayer[];
  readonly head: PackedHead;
  /** Per number its index in the layout's parameters. */
  readonly sources: Int32Array;
  /** Links of rows that are not dense, in slots of the layer below; before those of a `listed` row, their count. */
  readonly links: Int32Array;
}

export interface PackedLayer {
  readonly units: number;
  /** Of each unit in the network's order. */
  readonly slots: Int32Array;
  readonly rows: readonly RowGroup[];
  readonly forms: readonly FormGroup[];
}

/** Sums of a layer: all take the same path through the code. */
export interface RowGroup {
  /**
   * `dense`: linked to every value below; `even`: all with the same few links; `listed`: with any number of them,
   * which stands in the links.
   */
  readonly kind: 'dense' | 'even' | 'listed';
  readonly count: number;
  /** Links of each row; of `listed` rows not known here. */
  readonly width: number;
  /** Of its first record and first link. */
  readonly number: number;
  readonly link: number;
  readonly slot: number;
  /** Whether any of their numbers is to change: else they need no slopes. */
  readonly trains: boolean;
}

/**
 * Quadrics or Gaussians of one rank. A record holds a Gaussian's mean, then the rows of A or of the factor as `listed`
 * rows without a gain (a Gaussian's bias stays 0), then alpha, beta, gain or level, gain.
 */
export interface FormGroup {
  readonly kind: 'quadric' | 'gaussian';
  readonly rank: number;
  readonly count: number;
  readonly number: number;
  readonly link: number;
  readonly slot: number;
  readonly trains: boolean;
}

export type PackedHead =
  | { readonly kind: 'outputs'; readonly outputs: readonly { readonly slot: number; readonly sign: 1 | -1 }[] }
  /** Slots of classes are their indices in file order. */
  | { readonly kind: 'classes'; readonly classes: number; readonly rows: readonly RowGroup[] };

/** The source of a number that is always 0. */
export const noSource = -1;

/** Every group of sums, the classes' included. */
export function rowGroups({ layers, head }: Packed): RowGroup[] {
  return [...layers.flatMap(({ rows }) => rows), ...(head.kind === 'classes' ? head.rows : [])];
}

/** The links as distances in bytes, `tileBytes` a slot; counts of links stay as they are. */
export function linkDistances(packed: Packed, tileBytes: number): Int32Array {
  const { links, layers } = packed;
  const distances = links.map((slot) => slot * tileBytes);
  const listed = [
    ...rowGroups(packed).filter(({ kind }) => kind === 'listed'),
    ...layers.flatMap(({ forms }) => forms.map(({ link, count, rank }) => ({ link, count: count * rank }))),
  ];
  for (const { link, count } of listed) {
    for (let row = 0, at = link; row < count; row++) {
      const width = links[at] ?? 0;
      distances[at] = width;
      at += width + 1;
    }
  }
  return distances;
}

/** Per slot of a layer the place of its gain among the numbers. */
export function gainNumbers(packed: Packed, { units, rows, forms }: PackedLayer): number[] {
  const gains = Array.from({ length: units }, () => 0);
  for (const group of rows) {
    let { slot } = group;
    eachRow(packed, group, (number, width) => {
      gains[slot] = number + width + 1;
      slot += 1;
    });
  }
  for (const { kind, rank, count, number, link, slot } of forms) {
    let [next, at] = [number, link];
    for (let unit = 0; unit < count; unit++) {
      if (kind === 'gaussian') next += packed.inputs;
      for (let row = 0; row < rank; row++) {
        const width = packed.links[at] ?? 0;
        next += width + 1;
        at += width + 1;
      }
      next += kind === 'gaussian' ? 2 : 3;
      gains[slot + unit] = next - 1;
    }
  }
  return gains;
}

/** Calls `use` with the place of each row's first number and how many weights it has. */
export function eachRow(packed: Packed, group: RowGroup, use: (number: number, width: number) => void): void {
  let { number, link } = group;
  for (let row = 0; row < group.count; row++) {
    const width = group.kind === 'listed' ? (packed.links[link] ?? 0) : group.width;
    use(number, width);
    number += width + 2;
    link += width + 1;
  }
}
