import { add, lessThan, get, i32, plus, type FunctionBuilder } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { vectorBytes, type Vectors } from './lanes.ts';
import type { RowGroup } from './packed.ts';
import { store, type Block, type Finish, type Places } from './sums.ts';

/** Links up to which the sums of a dense block are written out. */
export const mostUnrolled = 8;

/** Rows that are linked to every value below, in blocks whose sums stay in registers. */
export function emitDense(
  fn: FunctionBuilder,
  v: Vectors,
  group: RowGroup,
  places: Places,
  block: Block,
  finish: Finish,
): void {
  const stride = (group.width + 2) * v.size;
  const start = places.numbers + group.number * v.size;
  const target = places.target + group.slot * places.tileBytes;
  const whole = group.count - (group.count % block.rows);
  const emit = (from: number, to: number, rows: number): void => {
    const output = fn.local('i32');
    fn.set(output, i32(target + from * places.tileBytes));
    fn.loop(start + from * stride, start + to * stride, rows * stride, (record) => {
      emitDenseBlock(fn, v, { group, places, vectors: block.vectors, rows, record, output: get(output), finish });
      fn.set(output, plus(get(output), rows * places.tileBytes));
    });
  };
  if (whole > 0) emit(0, whole, block.rows);
  if (whole < group.count) emit(whole, group.count, group.count - whole);
}

interface DenseBlock {
  readonly group: RowGroup;
  readonly places: Places;
  readonly rows: number;
  readonly vectors: number;
  /** The address of the first row's record. */
  readonly record: Code;
  readonly output: Code;
  readonly finish: Finish;
}

/** Every value below is loaded once for all rows of the block, every weight once for all its vectors. */
function emitDenseBlock(
  fn: FunctionBuilder,
  v: Vectors,
  { group: { width }, places, rows, vectors, record, output, finish }: DenseBlock,
): void {
  const { tileBytes } = places;
  const stride = (width + 2) * v.size;
  const sums = Array.from({ length: rows }, () => Array.from({ length: vectors }, () => fn.local('v128')));
  fn.loop(0, tileBytes, vectors * vectorBytes, (sample) => {
    for (const [r, row] of sums.entries()) {
      const bias = fn.keep(v.neg(v.loadSplat(record, r * stride + width * v.size)));
      for (const sum of row) fn.set(sum, bias);
    }
    const step = (values: Code, weights: Code, k: number): void => {
      const inputs = Array.from({ length: vectors }, (_, c) =>
        fn.keep(v.load(values, places.below + k * tileBytes + c * vectorBytes)),
      );
      for (const [r, row] of sums.entries()) {
        const weight = fn.keep(v.loadSplat(weights, r * stride + k * v.size));
        for (const [c, sum] of row.entries()) fn.set(sum, v.madd(weight, inputs[c] ?? [], get(sum)));
      }
    };
    if (width <= mostUnrolled) {
      for (let k = 0; k < width; k++) step(sample, record, k);
    } else {
      const together = [4, 3, 2, 1].find((count) => width % count === 0) ?? 1;
      const values = fn.local('i32');
      const weights = fn.local('i32');
      const end = fn.keep(plus(record, width * v.size), 'i32');
      fn.set(values, sample);
      fn.set(weights, record);
      fn.while(lessThan(get(weights), end), () => {
        for (let k = 0; k < together; k++) step(get(values), get(weights), k);
        fn.set(values, plus(get(values), together * tileBytes));
        fn.set(weights, plus(get(weights), together * v.size));
      });
    }
    const address = fn.keep(add(output, sample), 'i32');
    for (const [r, row] of sums.entries()) {
      const gain = v.loadSplat(record, r * stride + (width + 1) * v.size);
      store(fn, v, row.map(get), gain, { address, offset: r * tileBytes }, finish);
    }
  });
}
