import { add, get, i32, plus, type FunctionBuilder, type Local } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { shuffle, vectorBytes, type Vectors } from './lanes.ts';

/** Where a tile of points comes from, row-major, and where its values go, a run per input. */
export interface LoadPlaces {
  readonly points: Code;
  readonly target: number;
  /** An address to which `target` is a distance. */
  readonly into?: Code;
  readonly inputs: number;
  readonly tileBytes: number;
  /** The address of what is taken off each input, a number each. */
  readonly centre?: number;
}

/** Up to so many vectors of inputs the code of each is written out. */
const mostWritten = 4;

/** Code that turns a tile of points into runs of values. Gives a mask that is 0 only where all are finite. */
export function emitLoad(fn: FunctionBuilder, v: Vectors, places: LoadPlaces): Code {
  const { inputs, tileBytes } = places;
  const strange = fn.local('v128');
  fn.set(strange, v.constant(fn, 0));
  const whole = inputs - (inputs % v.count);
  if (whole > mostWritten * v.count) {
    const target = fn.local('i32');
    fn.set(target, i32(0));
    fn.loop(0, whole * v.size, vectorBytes, (column) => {
      loadStretch(fn, v, places, { column, target: get(target), groups: [0, v.count] }, strange);
      fn.set(target, plus(get(target), v.count * tileBytes));
    });
    loadStretch(fn, v, places, { column: i32(0), target: i32(0), groups: groupsOf(whole, inputs, v) }, strange);
  } else {
    loadStretch(fn, v, places, { column: i32(0), target: i32(0), groups: groupsOf(0, inputs, v) }, strange);
  }
  return v.ne(get(strange), get(strange));
}

/** Inputs that are turned together: from each of the numbers to the next. */
function groupsOf(from: number, to: number, v: Vectors): number[] {
  const starts = [from];
  // As many inputs together as fill a vector, if there are as many left; else two or one.
  for (let j = from; j < to; starts.push(j)) j += to - j >= v.count ? v.count : to - j >= 2 ? 2 : 1;
  return starts;
}

interface Stretch {
  /** Of its first input: the distance in bytes from the start of a row, and of its run from that of the first. */
  readonly column: Code;
  readonly target: Code;
  readonly groups: readonly number[];
}

function loadStretch(
  fn: FunctionBuilder,
  v: Vectors,
  { points, target, into, inputs, tileBytes, centre }: LoadPlaces,
  { column, target: distance, groups }: Stretch,
  strange: Local,
): void {
  const rowBytes = inputs * v.size;
  const first = fn.local('i32');
  fn.set(first, add(points, column));
  const start = fn.keep(into ? add(into, distance) : distance, 'i32');
  const [from = 0, to = 0] = [groups[0], groups.at(-1)];
  const middles = Array.from({ length: to - from }, (_, k) =>
    centre === undefined ? undefined : fn.keep(v.loadSplat(column, centre + (from + k) * v.size)),
  );
  if (to === from) return;
  fn.loop(0, tileBytes, vectorBytes, (counter) => {
    const sample = fn.keep(add(start, counter), 'i32');
    for (const [g, j] of groups.slice(0, -1).entries()) {
      const values = loadColumns(fn, v, get(first), j, (groups[g + 1] ?? j) - j, rowBytes);
      for (const [k, value] of values.entries()) {
        // 0 x is NaN where x is infinite or NaN, and any sum with it too.
        fn.set(strange, v.add(get(strange), v.mul(value, v.constant(fn, 0))));
        const middle = middles[j + k - from];
        fn.emit(v.store(sample, target + (j + k) * tileBytes, middle ? v.sub(value, middle) : value));
      }
    }
    fn.set(first, plus(get(first), v.count * rowBytes));
  });
}

/** The values of inputs j .. j + together - 1 at as many rows as a vector has lanes. */
function loadColumns(
  fn: FunctionBuilder,
  v: Vectors,
  first: Code,
  j: number,
  together: number,
  rowBytes: number,
): Code[] {
  const at = (row: number): number => row * rowBytes + j * v.size;
  if (together === v.count) {
    const rows = Array.from({ length: v.count }, (_, row) => fn.keep(v.loadAnywhere(first, at(row))));
    return transposeSquare(fn, v, rows);
  }
  if (together === 2) {
    // Pairs of two rows in a vector each: lanes x0 y0 x1 y1.
    const pair = (row: number): Code => {
      const low: Code = [...first, ['v128.load64_splat', 2, at(row)]];
      return fn.keep([...first, ...low, ['v128.load64_lane', 2, at(row + 1), 1]]);
    };
    const [even, odd] = [pair(0), pair(2)];
    return [fn.keep(shuffle(even, odd, [0, 2, 4, 6], v.size)), fn.keep(shuffle(even, odd, [1, 3, 5, 7], v.size))];
  }
  let column = v.loadSplat(first, at(0));
  for (let row = 1; row < v.count; row++) column = v.loadLane(first, at(row), column, row);
  return [fn.keep(column)];
}

