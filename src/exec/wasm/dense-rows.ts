import { add, get, i32, plus, type FunctionBuilder } from './function-builder.ts';
import { vectorBytes, type Vectors } from './lanes.ts';
import type { RowGroup } from './packed.ts';
import { eachRun, emitProduct } from './product.ts';
import { store, type Block, type Finish, type Places } from './sums.ts';

/** Rows that are linked to every value below: the product of their weights with the values, less the biases. */
export function emitDense(
  fn: FunctionBuilder,
  v: Vectors,
  { width, count, number, slot }: RowGroup,
  { numbers, below, target, tileBytes }: Places,
  { rows: mostRows, vectors }: Block,
  finish: Finish,
): void {
  const stride = (width + 2) * v.size;
  const start = numbers + number * v.size;
  eachRun(count, mostRows, (from, to, rows) => {
    const output = fn.local('i32');
    fn.set(output, i32(target + (slot + from) * tileBytes));
    fn.loop(start + from * stride, start + to * stride, rows * stride, (record) => {
      fn.loop(0, tileBytes, vectors * vectorBytes, (sample) => {
        const weights = { at: record, row: stride, step: v.size };
        const values = { at: sample, offset: below, step: tileBytes };
        const product = { steps: width, left: weights, right: values };
        const sums = emitProduct(fn, v, { rows, vectors }, product, (r) =>
          v.neg(v.loadSplat(record, r * stride + width * v.size)),
        );
        const address = fn.keep(add(get(output), sample), 'i32');
        for (const [r, row] of sums.entries()) {
          const gain = v.loadSplat(record, r * stride + (width + 1) * v.size);
          store(fn, v, row, gain, { address, offset: r * tileBytes }, finish);
        }
      });
      fn.set(output, plus(get(output), rows * tileBytes));
    });
  });
}
