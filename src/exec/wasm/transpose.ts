import { add, get, i32, plus, type FunctionBuilder } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { shuffle, vectorBytes, type Vectors } from './lanes.ts';

/**
 * Code that turns a tile of points (row-major, `inputs` numbers each, from `points` on) into a run of values per input
 * from `target` on (bytes past the address `into`, where there is one), less `centre`. Gives a mask that is 0 only where all are finite.
 */
export function emitLoad(
  fn: FunctionBuilder,
  v: Vectors,
  {
    points,
    target,
    into,
    inputs,
    tileBytes,
    centre,
  }: {
    readonly points: Code;
    readonly target: number;
    readonly into?: Code;
    readonly inputs: number;
    readonly tileBytes: number;
    readonly centre: readonly number[];
  },
): Code {
  const strange = fn.local('v128');
  fn.set(strange, v.constant(fn, 0));
  const rowBytes = inputs * v.size;
  const first = fn.local('i32');
  fn.set(first, points);
  fn.loop(0, tileBytes, vectorBytes, (counter) => {
    const sample = into ? fn.keep(add(into, counter), 'i32') : counter;
    for (let j = 0; j < inputs;) {
      // As many inputs together as fill a vector, if there are as many left; else two or one.
      const together = inputs - j >= v.count ? v.count : inputs - j >= 2 ? 2 : 1;
      const columns = loadColumns(fn, v, get(first), j, together, rowBytes);
      for (const [k, column] of columns.entries()) {
        // 0 x is NaN where x is infinite or NaN, and any sum with it too.
        fn.set(strange, v.add(get(strange), v.mul(column, v.constant(fn, 0))));
        const middle = centre[j + k] ?? 0;
        const value = middle === 0 ? column : v.sub(column, v.constant(fn, middle));
        fn.emit(v.store(sample, target + (j + k) * tileBytes, value));
      }
      j += together;
    }
    fn.set(first, plus(get(first), v.count * rowBytes));
  });
  return v.ne(get(strange), get(strange));
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

/** The address of tile `index` of what starts at `base`, `bytes` a tile. */
export function tileAddress(base: number, index: Code, bytes: number): Code {
  return add(i32(base), [...index, ...i32(bytes), ['i32.mul']]);
}
