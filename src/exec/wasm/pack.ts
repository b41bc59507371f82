import type { GaussianSlot, Layout, QuadricSlot, Slot, SumSlot } from '../parameters.ts';

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
}

export type PackedHead =
  | { readonly kind: 'outputs'; readonly outputs: readonly { readonly slot: number; readonly sign: 1 | -1 }[] }
  /** Slots of classes are their indices in file order. */
  | { readonly kind: 'classes'; readonly classes: number; readonly rows: readonly RowGroup[] };

/** The source of a number that is always 0. */
export const noSource = -1;

/** Up to this many links the code of a row is written out instead of looped. */
const mostEven = 8;

/** With `parameters`, links of weight 0 are left out. */
export function pack(layout: Layout, parameters?: Float64Array): Packed {
  const writer: Writer = { sources: [], links: [] };
  const keeps = parameters ? (source: number): boolean => parameters[source] !== 0 : (): boolean => true;
  const layers: PackedLayer[] = [];
  for (const slots of layout.layers) {
    const below = layers.at(-1);
    layers.push(packLayer(writer, slots, below?.units ?? layout.inputs, below?.slots, keeps));
  }
  const last = layers.at(-1);
  const slotOf = (unit: number): number => last?.slots[unit] ?? unit;
  const { head } = layout;
  return {
    inputs: layout.inputs,
    layers,
    head:
      head.kind === 'outputs'
        ? { kind: 'outputs', outputs: head.outputs.map(({ unit, sign }) => ({ slot: slotOf(unit), sign })) }
        : {
            kind: 'classes',
            classes: head.classes.length,
            rows: packInOrder(writer, head.classes, last?.units ?? layout.inputs, slotOf, keeps),
          },
    sources: Int32Array.from(writer.sources),
    links: Int32Array.from(writer.links),
  };
}

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

/** What has been laid down so far. */
interface Writer {
  readonly sources: number[];
  readonly links: number[];
}

interface Row {
  readonly unit: number;
  readonly links: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
  readonly gain: number;
}

function packLayer(
  writer: Writer,
  given: readonly Slot[],
  width: number,
  slotsBelow: Int32Array | undefined,
  keeps: (source: number) => boolean,
): PackedLayer {
  const slots = new Int32Array(given.length);
  const slotOf = (unit: number): number => slotsBelow?.[unit] ?? unit;
  const sums = given.flatMap((slot, unit) => (slot.kind === 'sum' ? [rowOf(slot, unit, slotOf, keeps)] : []));
  let next = 0;
  const rows = groupsOf(sums, width).map(({ kind, rows: members }): RowGroup => {
    for (const [i, { unit }] of members.entries()) slots[unit] = next + i;
    const group = writeRows(writer, kind, members, next);
    next += members.length;
    return group;
  });
  const forms = formsOf(given).map(({ kind, rank, members }): FormGroup => {
    for (const [i, { unit }] of members.entries()) slots[unit] = next + i;
    const [number, link, slot, count] = [writer.sources.length, writer.links.length, next, members.length];
    for (const { form } of members) writeForm(writer, form, width, keeps);
    next += count;
    return { kind, rank, count, number, link, slot };
  });
  return { units: given.length, slots, rows, forms };
}

/** Rows whose slots are their own indices: neighbours of one kind make a group. */
function packInOrder(
  writer: Writer,
  given: readonly SumSlot[],
  width: number,
  slotOf: (unit: number) => number,
  keeps: (source: number) => boolean,
): RowGroup[] {
  const runs: { readonly kind: RowGroup['kind']; readonly rows: Row[] }[] = [];
  for (const [unit, slot] of given.entries()) {
    const row = rowOf(slot, unit, slotOf, keeps);
    const kind = kindOf(row, width);
    const last = runs.at(-1);
    if (last?.kind === kind && last.rows[0]?.links.length === row.links.length) last.rows.push(row);
    else runs.push({ kind, rows: [row] });
  }
  return runs.map(({ kind, rows }) => writeRows(writer, kind, rows, rows[0]?.unit ?? 0));
}

/** Its links in the order of memory, so that a dense row is one whose i-th link is slot i. */
function rowOf(
  { links: given, at, bias, gain }: SumSlot,
  unit: number,
  slotOf: (unit: number) => number,
  keeps: (source: number) => boolean,
): Row {
  const links: number[] = [];
  const weights: number[] = [];
  let ascending = true;
  for (let i = 0; i < given.length; i++) {
    if (!keeps(at + i)) continue;
    const link = slotOf(given[i] as number);
    ascending &&= link > (links.at(-1) ?? -1);
    links.push(link);
    weights.push(at + i);
  }
  if (ascending) return { unit, links, weights, bias, gain };
  const order = links.map((_, i) => i).sort((left, right) => (links[left] ?? 0) - (links[right] ?? 0));
  const inOrder = (values: readonly number[]): number[] => order.map((i) => values[i] ?? 0);
  return { unit, links: inOrder(links), weights: inOrder(weights), bias, gain };
}

function kindOf({ links }: Row, width: number): RowGroup['kind'] {
  if (links.length === width && width > 0) return 'dense';
  return links.length <= mostEven ? 'even' : 'listed';
}

function groupsOf(rows: readonly Row[], width: number): { kind: RowGroup['kind']; rows: Row[] }[] {
  const groups = new Map<string, { kind: RowGroup['kind']; rows: Row[] }>();
  for (const row of rows) {
    const kind = kindOf(row, width);
    const key = kind === 'even' ? `${kind} ${row.links.length}` : kind;
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { kind, rows: [row] });
  }
  return [...groups.values()];
}

function writeRows(writer: Writer, kind: RowGroup['kind'], rows: readonly Row[], slot: number): RowGroup {
  const [number, link] = [writer.sources.length, writer.links.length];
  for (const row of rows) {
    for (const weight of row.weights) writer.sources.push(weight);
    writer.sources.push(row.bias, row.gain);
    if (kind === 'listed') writer.links.push(row.links.length);
    if (kind !== 'dense') for (const each of row.links) writer.links.push(each);
  }
  return { kind, count: rows.length, width: rows[0]?.links.length ?? 0, number, link, slot };
}

type Form = QuadricSlot | GaussianSlot;

interface FormMembers {
  readonly kind: FormGroup['kind'];
  readonly rank: number;
  readonly members: { readonly unit: number; readonly form: Form }[];
}

function formsOf(given: readonly Slot[]): FormMembers[] {
  const groups = new Map<string, FormMembers>();
  for (const [unit, form] of given.entries()) {
    if (form.kind === 'sum') continue;
    const { kind, rank } = form;
    const key = `${kind} ${rank}`;
    const group = groups.get(key) ?? { kind, rank, members: [] };
    group.members.push({ unit, form });
    groups.set(key, group);
  }
  return [...groups.values()];
}

function writeForm(writer: Writer, form: Form, inputs: number, keeps: (source: number) => boolean): void {
  const { sources, links } = writer;
  if (form.kind === 'gaussian') for (let j = 0; j < inputs; j++) sources.push(form.mean + j);
  for (let row = 0; row < form.rank; row++) {
    const at = form.at + row * inputs;
    const kept = Array.from({ length: inputs }, (_, j) => j).filter((j) => keeps(at + j));
    links.push(kept.length, ...kept);
    sources.push(...kept.map((j) => at + j), form.kind === 'quadric' ? form.b + row : noSource);
  }
  if (form.kind === 'quadric') sources.push(form.alpha, form.beta, form.gain);
  else sources.push(form.level, form.gain);
}