function transposeSquare(fn: FunctionBuilder, v: Vectors, rows: readonly Code[]): Code[] {
  const [a = [], b = [], c = [], d = []] = rows;
  if (v.count === 2) return [fn.keep(shuffle(a, b, [0, 2], v.size)), fn.keep(shuffle(a, b, [1, 3], v.size))];
  const [lowLeft, lowRight] = [fn.keep(shuffle(a, b, [0, 4, 1, 5], 4)), fn.keep(shuffle(c, d, [0, 4, 1, 5], 4))];
  const [highLeft, highRight] = [fn.keep(shuffle(a, b, [2, 6, 3, 7], 4)), fn.keep(shuffle(c, d, [2, 6, 3, 7], 4))];
  return [
    fn.keep(shuffle(lowLeft, lowRight, [0, 1, 4, 5], 4)),
    fn.keep(shuffle(lowLeft, lowRight, [2, 3, 6, 7], 4)),
    fn.keep(shuffle(highLeft, highRight, [0, 1, 4, 5], 4)),
    fn.keep(shuffle(highLeft, highRight, [2, 3, 6, 7], 4)),
  ];
}

/** Code that turns runs of values (`columns` addresses) into rows of numbers from `results` on. */
export function emitStore(
  fn: FunctionBuilder,
  v: Vectors,
  {
    results,
    columns,
    tileBytes,
  }: {
    readonly results: Code;
    readonly columns: readonly { readonly address: number; readonly sign: 1 | -1 }[];
    readonly tileBytes: number;
  },
): void {
  const row = fn.local('i32');
  fn.set(row, results);
  const rowBytes = columns.length * v.size;
  fn.loop(0, tileBytes, vectorBytes, (sample) => {
    for (const [c, { address, sign }] of columns.entries()) {
      const given = v.load(sample, address);
      const value = fn.keep(sign < 0 ? v.neg(given) : given);
      if (columns.length === 1) fn.emit([...get(row), ...value, ['v128.store', v.size === 4 ? 2 : 3, 0]]);
      else
        for (let lane = 0; lane < v.count; lane++)
          fn.emit(v.storeLane(get(row), lane * rowBytes + c * v.size, value, lane));
    }
    fn.set(row, plus(get(row), v.count * rowBytes));
  });
}

/** Bytes of a sample's values, and a 1 after them, in whole vectors. */
export function rowMajorBytes(v: Vectors, width: number): number {
  return Math.ceil((width + 1) / v.count) * vectorBytes;
}

/** Code that turns runs of values into rows of them, a row per sample: `width` values, a 1, and zeros. */
export function emitRowMajor(
  fn: FunctionBuilder,
  v: Vectors,
  {
    runs,
    width,
    target,
    tileBytes,
  }: { readonly runs: number; readonly width: number; readonly target: number; readonly tileBytes: number },
): void {
  const rowBytes = rowMajorBytes(v, width);
  const turn = (run: Code, column: Code, given: number): void => {
    const row = fn.local('i32');
    fn.set(row, column);
    fn.loop(0, tileBytes, vectorBytes, (sample) => {
      const from = fn.keep(add(run, sample), 'i32');
      const values = Array.from({ length: v.count }, (_, k) =>
        k < given ? fn.keep(v.load(from, k * tileBytes)) : v.constant(fn, k === given ? 1 : 0),
      );
      for (const [lane, value] of transposeSquare(fn, v, values).entries()) {
        fn.emit(v.store(get(row), lane * rowBytes, value));
      }
      fn.set(row, plus(get(row), v.count * rowBytes));
    });
  };
  const whole = width - (width % v.count);
  const column = fn.local('i32');
  fn.set(column, i32(target));
  fn.loop(runs, runs + whole * tileBytes, v.count * tileBytes, (run) => {
    turn(run, get(column), v.count);
    fn.set(column, plus(get(column), vectorBytes));
  });
  turn(i32(runs + whole * tileBytes), get(column), width - whole);
}

/** The address of tile `index` of what starts at `base`, `bytes` a tile. */
export function tileAddress(base: number, index: Code, bytes: number): Code {
  return add(i32(base), [...index, ...i32(bytes), ['i32.mul']]);
}
