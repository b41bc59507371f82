import { oneHotsOf } from '../base/one-hot.ts';
import { categoryText, mostFrequent, placeOf } from './categories.ts';
import { shortNumber } from './numbers.ts';
import type { ClassSubject, PictureAxis, PictureData, PictureInput, PictureOptions } from './picture.ts';
import { classesOf } from './winner.ts';

/** The part of the input space that is drawn: along one or two inputs, the others held. */
export interface Slice {
  /** Indices of inputs: across, then up. */
  readonly axes: readonly [across: number, up?: number];
  /** A value for every input; those of the axes are not used. */
  readonly at: readonly number[];
}

/**
 * The slice that the options ask for; where they say nothing, two real inputs that show the subject well, the others
 * at the data's median or the middle of their range, categories at the most frequent or the first. Needs that
 * `sliceTrouble` finds none.
 */
export function chooseSlice(input: PictureInput, options: Pick<PictureOptions, 'axes' | 'at'>): Slice {
  const { inputs, data } = input;
  const at = inputs.map(({ name, lo, hi, category }, index) => {
    if (category) return 0;
    const asked = options.at?.[name];
    if (asked !== undefined) return Number(asked);
    return data && data.rows > 0 ? median(data, inputs.length, index) : (lo + hi) / 2;
  });
  for (const oneHot of oneHotsOf(inputs)) {
    const asked = options.at?.[oneHot.input];
    const chosen = asked === undefined ? mostFrequent(oneHot, data, inputs.length) : placeOf(oneHot, asked);
    const held = oneHot.coordinates[chosen];
    if (held !== undefined) at[held] = 1;
  }
  return { axes: options.axes ? namedAxes(inputs, options.axes) : tellingAxes(input, at), at };
}

/** What a user asked of a slice that cannot be, in a sentence; undefined where `chooseSlice` can take it. */
export function sliceTrouble(
  inputs: readonly PictureAxis[],
  { axes, at = {} }: Pick<PictureOptions, 'axes' | 'at'>,
): string | undefined {
  const real = inputs.flatMap(({ name, category }) => (category ? [] : [name]));
  const oneHots = new Map(oneHotsOf(inputs).map((oneHot) => [oneHot.input, oneHot]));
  const known = [...new Set(inputs.map(({ name, category }) => category?.input ?? name))];
  const unknown = [...(axes ?? []), ...Object.keys(at)].find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const shown = known.slice(0, 8).join(', ');
    return `no input is named \`${unknown}\`; there ${known.length > 8 ? `are ${shown}, ...` : `is ${shown}`}`;
  }
  for (const [name, asked] of Object.entries(at)) {
    const oneHot = oneHots.get(name);
    if (!oneHot && !Number.isFinite(Number(asked))) return `\`${name}\` is held at a number, not at \`${asked}\``;
    if (oneHot && !oneHot.open && placeOf(oneHot, asked) < 0)
      return `\`${name}\` has no category \`${asked}\`; there is ${oneHot.values.slice(0, 8).join(', ')}`;
  }
  if (real.length === 0) return 'a picture needs a real input as its axis, and all inputs are categories';
  const category = oneHots.get(axes?.find((name) => oneHots.has(name)) ?? '');
  if (category)
    return `\`${category.input}\` is a category and no axis; hold it with --at "${category.input}=${category.values[0] ?? ''}"`;
  if (axes && (axes.length === 0 || axes.length > 2)) return `a picture has one axis or two, not ${axes.length}`;
  if (axes && new Set(axes).size < axes.length) return `both axes are \`${axes[0]}\``;
  return undefined;
}

/** The inputs of a slice along two of them. */
export function axesOfSlice(
  inputs: readonly PictureAxis[],
  { axes: [first, second = first] }: Slice,
): { readonly across: PictureAxis; readonly up: PictureAxis } {
  const [across, up] = [inputs[first], inputs[second]];
  if (across === undefined || up === undefined) throw new RangeError('a slice runs along inputs that exist');
  return { across, up };
}

/** Points of the slice: per pair of values (or single value) of the axes one row over all inputs. */
export function pointsOfSlice({ axes: [across, up], at }: Slice, values: Float64Array, rows: number): Float64Array {
  const inputs = at.length;
  const perRow = up === undefined ? 1 : 2;
  const points = new Float64Array(rows * inputs);
  for (let row = 0; row < rows; row++) {
    points.set(at, row * inputs);
    points[row * inputs + across] = values[row * perRow] as number;
    if (up !== undefined) points[row * inputs + up] = values[row * perRow + 1] as number;
  }
  return points;
}

/** `Slice at sepal_length 5.8, island = Dream.`; nothing where every input is an axis. */
export function sliceText(inputs: readonly PictureAxis[], { axes, at }: Slice): string {
  const oneHots = new Map(oneHotsOf(inputs).map((oneHot) => [oneHot.coordinates[0], oneHot]));
  const held = inputs.flatMap(({ name, lo, hi, category }, index) => {
    const oneHot = oneHots.get(index);
    if (oneHot) return [categoryText(oneHot, at)];
    return axes.includes(index) || category ? [] : [`${name} ${shortNumber(at[index] ?? lo, hi - lo)}`];
  });
  if (held.length === 0) return '';
  const more = held.length - 6;
  return more <= 1 ? `Slice at ${held.join(', ')}.` : `Slice at ${held.slice(0, 6).join(', ')} and ${more} more.`;
}

/** Per row: whether every input that is held lies within a fifth of its range of the slice. */
export function nearSlice(inputs: readonly PictureAxis[], { axes, at }: Slice, data: PictureData): boolean[] {
  return Array.from({ length: data.rows }, (_, row) =>
    inputs.every(({ lo, hi }, index) => {
      if (axes.includes(index)) return true;
      const value = data.points[row * inputs.length + index] as number;
      return Math.abs(value - (at[index] ?? lo)) <= (hi - lo) / 5;
    }),
  );
}

function namedAxes(inputs: readonly PictureAxis[], names: readonly string[]): Slice['axes'] {
  const [across, up] = names.map((name) => {
    const index = inputs.findIndex((input) => input.name === name);
    if (index < 0) throw new RangeError(`no input is named ${name}`);
    return index;
  });
  if (across === undefined) throw new RangeError('a picture needs one axis at least');
  return up === undefined ? [across] : [across, up];
}

/**
 * Of the inputs used most, the pair in whose slice most classes occur, then that in whose slice most rows of the data
 * lie on the colour of their class; among such pairs, and for sets, the most used and then the first.
 */
function tellingAxes({ inputs, subject, data }: PictureInput, at: readonly number[]): Slice['axes'] {
  const used = inputs
    .flatMap(({ uses, category }, index) => (category ? [] : [{ uses, index }]))
    .sort((a, b) => b.uses - a.uses || a.index - b.index)
    .slice(0, mostTried)
    .sort((a, b) => a.index - b.index);
  const pairs = used.flatMap((first, k) =>
    used.slice(k + 1).map((second) => {
      const axes = [first.index, second.index] as const;
      const uses = first.uses + second.uses;
      if (subject.kind !== 'classes') return { axes, right: 0, shown: 0, uses };
      const slice = { axes, at };
      const right = data ? agreeing(subject, data, slice) : 0;
      return { axes, right, shown: occurring(inputs, subject, slice), uses };
    }),
  );
  pairs.sort((a, b) => b.shown - a.shown || b.right - a.right || b.uses - a.uses);
  const only = used[0]?.index;
  if (only === undefined) throw new RangeError('a picture needs one real input at least');
  return pairs[0]?.axes ?? [only];
}

const mostTried = 6;
const triedPlaces = 24;
const triedRows = 400;

/** How many rows, of some hundred, have the class of the place that they are drawn at. */
function agreeing(subject: ClassSubject, { rows, points, targets }: PictureData, slice: Slice): number {
  if (targets?.kind !== 'classes') return 0;
  const inputs = slice.at.length;
  const step = Math.max(1, Math.ceil(rows / triedRows));
  const tried = Array.from({ length: Math.ceil(rows / step) }, (_, k) => k * step);
  const values = Float64Array.from(
    tried.flatMap((row) => slice.axes.map((index) => points[row * inputs + (index ?? 0)] as number)),
  );
  const classes = classesOf(subject, pointsOfSlice(slice, values, tried.length), tried.length);
  return tried.filter((row, k) => targets.indices[row] === classes[k]).length;
}

/** How many classes occur in a slice, on a coarse grid. */
function occurring(inputs: readonly PictureAxis[], subject: ClassSubject, slice: Slice): number {
  const { across, up } = axesOfSlice(inputs, slice);
  const step = (axis: PictureAxis, k: number): number => axis.lo + ((axis.hi - axis.lo) * (k + 0.5)) / triedPlaces;
  const rows = triedPlaces * triedPlaces;
  const values = Float64Array.from({ length: 2 * rows }, (_, k) => {
    const row = k >> 1;
    return k % 2 === 0 ? step(across, row % triedPlaces) : step(up, Math.floor(row / triedPlaces));
  });
  return new Set(classesOf(subject, pointsOfSlice(slice, values, rows), rows)).size;
}

function median({ rows, points }: PictureData, inputs: number, index: number): number {
  const values = Float64Array.from({ length: rows }, (_, row) => points[row * inputs + index] as number).sort();
  return ((values[(rows - 1) >> 1] as number) + (values[rows >> 1] as number)) / 2;
}
